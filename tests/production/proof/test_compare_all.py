"""What a workspace makes beside what was accepted: who may let what pass, and that nothing else ever does."""

import json
import lzma
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import i18n
from pipeline.errors import ContentError, ExitCode, FileAccessError, UsageError
from pipeline.manuscript.reader import read_issue
from pipeline.production.acceptors import require_reason
from pipeline.production.proof import compare_all as comparing
from pipeline.production.proof.compare_all import accept, compare_all
from pipeline.production.proof.proof_settings import SETTINGS_FILE
from pipeline.production.proof.proof_sources import article_digests, workspace_at
from pipeline.regression.baseline.baseline import FACTS_FILE, PICTURES, SNAPSHOT_FILE, read_baseline
from pipeline.regression.baseline.history import HISTORY_FILE, read_history
from pipeline.regression.snapshot.snapshot import read_snapshot
from tests.proofs import (
    BASELINE,
    NAME,
    WHO,
    accept_all,
    accepted_workspace,
    baseline_bytes,
    check,
    copied,
    order_of,
)
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in

pytestmark = pytest.mark.slow

ALLOW_TEXT = '[proof]\nallow = ["text.changed"]\n'


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return accepted_workspace(tmp_path_factory.mktemp("accepted"))


@pytest.fixture(scope="module")
def changed_once(accepted_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A word is another in each of two articles."""
    workspace = copied(accepted_once, tmp_path_factory.mktemp("changed"))
    replace_in(workspace / ISSUE / "articles" / "dengta.md", "东角", "西角")
    replace_in(workspace / ISSUE / "articles" / "diaocha.md", "又问两家", "又问八家")
    check(workspace)
    return workspace


@pytest.fixture
def accepted(accepted_once: Path, tmp_path: Path) -> Path:
    return copied(accepted_once, tmp_path)


@pytest.fixture
def changed(changed_once: Path, tmp_path: Path) -> Path:
    return copied(changed_once, tmp_path)


def only(proofs: list[comparing.Proof]) -> comparing.Proof:
    (proof,) = proofs
    return proof


def standings(proof: comparing.Proof) -> list[tuple[str, str]]:
    return [(each.finding.kind, each.standing) for each in proof.verdict.judged]


def test_what_was_accepted_is_found_again(accepted: Path) -> None:
    proof = only(check(accepted))
    assert proof.made.name == NAME
    assert not proof.verdict.differs
    assert not proof.fails


def test_the_history_says_who_when_and_why(accepted: Path) -> None:
    baseline = read_baseline(accepted / BASELINE)
    assert baseline is not None
    assert baseline.history.last is not None
    last = baseline.history.last
    assert (last.who, last.why, last.what) == (WHO, "First.", "baseline")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", last.when)
    assert baseline.facts.source == ISSUE
    assert baseline.facts.file == f"{NAME}.pdf"
    assert baseline.facts.remarks is not None
    assert set(baseline.facts.articles or ()) == {"", "一封来信：夜里的灯", "短讯", "茶价调查"}


def test_a_baseline_is_small_and_tells_nothing_of_this_machine(accepted: Path) -> None:
    files = baseline_bytes(accepted)
    snapshot = read_snapshot(accepted / BASELINE / SNAPSHOT_FILE)
    assert len(files[SNAPSHOT_FILE]) <= 15_000 * len(snapshot.pages)
    assert str(accepted).encode() not in lzma.decompress(files[SNAPSHOT_FILE]) + files[FACTS_FILE] + files[HISTORY_FILE]


def test_without_a_baseline_it_is_not_accepted(accepted: Path) -> None:
    shutil.rmtree(accepted / BASELINE)
    proof = only(check(accepted))
    assert proof.fails
    assert proof.problem == "Nothing was accepted for it yet."


def test_changed_words_fail_where_nothing_is_allowed(changed: Path) -> None:
    proof = only(check(changed))
    assert standings(proof) == [("text.changed", "fails")] * 2
    assert proof.fails


def test_what_is_let_pass_by_its_kind_must_have_been_touched(changed: Path) -> None:
    (changed / SETTINGS_FILE).write_text(ALLOW_TEXT)
    proof = only(check(changed))
    assert standings(proof) == [("text.changed", "allowed")] * 2
    assert not proof.fails


def test_text_that_nobody_touched_fails_in_any_case(changed: Path) -> None:
    (changed / SETTINGS_FILE).write_text(ALLOW_TEXT)
    path = changed / BASELINE / FACTS_FILE
    facts = json.loads(path.read_bytes())
    title = "茶价调查"
    facts["articles"][title] = article_digests(read_issue(changed / ISSUE))[title]
    path.write_text(json.dumps(facts), encoding="utf-8")
    proof = only(check(changed))
    assert standings(proof) == [("text.changed", "allowed"), ("text.changed", "fails")]
    assert proof.verdict.judged[1].reason == "Nobody touched the text of “茶价调查”."
    assert proof.fails


def test_where_the_words_of_before_are_not_known_changed_text_fails(changed: Path) -> None:
    (changed / SETTINGS_FILE).write_text(ALLOW_TEXT)
    path = changed / BASELINE / FACTS_FILE
    facts = json.loads(path.read_bytes()) | {"articles": None}
    path.write_text(json.dumps(facts), encoding="utf-8")
    proof = only(check(changed))
    assert standings(proof) == [("text.changed", "fails")] * 2
    assert proof.verdict.judged[0].reason == "Who touched which article is not known here."


def test_a_date_of_the_issue_is_a_text_that_somebody_touched(accepted: Path) -> None:
    (accepted / SETTINGS_FILE).write_text(ALLOW_TEXT)
    replace_in(accepted / ISSUE / "issue.yaml", "2024-03-05", "2024-03-07")
    proof = only(check(accepted))
    assert proof.verdict.differs
    assert {each.standing for each in proof.verdict.judged} == {"allowed"}


def test_digests_tell_articles_apart(accepted: Path) -> None:
    before = article_digests(read_issue(accepted / ISSUE))
    replace_in(accepted / ISSUE / "articles" / "dengta.md", "2024-02-01", "2024-02-02")
    after = article_digests(read_issue(accepted / ISSUE))
    assert {title for title in before if before[title] != after[title]} == {"", "一封来信：夜里的灯"}


# --- accepting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", ["", " \n\t"])
def test_nothing_is_accepted_without_a_reason(changed: Path, why: str) -> None:
    before = baseline_bytes(changed)
    with pytest.raises(UsageError, match="without a reason"):
        require_reason(why)
    with pytest.raises(UsageError, match="without a reason"):
        accept_all(changed, why)
    assert baseline_bytes(changed) == before


def test_what_is_accepted_as_a_whole_is_the_baseline(changed: Path) -> None:
    assert [each.made.name for each in accept_all(changed, "Both\nare  right. ")] == [NAME]
    assert not only(check(changed)).verdict.differs
    first, second = read_history(changed / BASELINE).accepted
    assert (first.why, second.why) == ("First.", "Both are right.")
    assert [each.kind for each in second.findings] == ["text.changed"] * 2
    assert first.snapshot != second.snapshot
    assert accept_all(changed, "Once more.") == []
    assert len(read_history(changed / BASELINE).accepted) == 2


def test_findings_are_accepted_one_by_one(changed: Path) -> None:
    one, other = (each.finding for each in only(check(changed)).verdict.judged)
    before = baseline_bytes(changed)
    accept_all(changed, "The lamp stands there.", frozenset({one.id}))
    after = baseline_bytes(changed)
    assert {name for name in before if before[name] != after[name]} == {HISTORY_FILE}
    proof = only(check(changed))
    assert standings(proof) == [("text.changed", "accepted"), ("text.changed", "fails")]
    assert proof.verdict.judged[0].reason == f"Accepted by {WHO}: The lamp stands there."
    assert proof.fails

    accept_all(changed, "Eight it was.", frozenset({other.id}))
    assert not only(check(changed)).verdict.differs
    rows = read_history(changed / BASELINE).accepted
    assert [(each.what, each.why) for each in rows] == [
        ("baseline", "First."),
        ("findings", "The lamp stands there."),
        ("baseline", "Eight it was."),
    ]


def test_both_findings_at_once_are_the_baseline(changed: Path) -> None:
    ids = frozenset(each.finding.id for each in only(check(changed)).verdict.judged)
    accept_all(changed, "Both.", ids)
    assert read_history(changed / BASELINE).accepted[-1].what == "baseline"
    assert not only(check(changed)).verdict.differs


def test_an_accepted_finding_lets_nothing_else_pass(changed: Path) -> None:
    one, _other = (each.finding for each in only(check(changed)).verdict.judged)
    accept_all(changed, "Meant.", frozenset({one.id}))
    replace_in(changed / ISSUE / "articles" / "dengta.md", "西角", "北角")
    proof = only(check(changed))
    assert standings(proof) == [("text.changed", "fails")] * 2


def test_an_id_that_nothing_has_accepts_nothing(changed: Path) -> None:
    (one, _other) = (each.finding.id for each in only(check(changed)).verdict.judged)
    before = baseline_bytes(changed)
    with pytest.raises(UsageError) as caught:
        accept_all(changed, "Meant.", frozenset({one, "00000000"}))
    assert "00000000" in caught.value.problems[0].message
    assert one in caught.value.problems[0].hint
    assert baseline_bytes(changed) == before


def test_ids_are_the_same_in_all_languages(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(language: str) -> list[tuple[str, str]]:
        monkeypatch.setenv("LANGUAGE", language)
        i18n._translations.cache_clear()
        return [(each.finding.id, each.finding.sentence) for each in only(check(changed)).verdict.judged]

    try:
        english, chinese = rows("en"), rows("zh_CN")
    finally:
        i18n._translations.cache_clear()
    assert [one for one, _sentence in english] == [one for one, _sentence in chinese]
    assert len(english) == 2
    assert all(one[1] != other[1] for one, other in zip(english, chinese, strict=True))


# --- what stands in the way -------------------------------------------------------------------------------------------


def test_a_baseline_that_nothing_is_made_for_is_told_when_all_is_compared(accepted: Path) -> None:
    shutil.copytree(accepted / BASELINE, accepted / "tests/baselines/hao-2023-12")
    one, orphan = check(accepted)
    assert not one.fails
    assert orphan.made.name == "hao-2023-12"
    assert orphan.fails
    assert "Nothing is made for this baseline any more." in orphan.problem
    assert [each.made.name for each in check(accepted, "issues")] == [NAME, "hao-2023-12"]
    assert [each.made.name for each in check(accepted, ISSUE)] == [NAME]
    assert accept_all(accepted) == []


def test_a_baseline_of_what_was_not_made_from_sources_is_none_of_theirs(accepted: Path) -> None:
    other = accepted / "tests/baselines/report"
    shutil.copytree(accepted / BASELINE, other)
    facts = json.loads((other / FACTS_FILE).read_bytes()) | {"source": ""}
    (other / FACTS_FILE).write_text(json.dumps(facts), encoding="utf-8")
    (accepted / "tests/baselines/README.md").write_text("Kept.")
    (accepted / "tests/baselines/empty").mkdir()
    assert [each.made.name for each in check(accepted)] == [NAME]


def second_issue(workspace: Path) -> Path:
    issue = workspace / PUBLICATION / "2024" / "02"
    shutil.copytree(workspace / ISSUE, issue)
    replace_in(issue / "issue.yaml", "number: 1\n", "number: 2\n")
    return issue


def test_an_issue_that_cannot_be_built_is_told_and_the_others_are_compared(accepted: Path) -> None:
    issue = second_issue(accepted)
    shutil.copytree(accepted / BASELINE, accepted / "tests/baselines/hao-2024-02")
    kept = (accepted / "tests/baselines/hao-2024-02" / HISTORY_FILE).read_bytes()
    (issue / "articles" / "duanxin.md").write_text("No front matter.")
    one, other = check(accepted)
    assert not one.fails
    assert not one.verdict.differs
    assert (other.made.name, other.problem) == ("hao-2024-02", "It could not be made.")
    assert other.made.error is not None
    assert other.made.error.exit_code == ExitCode.CONTENT
    assert other.made.error.problems[0].path == issue / "articles" / "duanxin.md"
    assert accept_all(accepted, "All.") == []
    assert (accepted / "tests/baselines/hao-2024-02" / HISTORY_FILE).read_bytes() == kept


def test_baselines_of_a_volume_that_cannot_be_bound_are_not_called_needless(accepted: Path) -> None:
    parts = [accepted / "tests/baselines" / name for name in ("hao-2024-1", "hao-2024-2")]
    for part in parts:
        shutil.copytree(accepted / BASELINE, part)
        facts = json.loads((part / FACTS_FILE).read_bytes()) | {"source": f"{PUBLICATION}/2024"}
        (part / FACTS_FILE).write_text(json.dumps(facts), encoding="utf-8")
    (accepted / PUBLICATION / "2024" / "volume.yaml").write_text("year: [\n")
    one, volume = check(accepted)
    assert not one.fails
    assert (volume.made.name, volume.problem) == ("hao-2024", "It could not be made.")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def _no_json(path: Path) -> None:
    path.write_text("{", encoding="utf-8")


@pytest.mark.parametrize(("name", "spoil"), [(SNAPSHOT_FILE, _cut), (FACTS_FILE, _no_json)])
def test_a_damaged_baseline_is_told_and_can_be_accepted_anew(
    accepted: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    spoil(accepted / BASELINE / name)
    proof = only(check(accepted))
    assert proof.problem == "It could not be compared."
    assert proof.made.error is not None
    assert proof.made.error.exit_code == ExitCode.CONTENT
    assert proof.made.error.problems[0].path == accepted / BASELINE / name
    accept_all(accepted, "It was damaged.")
    assert not only(check(accepted)).fails
    assert [each.why for each in read_history(accepted / BASELINE).accepted] == ["First.", "It was damaged."]


def test_a_history_that_cannot_be_gone_on_with_is_not_written_over(changed: Path) -> None:
    path = changed / BASELINE / HISTORY_FILE
    path.write_text(path.read_text(encoding="utf-8") + "<<<<<<< ours\n", encoding="utf-8")
    before = baseline_bytes(changed)
    with pytest.raises(ContentError) as caught:
        accept_all(changed)
    assert (caught.value.problems[0].path, caught.value.problems[0].line) == (path, 2)
    assert baseline_bytes(changed) == before


def test_a_history_outlives_its_snapshot(accepted: Path) -> None:
    (accepted / BASELINE / SNAPSHOT_FILE).unlink()
    assert only(check(accepted)).problem == "Nothing was accepted for it yet."
    accept_all(accepted, "Again.")
    assert [each.why for each in read_history(accepted / BASELINE).accepted] == ["First.", "Again."]


def test_a_snapshot_that_nobody_accepted_is_no_baseline(changed: Path) -> None:
    other = changed / "tests/baselines/other"
    shutil.copytree(changed / BASELINE, other)
    accept_all(changed, "Both.")
    shutil.copy(other / HISTORY_FILE, changed / BASELINE / HISTORY_FILE)
    shutil.rmtree(other)
    proof = only(check(changed))
    assert proof.fails
    assert proof.made.error is not None
    assert "tells of nobody who accepted it" in str(proof.made.error)


@pytest.mark.parametrize("stop", [HISTORY_FILE, FACTS_FILE, SNAPSHOT_FILE])
def test_wherever_accepting_is_interrupted_nothing_is_accepted(
    changed: Path, stop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = comparing.publish

    def interrupted(data: bytes, path: Path, root: Path) -> None:
        if path.name == stop:
            raise KeyboardInterrupt
        publish(data, path, root)

    one, _other = (each.finding.id for each in only(check(changed)).verdict.judged)
    accept_all(changed, "Meant.", frozenset({one}))
    snapshot = baseline_bytes(changed)[SNAPSHOT_FILE]
    monkeypatch.setattr(comparing, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        accept_all(changed, "Both.")
    assert baseline_bytes(changed)[SNAPSHOT_FILE] == snapshot
    monkeypatch.undo()
    assert standings(only(check(changed))) == [("text.changed", "accepted"), ("text.changed", "fails")]
    accept_all(changed, "Both.")
    assert not only(check(changed)).verdict.differs


def test_baselines_that_cannot_be_written(accepted: Path) -> None:
    shutil.rmtree(accepted / "tests/baselines")
    (accepted / "tests/baselines").write_text("no folder")
    with pytest.raises(FileAccessError) as caught:
        accept_all(accepted)
    assert caught.value.exit_code == ExitCode.FILE_ACCESS
    assert (accepted / "tests/baselines").read_text() == "no folder"


def test_a_file_that_cannot_be_written_leaves_the_old_ones(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = baseline_bytes(changed)

    def full(_descriptor: int, _mode: str) -> object:
        raise OSError(28, "No space left on device")

    order, proofs = order_of(changed), check(changed)
    monkeypatch.setattr("pipeline.production.publishing.os.fdopen", full)
    with pytest.raises(FileAccessError, match="The disk is full"):
        accept(proofs, order, "Both.", WHO, frozenset())
    monkeypatch.undo()
    assert baseline_bytes(changed) == before
    assert sorted(path.name for path in (changed / BASELINE).iterdir()) == sorted([*before, PICTURES])


def test_settings_that_are_wrong_stop_before_anything_is_made(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    (workspace / SETTINGS_FILE).write_text("[proof]\nallow = 1\n")
    with pytest.raises(ContentError):
        check(workspace)
    assert not (workspace / "out").exists()


def test_baselines_may_lie_elsewhere_in_the_workspace(accepted: Path) -> None:
    (accepted / SETTINGS_FILE).write_text('[proof]\nbaselines = "abgenommen"\n')
    assert only(check(accepted)).problem
    accept_all(accepted)
    assert (accepted / "abgenommen" / NAME / SNAPSHOT_FILE).is_file()
    assert not only(check(accepted)).fails


def test_several_workspaces_are_refused(accepted_once: Path, changed_once: Path) -> None:
    order = comparing.ProofRequest((accepted_once, changed_once), accepted_once / "out")
    with pytest.raises(UsageError) as caught:
        compare_all(order, lambda _path, _stage: None)
    assert str(changed_once.resolve()) in str(caught.value)


def test_what_is_no_folder_and_what_holds_no_issue(accepted_once: Path) -> None:
    with pytest.raises(FileAccessError):
        check(accepted_once, "issues/none")
    with pytest.raises(ContentError):
        check(accepted_once, f"{ISSUE}/articles")


@pytest.mark.parametrize("path", ["", "issues", PUBLICATION, f"{PUBLICATION}/2024", ISSUE, f"{ISSUE}/articles"])
def test_the_workspace_is_found_from_all_that_lies_in_it(accepted_once: Path, path: str) -> None:
    assert workspace_at(accepted_once / path) == accepted_once.resolve()


@pytest.mark.parametrize("path", ["hao", "hao/2024", "hao/2024/01"])
def test_a_publication_by_itself_is_its_own_workspace(tmp_path: Path, path: str) -> None:
    shutil.copytree(good_workspace(tmp_path) / PUBLICATION, tmp_path / "alone" / "hao")
    assert workspace_at(tmp_path / "alone" / path) == (tmp_path / "alone" / "hao").resolve()


# --- layouts ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_a_layout_lets_pass_and_masks(tmp_path: Path) -> None:
    workspace = accepted_workspace(tmp_path, own_layout=True)
    layout = workspace / "layouts" / "eigen"
    text = (layout / "components.css.j2").read_text(encoding="utf-8")
    (layout / "components.css.j2").write_text(f"{text}\np {{ line-height: 26.5pt }}\n", encoding="utf-8")
    strict = only(check(workspace))
    kinds = {each.finding.kind for each in strict.verdict.judged}
    assert "style.leading" in kinds
    assert strict.fails

    rows = (layout / "layout.yaml").read_text(encoding="utf-8").rstrip()
    (layout / "layout.yaml").write_text(f"{rows}\nproof:\n  allow: [{', '.join(sorted(kinds))}]\n", encoding="utf-8")
    loose = only(check(workspace))
    assert {each.standing for each in loose.verdict.judged if each.finding.kind != "text.changed"} == {"allowed"}
    assert loose.verdict.comparison.findings == strict.verdict.comparison.findings

    masks = "proof:\n  masks:\n    - {region: [0mm, 0mm, 300mm, 400mm]}\n"
    (layout / "layout.yaml").write_text(f"{rows}\n{masks}", encoding="utf-8")
    masked = only(check(workspace))
    assert "style.leading" not in {each.finding.kind for each in masked.verdict.judged}

    (layout / "layout.yaml").write_text(f"{rows}\nproof:\n  allow: [style.lead]\n", encoding="utf-8")
    wrong = only(check(workspace))
    assert wrong.made.error is not None
    assert wrong.made.error.exit_code == ExitCode.CONTENT
    assert accept_all(workspace) == []
