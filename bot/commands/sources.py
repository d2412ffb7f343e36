"""``pullquote sources``: lists the files that are served, and those that are not with the reason."""

import argparse

from bot.answers import Answerer
from bot.commands.shared import clean, json_lines, scope, scoped, screen, settings, warn
from bot.jsonform import dumps, lines_object, sources_object
from bot.settings.model import Settings
from bot.terminal.source_text import lines_text, sources_text
from index.documents.boilerplate import boilerplate
from index.documents.folder import Folder
from index.library.scoped import ScopedFolder

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Print the sources, or the lines of one, and return 0; raises SourcesError if there is none to serve."""
    chosen = settings(arguments)
    if arguments.json:
        json_lines()
    print(_lines(chosen, arguments) if arguments.lines else _sources(chosen, arguments))
    return 0


def _sources(chosen: Settings, arguments: argparse.Namespace) -> str:
    made = scoped(Answerer(chosen), scope(arguments))
    listed = made.sources()
    if made.note:
        warn(made.note)
    if arguments.json:
        return dumps(sources_object(listed, made.problems()))
    return sources_text(str(chosen.sources), listed, made.problems(), screen(chosen))


def _lines(chosen: Settings, arguments: argparse.Namespace) -> str:
    folder, part = Folder(chosen.sources, chosen.max_file_bytes), scope(arguments)
    source = (ScopedFolder(folder, part) if part else folder).read(clean(arguments.lines))
    skipped = boilerplate(source)
    if arguments.json:
        return dumps(lines_object(source, skipped))
    return lines_text(source, skipped, screen(chosen))
