"""Changed words, pages that came and went, text that moved, and changed styles of text that stayed."""

from collections import Counter
from collections.abc import Sequence

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.alignment import Gap
from pipeline.regression.alignment.figure_labels import is_caption, is_heading_of_table
from pipeline.regression.alignment.pairing import number_in
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.flow_causes import other_measure
from pipeline.regression.causes.follower_words import Follower, tell_follower
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.text_words import quote, tell_article, tell_words
from pipeline.regression.evidence.articles import ArticleChange
from pipeline.regression.evidence.edited_moves import find_at_seams, find_edited_moves
from pipeline.regression.evidence.moved_articles import find_exchanged
from pipeline.regression.evidence.note_signs import find_moved_notes, find_recounted, without_notes
from pipeline.regression.evidence.reordered_words import find_reordered
from pipeline.regression.evidence.substitutions import Substitution, letters_of
from pipeline.regression.evidence.word_causes import Texts, Why, WordCause, explain
from pipeline.regression.findings import page_ranges

_SAME_SIZE, _LABEL = 0.15, 20  # pt; characters of a label


def find_pages(known: KnownCauses) -> None:
    """Pages that came or went with all that is on them."""
    lone = known.evidence.lone_pages
    added, removed = lone.added, lone.removed
    if not added and not removed:
        return
    parts = []
    if added:
        text = ngettext("Page {pages} is new.", "Pages {pages} are new.", len(added))
        parts.append(text.format(pages=", ".join(page_ranges(added))))
    if removed:
        text = ngettext("Page {pages} is gone.", "Pages {pages} are gone.", len(removed))
        parts.append(text.format(pages=", ".join(page_ranges(removed))))
    cause = known.cause((), "pages.count", " ".join(parts))
    cause.before += [(page, (0.0, 0.0, 0.0, 0.0)) for page in removed]
    cause.after += [(page, (0.0, 0.0, 0.0, 0.0)) for page in added]
    cause.page_shift = len(known.pairing.after.pages) - len(known.pairing.before.pages)


def find_texts(known: KnownCauses) -> None:
    """Words that changed, a finding for each of their causes; page numbers that only follow are left to ``follow``."""
    one, other = known.pairing.flow_before, known.pairing.flow_after
    new_pages = known.causes.get(("pages.count",))
    covered = _pages_of_cause(new_pages)
    rows = []
    for row in known.evidence.substitutions:
        line, there = _first_lines(one, other, row.gap)
        if new_pages and (
            _is_covered(one, other, row.gap, covered) or (row.in_notes and _are_notes_of(one, other, row, covered))
        ):
            if one.lines:
                known.line_causes.setdefault(line, new_pages)
        elif _follows(known, row.before, row.after):
            known.references += 1
            known.line_causes.setdefault(line, known.followed)
            known.followed.before.append(known.pairing.place_before(line))
            known.followed.after.append(known.pairing.place_after(there))
        else:
            rows.append(row)
    if other_measure(known.pairing):
        reordered = set(find_reordered(one, other, rows))
        for each in reordered:  # floats and columns were set anew, and are read in another order
            _add_places(known, known.followed, each.gap)
        rows = [each for each in rows if each not in reordered]
    rows = _without_followers(known, rows)
    recounted = find_recounted(one, other, rows)
    for each in recounted:  # signs of notes that came to stand on another page
        known.follow(Follower.NOTE_SIGNS)
        _add_places(known, known.followed, each.gap)
    for cause in explain(Texts(one, other, known.evidence.articles), [each for each in rows if each not in recounted]):
        _add_words(known, cause)


def _without_followers(known: KnownCauses, rows: list[Substitution]) -> list[Substitution]:
    """*rows* without notes that went with their articles or paragraphs, and, where these moved, numbers of pages."""
    moved = next((each for key, each in known.causes.items() if key[0] == "articles.moved"), None)
    went = set(find_moved_notes(known.pairing.flow_before, known.pairing.flow_after, rows))
    if moved is not None:
        went |= {each for each in rows if not any(each.isalpha() for each in each.before + each.after)}
    edits: list[Substitution] = []
    if moved is not None or known.pairing.moves:
        rest = [each for each in rows if each not in went]
        for move in find_edited_moves(known.pairing.flow_before, known.pairing.flow_after, rest):
            went |= {move.gone, move.come}
            edits += move.edits
    for each in rows:
        if each in went:
            _add_places(known, moved or known.followed, each.gap)
    if moved is None:
        went |= _tell_seams(known, [each for each in rows if each not in went])
    return sorted([each for each in rows if each not in went] + edits, key=lambda each: each.gap)


def _tell_seams(known: KnownCauses, rows: Sequence[Substitution]) -> set[Substitution]:
    """Tell words that came at the seams of one text that stands elsewhere with it; return them."""
    causes = [cause for key, cause in known.causes.items() if key[0] == "text.moved"]
    found = find_at_seams(rows, known.pairing.moves) if len(causes) == 1 and not causes[0].is_float else ()
    if found:
        words = _(", ").join(_("“{text}”").format(text=quote(each.after.strip())) for each in found)
        causes[0].others.append(_("Beside it is new: {words}.").format(words=words))
        causes[0].facts += repr([each.after for each in found])
    for each in found:
        _add_places(known, causes[0], each.gap)
    return set(found)


def _pages_of_cause(cause: Draft | None) -> tuple[set[int], set[int]]:
    rows = (cause.before, cause.after) if cause else ((), ())
    before, after = ({page for page, _box in row} for row in rows)
    return before, after


def _first_lines(one: Flow, other: Flow, gap: Gap) -> tuple[int, int]:
    return one.line_at(min(gap[0], len(one.text) - 1)), other.line_at(min(gap[2], len(other.text) - 1))


def _is_covered(one: Flow, other: Flow, gap: Gap, pages: tuple[set[int], set[int]]) -> bool:
    """Whether all of *gap* stands on *pages* that came or went, before and after."""
    sides = ((one, *gap[:2], pages[0]), (other, *gap[2:], pages[1]))
    return all(
        end == start
        or all(flow.lines[each].page in own for each in range(flow.line_at(start), flow.line_at(end - 1) + 1))
        for flow, start, end, own in sides
    )


def _are_notes_of(one: Flow, other: Flow, row: Substitution, pages: tuple[set[int], set[int]]) -> bool:
    """Whether *row* says no more than that the notes of *pages* came or went."""
    left = []
    for flow, words, own in zip((one, other), row.letters, pages, strict=True):
        notes = [letters_of(line.line.text) for line in flow.lines if line.is_note and line.page in own]
        left.append(without_notes(words, notes))
    return left[0] == left[1]


def _follows(known: KnownCauses, before: str, after: str) -> bool:
    """Whether a page number changed by as much as a page moved, or as its label."""
    here, now = number_in(before), number_in(after)
    if here is None or now is None or here == now:
        return False
    return now - here in known.pairing.page_shifts or now - here in known.pairing.label_shifts


def _add_words(known: KnownCauses, found: WordCause) -> None:
    """Put *found* among the causes, and say of its lines that they changed because of it."""
    rows = found.substitutions
    if found.why is Why.ARTICLE and found.article is not None:
        cause = _article_cause(known, found.article, rows)
    elif found.why is Why.MOVED:
        cause = _tell_moved(known, found)
    else:
        key = found.why.value, *(found.key or rows[0].paragraphs)
        cause = known.cause(key, "text.changed", tell_words(known.pairing, found))
    cause.said = [(each.before, each.after) for each in rows]
    cause.facts = repr(cause.said)
    for each in rows:
        _add_places(known, cause, each.gap)
    cause.is_of_note = found.why is Why.NOTE
    cause.moves_floats = found.why is Why.CALL
    if found.why is Why.NOTE:
        _give_notes_to_calls(known, cause, rows)
    for page, _box in cause.owners_before:
        known.note_causes.setdefault(page, cause)


def _article_cause(known: KnownCauses, article: ArticleChange, rows: Sequence[Substitution]) -> Draft:
    pages = ", ".join(page_ranges(article.pages))
    kind = "articles.added" if article.is_new else "articles.removed"
    cause = known.cause((article.title, *article.within), kind, tell_article(article, pages))
    places = [(page, (0.0, 0.0, 0.0, 0.0)) for page in article.pages]
    if article.is_new:
        cause.after += places
    else:
        cause.before += places
    if any(article.is_listed(each) for each in rows):
        cause.others.append(tell_follower(Follower.CONTENTS))
    return cause


def _tell_moved(known: KnownCauses, found: WordCause) -> Draft:
    """Words that stand elsewhere go with those that are known to; alone they are a finding."""
    rows = found.substitutions
    leaders = (each for key, each in known.causes.items() if key[0] in {"articles.moved", "text.moved"})
    text = _("“{text}” stands elsewhere in the text.").format(
        text=quote(str(next(iter(found.key), (rows[0].before or rows[0].after).strip())))
    )
    cause = next(leaders, None) or known.cause(("words", rows[0].gap[0]), "text.moved", text)
    gone, come = [row for row in rows if row.letters[0]], [row for row in rows if not row.letters[0]]
    cause.is_float = cause.kind == "text.moved" and (
        all(_is_of_figure(known.pairing.flow_before, *row.gap[:2]) for row in gone)
        or all(
            _find_passed_figure(known, one.gap[0], other.gap[2], one.gap[1] - one.gap[0]) is not None
            for one, other in zip(gone, come, strict=False)
        )
    )
    return cause


def _is_of_figure(flow: Flow, start: int, end: int) -> bool:
    """Whether all of the text from *start* to *end* is captions and labels: short lines in another size than most, or
    longer ones on pages that have nothing in the size of most.
    """
    sizes = Counter[float]()
    for line in flow.lines:
        sizes[line.size] += len(line.line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    rows = [flow.lines[n] for n in range(flow.line_at(start), flow.line_at(max(start, end - 1)) + 1)]
    if any(abs(each.size - usual) <= _SAME_SIZE for each in rows):
        return False
    long = {each.page for each in rows if len(each.line.text) > _LABEL and not is_caption(each.line)}
    return not any(each.page in long and abs(each.size - usual) <= _SAME_SIZE for each in flow.lines)


def _add_places(known: KnownCauses, cause: Draft, gap: Gap) -> None:
    one, other = known.pairing.flow_before, known.pairing.flow_after
    a0, a1, b0, b1 = gap
    if one.lines:
        lines = range(one.line_at(min(a0, len(one.text) - 1)), one.line_at(max(a0, a1 - 1)) + 1)
        cause.before += [known.pairing.place_before(line) for line in _lines_beside(one, other, gap) or lines]
        first = one.line_at(max(0, a0 - 1))
        following = min(len(one.lines) - 1, one.line_at(min(a1, len(one.text) - 1)))
        for line in {first, *lines, following, one.goes_on_at(following)}:
            known.line_causes.setdefault(line, cause)
    if other.lines:
        rows = range(other.line_at(b0), other.line_at(max(b0, b1 - 1)) + 1)
        beside = _lines_beside(other, one, (b0, b1, a0, a1))
        cause.after += [known.pairing.place_after(line) for line in beside or rows]


def _lines_beside(flow: Flow, other: Flow, gap: Gap) -> list[int]:
    """The line of *flow* after which words are new in *other* (or gone from it): on the page on which they go on the
    text before them. None where some of *flow* changed too, or the words don't begin a line of it.
    """
    start, end, there, _end = gap
    if start != end or not start > 0 or not there or not other.lines or not flow.lines:
        return []
    if start < len(flow.text) and flow.starts[flow.line_at(start)] != start:
        return []
    pages = [other.lines[other.line_at(min(place, len(other.text) - 1))].page for place in (there - 1, there)]
    return [flow.line_at(start - 1)] if pages[0] == pages[1] else []


def _give_notes_to_calls(known: KnownCauses, cause: Draft, rows: Sequence[Substitution]) -> None:
    """A note is of the article that calls it, wherever on its page it stands."""
    one, other = known.pairing.flow_before, known.pairing.flow_after
    for each in rows:
        if not each.in_notes and one.lines and other.lines:
            line, there = _first_lines(one, other, each.gap)
            cause.owners_before.append(known.pairing.place_before(line))
            cause.owners_after.append(known.pairing.place_after(there))


# --- articles -------------------------------------------------------------------------------------------------------


def find_moves(known: KnownCauses) -> None:
    """Articles that stand in another order, by the outline; then other text that stands elsewhere in the stream."""
    moved = known.evidence.moved_articles
    for each, twin in find_exchanged(moved):
        cause = known.cause(
            (each.title, twin.title),
            "articles.moved",
            _("“{title}” and “{other}” change places.").format(title=each.title, other=twin.title),
        )
        cause.before += [(one.before, (0.0, 0.0, 0.0, 0.0)) for one in (each, twin)]
        cause.after += [(one.after, (0.0, 0.0, 0.0, 0.0)) for one in (each, twin)]
        moved = tuple(one for one in moved if one not in {each, twin})
    for each in moved:
        text = _("“{title}” moves from folio {before} to folio {after}.")
        before, after = (
            side.pages[page].label or str(page + 1)
            for side, page in ((known.pairing.before, each.before), (known.pairing.after, each.after))
        )
        if each.sections is not None:
            text = _("“{title}” moves from “{before}” to “{after}”.")
            before, after = each.sections
        sentence = text.format(title=each.title, before=before, after=after)
        cause = known.cause((each.title,), "articles.moved", sentence)
        cause.before.append((each.before, (0.0, 0.0, 0.0, 0.0)))
        cause.after.append((each.after, (0.0, 0.0, 0.0, 0.0)))
    article = next((each for key, each in known.causes.items() if key[0] == "articles.moved"), None)
    article = article or _tell_moved_pages(known)
    for a, b, size in known.pairing.moves:
        _add_move(known, a, b, size, article)


def _tell_moved_pages(known: KnownCauses) -> Draft | None:
    """What pages in another order are told as; None where there are none."""
    pages, ways = known.evidence.moved_pages, known.pairing.page_map
    if not pages:
        return None
    text = ngettext("Page {pages} is page {now} now.", "Pages {pages} are pages {now} now.", len(pages))
    shown = (", ".join(page_ranges(each)) for each in (pages, [ways[page] for page in pages]))
    cause = known.cause(("pages", *pages), "text.moved", text.format(**dict(zip(("pages", "now"), shown, strict=True))))
    spots = sorted({*pages, *(known.pairing.origins.get(ways[page] - 1, page) for page in pages)})
    cause.before += [(page, (0.0, 0.0, 0.0, 0.0)) for page in spots]
    cause.after += [(ways[page], (0.0, 0.0, 0.0, 0.0)) for page in spots]
    return cause


def _add_move(known: KnownCauses, a: int, b: int, size: int, article: Draft | None) -> None:
    one, other = known.pairing.flow_before, known.pairing.flow_after
    line, there = one.line_at(a), other.line_at(b)
    lines = range(line, one.line_at(a + size - 1) + 1)
    if article is None:
        if one.lines[line].is_note != other.lines[there].is_note:
            return  # it has another size: told as that
        figure = _find_passed_figure(known, a, b, size)
        words = one.text[a : a + size] if figure is None else _name_figure(one, *figure)
        text = _("“{text}” stands elsewhere in the text.").format(text=quote(words))
        article = known.cause((a,), "text.moved", text)
        article.is_float = _is_of_figure(one, a, a + size) or figure is not None
        article.after += [known.pairing.place_after(each) for each in range(there, other.line_at(b + size - 1) + 1)]
        article.before += [known.pairing.place_before(each) for each in lines]
    behind = known.pairing.back(b + size)  # what the words stand before now
    followed = [] if behind is None else [one.line_at(behind)]
    for each in [*lines, min(lines[-1] + 1, len(one.lines) - 1), *followed]:
        known.line_causes.setdefault(each, article)


def _find_passed_figure(known: KnownCauses, a: int, b: int, size: int) -> tuple[int, int] | None:
    """From where to where the text of a figure reaches, if nothing else stands between where the words stood and where
    they stand: it went, not they.
    """
    behind = known.pairing.back(b + size)
    if behind is None or a <= behind <= a + size:
        return None
    start, end = (a + size, behind) if behind > a else (behind, a)
    return (start, end) if _is_of_figure(known.pairing.flow_before, start, end) else None


def _name_figure(flow: Flow, start: int, end: int) -> str:
    """The caption of the figure or table whose text is from *start* to *end*; all of that where it has none."""
    lines = (flow.lines[n].line for n in range(flow.line_at(start), flow.line_at(max(start, end - 1)) + 1))
    return next(
        (each.text.strip() for each in lines if is_caption(each) or is_heading_of_table(each)), flow.text[start:end]
    )
