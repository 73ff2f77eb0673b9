"""Which languages are Traditional Chinese."""

import pytest

from pipeline.languages import is_traditional


@pytest.mark.parametrize(
    "language",
    [
        "zh-Hant",
        "zh-TW",
        "zh-HK",
        "zh-MO",
        "zh-hant-cn",
        "ZH-tw",
        "zh-Hant-TW-x-hao",
        "yue-Hant",
        "cmn-TW",
        "zh-yue-HK",
    ],
)
def test_traditional(language: str) -> None:
    assert is_traditional(language)


@pytest.mark.parametrize(
    "language", ["zh", "zh-CN", "zh-Hans", "zh-SG", "zh-Hans-HK", "en-HK", "en", "ja", "de-AT", "yue"]
)
def test_not_traditional(language: str) -> None:
    assert not is_traditional(language)
