"""Texts of PDFs: what they say, without what commands terminals."""

import pytest

from pipeline.pdf.text_strings import text_of


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("\ufeff成长　活力".encode("utf-16-be"), "成长　活力"),
        ("\ufeffa\x1b[31m".encode("utf-16-be"), "a[31m"),
        (b"caf\xe9", "café"),
        (b"\xef\xbb\xbf\xe5\x88\x8a", "刊"),
        ("\ufeff刊".encode("utf-16-le"), "刊"),
    ],
)
def test_texts(data: bytes, wanted: str) -> None:
    assert text_of(data) == wanted
