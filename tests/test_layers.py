"""The rooms: imports point down only, and what is heavy is imported only by what needs it."""

import ast
import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.documents.formats.pdf_writer import column, pdf

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 300
"""Lines of a module at most."""
FORMATS = {"lxml", "trafilatura", "pypdfium2", "mammoth", "docutils", "subprocess"}
HEAVY = {
    "discord",
    "aiohttp",
    "jinja2",
    "prompt_toolkit",
    "tantivy",
    "rapidfuzz",
    "platformdirs",
    "shtab",
    "wcwidth",
    "asyncio",
    "onnxruntime",
    "tokenizers",
    "huggingface_hub",
    *FORMATS,
}


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


def test_the_import_contracts_hold_for_every_module() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    done = subprocess.run(lint, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_longer_than_one_idea_needs() -> None:
    lines = {
        path: len(path.read_text("utf-8").splitlines())
        for room in ("bot", "index")
        for path in (ROOT / room).rglob("*.py")
    }
    assert {path.name: count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def test_no_two_modules_and_no_two_classes_share_a_name() -> None:
    paths = [path for room in ("bot", "index") for path in (ROOT / room).rglob("*.py") if path.stem != "__init__"]
    commands = {path.stem for path in (ROOT / "bot" / "commands").glob("*.py")} - {"__init__"}
    modules = Counter(path.stem for path in paths)
    assert {name for name, count in modules.items() if count > 1} <= commands
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    classes = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, count in classes.items() if count > 1] == []


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


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("a.csv", set[str]()),
        ("a.jsonl", set[str]()),
        ("a.html", {"subprocess"}),
        ("a.pdf", {"subprocess"}),
    ],
)
def test_a_format_is_imported_only_where_a_folder_holds_such_a_file_and_in_a_process_of_its_own(
    tmp_path: Path, name: str, needed: set[str]
) -> None:
    files = {".pdf": pdf([column("Words of a page.")]), ".jsonl": b'{"text": "Words of a page."}'}
    (tmp_path / name).write_bytes(files.get(Path(name).suffix, b"<p>Words,of a page.</p>"))
    (tmp_path / "sources.toml").write_text('["*.jsonl"]\ntext = "text"\n', "utf-8")
    assert {one.partition(".")[0] for one in loaded("sources", "--sources", str(tmp_path))} & FORMATS == needed


def test_votes_are_read_without_discord(tmp_path: Path) -> None:
    assert not {name.partition(".")[0] for name in loaded("eval", "--from-feedback", str(tmp_path))} & HEAVY


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
