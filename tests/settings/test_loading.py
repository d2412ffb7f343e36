"""Settings come from the command line, the environment, a file and the defaults; a wrong one is told by its place."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from bot.settings.loading import load
from bot.settings.model import Settings
from index.errors import SettingsError
from index.library.scope import Scope

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "config.example.toml"
SECRET = "MTk4NjIyNDgzNDc.not-a-token"  # noqa: S105 # it is none


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(text: str, name: str = "settings.toml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(
    config: Path | None = None,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> str:
    with pytest.raises(SettingsError) as caught:
        load(config, environ, overrides)
    return str(caught.value)


def keys(model: type[BaseModel], before: str = "") -> set[str]:
    """The names of all settings, those of a table with its name before them."""
    found = set()
    for name, field in model.model_fields.items():
        inner = field.annotation
        table = isinstance(inner, type) and issubclass(inner, BaseModel)
        found |= keys(inner, f"{name}.") if table else {before + name}  # type: ignore[arg-type] # it is a model
    return found


def test_without_anything_the_defaults_hold() -> None:
    assert load() == Settings()


def test_the_example_loads_and_holds_the_defaults() -> None:
    loaded = load(EXAMPLE)
    assert loaded == Settings(sources=ROOT / "sources")


def test_the_example_documents_every_setting() -> None:
    shown = EXAMPLE.read_text(encoding="utf-8").replace("\n# ", "\n")
    table, documented = "", set()
    for line in shown.splitlines():
        if line.startswith("[") and line.endswith("]"):
            table = f"{line.strip('[]')}."
        elif " = " in line and line.split(" = ")[0].isidentifier():
            documented.add(table + line.split(" = ")[0])
    assert documented == keys(Settings)


def test_every_commented_setting_of_the_example_loads_too() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    bare = [
        line.removeprefix("# ") if line.startswith("# ") and _sets(line.removeprefix("# ")) else line for line in lines
    ]
    load(written("\n".join(bare)))


def _sets(line: str) -> bool:
    try:
        return bool(tomllib.loads(line))
    except tomllib.TOMLDecodeError:
        return False


def test_the_command_line_goes_before_the_environment_before_the_file_before_the_default() -> None:
    config = written("limit = 2\nquotes = 2\ncontext = 2\n")
    environ = {"PULLQUOTE_LIMIT": "3", "PULLQUOTE_QUOTES": "4"}
    loaded = load(config, environ, {"limit": 5, "sources": None})
    assert (loaded.limit, loaded.quotes, loaded.context, loaded.engine) == (5, 4, 2, "auto")


def test_the_file_in_the_working_directory_is_read_by_itself() -> None:
    written("limit = 7", "config.toml")
    assert load().limit == 7


def test_a_file_named_in_the_environment_goes_before_the_one_in_the_working_directory() -> None:
    written("limit = 7", "config.toml")
    named = written("limit = 8", "other.toml")
    assert load(environ={"PULLQUOTE_CONFIG": str(named)}).limit == 8


def test_paths_of_a_file_start_from_its_folder_and_a_tilde_is_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    Path("deep").mkdir()
    config = written('sources = "articles"\nindex_path = "~/index"\ntemplates = "/etc/wording.toml"', "deep/a.toml")
    loaded = load(config)
    assert loaded.sources == Path("deep/articles")
    assert loaded.index_path == Path("/home/somebody/index")
    assert loaded.templates == Path("/etc/wording.toml")
    assert load(environ={"PULLQUOTE_SOURCES": "articles"}).sources == Path("articles")


def test_an_empty_variable_sets_nothing() -> None:
    assert load(environ={"PULLQUOTE_SOURCES": "", "PULLQUOTE_CONFIG": ""}) == Settings()


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().limit = 3


def test_a_named_file_that_is_missing_is_an_error() -> None:
    expected = (
        "nowhere.toml: the settings file cannot be read (No such file or directory); "
        "name one that is there with --config, or leave it out to use the defaults"
    )
    assert refusal(config=Path("nowhere.toml")) == expected
    assert refusal(environ={"PULLQUOTE_CONFIG": "nowhere.toml"}) == expected


def test_an_unknown_key_is_named_with_its_line_and_the_nearest_known_one() -> None:
    config = written('# mine\nsources = "a"\n\nlimt = 3\n')
    assert refusal(config=config) == "settings.toml, line 4: unknown setting 'limt'; did you mean 'limit'?"


def test_an_unknown_key_that_is_like_none_gets_the_list() -> None:
    message = refusal(config=written("zzzzzz = 3\n"))
    assert message.startswith("settings.toml, line 1: unknown setting 'zzzzzz'; the known ones are sources, ")


def test_an_unknown_variable_is_named_with_the_nearest_known_setting() -> None:
    assert refusal(environ={"PULLQUOTE_LIMT": "3"}) == "PULLQUOTE_LIMT: unknown setting 'limt'; did you mean 'limit'?"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("limit = 0", 1),
        ("quotes = 2\n\n\nlimit = 'ten'", 4),
        ('sources = """\na\n"""\n# and\nlimit = [\n1,\n2]\n', 5),
        ("engine = 'auto'\nlimit = 101 # too many\n", 2),
    ],
)
def test_a_wrong_value_is_named_with_the_line_on_which_it_begins(text: str, line: int) -> None:
    assert refusal(config=written(text)).startswith(f"settings.toml, line {line}: limit: input should be ")


def test_a_wrong_value_of_the_environment_or_the_command_line_is_named_as_it_was_given() -> None:
    assert refusal(environ={"PULLQUOTE_LIMIT": "ten"}).startswith("PULLQUOTE_LIMIT: input should be ")
    assert refusal(overrides={"limit": 0}) == "--limit: input should be greater than or equal to 1"


def test_a_file_that_is_not_toml_is_named_with_the_place() -> None:
    assert refusal(config=written("limit = \n")).startswith("settings.toml: this is not TOML: ")
    assert "line 1" in refusal(config=written("limit = \n"))


def test_a_file_that_is_not_text_is_named() -> None:
    Path("settings.toml").write_bytes(b"limit = \xff")
    assert (
        refusal(config=Path("settings.toml")) == "settings.toml: the settings file is not UTF-8 text; save it as UTF-8"
    )


@pytest.mark.parametrize(
    "text", [f'token = "{SECRET}"', f'[discord]\ntoken = "{SECRET}"', f'[discord]\nToken = "{SECRET}"']
)
def test_a_token_in_the_file_is_told_where_it_belongs_and_is_not_repeated(text: str) -> None:
    message = refusal(config=written(text))
    assert "PULLQUOTE_DISCORD_TOKEN_FILE" in message
    assert SECRET not in message


def test_a_token_among_the_nested_variables_is_told_the_same() -> None:
    message = refusal(environ={"PULLQUOTE_DISCORD__TOKEN": SECRET})
    assert message.startswith("PULLQUOTE_DISCORD__TOKEN: the token is no setting")
    assert SECRET not in message


def test_the_variables_of_the_token_are_no_settings_and_stand_in_no_repr() -> None:
    loaded = load(environ={"PULLQUOTE_DISCORD_TOKEN": SECRET, "PULLQUOTE_DISCORD_TOKEN_FILE": "/run/secret"})
    assert loaded == Settings()
    assert SECRET not in repr(loaded)


def test_a_wrong_value_is_not_repeated_because_it_may_be_a_secret() -> None:
    assert SECRET not in refusal(config=written(f'limit = "{SECRET}"'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[discord.scopes]\ndefault = "town"\n', ", line 2: there is no scope 'town'; there are none"),
        ('[scopes.a]\nin = ["x/"]\n[discord.scopes]\n12 = "b"\n', ", line 4: there is no scope 'b'; there are a"),
        ('[scopes.a]\nin = ["x/"]\n[discord.scopes]\nhere = "a"\n', ", line 4: discord.scopes.here"),
        ('[web.scopes]\n"/" = ""\n"/b" = "b"\n', ", line 3: there is no scope 'b'; there are none"),
        ("[scopes.a]\n", "scopes.a: value error, limits nothing"),
        ('\n[scopes.a]\nsince = "May"\n', ', line 2: scopes.a: value error, "May" is no day; write 2015-12-01'),
        ('[scopes.a]\nfolder = "x"\n', "folder"),
    ],
)
def test_a_scope_that_is_wrong_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load(written(text))
    assert message in str(raised.value)


def test_scopes_are_read_by_name_and_by_place() -> None:
    loaded = load(written('[scopes.a]\nin = ["x/"]\ntags = ["t"]\n[discord.scopes]\ndefault = "a"\n12 = "a"\n'))
    assert loaded.scopes["a"].scope == Scope(("x/",), ("t",))
    assert loaded.discord.scopes == {"default": "a", "12": "a"}
