"""Where Latin words may be cut."""

import pytest

from pipeline.composer.hyphenation import hyphen_places

LIMITS = (5, 2, 2)


@pytest.mark.parametrize(
    ("text", "language", "cut"),
    [
        ("排版hyphenation", "en", "hy-phen-a-tion"),
        ("Silbentrennung", "de-AT", "Sil-ben-tren-nung"),
        ("NASA WeasyPrint NATIONAL", "en", ""),
        ("hyphenation", "zh-CN", ""),
        ("hyphenation", "xx", ""),
        ("able", "en", ""),
        ("hyphen\u00adation", "en", "hyphen\u00ad-ation"),
        ("天\u00ad地", "en", ""),
        ("https2typography", "en", ""),
        ("https://example.com/typography", "en", ""),
        ("well-documented", "en", ""),
        ("（hyphenation）", "en", "（hy-phen-a-tion）"),
        ("(hyphenation).", "en", "(hy-phen-a-tion)."),
    ],
)
def test_cuts(text: str, language: str, cut: str) -> None:
    places = hyphen_places(text, language, LIMITS, automatic=True).usual
    shown = "".join("-" * (index in places) + letter for index, letter in enumerate(text))
    assert bool(places) is bool(cut)
    assert cut in shown


def test_least_letters_before_and_after() -> None:
    places = hyphen_places("hyphenation", "en", (5, 3, 5), automatic=True)
    assert places.usual == (6,)
    assert hyphen_places("hyphenation", "en", (12, 2, 2), automatic=True).usual == ()


def test_only_soft_hyphens_unless_automatic() -> None:
    assert hyphen_places("hyphenation syl\u00adlable", "en", LIMITS, automatic=False).usual == (16,)


@pytest.mark.parametrize(
    ("text", "usual", "rare"),
    [
        ("用tmpfs和Debian排版", [], []),
        ("用hyphenation排版", [], [3, 7, 8]),
        ("写着no hyphenation here的", [7, 11, 12], []),
        ("写着no hyphenation，here的", [], [7, 11, 12]),
        ("运行initramfs", [], [5]),
        ("载于Language and Hyphenation中", [], [5, 17, 21, 22]),
    ],
)
def test_in_a_chinese_text_lone_words_are_cut_rarely(text: str, usual: list[int], rare: list[int]) -> None:
    places = hyphen_places(text, "", LIMITS, automatic=True)
    assert (list(places.usual), list(places.rare)) == (usual, rare)
