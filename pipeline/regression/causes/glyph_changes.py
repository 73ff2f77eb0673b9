"""Glyphs that are drawn otherwise, or are wider or narrower, under the same name of their face."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.text_flow import FlowLine
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.follower_words import Follower, tell_follower
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.file_layers import Face, FileLayers
from pipeline.regression.snapshot.snapshot import Snapshot

_MOST_TOLD = 12  # glyphs that a sentence shows
_LEAST_MARKS, _LEAST_LETTERS = 3, 2  # lines with a mark of punctuation, or with a letter
_WIDER, _EVEN = 0.7, 0.2  # pt: a line that is set otherwise; by how much spaces differ that are the same
_SET_ANEW = ("text.", "lines.", "style.", "blocks.", "pages.", "articles.")  # kinds of what sets lines anew


def find_glyphs(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    """One finding for each face with glyphs that changed, with all lines that show one; or that is embedded no more."""
    faces = {each.name: each for each in before.faces}
    for name in sorted(faces.keys() - {each.name for each in after.faces}):
        if any(style.font == name for style in known.pairing.after.styles):
            _tell_lost(known, faces[name])
    for face in after.faces:
        if face.name not in faces:
            continue
        changed = _find_changed(known, faces[face.name], face)
        if changed and not _are_spaced(known, face.name, changed, _new_in(faces[face.name], face)):
            _tell(known, face.name, changed)


def _tell_lost(known: KnownCauses, face: Face) -> None:
    text = _("{face} is embedded no more. Its letters are drawn as the machine can, so that more differs in its lines.")
    cause = known.cause((face.name, "lost"), "glyphs.changed", text.format(face=face.name))
    cause.is_face_lost = True
    letters = sorted(_by_text(face))
    cause.before += _places(known.pairing.before, face.name, letters)
    cause.after += _places(known.pairing.after, face.name, letters)


def _find_changed(known: KnownCauses, before: Face, after: Face) -> list[str]:
    """The texts of which a glyph is gone and another one came.

    Marks of punctuation have several glyphs, narrower and wider ones, that come and go with the lines: where lines are
    set anew, a text counts when none of its glyphs is as it was, and it stands on several lines.
    """
    one, other = _by_text(before), _by_text(after)
    is_anew = any(cause.kind.startswith(_SET_ANEW) for cause in known.causes.values())
    changed = []
    for text in sorted(one.keys() & other.keys()):
        if not (one[text] - other[text] and other[text] - one[text]):
            continue
        if not is_anew or (one[text].isdisjoint(other[text]) and _is_certain(known, before.name, text)):
            changed.append(text)
    return changed


def _is_certain(known: KnownCauses, face: str, text: str) -> bool:
    least = _LEAST_LETTERS if any(each.isalnum() for each in text) else _LEAST_MARKS
    return all(len(_places(each, face, [text])) >= least for each in (known.pairing.before, known.pairing.after))


def _are_spaced(known: KnownCauses, face: str, changed: Sequence[str], letters: set[str]) -> bool:
    """Whether the lines of *face* that became wider or narrower did so by as much for each of their letters.

    Space between letters is a part of their advance, so that a face seems to have other glyphs there: those of
    *letters* are not as before. A single *changed* glyph may as well be wider itself; so may those of a single line.
    """
    by: dict[tuple[float, bool], list[float]] = defaultdict(list)
    widened: set[str] = set()
    are_new = True
    for here, now in known.pairing.same_lines:
        wider = now.line.width - here.line.width
        words = "".join(here.line.text.split())
        if abs(wider) < _WIDER or face not in _faces(known.pairing.before, here):
            continue
        if len(words) < 2:
            return False
        widened.add(words)
        are_new &= letters.issuperset(each for each in words[:-1] if each.isalnum())
        by[here.size, words.isalnum()].append(wider / (len(words) - 1))
    is_beyond = any(not any(each in words for each in changed) for words in widened)
    are_several = len(widened) > 1 and (len(changed) > 1 or is_beyond)
    # Marks of punctuation lose some of their space beside others and at the ends of a line: letters say it better.
    known_by = [row for (_size, is_of_letters), row in by.items() if is_of_letters] or list(by.values())
    return bool(by) and (are_new or are_several) and all(max(row) - min(row) <= _EVEN for row in known_by)


def _new_in(before: Face, after: Face) -> set[str]:
    """The texts that *after* has a glyph for which *before* lacks."""
    one, other = _by_text(before), _by_text(after)
    return {text for text, digests in other.items() if digests - one.get(text, set())}


def _faces(snapshot: Snapshot, line: FlowLine) -> set[str]:
    return {snapshot.styles[style].font for style, _text in line.line.pieces}


def _by_text(face: Face) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for text, digest in face.glyphs:
        found[text].add(digest)
    return found


def _tell(known: KnownCauses, face: str, changed: Sequence[str]) -> None:
    shown = "".join(changed[:_MOST_TOLD]) + ("…" if len(changed) > _MOST_TOLD else "")
    text = ngettext(
        "{count} glyph of {face} is drawn otherwise: {glyphs}.",
        "{count} glyphs of {face} are drawn otherwise: {glyphs}.",
        len(changed),
    )
    cause = known.cause((face,), "glyphs.changed", text.format(count=len(changed), face=face, glyphs=shown))
    cause.facts = repr(changed)
    cause.is_of_marks = not any(letter.isalnum() for each in changed for letter in each)
    cause.before += _places(known.pairing.before, face, changed)
    cause.after += _places(known.pairing.after, face, changed)
    _take_over(known, cause)


def _places(snapshot: Snapshot, face: str, texts: Sequence[str]) -> list[Place]:
    styles = {number for number, style in enumerate(snapshot.styles) if style.font == face}
    letters, longer = {each for each in texts if len(each) == 1}, [each for each in texts if len(each) > 1]
    found = []
    for number, page in enumerate(snapshot.pages):
        for line in page.lines:
            shown = [text for style, text in line.pieces if style in styles]
            if any(not letters.isdisjoint(text) or any(each in text for each in longer) for text in shown):
                size = max(snapshot.styles[style].size for style, _text in line.pieces)
                found.append((number, FlowLine(page=number, line=line, size=size, begins=False).box))
    return found


def _take_over(known: KnownCauses, cause: Draft) -> None:
    """Another spacing of lines that show such a glyph follows from it."""
    spacing = known.causes.get(("style.spacing",))
    if spacing is None:
        return
    rows = {(page, round(box[3])) for page, box in cause.before}, {(page, round(box[3])) for page, box in cause.after}
    spacing.before[:] = [place for place in spacing.before if (place[0], round(place[1][3])) not in rows[0]]
    spacing.after[:] = [place for place in spacing.after if (place[0], round(place[1][3])) not in rows[1]]
    if not spacing.before and not spacing.after:
        del known.causes["style.spacing",]
    cause.others.append(tell_follower(Follower.SPACE))
