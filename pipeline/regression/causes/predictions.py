"""What each kind of cause predicts: what else is seen where it is done. Pure.

An article that comes takes its page, its line of the contents and its entry of the outline with it; what moves the text
sends floats to the next page. A prediction says which candidates it explains, and when; it looks at two candidates as
they were found, so that the order in which predictions are asked says nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.follower_words import Follower
from pipeline.regression.causes.picture_relations import (
    are_moved_alike,
    are_set_together,
    fits_columns,
    is_its_caption,
    is_said_by_its_caption,
    is_set_beside,
    is_widened_with_columns,
    stands_between_its_rules,
)
from pipeline.regression.causes.place_relations import (
    are_cells_of_its_table,
    are_its_own,
    are_its_places,
    are_told_by_pages,
    few_beside_its_note,
    few_in_its_reach,
    few_nearby,
    few_on_its_pages,
    goes_with_spaced_lines,
    is_as_wide_as_columns,
    is_few_on_its_pages,
    is_in_its_reach,
    is_near,
    is_near_or_nowhere,
    is_nudged,
    is_of_its_role,
    is_off_by_a_hair,
    is_on_all_its_pages,
    is_on_its_page,
    is_on_its_pages,
    is_pushed_below,
    is_pushed_by_lines,
    is_pushed_in_its_reach,
    is_set_anew,
    is_space_of_moved_lines,
    is_swept_along,
    shares_its_drawing,
    stands_amid,
    stands_below,
    stands_in_its_rows,
    stands_within,
    surrounds,
    touches,
)
from pipeline.regression.causes.relations import (
    always,
    are_broken_for_other_pages,
    are_heads_of,
    are_heads_of_both,
    are_labels_of,
    are_lines_of,
    are_of_links,
    are_on_other_paper,
    are_rules_of_heads,
    are_seen_in,
    follows_floats,
    is_float,
    is_in_lost_face,
    is_measured_in_it,
    is_of_heads,
    is_of_its_ratio,
    is_of_its_scale,
    is_of_marks_in_it,
    is_of_note,
    is_of_pages,
    is_recoloured_as,
    moves_with,
    names_it,
    says_the_same,
    scales_with,
)

_SAID = "alternatives.changed properties.changed outline.changed tags.changed"
_ARTICLES = "articles.added articles.removed articles.moved"
_STYLES = "style.font style.size style.weight"
_REFLOWS = "style.leading style.size style.font blocks.shifted pages.depth text.changed text.moved images.changed"
_SET_ANEW = f"text.moved {_STYLES} glyphs.changed images.changed vectors.changed links.changed blocks.shifted"
_LOOKS = "style.leading style.size style.font style.spacing pages.depth lines.rebroken blocks.shifted"
_FLOWING = "text.changed text.moved images.changed lines.rebroken"  # what sends it on from one place
_FLOWS = f"{_ARTICLES} text.changed text.moved {_LOOKS} images.changed"  # what may send text elsewhere
_IN_LINES = "text.changed lines.rebroken blocks.shifted style.spacing reading.order tags.changed pixels.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A cause of one of *causes* explains candidates of *effects* where *holds* of these and of the cause.

    *follower* names what is told of them; *words*: what they say is told; *lengths*: those before and after are, of all
    together. *marks*: their places are also the cause's.
    """

    causes: frozenset[str]
    effects: frozenset[str]
    holds: Callable[[Candidate, Candidate], bool]
    follower: Follower | None = None
    marks: bool = False
    words: bool = False
    lengths: bool = False


def predicts(
    causes: str, effects: str, holds: Callable[[Candidate, Candidate], bool], follower: Follower | None = None,
    *, marks: bool = False, words: bool = False, lengths: bool = False,
) -> Prediction:  # fmt: skip
    """A prediction, kinds written with blanks between."""
    sides = frozenset(causes.split()), frozenset(effects.split())
    return Prediction(
        causes=sides[0], effects=sides[1], holds=holds, follower=follower, marks=marks, words=words, lengths=lengths
    )


# Articles that come, go or change places.
_OF_ARTICLES = (
    predicts(_ARTICLES, f"{_STYLES} colour.changed", few_nearby),
    predicts(_ARTICLES, "outline.changed", always, Follower.OUTLINE),
    predicts(_ARTICLES, "text.changed", is_of_heads, Follower.HEADS),
    predicts(_ARTICLES, "tags.changed reading.order", is_near_or_nowhere, Follower.TAGS),
    predicts(_ARTICLES, "links.changed", is_near, Follower.LINKS),
    predicts(_ARTICLES, "blocks.shifted pages.depth lines.rebroken pixels.changed", few_nearby),
    predicts("articles.added articles.removed", "pages.count", is_of_pages),
    predicts("articles.added articles.removed", "properties.changed", names_it, Follower.LAYERS),
    predicts("pages.count", "outline.changed", is_on_its_pages, Follower.OUTLINE),
    predicts("articles.added articles.removed", "images.changed vectors.changed", are_its_own),
    predicts("articles.moved", "images.changed vectors.changed", is_near, Follower.FIGURES),
)
# Words, on whatever layer they stand.
_OF_WORDS = (
    predicts("text.changed", "text.changed", are_heads_of, marks=True),
    predicts("text.changed", _SAID, says_the_same, Follower.LAYERS),
    predicts("text.changed", "labels.changed", are_labels_of, Follower.LABELS),
    predicts("text.changed", f"{_STYLES} colour.changed", is_of_note),
    predicts("text.changed", "vectors.changed", are_rules_of_heads, marks=True),
    predicts("text.changed", "blocks.shifted", stands_in_its_rows),
    predicts("text.changed", "blocks.shifted", are_cells_of_its_table),
    predicts("text.changed", "blocks.shifted", few_beside_its_note),
    predicts("text.changed", "blocks.shifted", is_pushed_below),
    predicts("text.moved", "text.moved", moves_with),
    predicts(_FLOWING, "blocks.shifted", are_told_by_pages),
    predicts("text.changed vectors.changed", "pixels.changed", touches),
    predicts("text.changed text.moved", "tags.changed reading.order", is_on_its_pages, Follower.TAGS),
    predicts("text.moved", "labels.changed", is_on_its_pages, Follower.LABELS),
    predicts("text.moved", "lines.rebroken", few_on_its_pages),
    predicts("properties.changed", _SAID, says_the_same, Follower.LAYERS),
)
# Faces, sizes, glyphs, spaces: what lines look like.
_OF_LOOKS = (
    predicts("glyphs.changed", _IN_LINES, is_in_lost_face),
    predicts(f"style.spacing {_STYLES}", "vectors.changed", touches, Follower.FIGURES),
    predicts("style.spacing", "glyphs.changed", is_of_marks_in_it),
    predicts("style.spacing", "blocks.shifted", goes_with_spaced_lines, Follower.BESIDE),
    predicts("style.spacing", "blocks.shifted vectors.changed", is_few_on_its_pages, Follower.FIGURES),
    predicts(_STYLES, f"{_STYLES} colour.changed", are_its_places, words=True),
    predicts(_STYLES, "outline.changed", are_seen_in, Follower.OUTLINE),
    predicts(_STYLES, "tags.changed", are_seen_in, Follower.TAGS),
    predicts(_STYLES, "blocks.shifted", is_nudged),
    predicts("style.size", "lines.rebroken", is_measured_in_it),
    predicts("glyphs.changed", "pages.depth", are_lines_of, Follower.LINES),
    predicts("style.size", "style.size", is_of_its_ratio, marks=True, lengths=True),
)
# Where blocks and lines stand, and what pages hold.
_OF_PLACES = (
    predicts("blocks.shifted", "vectors.changed style.spacing", stands_amid, Follower.FIGURES),
    predicts(f"blocks.shifted style.spacing {_STYLES}", "blocks.shifted", is_of_its_role),
    predicts("blocks.shifted", "text.changed", are_heads_of_both, Follower.HEADS_ELSEWHERE),
    predicts("blocks.shifted", "blocks.shifted", is_pushed_by_lines),
    predicts("blocks.shifted", "style.spacing", is_on_all_its_pages, Follower.SPACE),
    predicts("blocks.shifted", "colour.changed vectors.changed", surrounds, Follower.FIGURES),
    predicts("lines.rebroken", "style.size", is_of_its_scale, Follower.FIGURES),
    predicts("lines.rebroken", "images.changed vectors.changed", scales_with, Follower.FIGURES),
    predicts("lines.rebroken", _SET_ANEW, is_set_anew),
    predicts("lines.rebroken", "tags.changed reading.order", is_on_its_pages, Follower.TAGS),
    predicts("boxes.changed", "lines.rebroken style.spacing", are_on_other_paper),
    predicts("pages.depth style.leading", "lines.rebroken", are_broken_for_other_pages),
    predicts("blocks.shifted", "vectors.changed", is_off_by_a_hair),
    predicts("blocks.shifted", "vectors.changed style.spacing", is_as_wide_as_columns, marks=True),
    predicts("blocks.shifted", "images.changed", is_widened_with_columns, marks=True),
    predicts("blocks.shifted", "style.size", fits_columns, Follower.FIGURES),
    predicts("blocks.shifted", "style.spacing", is_space_of_moved_lines, Follower.SPACE),
)
# Pictures, areas, links.
_OF_DRAWINGS = (
    predicts("images.changed", "text.changed", says_the_same, marks=True),
    predicts("images.changed", "images.changed", is_set_beside, Follower.FIGURES),
    predicts("images.changed", "images.changed", are_set_together, Follower.FIGURES, marks=True),
    predicts("images.changed", "images.changed", are_moved_alike, marks=True, words=True),
    predicts("images.changed", "text.changed", is_its_caption, marks=True),
    predicts("colour.changed", "colour.changed", is_recoloured_as, Follower.AREAS, marks=True),
    predicts("colour.changed", "vectors.changed", touches, marks=True),
    predicts("links.changed", "tags.changed", are_of_links, Follower.TAGS),
    predicts("alternatives.changed", "vectors.changed", is_on_its_page, Follower.FIGURES, marks=True),
    predicts("alternatives.changed", "blocks.shifted", few_on_its_pages),
    predicts("vectors.changed", "blocks.shifted", stands_below),
    predicts("vectors.changed", "style.leading", stands_between_its_rules, Follower.BESIDE),
    predicts("vectors.changed", "blocks.shifted colour.changed pixels.changed", shares_its_drawing, Follower.BESIDE),
    predicts("images.changed", _STYLES, is_said_by_its_caption),
    predicts("images.changed", "reading.order", is_on_its_pages, Follower.TAGS),
    predicts("images.changed", "vectors.changed colour.changed", stands_within),
)
# Whatever sends text elsewhere.
_OF_FLOWS = (
    predicts(f"{_REFLOWS} {_ARTICLES}", "text.moved", is_float),
    predicts(_LOOKS, "blocks.shifted vectors.changed style.spacing", is_swept_along, Follower.BESIDE),
    predicts(_REFLOWS, "tags.changed reading.order", follows_floats, Follower.TAGS),
    predicts(f"{_REFLOWS} lines.rebroken", "tags.changed", is_float, Follower.TAGS),
    predicts(_FLOWS, "reading.order", is_in_its_reach, Follower.TAGS),
    predicts(f"{_ARTICLES} {_FLOWING}", "blocks.shifted", is_pushed_in_its_reach),
    predicts(_FLOWS, "blocks.shifted style.spacing lines.rebroken", few_in_its_reach, Follower.BESIDE),
)
PREDICTIONS = (*_OF_ARTICLES, *_OF_WORDS, *_OF_LOOKS, *_OF_PLACES, *_OF_DRAWINGS, *_OF_FLOWS)
