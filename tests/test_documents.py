"""The documents say what is true: links lead somewhere, commands and options exist, tables name what the code has."""

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import BaseModel

from pipeline import errors
from pipeline.cli.main import cli
from pipeline.errors import ExitCode
from pipeline.layout.layout_schema import LayoutFile, PartRows, TypeAreaRows
from pipeline.layout.wording import HELPERS
from pipeline.manuscript.schema import (
    ArticleRows,
    AuthorRows,
    CoverRows,
    EntryRows,
    FolioRows,
    IssueFile,
    PageRows,
    PublicationFile,
    QrCodeRows,
    SectionRows,
)
from pipeline.manuscript.volume_schema import BoundIssueRows, LegacyArticleRows, StampRows, VolumeFile
from pipeline.press.printer import PrinterFile
from pipeline.units import TYPE_SIZES

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
DOCUMENTS = (*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
OURS = ("kanben", "make")  # programs whose command lines are checked
MAX_PICTURE_BYTES = 300_000
MAX_GALLERY_BYTES = 1_500_000


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The words of a command; *is_mention* when it stands inside a sentence, where arguments may be left out."""

    words: tuple[str, ...]
    is_mention: bool


@cache
def tokens_of(text: str) -> tuple[Token, ...]:
    """All block tokens and the inline tokens inside them, in order."""
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    return tuple(token for block in blocks for token in (block, *(block.children or ())))


def links_of(text: str) -> list[str]:
    """Targets of the links and pictures of a document that are no web addresses."""
    found = (token.attrs.get("href") or token.attrs.get("src") for token in tokens_of(text))
    return [str(target) for target in found if target and "://" not in str(target)]


def heading_anchors(text: str) -> set[str]:
    """The #fragments of a document's headings, as code forges make them."""
    tokens = tokens_of(text)
    titles = [body.content for mark, body in pairwise(tokens) if mark.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(path: Path, text: str) -> list[str]:
    """Links of the document *text*, which lies at *path*, that lead nowhere."""
    broken = []
    for link in links_of(text):
        name, _mark, fragment = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        is_there = not name or (target.exists() and target.is_relative_to(ROOT))
        if not is_there or (fragment and fragment not in _anchors_of(target, text if not name else None)):
            broken.append(link)
    return broken


def _anchors_of(path: Path, text: str | None) -> set[str]:
    return heading_anchors(path.read_text(encoding="utf-8") if text is None else text)


def command_lines(text: str) -> Iterator[CommandLine]:
    """Every ``kanben …`` and ``make …`` of a document: the lines of its code blocks, and code inside sentences."""
    for token in tokens_of(text):
        if token.type == "fence" and token.info in ("sh", "console"):
            for line in token.content.splitlines():
                yield from (CommandLine(words, False) for words in _commands(line))
        elif token.type == "code_inline":
            yield from (CommandLine(words, True) for words in _commands(token.content))


def _commands(line: str) -> Iterator[tuple[str, ...]]:
    for part in line.split(" && "):
        try:
            words = shlex.split(part, comments=True)
        except ValueError:  # code that is no shell
            continue
        if len(words) > 1 and words[0] in OURS:
            yield tuple(words)


def fault_of(command: CommandLine) -> str:
    """What is wrong with a command line; empty when it can be typed as it stands."""
    program, *words = command.words
    return _make_fault(words) if program == "make" else _kanben_fault(words, command.is_mention)


def _kanben_fault(words: list[str], is_mention: bool) -> str:
    current: click.Command = cli
    context = click.Context(cli, info_name="kanben")
    while isinstance(current, click.Group) and words and not words[0].startswith("-"):
        found = current.get_command(context, words[0])
        if found is None:
            return f"no command {words[0]}"
        current, words = found, words[1:]
        context = click.Context(current, context, info_name=current.name)
    if is_mention and not words:
        return ""
    try:
        current.make_context(current.name, list(words), parent=context.parent)
    except click.exceptions.Exit:  # --help and --version
        return ""
    except click.ClickException as error:
        return error.format_message()
    return ""


def _make_fault(words: list[str]) -> str:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words:
        name, is_variable, _value = word.partition("=")
        pattern = rf"(?m)^{re.escape(name)} \?=" if is_variable else rf"(?m)^{re.escape(name)}:"
        if not re.search(pattern, makefile):
            return f"no {'variable' if is_variable else 'target'} {name}"
    return ""


@cache
def source_messages() -> set[str]:
    """Every message of the program, with … in place of what is filled in."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "pipeline").rglob("*.py"))
    return {
        re.sub(r"\{\w+\}", "…", str(node.args[0].value))
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> Path:
    """Each document in turn."""
    assert isinstance(request.param, Path)
    return request.param


def test_links_lead_somewhere(document: Path) -> None:
    assert broken_links(document, document.read_text(encoding="utf-8")) == []


def test_commands_can_be_typed_as_they_stand(document: Path) -> None:
    commands = command_lines(document.read_text(encoding="utf-8"))
    assert {" ".join(command.words): fault for command in commands if (fault := fault_of(command))} == {}


def test_documents_tell_nothing_of_this_machine(document: Path) -> None:
    assert not re.search(r"/(work|tmp|root|home)/", document.read_text(encoding="utf-8"))


def test_both_readmes_have_the_same_commands_options_and_links() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in READMES)
    assert list(command_lines(english)) == list(command_lines(chinese))
    assert len(list(command_lines(english))) > 15
    options = [re.findall(r"`(--?[a-z][^`]*)`", text) for text in (english, chinese)]
    assert options[0] == options[1]
    assert set(links_of(english)) - {"README.zh-CN.md"} == set(links_of(chinese)) - {"README.md"}


def test_the_readme_has_every_option_of_build() -> None:
    build = cli.get_command(click.Context(cli), "build")
    assert build is not None
    names = {name for parameter in build.params if isinstance(parameter, click.Option) for name in parameter.opts}
    table = re.findall(r"`(--?[a-z-]+)", READMES[0].read_text(encoding="utf-8"))
    assert names <= set(table)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[a](README.md)", []),
        ("[a](https://example.org/none)", []),
        ("[a](none.md)", ["none.md"]),
        ("![a](docs/pictures/none.png)", ["docs/pictures/none.png"]),
        ("[a](../../etc/passwd)", ["../../etc/passwd"]),
        ("# Das Haus, alt\n\n[a](#das-haus-alt) [b](#neu)", ["#neu"]),
    ],
)
def test_a_broken_link_is_seen(text: str, broken: list[str]) -> None:
    assert broken_links(ROOT / "some.md", text) == broken


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("`kanben build`", ""),
        ("`kanben build issues --offprints`", ""),
        ("```sh\nkanben build issues # all\n```", ""),
        ("```sh\nkanben --version\n```", ""),
        ("```sh\nkanben build\n```", "Missing"),
        ("`kanben build issues --offprint`", "No such option"),
        ("`kanben bild issues`", "no command bild"),
        ("`kanben fonts mend`", "no command mend"),
        ("```sh\ncd a && kanben new\n```", "Missing"),
        ("`make issue PYTHON=python3`", ""),
        ("`make tea`", "no target tea"),
        ("`make issue TEA=green`", "no variable TEA"),
    ],
)
def test_a_wrong_command_is_seen(text: str, fault: str) -> None:
    (command,) = command_lines(text)
    found = fault_of(command)
    assert found.startswith(fault)
    assert bool(found) == bool(fault)


def test_every_exit_code_is_explained() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"(?m)^\| (\d+) \|", text)] == [int(code) for code in ExitCode]


def test_every_class_of_errors_is_explained_at_its_exit_code() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    rows = {int(code): row for code, row in re.findall(r"(?m)^\| (\d+) \|(.*)$", text)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KanbenError)]
    named = {kind for kind in kinds if f"`{kind.__name__}`" in rows[kind.exit_code]}
    assert set(kinds) - named == {errors.KanbenError, errors.TooMuchWorkError}
    assert "`TooMuchWorkError` is a `RenderError`" in text


def test_the_messages_explained_are_those_of_the_program() -> None:
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    explained = re.findall(r"(?m)^\| `([^`]+)` \|", text)
    assert len(explained) > 20
    assert [message for message in explained if message not in source_messages()] == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "content-format.md",
            (
                PublicationFile,
                IssueFile,
                CoverRows,
                FolioRows,
                PageRows,
                QrCodeRows,
                SectionRows,
                EntryRows,
                ArticleRows,
                AuthorRows,
            ),
        ),
        ("content-format.md", (VolumeFile, BoundIssueRows, LegacyArticleRows, StampRows)),
        ("layouts.md", (LayoutFile, TypeAreaRows, PartRows)),
        ("press.md", (PrinterFile,)),
    ],
)
def test_every_key_is_explained(name: str, kinds: tuple[type[BaseModel], ...]) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    keys = {key for kind in kinds for key in kind.model_fields}
    assert len(keys) > 10
    assert {key for key in keys if not re.search(rf"(`|^[ \-]*){key}(:|`)", text, re.MULTILINE)} == set()


def test_every_filter_and_type_size_is_explained() -> None:
    text = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    assert {name for name in HELPERS if f"`{name}`" not in text} == set()
    assert {name for name, points in TYPE_SIZES.items() if f"{name} {points:g}" not in text.replace("\n", " ")} == set()


def test_every_package_is_explained() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {
        path.stem for path in (ROOT / "pipeline").iterdir() if not path.name.startswith("_") and path.suffix != ".pyc"
    }
    assert {package for package in packages - {"locale", "data"} if f"| `{package}` |" not in text} == set()


def test_the_pictures_are_small_and_shown() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    gallery = links_of((ROOT / "docs/gallery.md").read_text(encoding="utf-8"))
    desk = links_of((ROOT / "docs/desk.md").read_text(encoding="utf-8"))
    shown = {Path(link).name for link in (*links_of(READMES[0].read_text(encoding="utf-8")), *gallery, *desk)}
    assert pictures
    assert {picture.name for picture in pictures} - shown == set()
    of_gallery = [picture for picture in pictures if f"pictures/{picture.name}" in gallery]
    assert 0 < sum(picture.stat().st_size for picture in of_gallery) <= MAX_GALLERY_BYTES
    assert max(picture.stat().st_size for picture in pictures) <= MAX_PICTURE_BYTES
