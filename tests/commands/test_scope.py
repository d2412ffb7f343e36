"""The options that choose a part of the sources, on the command line."""

from pathlib import Path

import pytest

from bot.__main__ import main


@pytest.fixture
def folder(tmp_path: Path) -> str:
    for name, text in {
        "rules/a.txt": "The hotline opened in May 2015. It was run by Ann Lee.",
        "vault/b.txt": "The zanzibar vault is in Oslo. Bob Stone guards it.",
    }.items():
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "articles/sources.toml").write_text('["rules/*"]\ntags = ["public"]\ndate = 2015-12-01\n')
    return str(tmp_path / "articles")


@pytest.mark.parametrize(
    "options", [["--in", "rules/"], ["--tag", "public"], ["--since", "2015-12"], ["--until", "2015", "--in", "*"]]
)
@pytest.mark.parametrize(
    "command", [["ask", "Where is the zanzibar vault?", "--json"], ["check", "Bob Stone guards it."], ["sources"]]
)
def test_no_command_shows_what_is_outside(
    command: list[str], options: list[str], folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*command, *options, "--sources", folder])
    shown = "".join(capsys.readouterr())
    assert not [one for one in ("Oslo", "b.txt", "vault/", "2 sources") if one in shown]


def test_lines_of_a_source_outside_are_not_shown(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "--lines", "vault/b.txt", "--in", "rules/", "--sources", folder]) == 3
    assert "no such file" in capsys.readouterr().err


def test_an_empty_scope_names_what_is_near(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who?", "--in", "rule/", "--sources", folder]) == 2
    assert "no source is in the scope (rule/); did you mean rules/" in capsys.readouterr().err


def test_a_wrong_day_is_an_error(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "--since", "20x", "--sources", folder]) == 2
    assert '"20x" is no day; write 2015-12-01' in capsys.readouterr().err
