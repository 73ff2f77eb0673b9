"""What the faces lack is told before a page is laid out; each check has its negative control."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FontError
from pipeline.fonts.charset import gb2312_hanzi, read_hanzi
from pipeline.fonts.coverage import Coverage
from pipeline.fonts.manifest import FontManifest, load_manifest

SMALL = Coverage({"song": frozenset(map(ord, "国人A，")), "fang": frozenset(map(ord, "国A"))})
TEXTS = st.text(alphabet="国人A，\u3000\u00a0\n龘𪛖", max_size=20)


@pytest.fixture(scope="module")
def coverage(manifest: FontManifest) -> Coverage:
    return Coverage.read(manifest)


def test_every_role_has_common_text(coverage: Coverage) -> None:
    text = "国务院公报二〇二三年第一期（总第228号），见《刊本》“规范”——……·；"
    assert coverage.missing(text) == ()
    for role in ("song", "hei", "kai", "fang"):
        assert [char for char in text if not coverage.has(role, char)] == []


def test_character_outside_the_house_is_missing(coverage: Coverage) -> None:
    assert coverage.missing("国\U00030fff人\U00030fff") == ("\U00030fff",)
    assert not coverage.has("song", "\U00030fff")


def test_second_faces_are_opened_when_they_are_asked_for(manifest: FontManifest, tmp_path: Path) -> None:
    lost = [replace(face, file=tmp_path / "none") if face.is_second else face for face in manifest.faces]
    coverage = Coverage.read(replace(manifest, faces=tuple(lost)))
    common = "国务院公报，2023 ǎé①\n\u200b"
    assert coverage.find_asked_for(common) == coverage.missing(common) == coverage.fallbacks("kai", common) == ()
    with pytest.raises(FontError, match="cannot be opened"):
        coverage.find_asked_for("囍")


def test_a_text_asks_for_no_more_faces_than_it_needs(coverage: Coverage) -> None:
    def find_asked_for(text: str) -> list[str]:
        return [family.family.removeprefix("Kanben ") for family in coverage.find_asked_for(text)]

    assert find_asked_for("国𠮷") == ["Song Plus", "Hei Plus", "Kai Plus"]
    assert find_asked_for("Ἀ") == ["Song Letters", "Hei Letters"]
    assert find_asked_for("✔") == ["Signs Dingbats"]
    assert find_asked_for("한") == ["Signs Hangul"]


def test_kai_lends_of_song_what_its_second_face_lacks(coverage: Coverage) -> None:
    assert coverage.fallbacks("kai", "囍ẼἈ✔") == ("Ἀ",)
    assert coverage.fallbacks("fang", "囍✔") == ("囍",)
    assert coverage.fallbacks("song", "囍ẼἈ✔") == ()


def test_whole_table_of_2013_in_song_hei_and_kai(coverage: Coverage, fonts_dir: Path) -> None:
    hanzi = read_hanzi(fonts_dir) + gb2312_hanzi()
    assert coverage.missing(hanzi) == ()
    for role in ("hei", "kai"):
        assert coverage.fallbacks(role, hanzi) == ()


def test_fang_falls_back_to_song(coverage: Coverage, fonts_dir: Path) -> None:
    substituted = coverage.fallbacks("fang", read_hanzi(fonts_dir))
    assert len(substituted) == 8105 - 6638
    assert substituted[:2] == ("啰", "瞭")
    assert coverage.fallbacks("fang", "国" + substituted[0] + "人" + substituted[0]) == (substituted[0],)
    # The face's own ￥ is a dollar sign, so song's is taken.
    assert coverage.fallbacks("fang", "￥") == ("￥",)


def test_what_no_face_has_is_no_fallback(coverage: Coverage) -> None:
    assert coverage.fallbacks("fang", "\U00030fff") == ()


@pytest.mark.parametrize(
    "char", ["\n", "\t", "\u3000", "\u00a0", " ", "\u2003", "\u200b", "\u2060", "\u00ad", "\ufe00"]
)
def test_spaces_and_controls_need_no_glyph(char: str) -> None:
    assert SMALL.has("fang", char)
    assert SMALL.missing(char) == ()
    assert SMALL.fallbacks("fang", char) == ()


def test_unknown_role_is_a_bug() -> None:
    with pytest.raises(KeyError):
        SMALL.has("comic", "国")


@given(TEXTS)
def test_missing_and_fallbacks_share_nothing(text: str) -> None:
    missing, substituted = SMALL.missing(text), SMALL.fallbacks("fang", text)
    assert not set(missing) & set(substituted)
    assert set(missing) == set(text) & set("龘𪛖")
    assert set(substituted) == set(text) & set("人，")
    assert len(set(missing)) == len(missing)


@given(TEXTS)
def test_order_is_that_of_the_text(text: str) -> None:
    assert list(SMALL.missing(text)) == sorted(SMALL.missing(text), key=text.index)


def test_role_has_only_what_all_its_weights_have(manifest: FontManifest, coverage: Coverage) -> None:
    song, fang = manifest.faces[0], manifest.of_role("fang")[0]
    mixed = FontManifest(manifest.path, "", (song, replace(fang, role="song", weight=700)))
    assert Coverage.read(mixed).code_points["song"] == coverage.code_points["fang"]


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"OTTO" + bytes(200)])
def test_file_that_is_no_font(fonts_dir: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "OFL-Noto.txt").touch()
    text = (fonts_dir / "manifest.toml").read_text("utf-8")
    (tmp_path / "manifest.toml").write_text("[[face]]" + text.split("[[face]]")[1], "utf-8")
    (tmp_path / "KanbenSong-Regular.otf").write_bytes(content)
    with pytest.raises(FontError) as caught:
        Coverage.read(load_manifest(tmp_path))
    assert caught.value.problems[0].path == tmp_path / "KanbenSong-Regular.otf"
