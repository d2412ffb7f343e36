"""The command line: the commands with their options. ``bot.commands`` runs them."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from bot import __version__
from index.errors import UsageError

__all__ = ["COMMANDS", "EXIT_CODES", "build"]

EXIT_CODES = """\
exit codes:
  0  answered, or stands as cited
  1  unsure or declined, or does not stand, or a line of a batch failed
  2  the command line or a setting is wrong
  3  the sources or the index cannot be served
  4  Discord cannot be reached, or refuses
"""
ASK_EXAMPLES = """\
examples:
  pullquote ask "What was decided about the hotline?"
  pullquote ask --sources ~/articles --context 1 "Who attended?"
  pullquote ask --batch questions.txt --json > answers.jsonl
"""
CHECK_EXAMPLES = """\
examples:
  pullquote check report.txt:12
  pullquote check report.txt:12:5-80 "a sentence that someone quoted"
  pullquote check --batch claims.txt
"""
INDEX_EXAMPLES = """\
examples:
  pullquote index
  pullquote index --sources /srv/archive --index-path /srv/archive.index
  pullquote index --check
"""
EVAL_EXAMPLES = """\
examples:
  pullquote eval questions.jsonl
  pullquote eval questions.jsonl --compare other.toml
  pullquote eval --from-feedback ~/.local/state/pullquote > liked.jsonl

a line of the file:
  {"question": "Who signed it?", "gold": ["report.txt:12"]}
"""
SERVE_EXAMPLES = """\
examples:
  pullquote serve
  pullquote serve --port 0
  pullquote serve --in faq/ --host 0.0.0.0
"""
SEMANTIC_EXAMPLES = """\
examples:
  pullquote semantic download sentence-transformers/all-MiniLM-L6-v2
  pullquote semantic fit questions.jsonl
"""
COMPLETION = """\
Print a script that completes commands and options, for your shell to read:

  bash  eval "$(pullquote completion bash)"            in ~/.bashrc
  zsh   pullquote completion zsh > _pullquote          in a folder of $fpath
  fish  pullquote completion fish > ~/.config/fish/completions/pullquote.fish
"""


class CommandSpec(NamedTuple):
    """A command as its help describes it; ``add`` adds the options to its parser."""

    summary: str
    add: Callable[[argparse.ArgumentParser], None]
    examples: str = ""


class _Parser(argparse.ArgumentParser):
    """A parser that raises UsageError."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see `{self.prog} --help`")


def build() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; it raises UsageError."""
    parser = _Parser(
        prog="pullquote",
        description="Ask a folder of articles. The answer is their own sentences, each with the place where it stands.",
        epilog=EXIT_CODES + "\n`pullquote COMMAND --help` tells more of each command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"pullquote {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, command in COMMANDS.items():
        summary, examples = command.summary, command.examples
        command.add(
            commands.add_parser(
                name,
                help=summary,
                description=summary[0].upper() + summary[1:] + ".",
                epilog=(examples + "\n" if examples else "") + EXIT_CODES,
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
        )
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that reads the settings."""
    common = parser.add_argument_group("settings")
    _completed(
        common.add_argument("--sources", type=Path, metavar="PATH", help="the folder of articles, or one"), "FILE"
    )
    _completed(common.add_argument("--config", type=Path, metavar="FILE", help="the settings file"), "FILE")
    common.add_argument("--color", choices=("auto", "always", "never"), help="colour on the screen (default: auto)")


def _scope(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose a part of the sources."""
    scope = parser.add_argument_group("scope", "only a part of the sources, as if there were no others")
    within = "a folder/ or a pattern such as 'faq/*.md'; more than one may be given"
    scope.add_argument("--in", dest="within", action="append", metavar="NAME", help=within)
    scope.add_argument(
        "--tag", action="append", metavar="TAG", help="a tag that an article has; more than one may be given"
    )
    scope.add_argument("--since", metavar="DAY", help="from a day, month or year on, such as 2015-01")
    scope.add_argument("--until", metavar="DAY", help="up to a day, month or year, which is included")


def _completed(action: argparse.Action, kind: str) -> None:
    """Have the shell complete an argument with files or folders; ``bot.commands.completion`` reads the mark."""
    action.completed_with = kind  # type: ignore[attr-defined] # argparse leaves its actions open for such notes


def _ask(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    _scope(parser)
    parser.add_argument(
        "question", nargs="*", metavar="QUESTION", help="the question; without one, it is read from standard input"
    )
    batch = "answer a file of questions, a line each, plain or as JSON with `question` and `id`; - is standard input"
    _completed(parser.add_argument("--batch", metavar="FILE", help=batch), "FILE")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each question")
    limit = "at most N passages; on the screen, the next best are shown too"
    parser.add_argument("--limit", type=int, metavar="N", help=limit)
    parser.add_argument("--context", type=_count, default=0, metavar="N", help="show N sentences around each quote")
    parser.add_argument("--explain", action="store_true", help="show the figures behind the answer")


def _repl(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    _scope(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="at most N passages an answer")


def _check(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    _scope(parser)
    parser.add_argument(
        "claims", nargs="*", metavar="CITATION_OR_QUOTE", help="NAME:LINE, NAME:LINE:COLUMN-COLUMN, or words"
    )
    batch = "check the claims of a file, one a line; - is standard input"
    _completed(parser.add_argument("--batch", metavar="FILE", help=batch), "FILE")
    parser.add_argument("--context", type=_count, metavar="N", help="show N lines around each place")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each claim")


def _sources(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    _scope(parser)
    parser.add_argument("--lines", metavar="NAME", help="show each line of one source, and why it is skipped if it is")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def _index(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rebuild", action="store_true", help="read all sources anew")
    what.add_argument("--check", action="store_true", help="compare every indexed passage with its source instead")
    wait = "wait so long for another process that is writing the index (default: 0)"
    parser.add_argument("--wait", type=_count, default=0, metavar="SECONDS", help=wait)
    what.add_argument("--drop", action="store_true", help="remove what older states left on a cluster, after asking")
    parser.add_argument("--yes", action="store_true", help="do not ask before something is removed")
    parser.add_argument("--engine", choices=["disk", "cluster"], help="where the index is kept (default: as set)")
    parser.add_argument("--index-path", type=Path, metavar="DIR", help="the folder of the index")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def _eval(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    file = "JSON lines with `question` and `gold`: a list of citations, or null for what must be declined"
    _completed(parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=file), "FILE")
    compare = "measure with the settings of this file too, and show both side by side"
    _completed(parser.add_argument("--compare", type=Path, metavar="FILE", help=compare), "FILE")
    parser.add_argument("--json", action="store_true", help="print a JSON object of the measures and of each question")
    liked = "write such a file from the answers that people liked on Discord: the bot's state.sqlite, or its folder"
    _completed(parser.add_argument("--from-feedback", type=Path, metavar="STATE", help=liked), "FILE")
    output = "write it to this file instead of standard output"
    _completed(parser.add_argument("--output", type=Path, metavar="FILE", help=output), "FILE")


def _serve(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    _scope(parser)
    host = "the address to listen to (default: 127.0.0.1, this machine alone)"
    parser.add_argument("--host", metavar="HOST", help=host)
    parser.add_argument("--port", type=_count, metavar="PORT", help="the port, 0 for any free one (default: 8080)")


def _semantic(parser: argparse.ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True, title="tasks")
    fetch = "fetch a model from a hub of models, which is all that ever goes to a network for it"
    get = tasks.add_parser("download", help=fetch, description=fetch[0].upper() + fetch[1:] + ".")
    get.add_argument("name", metavar="OWNER/MODEL", help="the model, as the hub names it")
    _completed(get.add_argument("--to", type=Path, metavar="DIR", help="the folder (default: models/MODEL)"), "FILE")
    get.add_argument("--file", metavar="NAME", help="one of several networks that it is published as")
    fit = "fit the weights of the model of the settings to questions whose answers you know"
    fitting = tasks.add_parser("fit", help=fit, description=fit[0].upper() + fit[1:] + ".")
    _common(fitting)
    file = "JSON lines with `question` and `gold`, as for `pullquote eval`; without it, questions that ship"
    _completed(fitting.add_argument("questions", nargs="?", type=Path, metavar="FILE", help=file), "FILE")
    output = "write the weights to this file instead of the model's folder"
    _completed(fitting.add_argument("--output", type=Path, metavar="FILE", help=output), "FILE")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.epilog = COMPLETION, None
    parser.add_argument("shell", choices=("bash", "fish", "powershell", "tcsh", "zsh"), help="the shell that reads it")


def _count(text: str) -> int:
    """Parse a number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)


COMMANDS: Mapping[str, CommandSpec] = {
    "ask": CommandSpec("answer a question with sentences of the articles", _ask, ASK_EXAMPLES),
    "repl": CommandSpec("ask at a prompt, with follow-up questions, history and completion", _repl),
    "check": CommandSpec("check citations and quotes against the sources as they stand now", _check, CHECK_EXAMPLES),
    "sources": CommandSpec("show what is served, and what is not and why", _sources),
    "index": CommandSpec("make the index of a large folder on disk, or bring it up to date", _index, INDEX_EXAMPLES),
    "eval": CommandSpec("measure the answers to questions whose answers you know", _eval, EVAL_EXAMPLES),
    "semantic": CommandSpec("fetch a model that ranks, or fit its weights", _semantic, SEMANTIC_EXAMPLES),
    "serve": CommandSpec("serve a website to ask, read and check the articles", _serve, SERVE_EXAMPLES),
    "discord": CommandSpec("run the Discord bot; its token comes from PULLQUOTE_DISCORD_TOKEN", _common),
    "completion": CommandSpec("print a completion script for a shell", _completion),
}
