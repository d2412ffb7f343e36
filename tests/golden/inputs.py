"""What the golden files ask the product: questions, claims true and altered, and command lines. All of it is fixed."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["COMMANDS", "FOLLOW_UPS", "TYPED", "Command", "altered", "claims", "news_claims", "questions"]

HERE = Path(__file__).parent
NAMES = ("Guo Shengkun", "Jeh Johnson", "Angela Merkel", "Beijing", "Oslo", "Loretta Lynch", "Brazil")
FOLLOW_UPS = (
    ("Who co-chaired the first dialogue?", "And when?"),
    ("What was decided about the hotline?", "Why?"),
    ("Who is Jeh Johnson?", "Where was he?"),
    ("Who is Guo Shengkun?", "What did he say?"),
    ("When was the first dialogue held?", "and the second one?"),
    ("What is the hotline for?", "Who agreed to it?"),
    ("What is the capital of France?", "And of Spain?"),
)
TYPED = ("", "w", "who", "Who co", "what was ", "the hot", "cyber", "guo", "000", "zzz", "Wann", "A second")


def questions(file: Path) -> list[tuple[str, str]]:
    """The questions of a file of JSON lines with their ids, or their numbers where they have none."""
    lines = [json.loads(line) for line in file.read_text("utf-8-sig").split("\n") if line.strip()]
    return [(str(one.get("id", f"q{number}")), one["question"]) for number, one in enumerate(lines, start=1)]


def news_claims() -> Iterator[str]:
    """Every passage of the shipped articles, as a citation and as words, and its words altered in every way."""
    chance = random.Random(20)  # noqa: S311 - the same each time is the point
    for table in sorted(HERE.glob("0*.tsv")):
        for line in table.read_text("utf-8").splitlines():
            citation, _, text = line.split("\t", 2)
            yield from (citation, text, *altered(text, chance))
            name, _, place = citation.partition(":")
            yield from (f"{name}:9{place}", f"{name[1:]}:{place}", f"{citation} {text}")
    yield from ("", " ", "the", "Guo", "“”", "a.txt:1", "000_71f5696949891c94.txt", "000_71f5696949891c94.txt:0", "1:2")


def claims(sources: Path, count: int) -> Iterator[str]:
    """A sample of sentences of any folder: each as a citation, as words, and altered in one way."""
    chance = random.Random(21)  # noqa: S311 - the same
    found = [
        one for path in sorted(sources.rglob("*")) if path.suffix in {".txt", ".md"} for one in _spans(sources, path)
    ]
    for citation, text in chance.sample(found, min(count, len(found))):
        yield from (citation, text, chance.choice(list(altered(text, chance)) or [text]))


def _spans(sources: Path, path: Path) -> Iterator[tuple[str, str]]:
    name = path.relative_to(sources).as_posix()
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), start=1):
        for match in re.finditer(r"\S.{20,}?(?:[.!?。](?=\s|$)|$)", line.rstrip("\r")):
            yield f"{name}:{number}:{match.start() + 1}-{match.end()}", match[0]


def altered(text: str, chance: random.Random) -> Iterator[str]:
    """A text altered in each way that changes it."""
    for way in ALTERATIONS:
        other = way(text, chance)
        if other != text:
            yield other


def _dropped(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    del words[chance.randrange(len(words))]
    return " ".join(words)


def _number(text: str, chance: random.Random) -> str:
    return re.sub(r"\d+", lambda match: str(int(match[0]) + chance.randint(1, 9)), text, count=1)


def _name(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"(?<=[a-z,] )[A-Z]\w+(?: [A-Z]\w+)*", text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(NAMES) + text[one.end() :]


def _negated(text: str, chance: random.Random) -> str:
    verb = re.search(r"\b(?:was|were|is|are|will|would|could|can|has|have|had|did|does)\b", text)
    at = verb.end() if verb else text.find(" ", chance.randrange(len(text)))
    return text if at < 0 else f"{text[:at]} not{text[at:]}"


def _added(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words.insert(chance.randrange(len(words) + 1), chance.choice(("allegedly", "3", "very")))
    return " ".join(words)


def _swapped(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    return " ".join([*words[:at], *words[at + 1 : at + 2], words[at], *words[at + 2 :]])


def _within_a_word(text: str, chance: random.Random) -> str:
    return text[chance.randint(1, 4) : -chance.randint(1, 4)]


def _some_words(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    return " ".join(words[at : at + chance.randint(1, 7)])


def _elided(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    at = chance.randrange(len(words))
    return " ".join([*words[:at], chance.choice(("…", "...", "[…]")), *words[at + 3 :]])


def _misspelt(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice("aeiou") + text[at + 1 :]


def _cased(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _quotes(text: str, chance: random.Random) -> str:
    shapes = chance.choice((("'", "’"), ('"', "”"), ("-", "–"), ("’", "'"), ("-", "—"), (".", "․")))
    return chance.choice(("“{}”", '"{}"', "‘{}’", "„{}“", "{}")).format(text.replace(*shapes))


def _spaced(text: str, chance: random.Random) -> str:
    space = chance.choice(("  ", "\n", "\t", "\u00a0", " \r\n ", "\u200b "))
    return text.replace(" ", space, chance.randint(1, 9))


ALTERATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    *(_dropped, _number, _name, _negated, _added, _swapped, _within_a_word),
    *(_some_words, _elided, _misspelt, _cased, _quotes, _spaced),
)


@dataclass(frozen=True)
class Command:
    """A command line, what stands on standard input, and whether the output is a terminal.

    ``by_python``: a part of the output is Python's own, and changes with its version.
    """

    arguments: tuple[str, ...]
    stdin: str | bytes = ""
    terminal: bool = True
    environ: dict[str, str] = field(default_factory=dict)
    by_python: bool = False

    @property
    def name(self) -> str:
        """How it is told apart."""
        where = "" if self.terminal else " | cat"
        environ = "".join(f"{name}={value} " for name, value in self.environ.items())
        stdin = f" <<< {self.stdin!r}" if self.stdin else ""
        return f"{environ}{' '.join(self.arguments)}{stdin}{where}"


HOTLINE = "What was decided about the hotline?"
ASKED = (
    *(HOTLINE, "Who co-chaired the first dialogue?", "When was the first dialogue held?", "How many people attended?"),
    *(
        "Who could not attend the meeting?",
        "What is the capital of France?",
        "Why was the hotlin established?",
        "cyber",
    ),
    *(
        "Where will the next dialogue be held?",
        "What did Guo Shengkun say?",
        "",
        "???",
        "会谈",
        "Wer ist Guo Shengkun?",
    ),
)
FIRST, SECOND = "000_71f5696949891c94.txt", "004_52fc0199ecdba978.txt"
CLAIMED = (
    *(f"{SECOND}:6", f"{FIRST}:1:1402-1611", f"{SECOND}:99", f"{FIRST}:1:1-99999", f"{FIRST}:1:9-3", "none.txt:1"),
    *("004_52fc0199ecdba978.text:6", "The two sides approved a plan for the hotline", "“a plan for  the hotline”"),
    *("The two sides rejected a plan for the hotline and agreed to hold a third dialogue", "Nobody wrote this."),
    *("China's State Councilor", "China’s State Councilor", f"{SECOND}:6:5-9"),
)
TALK = "\n".join(
    [
        *(HOTLINE, "And when?", "", ":check 1", ":check 99", f":check {SECOND}:6", ":check the two sides", ":check"),
        *(":context 1 0", ":context 1", ":context", ":context 77", ":context 1 x", ":more", ":more", ":more", ":more"),
        *(":explain", ":json", ":sources", ":help", ":chek 1", ":zzz", f":context {SECOND}:6"),
        *("Who is Guo Shengkun?", "What did he say?", "Where was he?", "Was Jeh Johnson there?", "Why?"),
        *("What is the capital of France?", ":more", ":check 1", "And of Spain?", ":quit", "Who is never asked?"),
    ]
)
EARLY = ":more\n:explain\n:json\n:check 1\n:context 1\n:sources\nWhy?\nAnd when?\n"
NEWS = "news.jsonl"


def _commands() -> Iterator[Command]:
    for question in ASKED:
        yield Command(("ask", question))
    for question in ASKED[:6]:
        yield Command(("ask", question, "--context", "2"))
        yield Command(("ask", question, "--explain"))
        yield Command(("ask", question, "--limit", "5"))
        yield Command(("ask", question), terminal=False)
        yield Command(("ask", question, "--color", "always", "--context", "1"))
        yield Command(("ask", question, "--json", "--limit", "2"))
    yield Command(("ask", HOTLINE, "--context", "1", "--explain", "--limit", "4"))
    yield Command(("ask", HOTLINE), environ={"PULLQUOTE_QUOTES": "1", "COLUMNS": "40"})
    yield Command(("ask", "What", "was", "decided", "about", "the", "hotline?"), environ={"COLUMNS": "200"})
    for claim in CLAIMED:
        yield Command(("check", claim))
        yield Command(("check", claim, "--json"))
    for claim in CLAIMED[:3]:
        yield Command(("check", claim, "--context", "0"))
        yield Command(("check", claim, "--context", "3", "--color", "always"))
        yield Command(("check", claim), terminal=False)
    yield Command(("check", *CLAIMED))
    yield Command(("check", "the"))
    yield Command(("check", "--batch", "-"), stdin="\n".join(CLAIMED))
    yield Command(("check", "--batch", "-", "--json"), stdin="\n\n".join(CLAIMED))
    yield from _folders()
    yield Command(("repl",), stdin=TALK)
    yield Command(("repl",), stdin=TALK, terminal=False)
    yield Command(("repl", "--limit", "2", "--color", "always"), stdin=TALK)
    yield Command(("repl",), stdin=EARLY)
    yield Command(("eval", NEWS))
    yield Command(("eval", "some.jsonl", "--compare", "other.toml"))
    batch = f'{HOTLINE}\n\n{{"question": "Who is Jeh Johnson?", "id": [1, "a"]}}\nWhat is the capital of France?\n'
    yield Command(("ask", "--batch", "-"), stdin=batch)
    yield Command(("ask", "--batch", "-", "--json"), stdin=batch)
    yield Command(("ask", "--batch", "questions.txt", "--limit", "2", "--explain"))
    yield from _mistakes()
    for shell in ("bash", "fish", "zsh"):
        yield Command(("completion", shell), by_python=True)
    for command in ("ask", "repl", "check", "sources", "index", "eval", "discord", "completion"):
        yield Command((command, "--help"), by_python=True)
    yield Command((), by_python=True)
    yield Command(("--version",))


def _folders() -> Iterator[Command]:
    for folder in ("sources", "odd"):
        yield Command(("sources", "--sources", folder))
        yield Command(("sources", "--sources", folder, "--json"))
        yield Command(("sources", "--sources", folder, "--color", "always"))
    for name in (FIRST, SECOND):
        yield Command(("sources", "--lines", name))
        yield Command(("sources", "--lines", name, "--json"))
    for name in ("good.md", "furniture.txt", "deep/er.txt", "latin.txt", "none.txt", "../odd/good.md", "good"):
        yield Command(("sources", "--sources", "odd", "--lines", name))
    for question in ("When does the ferry leave?", "What does the table say of Oslo?", "How do I install it?", "Who?"):
        yield Command(("ask", "--sources", "odd", "--explain", question))


def _mistakes() -> Iterator[Command]:
    for arguments in (("aks",), ("ask", "--limit", "ten", "x"), ("completion", "cmd"), ("ask", "x", "--limt", "3")):
        yield Command(arguments, by_python=True)
    for arguments in (
        *(("ask",), ("ask", "x", "--batch", "-"), ("ask", "x", "--limit", "0"), ("ask", "x", "--limit", "101")),
        *(("ask", "x", "--context", "-1"), ("ask", "x", "--config", "none.toml"), ("ask", "--batch", "none.txt")),
        *(("ask", "x", "--sources", "nowhere"), ("ask", "x", "--sources", "empty"), ("ask", "x", "--sources", NEWS)),
        *(("check",), ("check", "--batch", "none.txt"), ("check", "x", "--sources", "nowhere"), ("discord",)),
        *(("eval", "none.jsonl"), ("eval", "bad.jsonl"), ("eval", "empty.jsonl"), ("sources", "--sources", "nowhere")),
        *(("ask", "x", "--config", f"{name}.toml") for name in ("unknown", "wrong", "token", "table")),
        *(("sources", "--sources", f"meta-{name}") for name in ("unknown", "wrong", "skip", "nested", "absent")),
    ):
        yield Command(arguments)
    for stdin in ("", "\n \n", b"Who?\n\xff\xfe\n", '{"quest": "x"}', '{"question": 3}', "[1]", "null", "\ufeffWho?"):
        yield Command(("ask", "--batch", "-", "--json"), stdin=stdin)
    yield Command(("ask", "--batch", "-"), stdin="{not json", by_python=True)
    yield Command(("check", "--batch", "-"), stdin="")
    yield Command(("ask", "x", "--config", "broken.toml"), by_python=True)
    yield Command(("sources", "--sources", "meta-broken"), by_python=True)
    yield Command(("ask", "x"), environ={"PULLQUOTE_LIMT": "3"})
    yield Command(("ask", "x"), environ={"PULLQUOTE_DISCORD__WORKERS": "many"})


COMMANDS = tuple(_commands())
