"""A part that an earlier process has laid out is gone on with from what is told of it, or is laid out as a whole."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from pipeline.engine.frozen_pages import freeze_pages, thaw_pages
from pipeline.engine.frozen_parts import freeze_part, thaw_part
from pipeline.engine.html_elements import Elements
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.packed_values import UnreadableError, pack, unpack
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped
from tests.engine.test_rendering import STYLE, differing, kept_pages

SENTENCE = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。"
TEXTS = {number: SENTENCE * (2 + number % 3) for number in range(16)}


def page_of(texts: dict[int, str]) -> str:
    """Paragraphs with *texts*, some with a head or a note."""
    blocks = []
    for number, text in texts.items():
        note = f'<span class="note" id="n{number}">注{number}。</span>' if number % 5 == 3 else ""
        head = f'<h2 id="h{number}">第{number}节</h2>' if number % 6 == 0 else ""
        blocks.append(f'{head}<p data-line="{number}">{text}{note}后文。</p>')
    return f'<html lang="zh-CN"><head><title>页</title></head><body data-slug="a">{"".join(blocks)}</body></html>'


@cache
def typesetter() -> Typesetter:
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": STYLE}, folders={})


@cache
def earlier() -> tuple[str, bytes, bytes]:
    """What is kept of the part: the digest of its elements, it, and what is told of its pages."""
    made = typesetter().go_on(page_of(TEXTS))
    left = made.tell_resumable()
    assert left is not None
    return made.digest, freeze_part(made.part), freeze_pages(left)


def go_on(html: str) -> tuple[LaidOutPart, LaidOutPart]:
    """The part as it was kept, and as it is gone on with."""
    digest, part, left = earlier()
    before = thaw_part(part)
    made = typesetter().go_on(html, None, lambda asked: (before, thaw_pages(left)) if asked == digest else None)
    return before, made.part


@pytest.mark.parametrize("block", [1, 8, 15])
def test_a_word_has_few_pages_laid_out_and_comes_out_as_a_whole(block: int) -> None:
    html = page_of(TEXTS | {block: TEXTS[block].replace("玄", "元亨", 1)})
    before, after = go_on(html)
    assert kept_pages(before, after) >= before.page_count - 4 > 0
    assert differing(after, typesetter().lay_out(html)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda html: html.replace('data-line="9"', 'data-line="99"'),
        lambda html: html.replace("</p>", "</p><p>又</p>", 1),
        lambda html: html.replace('<html lang="zh-CN">', '<html lang="zh-CN" class="verso">'),
    ],
    ids=["lines", "elements", "side"],
)
def test_anything_else_has_all_laid_out(change: Callable[[str], str]) -> None:
    html = change(page_of(TEXTS))
    before, after = go_on(html)
    assert kept_pages(before, after) == 0
    assert differing(after, typesetter().lay_out(html)) == []


def test_a_page_that_is_kept_too_early_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: pages behind the change are taken for what they were though lines have moved onto them."""
    from pipeline.engine import resumption

    monkeypatch.setattr(resumption.Resumption, "_is_as_before", lambda _self, _index: True)
    html = page_of(TEXTS | {2: TEXTS[2] + SENTENCE * 3})
    assert differing(go_on(html)[1], typesetter().lay_out(html))


def test_what_is_told_is_the_same_again() -> None:
    left = earlier()[2]
    assert freeze_pages(thaw_pages(left)) == left


def changed(change: Callable[[list[Any]], Any]) -> bytes:
    """What is told of the pages, in which something is *change*d."""
    told, pieces = unpack(earlier()[2])
    change(told)
    return pack(json.loads(json.dumps(told)), pieces)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told[0].pop(),
        lambda told: told[0][0][0].append(1 << 20),
        lambda told: told[1][0][0].__setitem__(0, 3),
        lambda told: told[1][0][0].__setitem__(1, 1 << 20),
        lambda told: told[1][0][0].__setitem__(2, ["p"]),
        lambda told: told[2].pop(),
        lambda told: told[2][1].__setitem__(0, [["1", None]]),
        lambda told: told[2][1].__setitem__(0, [[-1, None]]),
        lambda told: told[2][1].__setitem__(2, "x"),
        lambda told: told[3][0].__setitem__(2, None),
        lambda told: told[3][0].__setitem__(1, 1),
        lambda told: told[5].__setitem__(1, [["a", "b"]]),
    ],
)
def test_nothing_else_is_thawed(change: Callable[[list[Any]], Any]) -> None:
    with pytest.raises(UnreadableError):
        thaw_pages(changed(change))


@pytest.mark.parametrize("data", [b"", b"none", pack([], []), pack([[]] * 6, [b""])])
def test_other_bytes_are_not_thawed(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        thaw_pages(data)


def test_what_depends_on_other_pages_is_not_told() -> None:
    sheet = STYLE + "p::after { content: counter(page) }"
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": sheet}, folders={})
    assert maker.go_on(page_of(TEXTS)).tell_resumable() is None


def test_the_digest_of_elements_is_that_of_their_shape() -> None:
    from weasyprint import HTML

    def digest(html: str) -> str:
        return Elements(HTML(string=html).etree_element).digest

    html = page_of(TEXTS)
    assert digest(html) == digest(html.replace("玄", "元"))
    others = [
        html.replace("第0节", ""),
        html.replace("h6", "h7"),
        html.replace("<title>", "<style>p { }</style><title>"),
    ]
    assert digest(html) not in {digest(each) for each in others}
    assert len({digest(each) for each in others}) == len(others)


def test_a_deep_place_is_refused() -> None:
    left = thaw_pages(earlier()[2])
    place: Any = None
    for _number in range(300):
        place = {0: place}
    data = freeze_pages(replace(left, page_maker=[(place, *left.page_maker[0][1:]), *left.page_maker[1:]]))
    with pytest.raises(UnreadableError):
        thaw_pages(data)
