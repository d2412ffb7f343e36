"""The index on disk as a command sees it: brought up to date, checked, and told about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.settings.model import Settings
from bot.wording.grammar import number
from index.documents.folder import Folder
from index.library.collection import default_index_path, kept_with_index
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import IndexProgress, UpdateSummary, update
from index.retrieval.store.verifying import IndexVerification, verify

__all__ = ["Build", "build", "build_object", "check", "check_object", "render", "render_check"]

SHOWN = 10
"""Names of each kind that are shown; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Build:
    """What ``pullquote index`` did: where the index is, how many bytes it takes, and what changed."""

    path: Path
    bytes: int
    summary: UpdateSummary


def build(
    settings: Settings,
    *,
    rebuild: bool = False,
    wait: float = 0.0,
    workers: int | None = None,
    report: Callable[[IndexProgress], None] = lambda _: None,
) -> Build:
    """Bring the index of the sources up to date, or make it; see ``index.retrieval.store.updating.update``."""
    folder, generations = _opened(settings)
    summary = update(
        folder,
        generations,
        rebuild=rebuild,
        wait=wait,
        workers=workers,
        report=report,
        notes=kept_with_index,
    )
    return Build(generations.path, summary.generation.bytes, summary)


def check(settings: Settings, report: Callable[[int, int], None] = lambda *_: None) -> IndexVerification:
    """Compare the index with the sources; see ``index.retrieval.store.verifying.verify``."""
    return verify(*_opened(settings), report)


def _opened(settings: Settings) -> tuple[Folder, Generations]:
    folder = Folder(settings.sources, settings.max_file_bytes)
    return folder, Generations(settings.index_path or default_index_path(settings.sources), settings.sources)


def build_object(made: Build) -> dict[str, Any]:
    """What was done, for a machine; seconds and bytes."""
    summary = made.summary
    manifest = summary.generation.manifest
    return {
        "index": str(made.path),
        "bytes": made.bytes,
        "sources": manifest.articles,
        "passages": manifest.passages,
        "added": list(summary.added),
        "changed": list(summary.changed),
        "removed": list(summary.removed),
        "unchanged": summary.unchanged,
        "problems": dict(summary.problems),
        "read_anew": summary.fresh,
        "seconds": round(summary.seconds, 3),
    }


def check_object(found: IndexVerification) -> dict[str, Any]:
    """What a check found, for a machine."""
    findings = [{"name": one.name, "difference": one.difference} for one in found.differences]
    return {"sources": found.sources, "passages": found.passages, "findings": findings}


def render(made: Build) -> str:
    """What was done, for a person."""
    summary = made.summary
    manifest = summary.generation.manifest
    lines = [f"All was read anew: {summary.fresh}"] if summary.fresh and summary.fresh != "as asked" else []
    lines += _names("added", summary.added) + _names("changed", summary.changed) + _names("removed", summary.removed)
    if not lines:
        lines = ["Nothing has changed."]
    lines += _causes(summary.problems)
    lines.append(
        f"{number(manifest.passages, 'passage')} of {number(manifest.articles, 'source')} in {made.path} "
        f"({made.bytes / 1e6:,.1f} MB), in {summary.seconds:.1f} s."
    )
    return "\n".join(lines)


def render_check(found: IndexVerification) -> str:
    """What a check found, for a person."""
    whole = f"{number(found.passages, 'passage')} of {number(found.sources, 'source')}"
    if not found.differences:
        return f"Checked {whole}: every one stands in its source as it was indexed."
    lines = [f"{one.name}: {one.difference}" for one in found.differences[:SHOWN]]
    if len(found.differences) > SHOWN:
        lines.append(f"… and {len(found.differences) - SHOWN} more")
    lines.append(
        f"Checked {whole}: {number(len(found.differences), 'difference')}. 'pullquote index' takes up changes."
    )
    return "\n".join(lines)


def _names(what: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    if len(names) > SHOWN:
        return [f"{number(len(names), 'source')} {what}"]
    return [f"{what}: {name}" for name in names]


def _causes(problems: Mapping[str, str]) -> list[str]:
    lines = [f"not served: {name}: {cause}" for name, cause in list(problems.items())[:SHOWN]]
    return lines + ([f"… and {len(problems) - SHOWN} more are not served"] if len(problems) > SHOWN else [])
