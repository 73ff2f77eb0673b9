"""What templates reach: walked through from everything they are given, and tried by hand."""

import datetime
import warnings
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePath

import pytest
from jinja2 import TemplateError

from pipeline.bounded_files import BoundedFolder
from pipeline.layout import Composer, find_layout
from pipeline.layout.layout_schema import CompositionRows
from pipeline.layout.printable import require_printable
from pipeline.layout.sandbox import Sandbox, StyleSheetSandbox
from pipeline.manuscript.reader import read_issue
from pipeline.resources import find_shipped
from tests.workspaces import GOOD, ISSUE

MISTAKES = (TemplateError, TypeError, AttributeError)


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(read_issue(GOOD / ISSUE), find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))]), GOOD)


@pytest.fixture(scope="module")
def names(composer: Composer) -> dict[str, object]:
    """All that templates of an issue see."""
    return dict(composer._templates._environment.globals)


def render(text: str, names: dict[str, object]) -> str:
    return Sandbox([]).from_string(text).render(names)


def reachable(value: object, sandbox: Sandbox, seen: set[int]) -> Iterator[object]:
    """*value*, and all that templates reach from it by attributes and positions."""
    if id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, tuple | list):
        for each in value:
            yield from reachable(each, sandbox, seen)
    elif isinstance(value, dict):
        for each in value.values():
            yield from reachable(each, sandbox, seen)
    elif not isinstance(value, str | int | float | datetime.date | None):
        for name in dir(value):
            try:
                found = getattr(value, name)
            except AttributeError:
                continue
            if sandbox.is_safe_attribute(value, name, found):
                yield from reachable(found, sandbox, seen)


def test_no_path_is_reached_and_none_is_told(names: dict[str, object]) -> None:
    sandbox, count = Sandbox([]), 0
    for name in ("issue", "publication", "colors", "geometry", "composition"):
        for value in reachable(names[name], sandbox, set()):
            count += 1
            assert not isinstance(value, PurePath)
            assert str(GOOD) not in f"{value} {value!r}"
    assert count > 300


def test_paths_are_there_to_be_found(names: dict[str, object]) -> None:
    """The control: the same walk without walls finds them."""
    issue = names["issue"]
    assert is_dataclass(issue)
    assert any(isinstance(getattr(issue, each.name), Path) for each in fields(issue))


@pytest.mark.parametrize(
    "text",
    [
        "{{ issue.path }}",
        "{{ issue.publication.path }}",
        "{{ issue['path'] }}",
        "{{ issue | attr('path') }}",
        "{{ [issue] | map(attribute='path') | list }}",
        "{{ [issue] | map(attribute='publication.path') | first }}",
        "{{ '{0.path}'.format(issue) }}",
        "{{ issue.cover.picture.path }}",
        "{{ issue }}",
        "{{ '' ~ issue.cover }}",
        "{{ [issue.cover] | join }}",
        "{{ issue | string }}",
        "{{ folio }}",
        "{{ issue.entries }}",
        "{{ issue.__class__ }}",
        "{{ issue.date.today() }}",
        "{{ issue.date.fromtimestamp(0) }}",
        "{{ geometry.fit(1, 2) }}",
        "{{ composition.model_construct() }}",
        "{{ dict.fromkeys('ab') }}",
        "{{ [1, 2] | random }}",
        "{{ lipsum() }}",
        "{{ folio.__globals__ }}",
        "{{ range(3).__class__ }}",
    ],
)
def test_what_templates_do_not_get(text: str, names: dict[str, object]) -> None:
    with pytest.raises(MISTAKES):
        render(text, names | {"folio": lambda _name: "1"})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ issue.year }}年", "2024年"),
        ("{{ issue.date.month }}-{{ issue.date.isoformat()[:4] }}", "3-2024"),
        ("{{ geometry.lines(2) / geometry.lines(1) }}", "2.0"),
        ("{{ composition.line_edges }}", "strict"),
        ("{{ colors.nameplate }}", "#c8102e"),
        ("{{ 'a' ~ 1 ~ 2.5 }}{{ [1, 'b'] | join('-') }}{{ 3 | string | length }}", "a12.51-b1"),
        ("{% set ns = namespace(x=1) %}{% for a in range(3) %}{% set ns.x = ns.x + a %}{% endfor %}{{ ns.x }}", "4"),
        ("{% for entry in issue.entries %}{{ loop.index }}{% endfor %}", "123"),
    ],
)
def test_what_templates_get(text: str, wanted: str, names: dict[str, object]) -> None:
    assert render(text, names) == wanted


def test_models_of_pydantic_lend_nothing() -> None:
    """They have methods that read files and unpickle; ``parse_raw`` would run what a template says."""
    text = '{{ rows.parse_raw("cos\\nsystem\\n(S\'true\'\\ntR.", proto="pickle", allow_pickle=true) }}'
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(TemplateError, match="unsafe"):
            render(text, {"rows": CompositionRows()})


@pytest.mark.parametrize("value", ["a", 1, 2.5, True, datetime.date(2024, 5, 1), ["a", [1]]])
def test_texts_and_numbers_are_printed(value: object) -> None:
    assert require_printable(value) == value


@pytest.mark.parametrize("value", [object(), None, len, iter([]), b"a", Path("a"), [Path("a")]])
def test_nothing_else_is_printed(value: object) -> None:
    with pytest.raises(TypeError, match="no text"):
        require_printable(value)


def test_mistakes_have_their_line_though_constants_are_wrong(names: dict[str, object]) -> None:
    """Jinja2 would work out ``1 / 0`` when it compiles the template, where there are no lines."""
    template = Sandbox([]).from_string("a\n{{ 1 / 0 }}")
    with pytest.raises(ZeroDivisionError) as caught:
        template.render(names)
    assert caught.traceback[-1].lineno + 1 == 2


def test_a_template_is_compiled_once_until_its_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_template = Sandbox.compile
    monkeypatch.setattr(
        Sandbox,
        "compile",
        lambda self, source, *rest: compiled.append(source) or compile_template(self, source, *rest),
    )

    def fill(kind: type[Sandbox], text: str) -> str:
        (tmp_path / "a.j2").write_text(text, encoding="utf-8")
        return kind([BoundedFolder.of(tmp_path)]).get_template("a.j2").render(name="a<b")

    assert [fill(Sandbox, "1{{ name }}"), fill(Sandbox, "1{{ name }}")] == ["1a&lt;b"] * 2
    assert compiled == ["1{{ name }}"]
    assert fill(Sandbox, "2{{ name }}") == "2a&lt;b"
    assert fill(StyleSheetSandbox, "2{{ name }}") == "2a\\3C b"
    assert compiled == ["1{{ name }}", "2{{ name }}", "2{{ name }}"]
