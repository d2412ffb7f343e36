"""``pullquote index``: make the index of a large folder, bring it up to date, or check it."""

import argparse
import sys
import time

from bot.commands.shared import json_lines, settings, warn
from bot.jsonform import dumps, index_check_object, update_object
from bot.settings.model import Settings
from bot.terminal.index_text import index_check_text, update_text
from bot.terminal.progress import ProgressLine
from bot.terminal.screen import harmless
from index.documents.folder import Folder
from index.library.calibrating import kept_with_index
from index.library.collection import default_index_path
from index.library.keeping import cluster_of, index_at
from index.library.semantics import Semantics
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
    filled = Semantics(chosen.semantic_model, chosen.semantic_threads, warn).fill(summary.generation, generations, line)
    line.finish()
    made = generations.place, summary, filled
    print(dumps(update_object(*made)) if arguments.json else harmless(update_text(*made)))
    if remark := generations.remark():
        print(harmless(remark), file=sys.stderr)
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
    """Remove what older states of an index left behind, once somebody says so and nobody writes the next one."""
    _, index = _opened(chosen)
    left = index.left_behind()
    if not left:
        print("nothing is left behind")
        return SAME
    print("\n".join(left))
    if not (arguments.yes or _agreed()):
        return DIFFERS
    with index.locked(arguments.wait):
        index.drop(left)
    return SAME


def _agreed() -> bool:
    """Ask if that may be done; nobody who answers means no."""
    print("remove them? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _opened(chosen: Settings) -> tuple[Folder, KeptIndex]:
    place = cluster_of(chosen.engine, chosen.cluster.access) or chosen.index_path or default_index_path(chosen.sources)
    return Folder(chosen.sources, chosen.max_file_bytes), index_at(place, chosen.sources)
