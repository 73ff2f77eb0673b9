"""Issues and pictures removed by the buttons of the desk, and put back; articles begun from nothing."""

import json
from collections.abc import Iterator

import pytest

from tests.desk.running_desk import ISSUE, Answer, RunningDesk, running_desk
from tests.workspaces import good_workspace


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on the good workspace; nothing is laid out."""
    with running_desk(good_workspace(tmp_path_factory.mktemp("removed"))) as made:
        yield made


def post(desk: RunningDesk, path: str, **fields: object) -> Answer:
    """Send *fields*."""
    return desk.send("POST", path, json.dumps(fields).encode())


def test_a_picture_that_nothing_shows_is_removed_and_put_back(desk: RunningDesk) -> None:
    folder = desk.root / ISSUE[1:] / "images"
    (folder / "spare.svg").write_bytes((folder / "cover.svg").read_bytes())
    assert post(desk, f"{ISSUE}/pictures/cover.svg/remove").status == 409  # the cover shows it
    assert post(desk, f"{ISSUE}/pictures/..%2fissue.yaml/remove").status == 404
    done = post(desk, f"{ISSUE}/pictures/spare.svg/remove")
    assert done.status == 200
    assert not (folder / "spare.svg").exists()
    assert post(desk, f"/removed/{done.json['number']}").status == 200
    assert (folder / "spare.svg").is_file()
    assert post(desk, f"/removed/{done.json['number']}").status == 422


def test_an_issue_is_removed_and_put_back(desk: RunningDesk) -> None:
    number = post(desk, f"{ISSUE}/remove").json["number"]
    assert desk.send("GET", ISSUE).status == 404
    first = desk.send("GET", "/").body.decode()
    assert f'data-put-back="{number}"' in first
    assert 'name="folder"' in first  # the publication is there still, for another issue
    assert post(desk, f"/removed/{number}").json == {"place": ISSUE[1:]}
    assert desk.send("GET", f"{ISSUE}/settings").status == 200
    assert "data-put-back" not in desk.send("GET", "/").body.decode()


def test_an_article_is_begun(desk: RunningDesk) -> None:
    made = post(desk, f"{ISSUE}/flatplan/article", title="海上的灯", section="随笔")
    assert (made.status, made.json) == (201, {"file": "articles/haishangdedeng.md"})
    assert (
        desk.send("GET", f"{ISSUE}/files/articles/haishangdedeng.md").body.decode().startswith("---\ntitle: 海上的灯\n")
    )
    for fields in (
        {"title": ""},
        {"title": "a\nb", "section": "c"},
        {"title": 3, "section": "c"},
        {"title": "甲" * 501},
    ):
        assert post(desk, f"{ISSUE}/flatplan/article", **fields).status == 422
