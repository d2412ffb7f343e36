"""A folder of articles in several languages is asked in each of them."""

from pathlib import Path

import pytest

from index.library.library import Library

TEXTS = {
    "de.txt": "Die Brücke über den Fluss wurde am 3. Mai 1984 eröffnet. Der Bürgermeister hielt eine lange Rede.\n",
    "en.txt": "The lighthouse was built in 1901. Its keeper was Anna Morales, and she lived there for ten years.\n",
    "es.txt": "El museo de la ciudad abrió sus puertas en 1950. Lo fundó la pintora Lucía Morales con su hermano.\n",
    "ru.txt": "Новый театр открыли в 1975 году. Его построил архитектор Иван Орлов.\n",
}


@pytest.mark.parametrize("engine", ["memory", "disk"])
@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Wann wurden die Brücken eröffnet?", "de.txt"),
        ("When was the lighthouse built?", "en.txt"),
        ("¿Cuándo abrieron las puertas del museo?", "es.txt"),
        ("Когда открыт новый театр?", "ru.txt"),
        ("Who is Lucía Morales?", "es.txt"),
    ],
)
def test_each_question_finds_its_article(tmp_path: Path, engine: str, question: str, source: str) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    with Library(folder, engine=engine, index_path=tmp_path / "index") as library:  # type: ignore[arg-type]
        assert [one.language for one in library.sources()] == ["de", "en", "es", "ru"]
        assert library.ask(question).passages[0].source == source


def test_a_language_that_is_said_overrules_what_the_text_tells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Oslo\nBergen\n", "utf-8")
    (tmp_path / "b.md").write_text("---\nlang: nl-BE\n---\nOslo. Bergen.\n", "utf-8")
    (tmp_path / "sources.toml").write_text('["a.txt"]\nlanguage = "pt-BR"\n', "utf-8")
    with Library(tmp_path) as library:
        assert [one.language for one in library.sources()] == ["pt", "nl"]
