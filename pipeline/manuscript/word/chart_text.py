"""Charts of an article as ``::: chart``, with their rows."""

from collections.abc import Callable, Iterator

from pipeline.i18n import _
from pipeline.manuscript.word.draft import ChartBlock, Text
from pipeline.manuscript.word.figure_text import MARK
from pipeline.manuscript.word.inline_text import clean
from pipeline.manuscript.word.manuscript import Place


def write_chart(
    block: ChartBlock, write_text: Callable[[Text], Iterator[str]], tell: Callable[[str, Place], None]
) -> Iterator[str]:
    """The chart *block* with its caption; *write_text* writes one that can't stand in a mark."""
    caption = " ".join(clean(block.caption.text).split("\n")) if block.caption is not None else ""
    title = clean(block.chart.title)
    if title and caption and title not in caption:
        tell(
            _("The chart has a title of its own, which its caption replaces: “{title}”").format(title=title),
            block.place,
        )
    shown = caption or title
    is_plain = not MARK.search(shown)
    unit = f' unit="{block.chart.unit}"' if block.chart.unit else ""
    opening = f"::: chart {shown if is_plain else ''}".rstrip() + f" {{kind={block.chart.kind}{unit}}}"
    rows = [", ".join(_escape(clean(cell)) for cell in row) for row in block.chart.rows]
    tell(_("The chart is made anew from its values: compare it with the manuscript, and add its unit."), block.place)
    yield "\n".join([opening, *rows, ":::"])
    if not is_plain and block.caption is not None:
        yield from write_text(Text(block.caption, "centered"))


def _escape(cell: str) -> str:
    """*cell* so that no fence and no mark is seen in it."""
    return cell.replace(":::", "：：：")
