"""Transcripts of the documents: finds them, runs them as a person's shell would, and writes them anew.

Run ``python tests/readme_blocks.py`` from the repository's root to write every output anew. A transcript is a block of
```console: lines that begin with "$ " are commands, what follows each is what the terminal shows, 80 columns wide and
without colour. A block of ```python is a program, and the block of ```text right behind it is what it prints.
"""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r"(?<=^```python\n)(.*?)^```\n\n```text\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"\bin \d+\.\d s\.")
COMMAND = re.compile(r"^\$ (.*<<'END'\n(?:.*\n)*?END|.*)$", re.MULTILINE)
COLUMNS = "80"
SEPARATOR = "\x1e"
ERASED = "\x1b[K"


def blocks(text: str) -> list[str]:
    """The transcripts of a text in Markdown."""
    return BLOCK.findall(text)


def commands(block: str) -> list[str]:
    """The commands of a transcript; one that has a here-document goes on to its end."""
    return [match.group(1) for match in COMMAND.finditer(block)]


def played(block: str, folder: Path) -> str:
    """A transcript as it is now: its commands, each with what it shows when run in a folder."""
    given = commands(block)
    script = "".join(f"{one}\n__code=$?; printf '{SEPARATOR}'; (exit $__code)\n" for one in given)
    outputs = _terminal(script, folder).split(SEPARATOR)
    shown = (_tidy(output) for output in outputs)
    return "".join(f"$ {command}\n{output}" for command, output in zip(given, shown, strict=False))


def programs(text: str) -> list[tuple[str, str]]:
    """The programs of a text in Markdown, each with what it prints."""
    return PROGRAM.findall(text)


def printed(program: str, folder: Path) -> str:
    """What a program prints when it is run in a folder; raises CalledProcessError where it fails."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=True).stdout


def prepared(folder: Path) -> Path:
    """A folder as a clone has it, as far as transcripts need it, with ``pullquote`` on a path of its own."""
    for name in ("sources", "tests/data/club"):
        shutil.copytree(ROOT / name, folder / "clone" / name)
    shim = folder / "bin" / "pullquote"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m bot "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return folder / "clone"


def _terminal(script: str, folder: Path) -> str:
    """What a terminal shows of a script for bash."""
    home = folder.parent
    environ = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm"}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", script],
        cwd=folder,
        env={**environ, "COLUMNS": COLUMNS, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    with process, os.fdopen(ours, "rb", buffering=0) as screen:
        return b"".join(_until_closed(screen.fileno())).decode()


def _until_closed(screen: int) -> Iterator[bytes]:
    """What comes from a pseudo-terminal until its last user has gone, which Linux reports as an error."""
    try:
        while data := os.read(screen, 65536):
            yield data
    except OSError:
        return


def _tidy(output: str) -> str:
    """What was shown, without carriage returns, progress that was written over, spaces at line ends, and haste.

    The seconds that something took are always 0.1, so that a transcript is the same on every machine.
    """
    lines = [
        line.rsplit("\r", 1)[-1].removeprefix(ERASED).rstrip() for line in output.replace("\r\n", "\n").split("\n")
    ]
    return SECONDS.sub("in 0.1 s.", "\n".join(lines))


def anew(text: str) -> str:
    """A document with every output as it is now, from a clone of its own."""
    with tempfile.TemporaryDirectory() as made:
        clone = prepared(Path(made))
        text = BLOCK.sub(lambda block: played(block.group(), clone), text)
        return PROGRAM.sub(lambda found: f"{found[1]}```\n\n```text\n{printed(found[1], clone)}", text)


def main() -> None:
    """Write every document with its outputs as they are now."""
    for document in DOCUMENTS:
        document.write_text(anew(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
