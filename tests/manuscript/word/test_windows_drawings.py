"""Drawings of Windows (EMF, WMF): drawn by LibreOffice where it is there, else told with the command."""

from pathlib import Path

import pytest

from pipeline.manuscript.word import picture_files
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.conversion import is_windows_drawing
from pipeline.manuscript.word.manuscript import Notice, PictureCall, Place
from pipeline.manuscript.word.picture_files import PictureFiles
from tests.manuscript.word.packing import pack_files, png

_EMF = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60)
_PLACE = Place("", 3)


def _pictures(notices: list[Notice]) -> PictureFiles:
    container = Container(pack_files({"word/document.xml": "<a/>", "word/media/a.emf": _EMF}, []), Path("来稿.docx"))
    return PictureFiles(container, "a", notices)


def test_a_drawing_is_told_by_how_it_begins() -> None:
    assert is_windows_drawing(_EMF)
    assert is_windows_drawing(b"\xd7\xcd\xc6\x9a" + bytes(20))
    assert not is_windows_drawing(png())


def test_without_libreoffice_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    notices: list[Notice] = []
    assert _pictures(notices).name_of(PictureCall("word/media/a.emf", ""), _PLACE) == ""
    assert [each.place for each in notices] == [_PLACE]
    assert "apt-get install --no-install-recommends libreoffice-draw" in notices[0].message


def test_what_was_drawn_is_kept_with_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "draw", lambda _data, _path: png())
    notices: list[Notice] = []
    pictures = _pictures(notices)
    name = pictures.name_of(PictureCall("word/media/a.emf", ""), _PLACE)
    assert pictures.files[name] == png()
    assert "drawn anew" in notices[0].message
