"""Text in style sheets: whichever way it takes, it is one string of CSS, and says what it said."""

import re
from pathlib import Path

import pytest
import tinycss2
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from pipeline.bounded_files import BoundedFolder
from pipeline.layout.sandbox import Sandbox, StyleSheetSandbox
from pipeline.layout.wording import split_title
from pipeline.resources import find_shipped

NAMES = [
    'A&B "Q" C', "it's <b>\\", "a\nb\r\fc", "\\22 ", "</style>", "\x00\x7f\x1b[2J", '"; } @page { content: "',
    "&quot;\\", "a\\", '"""""', "\\\\\\\\", "{{ 7 }}%s{0}", "\n\n\\", "<!--", "\\A b",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NAMES), st.text())

# How a template may bring a text into a string; all must say the text.
WAYS = {
    "printed": '"{{ name }}"',
    "put together": '"{{ "" ~ name ~ "" }}"',
    "added": '"{{ "" + name }}"',
    "joined": '"{{ [name] | join }}"',
    "per cent": '"{{ "%s" % name }}"',
    "filter format": '"{{ "%s" | format(name) }}"',
    "method format": '"{{ "{}".format(name) }}"',
    "method format_map": '"{{ "{n}".format_map({"n": name}) }}"',
    "set": '{% set x = name %}"{{ x }}"',
    "set block": '{% set x %}{{ name }}{% endset %}"{{ x }}"',
    "set block with quotes": '{% set x %}"{{ name }}"{% endset %}{{ x }}',
    "set block twice": '{% set x %}{{ name }}{% endset %}{% set y %}"{{ x }}"{% endset %}{{ y }}',
    "set block put together": '{% set x %}"{{ name }}"{% endset %}{{ x ~ "" }}',
    "set block added": '{% set x %}{{ name }}{% endset %}"{{ x + "" }}{{ "" + x }}"',
    "set block added to": '{% set x %}"{% endset %}{{ x + name + x }}',
    "set block joined": '{% set x %}"{% endset %}{{ ["", name, ""] | join(x) }}',
    "set block as format": '{% set x %}"%s"{% endset %}{{ x % name }}',
    "set block by filter format": '{% set x %}"%s"{% endset %}{{ x | format(name) }}',
    "set block by method format": '{% set x %}"{}"{% endset %}{{ x.format(name) }}',
    "set block formatted": '{% set x %}{{ name }}{% endset %}{% set f %}"{}"{% endset %}{{ f.format(x) }}',
    "set block replaced in": '{% set x %}"-"{% endset %}{{ x.replace("-", name, 1) }}',
    "set block filtered": '{% set x | default("") %}"{{ name }}"{% endset %}{{ x }}',
    "macro": '{% macro m(x) %}"{{ x }}"{% endmacro %}{{ m(name) }}',
    "call": '{% macro m() %}"{{ caller() }}"{% endmacro %}{% call m() %}{{ name }}{% endcall %}',
    "filter block": '"{% filter default("") %}{{ name }}{% endfilter %}"',
    "filter block replaced in": '"{% filter replace("-", name) %}-{% endfilter %}"',
    "recursive loop": '"{% for x in [[name]] recursive %}{{ x if x is string else loop(x) }}{% endfor %}"',
    "block": '"{% block b %}{{ name }}{% endblock %}"{# #}',
    "safe after filter": '{% set x %}"{{ name }}"{% endset %}{{ x | replace("nowhere", "") | safe }}',
    "escape": '"{{ name | e }}"',
    "css": '"{{ name | css }}"',
    "included": '{% include "name.css.j2" %}',
    "imported": '{% import "macros.css.j2" as m %}{{ m.quoted(name) }}',
    "list": '"{{ [name] | first }}"',
}  # fmt: skip
# What is cut may say less, but stays one string and says nothing else.
CUTS = {
    "slice": '"{{ name[:length] }}"',
    "truncate": '"{{ name | truncate(length, true, "", 0) }}"',
    "set block sliced": '{% set x %}{{ name }}{% endset %}"{{ x[:length] }}"',
    "set block truncated": '{% set x %}{{ name }}{% endset %}"{{ x | truncate(length, true, "", 0) }}"',
    "filter block truncated": '"{% filter truncate(length, true, "", 0) %}{{ name }}{% endfilter %}"',
    "put together and sliced": '"{{ (name ~ "")[:length] }}"',
    "escaped and sliced": '"{{ (name | e)[:length] }}"',
}
FILES = {
    "name.css.j2": '"{{ name }}"',
    "macros.css.j2": '{% macro quoted(x) %}"{{ x }}"{% endmacro %}',
}
RULES = {name: f"a {{ x: {way} }} b {{ y: z }}" for name, way in (WAYS | CUTS).items()}
SHEETS = StyleSheetSandbox([])
PAGES = Sandbox([], SHEETS)
SHEETS.loader = DictLoader(FILES | {f"{name}.css.j2": rule for name, rule in RULES.items()})
PAGES.loader = DictLoader(
    FILES
    | {f"{name}.html.j2": f'<style>{{% include "{name}.css.j2" %}}</style><p>{{{{ name }}}}</p>' for name in RULES}
)


def strings(css: str) -> list[str]:
    """The strings of the first rule of *css*, which must have two, and no errors."""
    first, second = tinycss2.parse_stylesheet(css, skip_whitespace=True)
    assert (first.type, second.type) == ("qualified-rule", "qualified-rule")
    assert tinycss2.serialize(second.content).strip() == "y: z"
    assert not [token for token in first.content if token.type == "error"]
    return [token.value for token in first.content if token.type == "string"]


def as_css(text: str) -> str:
    return text.replace("\0", "\ufffd")


def sheet(way: str, name: str, length: int = 0) -> str:
    return SHEETS.get_template(f"{way}.css.j2").render(name=name, length=length)


def element(way: str, name: str) -> str:
    """What stands in the style element of a page, up to the first end tag."""
    page = PAGES.get_template(f"{way}.html.j2").render(name=name)
    found = re.fullmatch(r"<style>(.*?)</style>(.*)", page, re.DOTALL | re.IGNORECASE)
    assert found
    assert found[2].startswith("<p>")
    assert found[2].count("<") == 2  # HTML's escaping goes on behind it
    return found[1]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40)
@given(TEXTS)
def test_a_text_is_one_string_and_says_the_same(way: str, name: str) -> None:
    assert strings(sheet(way, name)) == [as_css(name) * (2 if way == "set block added" else 1)]
    assert element(way, name) == sheet(way, name)


@pytest.mark.parametrize("way", CUTS)
@settings(max_examples=40)
@given(TEXTS, st.integers(0, 4))
def test_no_cut_goes_through_an_escape(way: str, name: str, length: int) -> None:
    assert strings(sheet(way, name, length)) == [as_css(name[:length])]


@given(TEXTS)
def test_a_title_has_its_breaks(name: str) -> None:
    css = SHEETS.from_string('a { x: "{{ name | title_lines }}" } b { y: z }').render(name=name)
    assert strings(css) == [as_css("\n".join(split_title(name)))]


@given(TEXTS)
@example('\\"')
def test_a_text_in_a_style_element_of_a_template(name: str) -> None:
    template = '<style media="x">a { x: "{{ name }}" } b { y: z }</style><p title="{{ name }}">{{ name }}</p>'
    page = Sandbox([]).from_string(template).render(name=name)
    assert page.lower().count("</style") == 1
    css, rest = page.removeprefix('<style media="x">').split("</style>", 1)
    assert strings(css) == [as_css(name)]
    escaped = Environment(autoescape=True).from_string('<p title="{{ name }}">{{ name }}</p>').render(name=name)
    assert rest == escaped


@given(TEXTS)
def test_a_text_in_a_style_attribute(name: str) -> None:
    """HTML reads the attribute before CSS does."""
    page = Sandbox([]).from_string("""<p style="--x: '{{ name | css }}'">""").render(name=name)
    found = re.fullmatch(r'<p style="([^"&<]*)">', page)
    assert found
    (declaration,) = tinycss2.parse_declaration_list(found[1])
    assert [token.value for token in declaration.value if token.type == "string"] == [as_css(name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_printed_as_text(name: str) -> None:
    css = SHEETS.from_string('a { x: "{{ [name] }}" } b { y: z }').render(name=name)
    assert strings(css) == [str([name])]


def test_css_of_the_sheet_is_not_escaped() -> None:
    block = (
        "{% set mark %}url(\"data:x,'y'\"){% endset %}"
        "a { width: {{ n }}pt; color: {{ c }}; background: {{ mark }} {{ mark ~ ' 0' }}; x: {{ '\"K\"' | safe }} }"
    )
    found = SHEETS.from_string(block).render(n=4.2, c="#c8102e")
    mark = "url(\"data:x,'y'\")"
    assert found == f'a {{ width: 4.2pt; color: #c8102e; background: {mark} {mark} 0; x: "K" }}'


def test_css_in_a_style_element_is_printed_by_safe() -> None:
    template = '{% set mark %}url("x"){% endset %}<style>a { b: {{ mark | safe }} }</style>'
    assert Sandbox([]).from_string(template).render() == '<style>a { b: url("x") }</style>'


def test_shipped_templates_that_include_a_sheet(tmp_path: Path) -> None:
    folders = [BoundedFolder.of(find_shipped("layouts"))]
    page = Sandbox(folders, StyleSheetSandbox(folders)).from_string(
        '<style>{% include "common/bare-page.css.j2" %}</style>'
    )
    assert "@top-left { content: none }" in page.render()


# --- negative controls: without CSS's own escaping these break out, so the tests above would see it ------------------


@pytest.mark.parametrize("autoescape", [True, False], ids=["html", "none"])
@pytest.mark.parametrize("name", ["a\\", '"; } @page { content: "', "a\nb"])
def test_other_escaping_breaks_out(autoescape: bool, name: str) -> None:
    css = Environment(autoescape=autoescape).from_string(RULES["printed"]).render(name=name)
    with pytest.raises((AssertionError, ValueError)):
        assert strings(css) == [as_css(name)]


def test_escapes_that_are_cut_through_break_out() -> None:
    escaped = "".join(f"\\{each}" for each in 'a"')
    css = f'a {{ x: "{escaped[:3]}" }} b {{ y: z }}'
    with pytest.raises((AssertionError, ValueError)):
        strings(css)


def test_a_page_without_sandbox_for_sheets_has_html_in_them() -> None:
    """What was wrong: the text of a style element is read as it stands, entities too."""
    pages = Sandbox([])
    pages.loader = DictLoader(FILES)
    page = pages.from_string('<style>{% include "name.css.j2" %}</style>').render(name='A&B "Q"')
    assert "&amp;B &#34;Q&#34;" in page
