"""HTML that would keep the engine busy is refused before it is parsed; what real parts have is not."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine import html_bounds
from pipeline.engine.html_bounds import MAX_ATTRIBUTES, MAX_DEPTH, find_excesses


def told(html: str) -> list[str]:
    return [problem.message for problem in find_excesses(html)]


def nested(depth: int, tag: str = "div") -> str:
    return f"<{tag}>" * depth + "x" + f"</{tag}>" * depth


@pytest.mark.parametrize(
    "html",
    [
        nested(MAX_DEPTH),
        nested(10) * 1000,
        "<ul>" + "<li>a" * 5000 + "</ul>",  # their end tags may be left out
        "<p>a<br>b<img src=a>" * 5000,
        "<table>" + "<tr>" + "<td>x" * 50 + "</table>",
        '<svg viewBox="0 0 9 9">' + '<rect width="9" height="9"/>' * 1000 + "</svg>",
        f'<p class="{" ".join(["a"] * 2 * MAX_ATTRIBUTES)}">x</p>',
        f'<img src="data:image/png;base64,{"A" * 100_000}=">',
    ],
)
def test_what_real_parts_may_have(html: str) -> None:
    assert told(html) == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (nested(MAX_DEPTH + 1), "nested more than 200 deep"),
        ("<div>" * 100_000, "nested more than 200 deep"),
        (f"<p {' '.join(f'a{number}' for number in range(MAX_ATTRIBUTES + 1))}>", "more than 500 attributes"),
        (f"<p {' '.join(f'a{number}=x' for number in range(MAX_ATTRIBUTES + 1))}>", "more than 500 attributes"),
    ],
)
def test_what_is_too_much(html: str, message: str) -> None:
    assert message in told(html)[0]


def test_elements_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_bounds, "MAX_ELEMENTS", 20)
    monkeypatch.setattr(html_bounds, "MAX_CHARACTERS", 200)
    assert told("<p>a</p>" * 20) == []
    assert told("<p>a</p>" * 21) == ["The HTML of the part has more than 20 elements."]
    assert told("a" * 201) == ["The HTML of the part has more than 200 characters."]


@given(st.lists(st.sampled_from(["<", ">", "/", "div", "p", " a=", '"', "'", "<div>", "</div>", "文"])))
def test_any_text(pieces: list[str]) -> None:
    assert len(told("".join(chain(pieces)))) <= 1
