"""The rooms: a lower one never imports a higher one, and what is heavy is imported only by what needs it."""

import ast
import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = [
    {"index.errors"},
    {"index.documents.source"},
    {"index.documents.boilerplate"},
    {"index.documents.passages"},
    {"index.citations.citation", "index.citations.quotes"},
    {"index.text.analyzer"},
    {"index.retrieval.engine"},
    {"index.query.question"},
    {"index.ranking.ranker"},
    {"bot.settings.model"},
    {"bot.answers"},
    {"bot.terminal.answer_text"},
    {"bot.terminal.session"},
    {"bot.terminal.prompt"},
    {"bot.cli"},
    {"bot.__main__"},
]
LEVEL = {module: level for level, modules in enumerate(ORDER) for module in modules}
HEAVY = {"discord", "prompt_toolkit", "tantivy", "rapidfuzz", "platformdirs", "shtab", "wcwidth", "asyncio"}
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for room in ("bot", "index")
    for path in (ROOT / room).rglob("*.py")
)


@cache
def imports(module: str) -> frozenset[str]:
    """Every module of this project that a module imports, at its top or within a function."""
    path = ROOT / module.replace(".", "/")
    text = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found & set(MODULES))


@cache
def reached(module: str) -> frozenset[str]:
    """Every module of this project that importing one brings with it."""
    found: set[str] = set()
    pending = [module]
    while pending:
        new = imports(pending.pop()) - found
        found |= new
        pending += new
    return frozenset(found)


def loaded(*arguments: str, stdin: str = "") -> set[str]:
    """The top-level modules that a process has imported when a command has ended."""
    code = (
        "import json, sys\nfrom bot.__main__ import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], input=stdin, capture_output=True, text=True, cwd=ROOT, check=True
    )
    modules: list[str] = json.loads(done.stderr.splitlines()[-1])
    return {name for name in modules if name.partition(".")[0] in HEAVY | {"pydantic", "numpy", "bot"}}


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("index")])
def test_what_is_text_in_and_passages_out_knows_nothing_of_answers_and_chat(module: str) -> None:
    assert not {one for one in reached(module) if one.startswith("bot")}


@pytest.mark.parametrize("module", sorted(set(LEVEL) & set(MODULES)))
def test_a_lower_room_never_imports_a_higher_one(module: str) -> None:
    higher = {one for one in reached(module) if LEVEL.get(one, -1) >= LEVEL[module]}
    assert not higher - {module}


def test_no_module_imports_itself_by_a_detour() -> None:
    assert [module for module in MODULES if module in reached(module)] == []


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("bot.discord")])
def test_nothing_but_its_own_command_imports_the_discord_bot(module: str) -> None:
    importers = {one for one in MODULES if module in imports(one) and not one.startswith("bot.discord")}
    assert importers <= {"bot.commands.discord"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "Who cut the ribbon?"),
        ("ask", "--json", "Who attended the dialogue?"),
        ("sources",),
        ("check", "004_52fc0199ecdba978.txt:6"),
    ],
)
def test_no_command_on_two_articles_imports_what_it_does_not_need(arguments: tuple[str, ...]) -> None:
    assert not {name.partition(".")[0] for name in loaded(*arguments)} & (HEAVY - {"rapidfuzz"})


def test_a_prompt_through_a_pipe_imports_no_prompt_library() -> None:
    assert not {name.partition(".")[0] for name in loaded("repl", stdin="Who attended?\n:quit\n")} & {
        "prompt_toolkit",
        "discord",
    }


def test_help_and_version_import_neither_settings_nor_engines() -> None:
    for arguments in (("--help",), ("--version",), ("ask", "--help")):
        assert not {name.partition(".")[0] for name in loaded(*arguments)} & (HEAVY | {"pydantic", "numpy"})


def test_every_package_and_every_data_file_is_installed() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {
        path.parent.relative_to(ROOT) for room in ("bot", "index") for path in (ROOT / room).rglob("__init__.py")
    }
    assert set(setuptools["packages"]) == {".".join(folder.parts) for folder in folders}
    for name in ("bot", "index"):
        patterns = setuptools["package-data"][name]
        installed = {path for pattern in patterns for path in (ROOT / name).glob(pattern)}
        others = {path for path in (ROOT / name).rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
        assert others == installed
