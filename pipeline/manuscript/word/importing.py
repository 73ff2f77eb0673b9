"""A manuscript of Word into an article: read, drafted, written, read back as Kanben reads it, and accounted for."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.blocks import DisplayedFormula
from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.inlines import Formula
from pipeline.limits import allow_memory, limited
from pipeline.manuscript.article_reading import ReadArticle, read_article_text
from pipeline.manuscript.latin_names import slug_of
from pipeline.manuscript.word.account import balance
from pipeline.manuscript.word.article_text import ArticleBody, write_body
from pipeline.manuscript.word.container import MAX_FILE, Container
from pipeline.manuscript.word.conversion import convert, is_to_convert
from pipeline.manuscript.word.covers import leave_out_cover
from pipeline.manuscript.word.draft import Boxed, Draft, DraftBlock, Heading
from pipeline.manuscript.word.drafting import make_draft
from pipeline.manuscript.word.facts import facts_of
from pipeline.manuscript.word.head_text import head_rows, write_head
from pipeline.manuscript.word.layout_text import leave_out_layout_text
from pipeline.manuscript.word.manuscript import Manuscript, Notice, Omission, walk_paragraphs
from pipeline.manuscript.word.reading import read_manuscript
from pipeline.manuscript.word.reference_entry import Row
from pipeline.manuscript.word.report import Report
from pipeline.manuscript.word.signed_sections import find_signed_sections
from pipeline.manuscript.word.submission_forms import read_submission_form
from pipeline.manuscript.word.typed_notes import join_typed_notes
from pipeline.manuscript.words import block_words

_QUOTED = 24  # characters of a paragraph that it is found by
_SECONDS = 60.0  # of processor time; 100,000 characters take three
_MEMORY = 768 << 20  # bytes: what the trees of the largest parts that are read take


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """An article made of the manuscript *path*: its *text*, pictures by the names of their files, and the report.

    *problems* are those of reading it back; there should be none. *works*: what it cites, as rows of references.yaml.
    """

    path: Path
    slug: str
    title: str
    text: str
    pictures: dict[str, bytes]
    report: Report
    problems: tuple[Problem, ...]
    works: tuple[Row, ...] = ()


def import_manuscript(
    path: Path, name_article: Callable[[str], str] = slug_of, *, lists_works: bool = True
) -> ImportedArticle:
    """Make an article of the file *path*; *name_article* makes its slug of its title. Without
    *lists_works* a list of references stays text.

    Raises FileAccessError where the file can't be read, ContentError where it is refused, MissingProgramError where a
    program is wanted to convert it.
    """
    allow_memory(_MEMORY)
    data = _read(path)
    container = Container(convert(data, path) if is_to_convert(data, path) else data, path)
    manuscript = read_submission_form(read_manuscript(container))
    manuscript = join_typed_notes(leave_out_cover(leave_out_layout_text(manuscript)))
    with limited(_("making an article of the manuscript"), path, _SECONDS):
        draft, rows, body = _make(manuscript, container, name_article, has_head=True, lists_works=lists_works)
        if not body.text.strip():
            draft, rows, body = _make(manuscript, container, name_article, has_head=False, lists_works=lists_works)
    title = str(rows["title"])
    slug = name_article(title)
    if not body.text.strip():
        hint = _("An article has a title and text below it.")
        raise ContentError(Problem(_("There is no text for an article in the file."), path, hint=hint))
    text = f"{write_head(rows)}\n{body.text}"
    problems: list[Problem] = []
    read = _read_back(text, slug, body, problems)
    file = Path("articles") / f"{slug}.md"
    problems = [replace(each, path=file) for each in problems]
    manuscript = _with_uncalled(manuscript, draft, body)
    notices = [*manuscript.notices, *_notices_of(draft), *body.notices]
    if not draft.head.title:
        notices.insert(0, Notice(None, _("No title was found; the name of the file stands in its place.")))
    notices += [
        Notice(None, _("The article can't be read back: {problem}").format(problem=each.text)) for each in problems
    ]
    return ImportedArticle(
        path=path,
        slug=slug,
        title=title,
        text=text,
        pictures=body.pictures,
        report=_report(manuscript, draft, body, read, tuple(notices)),
        problems=tuple(problems),
        works=draft.cited.rows,
    )


def _make(
    manuscript: Manuscript,
    container: Container,
    name_article: Callable[[str], str],
    *,
    has_head: bool,
    lists_works: bool,
) -> tuple[Draft, dict[str, Any], ArticleBody]:
    draft = make_draft(manuscript, has_head=has_head, lists_works=lists_works)
    rows = head_rows(draft.head, container.path.stem)
    rows |= {"uncited": list(draft.cited.uncited)} if draft.cited.uncited else {}
    return draft, rows, write_body(draft, manuscript, container, name_article(str(rows["title"])))


def _read(path: Path) -> bytes:
    try:
        return read_named(path, MAX_FILE)
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error))
        raise FileAccessError(Problem(message, path)) from error


def _read_back(text: str, slug: str, body: ArticleBody, problems: list[Problem]) -> ReadArticle | None:
    """The article as Kanben reads it; what is wrong goes to *problems*, with lines of the article."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder).resolve()
        for name, data in body.pictures.items():
            (workspace / "images").mkdir(exist_ok=True)
            (workspace / "images" / name).write_bytes(data)
        path = workspace / "articles" / f"{slug}.md"
        path.parent.mkdir()
        return read_article_text(text, path, workspace, problems)


def _with_uncalled(manuscript: Manuscript, draft: Draft, body: ArticleBody) -> Manuscript:
    """*manuscript* without the notes that only deleted or hidden text calls, which are told."""
    there = body.called | set(draft.head.note_calls) | draft.cited.of_notes
    gone = [key for key in manuscript.notes if key not in there]
    omissions = [
        Omission("uncalled", paragraph.shown, paragraph.place)
        for key in gone
        for paragraph in walk_paragraphs(manuscript.notes[key])
        if paragraph.shown.strip()
    ]
    kept = {key: note for key, note in manuscript.notes.items() if key in there}
    return replace(manuscript, notes=kept, omissions=(*manuscript.omissions, *omissions))


def _report(
    manuscript: Manuscript, draft: Draft, body: ArticleBody, read: ReadArticle | None, notices: tuple[Notice, ...]
) -> Report:
    paragraphs = list(walk_paragraphs(manuscript.blocks))
    notes = [each for note in manuscript.notes.values() for each in walk_paragraphs(note)]
    used = draft.head.used
    of_head = {each.place for key in draft.head.note_calls for each in walk_paragraphs(manuscript.notes.get(key, ()))}
    return Report(
        account=balance(
            manuscript.characters,
            manuscript.omissions,
            [*paragraphs, *notes],
            of_head | used.keys(),
            _texts_of(read),
            body.replaced + "".join([*draft.head.labels, *(text for _place, text in draft.head.left_out)]),
        ),
        fields=tuple((each.place, used[each.place], facts_of(each).text) for each in paragraphs if each.place in used),
        headings=tuple((each.facts.paragraph.place, each.found, each.facts.text) for each in _headings(draft.blocks)),
        omissions=manuscript.omissions,
        notices=notices,
        comments=tuple(manuscript.comments.values()),
        quotes={each.place: facts_of(each).text[:_QUOTED] for each in [*paragraphs, *notes]},
    )


def _notices_of(draft: Draft) -> Iterator[Notice]:
    for place, text in draft.head.left_out:
        message = _("“{text}” is said of the manuscript, not to readers, and is left out.")
        yield Notice(place, message.format(text=text))
    yield from draft.notices
    signed = find_signed_sections(draft.blocks)
    if signed and draft.head.authors:
        signed = (" ".join(draft.head.title.split("\n")), *signed)
    if len(signed) > 1:
        message = _(
            "These look like several articles, {count} parts that name authors of their own ({titles}): "
            "make a file of each."
        )
        yield Notice(None, message.format(count=len(signed), titles="; ".join(each[:20] for each in signed[:6])))


def _headings(blocks: tuple[DraftBlock, ...]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Boxed):
            yield from _headings(block.blocks)


def _texts_of(read: ReadArticle | None) -> tuple[list[str], list[str]]:
    """The texts of the head and of the body of an article that was read back."""
    if read is None:
        return [], []
    head = list(_texts_in(read.head.rows.model_dump(mode="json"))) if read.head is not None else []
    return head, [*(words.text for words in block_words(read.body.blocks, Path())), *_formulas_in(read.body.blocks)]


def _formulas_in(node: Any) -> Iterator[str]:
    """The TeX of all formulas in *node*, a block, an inline, or a tuple of such: as words they are spoken otherwise."""
    if isinstance(node, Formula | DisplayedFormula):
        yield node.tex
    elif isinstance(node, tuple):
        for each in node:
            yield from _formulas_in(each)
    elif is_dataclass(node):
        for each in fields(node):
            yield from _formulas_in(getattr(node, each.name))


def _texts_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts_in(each)
        case list():
            for each in value:
                yield from _texts_in(each)
