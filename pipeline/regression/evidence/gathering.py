"""All evidence of what changed, gathered before anything is explained: each kind by a pass of its own. Pure."""

from dataclasses import dataclass

from pipeline.regression.alignment.pairing import Pairing, pair_versions
from pipeline.regression.evidence.articles import ArticleChange, find_articles
from pipeline.regression.evidence.drifts import Drift, find_drifts
from pipeline.regression.evidence.figures import Figure, find_figures, find_lone_figures, find_resized
from pipeline.regression.evidence.head_pairs import HeadPair, pair_heads
from pipeline.regression.evidence.joined_paragraphs import Joint, find_joints
from pipeline.regression.evidence.line_pairs import LinePair, pair_lines
from pipeline.regression.evidence.lone_pages import LonePages, find_lone_pages, find_moved_pages
from pipeline.regression.evidence.moved_articles import MovedArticle, find_moved_articles
from pipeline.regression.evidence.outline_entries import EntryChange, find_entry_changes
from pipeline.regression.evidence.roles import Roles, roles_of
from pipeline.regression.evidence.style_differences import StyleDifference, find_style_differences
from pipeline.regression.evidence.substitutions import Substitution, find_substitutions
from pipeline.regression.snapshot.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What differs between both sides of *pairing*, whatever it comes from.

    *lone_pages* came or went with all that is on them, *articles* by the outline. *moved_pages* (before) stand in
    another order, and so do *moved_articles*. *substitutions* are words that became others, *joints* paragraphs that
    were joined or parted. *figures* are those of both sides, *resized* those of another size, *lone_figures* those
    that went and those that came. *styles*: text that
    stayed and looks otherwise. *lines* and *heads*: each with what it became; *drifts*: what is off by a hair.
    *entries* of the outline that changed. *roles*: how lines are set.
    """

    pairing: Pairing
    lone_pages: LonePages
    moved_pages: tuple[int, ...]
    articles: tuple[ArticleChange, ...]
    moved_articles: tuple[MovedArticle, ...]
    substitutions: tuple[Substitution, ...]
    joints: tuple[Joint, ...]
    figures: tuple[tuple[Figure, ...], tuple[Figure, ...]]
    resized: tuple[tuple[Figure, Figure], ...]
    lone_figures: tuple[tuple[Figure, ...], tuple[Figure, ...]]
    styles: tuple[StyleDifference, ...]
    lines: tuple[LinePair, ...]
    drifts: tuple[Drift, ...]
    heads: tuple[HeadPair, ...]
    entries: tuple[EntryChange, ...]
    roles: Roles


def gather(before: Snapshot, after: Snapshot) -> Evidence:
    """The evidence of what changed from *before* to *after*."""
    pairing = pair_versions(before, after)
    lines = pair_lines(pairing)
    flows = pairing.flow_before, pairing.flow_after
    figures = find_figures(before, flows[0]), find_figures(after, flows[1])
    substitutions = tuple(
        each for gaps in (pairing.gaps, *pairing.moved_gaps) for each in find_substitutions(*flows, gaps)
    )
    return Evidence(
        pairing=pairing,
        lone_pages=find_lone_pages(pairing),
        moved_pages=find_moved_pages(pairing),
        articles=find_articles(before, after, flows, pairing.gaps),
        moved_articles=find_moved_articles(before, after),
        substitutions=substitutions,
        joints=find_joints(pairing),
        figures=figures,
        resized=tuple(find_resized(*figures)),
        lone_figures=(
            find_lone_figures(figures[0], figures[1], [each.before for each in substitutions]),
            find_lone_figures(figures[1], figures[0], [each.after for each in substitutions]),
        ),
        styles=find_style_differences(pairing),
        lines=lines,
        drifts=find_drifts(pairing, lines),
        heads=pair_heads(pairing),
        entries=find_entry_changes(pairing),
        roles=roles_of(pairing),
    )
