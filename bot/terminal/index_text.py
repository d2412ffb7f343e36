"""An update or a check of an index as text for a terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.wording.grammar import number
from index.retrieval.store.updating import UpdateSummary
from index.retrieval.store.verifying import IndexVerification

if TYPE_CHECKING:
    from index.semantic.filling import Filled

__all__ = ["index_check_text", "update_text"]

SHOWN = 10
"""Names of each kind that are shown; JSON has them all."""


def update_text(place: str, summary: UpdateSummary, filled: "Filled | None" = None) -> str:
    """Tell what an update of the index in a folder did, and what of the vectors of a model."""
    manifest, megabytes = summary.generation.manifest, summary.generation.bytes / 1e6
    lines = [f"All was read anew: {summary.fresh}"] if summary.fresh and summary.fresh != "as asked" else []
    lines += _names("added", summary.added) + _names("changed", summary.changed) + _names("removed", summary.removed)
    if not lines:
        lines = ["Nothing has changed."]
    lines += _causes(summary.problems)
    lines.append(
        f"{number(manifest.passages, 'passage')} of {number(manifest.articles, 'source')} in {place} "
        f"({megabytes:,.1f} MB), in {summary.seconds:.1f} s."
    )
    if filled is not None:
        made = number(filled.made, "vector")
        pace = f", {filled.made / filled.seconds:,.0f} a second" if filled.made and filled.seconds else ""
        lines.append(
            f"{made} of the model made beside it, in {filled.seconds:.1f} s{pace}; {filled.known:,} were there."
        )
    return "\n".join(lines)


def index_check_text(found: IndexVerification) -> str:
    """Tell where an index differs from its sources."""
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
