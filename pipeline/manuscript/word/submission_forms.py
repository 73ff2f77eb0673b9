"""Forms that authors fill in and send 投稿登记表: who wrote it, its title, and the article itself in a cell."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.manuscript.word.facts import facts_of, has_words
from pipeline.manuscript.word.manuscript import Block, Cell, Look, Manuscript, Omission, Paragraph, Table, Words
from pipeline.manuscript.word.manuscript import walk_paragraphs as all_paragraphs

_LABELS = {
    "title": re.compile("(?:文章|稿件|作品)?(?:题目|标题|篇名|名称)"),
    "body": re.compile("(?:文章|稿件|作品)?(?:正文|全文|内容)"),
    "name": re.compile("(?:作者|投稿人)?姓名|作者|投稿人"),
    "office": re.compile("(?:工作|作者|所在)?单位|部门"),
}
_TITLE_STYLE = "Title"


def read_submission_form(manuscript: Manuscript) -> Manuscript:
    """*manuscript* as what its form holds, if it is one: title, author, text; what else it has is told."""
    tables = [each for each in manuscript.blocks if isinstance(each, Table)]
    found = next(((each, fields) for each in tables if (fields := _fields(each)).keys() >= {"title", "body"}), None)
    if found is None:
        return manuscript
    form, fields = found
    head = [*_title(fields["title"]), *_byline(fields.get("name", []), fields.get("office", []))]
    body = [block for cell in fields["body"] for block in cell.blocks]
    at = manuscript.blocks.index(form)
    above, below = manuscript.blocks[:at], manuscript.blocks[at + 1 :]
    if len(head) < 1 or any("。" in each.text for each in all_paragraphs(above)):
        return manuscript
    taken = {id(cell) for cells in fields.values() for cell in cells}
    rest = [block for row in form.rows for cell in row if id(cell) not in taken for block in cell.blocks]
    left = [each.shown.strip() for each in all_paragraphs((*above, *rest)) if each.shown.strip()]
    omission = Omission("form", "；".join(left), form.place)
    return replace(manuscript, blocks=(*head, *body, *below), omissions=(*manuscript.omissions, omission))


def _fields(table: Table) -> dict[str, list[Cell]]:
    """The cells of *table* that stand behind labels, by what these name; the first of each."""
    fields: dict[str, list[Cell]] = {}
    for down, row in enumerate(table.rows):
        for label in row:
            text = re.sub(r"[\s　:：]", "", "".join(each.text for each in all_paragraphs(label.blocks)))
            name = next((name for name, words in _LABELS.items() if words.fullmatch(text)), "")
            begin = label.column + label.columns
            beside = [
                next((cell for cell in each if cell.column == begin), None)
                for each in table.rows[down : down + label.rows]
            ]
            cells = [each for each in beside if each is not None and _has_words(each)]
            if name and cells:
                fields.setdefault(name, cells)
    return fields


def _has_words(cell: Cell) -> bool:
    return any(has_words(each.pieces) for each in all_paragraphs(cell.blocks))


def _title(cells: list[Cell]) -> Iterator[Block]:
    for each in all_paragraphs(tuple(block for cell in cells for block in cell.blocks)):
        if has_words(each.pieces):
            yield replace(facts_of(each).paragraph, align="center", style=_TITLE_STYLE)


def _byline(names: list[Cell], offices: list[Cell]) -> Iterator[Block]:
    """The line 姓名：…　单位：… that the cells of both make."""
    people, places = (
        [each for cell in cells for each in all_paragraphs(cell.blocks) if has_words(each.pieces)]
        for cells in (names, offices)
    )
    if not people:
        return
    first: Paragraph = people[0]
    label = "姓名：" if places else "作者："
    pieces = [Words(label, Look()), *(piece for each in people for piece in facts_of(each).paragraph.pieces)]
    if places:
        pieces += [Words("　单位：", Look()), *(piece for each in places for piece in facts_of(each).paragraph.pieces)]
    yield replace(first, pieces=tuple(pieces), align="center", label="")
