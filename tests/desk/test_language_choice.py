"""Each browser has the desk in the language that was chosen in it, and so have the processes that work for it."""

from collections.abc import Iterator

import pytest

from pipeline.i18n import _, language, language_environment, speaking
from tests.desk.running_desk import RunningDesk, running_desk
from tests.workspaces import good_workspace


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on the good workspace; nothing is laid out."""
    with running_desk(good_workspace(tmp_path_factory.mktemp("language"))) as made:
        yield made


@pytest.mark.parametrize(
    ("chosen", "lang", "word"),
    [
        ("zh_CN", "zh-Hans-CN", "新建一期"),
        ("en", "en", "New issue"),
        ("../x", "en", "New issue"),
        ("", "en", "New issue"),
    ],
)
def test_a_page_is_in_the_language_of_the_cookie(desk: RunningDesk, chosen: str, lang: str, word: str) -> None:
    cookie = f"{desk.cookie}; kanben-desk-language={chosen}" if chosen else desk.cookie
    page = desk.send("GET", "/", Cookie=cookie).body.decode()
    assert f'<html lang="{lang}">' in page
    assert word in page


def test_what_is_begun_goes_on_in_the_language_that_was_chosen() -> None:
    assert language_environment() == {}
    with speaking("zh_CN"):
        assert (_("Flatplan"), language()) == ("版面图", "zh-Hans-CN")
        assert language_environment() == {"LANGUAGE": "zh_CN"}
        with speaking("en"):
            assert (_("Flatplan"), language()) == ("Flatplan", "en")
        assert language() == "zh-Hans-CN"
    assert _("Flatplan") == "Flatplan"
