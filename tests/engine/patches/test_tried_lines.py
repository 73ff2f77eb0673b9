"""Lines that columns were tried with are set once more, where they stay; all is as if they had been set each time."""

from collections import Counter
from typing import Any

import pytest

from pipeline.engine.frozen_parts import freeze_part
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped
from tests.engine.patches.test_column_heights import PAGE, noted

TABLE = (
    "<table><thead><tr><th>头</th></tr></thead>" + "<tr><td>表里的字，很多，要分成几行来排</td></tr>" * 9 + "</table>"
)
BODY = [
    f"<p>{''.join(map(noted, range(30)))}</p>",
    "<h2 style='break-after: avoid'>小标题</h2><p>一段话，说得不长。</p>" * 9,
    f"<ol><li>{noted(31)}</li><li>短</li></ol><blockquote><p>引文{noted(32)}</p></blockquote>{TABLE}",
    "<p>字里<span style='display: inline-block; width: 3em'>一块<b>方</b></span>，还有<ruby>字<rt>zì</rt></ruby>。</p>"
    * 5,
    "<p>浮<span style='float: left; width: 4em'>在左边的</span>动的字，绕着它排，一行一行地排下去。</p>" * 3,
    "<p lang=en>Words that WeasyPrint sets by itself, in lines of its own.</p>" * 4,
]


def lay_out(body: str) -> bytes:
    """All that is known of the part in columns."""
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": PAGE}, folders={})
    return freeze_part(typesetter.lay_out(f'<html lang="zh-CN"><body><div class="columns">{body}</div></body></html>'))


@pytest.mark.parametrize("body", [*BODY, "".join(BODY)], ids=range(len(BODY) + 1))
def test_pages_are_as_if_all_lines_had_been_set(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = lay_out(body)
    from pipeline.engine.patches import tried_lines

    monkeypatch.setattr(tried_lines, "_is_alone", lambda line: False)  # none is kept
    assert lay_out(body) == ours


def test_a_line_that_is_tried_higher_than_it_is_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = lay_out(BODY[0])
    from pipeline.engine.patches import tried_lines

    reduce = tried_lines._reduce

    def higher(line: Any) -> Any:
        line.height += 5
        return reduce(line)

    monkeypatch.setattr(tried_lines, "_reduce", higher)
    assert lay_out(BODY[0]) != ours


def test_a_line_is_set_twice_however_often_it_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out("")
    from weasyprint.layout import inline

    tried = inline.get_next_linebox.__self__
    counts: Counter[str] = Counter()
    stock, ours = tried._get_next_linebox, inline.get_next_linebox

    def count(name: str, function: Any) -> Any:
        def counted(context: Any, *arguments: Any) -> Any:
            counts[name] += context.in_column
            return function(context, *arguments)

        return counted

    monkeypatch.setattr(tried, "_get_next_linebox", count("set", stock))
    monkeypatch.setattr(inline, "get_next_linebox", count("asked for", ours))
    lay_out("".join(BODY[:2]))
    assert counts["asked for"] > 2 * counts["set"]
