"""Layers compared: what follows from changed words is not told, what has no reason on the pages is."""

from dataclasses import replace

import pytest

from pipeline.regression.compare import compare
from pipeline.regression.snapshot.file_layers import Face, FileLayers, Tag, layers_of_rows, rows_of
from pipeline.regression.snapshot.glyph_reading import WantedFont, tell_glyphs
from pipeline.regression.snapshot.snapshot import Line, Link, Page, Snapshot, Style

WORDS = ("春天的江河在夜里很安静", "工人们修好了旧的机器", "灯塔照着回港的渔船", "邮路翻过了三座高山")


def tag(kind: str, words: str = "", level: int = 1, **attributes: str) -> Tag:
    rows = tuple(sorted(attributes.items()))
    return Tag(level=level, kind=kind, page=0, text=words[:12], digest=words[:4], attributes=rows)


TAGS = (tag("Document", level=0), *(tag("P", words) for words in WORDS))
LINKS = tuple(
    Link((40.0, 92.0 + 20 * number, 100.0, 102.0 + 20 * number), f"https://example.org/{number}") for number in range(4)
)


def page(words: tuple[str, ...] = WORDS, links: tuple[Link, ...] = LINKS) -> Page:
    lines = tuple(Line(40.0, 100.0 + 20 * number, 10.0 * len(text), ((0, text),)) for number, text in enumerate(words))
    box = (0.0, 0.0, 300.0, 400.0)
    return Page(
        boxes=(("media", box),), rotation=0, label="1", lines=lines, images=(), vectors=(), links=links, columns=4,
        raster="f" * 20,
    )  # fmt: skip


def snapshot(layers: FileLayers, shown: Page | None = None) -> Snapshot:
    return Snapshot((shown or page(),), (Style("Song", 10.0, "#000000"),), (), (), layers=layers)


def told(before: Snapshot, after: Snapshot) -> list[tuple[str, str]]:
    return [(each.kind, each.sentence) for each in compare(before, after).findings]


BEFORE = FileLayers(tags=TAGS)


def test_words_that_changed_on_the_page_are_no_change_of_tags() -> None:
    words = (WORDS[0], "工人们修好了新的机器", *WORDS[2:])
    tags = (TAGS[0], *(replace(tag("P", text), digest=text[-4:]) for text in words))
    kept = replace(
        BEFORE, tags=(TAGS[0], *(replace(each, digest=w[-4:]) for each, w in zip(TAGS[1:], WORDS, strict=True)))
    )
    kinds = {kind for kind, _text in told(snapshot(kept), snapshot(FileLayers(tags=tags), page(words)))}
    assert kinds == {"text.changed"}


def test_an_element_that_reads_other_words_than_before_is_told() -> None:
    tags = (*TAGS[:2], replace(TAGS[2], digest="zzzz"), *TAGS[3:])
    ((kind, sentence),) = told(snapshot(BEFORE), snapshot(replace(BEFORE, tags=tags)))
    assert kind == "reading.order"
    assert sentence.startswith("1 element reads other words")


def test_many_alternatives_that_are_lost_are_one_finding() -> None:
    figures = tuple(tag("Figure", Alt=f"图{number}") for number in range(5))
    bare = tuple(tag("Figure") for _number in range(5))
    found = told(snapshot(FileLayers(tags=TAGS + figures)), snapshot(FileLayers(tags=TAGS + bare)))
    assert found == [
        (
            "alternatives.changed",
            "The alternative text of 5 elements is gone: figure 1, figure 2, figure 3, figure 4, figure 5.",
        )
    ]


def test_a_file_that_lost_its_tags_is_one_finding() -> None:
    assert told(snapshot(BEFORE), snapshot(FileLayers())) == [("tags.changed", "The file has no tags any more.")]


@pytest.mark.parametrize("gone", [1, 3])
def test_links_that_are_gone_are_one_finding(gone: int) -> None:
    ((kind, sentence),) = told(snapshot(BEFORE), snapshot(BEFORE, page(links=LINKS[gone:])))
    assert kind == "links.changed"
    assert sentence.startswith(f"{gone} link")


def test_a_link_that_moves_with_its_words_is_the_same() -> None:
    down = tuple(replace(each, box=(each.box[0], each.box[1] + 60, each.box[2], each.box[3] + 60)) for each in LINKS)
    lines = tuple(replace(each, y=each.y + 60) for each in page().lines)
    moved = replace(page(links=down), lines=lines)
    assert {kind for kind, _sentence in told(snapshot(BEFORE), snapshot(BEFORE, moved))} == {"blocks.shifted"}
    assert {kind for kind, _sentence in told(snapshot(BEFORE), snapshot(BEFORE, page(links=down)))} == {"links.changed"}


def glyphs(**digests: str) -> FileLayers:
    return FileLayers(faces=(Face("Song", tuple(sorted((text, digest) for text, digest in digests.items()))),))


def test_a_mark_that_stands_otherwise_where_lines_are_set_anew_is_no_change_of_its_glyph() -> None:
    words = ("春天的江河在夜里，很安静", *WORDS[1:])
    others = ("春天的江河，在夜里很安静", *WORDS[1:])
    before = snapshot(FileLayers(faces=(Face("Song", (("，", "AAAA"),)),)), page(words))
    after = snapshot(FileLayers(faces=(Face("Song", (("，", "BBBB"),)),)), page(others))
    assert "glyphs.changed" not in {kind for kind, _sentence in told(before, after)}
    same = replace(after, pages=before.pages)
    assert {kind for kind, _sentence in told(before, same)} == {"glyphs.changed"}


def test_layers_that_are_written_are_read_again() -> None:
    layers = replace(
        glyphs(春="AAAA", 江="BBBB"), tags=(*TAGS, tag("Figure", Alt="图")), units=((0, 2.0),), is_cut=True
    )
    assert layers_of_rows(rows_of(layers)) == layers
    for name, rows in {"faces": [["Song", "春", "AA"]], "tags": [[0]] * 200_001, "units": [["x", 1]]}.items():
        with pytest.raises((ValueError, TypeError)):
            layers_of_rows(rows_of(layers) | {name: rows})


@pytest.mark.parametrize("data", [b"", b"%!PS", b"OTTO", b"\x01\x00", b"\x00\x01\x00\x00" + b"\xff" * 400, b"x" * 99])
def test_broken_faces_have_no_glyphs(data: bytes) -> None:
    wanted = WantedFont(face="Song", data=data, codes=((1, "春", 1000), (2, "江", 1000)))
    assert list(tell_glyphs(None, 0, (wanted,))) == [[]]


def test_links_that_lie_on_a_part_of_their_words_are_told() -> None:
    narrow = tuple(replace(each, box=(*each.box[:2], each.box[0] + 15.0, each.box[3])) for each in LINKS[:1])
    ((kind, sentence),) = told(snapshot(BEFORE), snapshot(BEFORE, page(links=narrow + LINKS[1:])))
    assert (kind, "lies elsewhere" in sentence) == ("links.changed", True)


def test_links_of_notes_are_passed_over_whatever_they_are_called() -> None:
    sign = Link((30.0, 92.0, 50.0, 102.0), "page 0")
    assert told(snapshot(BEFORE), snapshot(BEFORE, page(links=(*LINKS, sign)))) == []
    elsewhere = Link((30.0, 92.0, 50.0, 102.0), "https://example.org/note")
    assert [kind for kind, _text in told(snapshot(BEFORE), snapshot(BEFORE, page(links=(*LINKS, elsewhere))))] == [
        "links.changed"
    ]


def test_alternatives_that_were_exchanged_are_told_once() -> None:
    def figures(first: str, second: str) -> Snapshot:
        return snapshot(
            replace(BEFORE, tags=(*TAGS, tag("Figure", "上滩", Alt=first), tag("Figure", "下滩", Alt=second)))
        )

    ((kind, sentence),) = told(figures("旧船", "河道"), figures("河道", "旧船"))
    assert kind == "alternatives.changed"
    assert "Figure “上滩” and that of Figure “下滩”" in sentence
    assert len(told(figures("旧船", "河道"), figures("河道", "新船"))) == 2


def test_tags_of_new_links_follow_from_them() -> None:
    new = Link((200.0, 92.0, 260.0, 102.0), "https://example.org/new")
    tags = (*TAGS, tag("Link"))
    before, after = snapshot(BEFORE), snapshot(replace(BEFORE, tags=tags), page(links=(*LINKS, new)))
    assert [kind for kind, _text in told(before, after)] == ["links.changed"]
    assert [kind for kind, _text in told(before, snapshot(replace(BEFORE, tags=tags)))] == ["tags.changed"]
