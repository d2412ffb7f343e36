"""``pullquote index``: make the index of a large folder, bring it up to date, or check it."""

import argparse
import time

from bot.commands.shared import json_lines, settings
from bot.jsonform import dumps, index_check_object, update_object
from bot.settings.model import Settings
from bot.terminal.index_text import index_check_text, update_text
from bot.terminal.progress import ProgressLine
from bot.terminal.screen import harmless
from index.documents.folder import Folder
from index.errors import SettingsError
from index.library.calibrating import kept_with_index
from index.library.collection import default_index_path
from index.library.keeping import index_at
from index.retrieval.store.kept import KeptIndex
from index.retrieval.store.updating import IndexProgress, UpdateSummary, update
from index.retrieval.store.verifying import IndexVerification, verify

__all__ = ["run"]

SAME, DIFFERS = 0, 1


def run(arguments: argparse.Namespace) -> int:
    """Do it and tell what was done; 1 if a check finds a difference."""
    chosen = settings(arguments)
    if arguments.json:
        json_lines()
    line = ProgressLine()
    try:
        if arguments.drop:
            return _drop(chosen, arguments)
        return _check(chosen, arguments, line) if arguments.check else _update(chosen, arguments, line)
    finally:
        line.finish()


def _update(chosen: Settings, arguments: argparse.Namespace, line: ProgressLine) -> int:
    folder, generations = _opened(chosen)
    summary: UpdateSummary = update(
        folder, generations, rebuild=arguments.rebuild, wait=arguments.wait, report=line, notes=kept_with_index
    )
    line.finish()
    made = generations.place, summary
    print(dumps(update_object(*made)) if arguments.json else harmless(update_text(*made)))
    return SAME


def _check(chosen: Settings, arguments: argparse.Namespace, line: ProgressLine) -> int:
    began = time.monotonic()
    found: IndexVerification = verify(
        *_opened(chosen), lambda done, of: line(IndexProgress(done, of, done, of, 0, time.monotonic() - began))
    )
    line.finish()
    print(dumps(index_check_object(found)) if arguments.json else harmless(index_check_text(found)))
    return DIFFERS if found.differences else SAME


def _drop(chosen: Settings, arguments: argparse.Namespace) -> int:
    """Remove what older states of an index on a cluster left behind, once somebody says so."""
    _, index = _opened(chosen)
    left: list[str] = getattr(index, "left_behind", list)()
    if not left:
        print("nothing is left behind")
        return SAME
    print("\n".join(left))
    if not arguments.yes and input("remove them? [y/N] ").strip().lower() not in {"y", "yes"}:
        return DIFFERS
    index.drop(left)  # type: ignore[attr-defined]  # only that of a cluster leaves anything behind
    return SAME


def _opened(chosen: Settings) -> tuple[Folder, KeptIndex]:
    on_cluster = chosen.engine == "cluster" or (chosen.engine == "auto" and chosen.cluster.urls)
    path = chosen.index_path or default_index_path(chosen.sources)
    if on_cluster and chosen.cluster.access is None:
        raise SettingsError("engine: “cluster” needs the addresses of one; set cluster.urls")
    place = (on_cluster and chosen.cluster.access) or path
    return Folder(chosen.sources, chosen.max_file_bytes), index_at(place, chosen.sources)
