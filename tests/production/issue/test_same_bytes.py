"""The same bytes in every way: laid out anew, by a builder that has been there all the time, and from kept parts.

A small issue is edited at random: after every few edits it is built by all three builders, and in the end, when
everything is undone, its files are what they were at the beginning.
"""

import io
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from PIL import Image

from pipeline.production import part_maker, part_processes
from pipeline.production.cache_folder import CacheFolder
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.production.kept_parts import KeptParts, key_maker
from pipeline.production.part_maker import PartMaker
from pipeline.resources import find_shipped
from tests.made_once import new_folder
from tests.workspaces import ISSUE, PUBLICATION, good_workspace

pytestmark = pytest.mark.whole

LAYOUT = "layouts/blatt"
ARTICLES = ("dengta", "duanxin", "diaocha")
ADDED = "又及，"  # begins each paragraph that is inserted
ORNAMENT = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9' fill='#{}'/></svg>"
EDITS_BETWEEN = 5
QUICK = settings(max_examples=1, stateful_step_count=9, deadline=None, phases=[Phase.generate], database=None)
LONG = settings(QUICK, max_examples=3, stateful_step_count=40)


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in files.items()}


@dataclass
class Desk:
    """A workspace with the layout ``blatt``, its builders, and what was in the files before each edit."""

    workspace: Path
    before: list[tuple[Path, bytes]] = field(default_factory=list)

    @classmethod
    def new(cls) -> "Desk":
        """One of its own."""
        desk = cls(good_workspace(new_folder("desk"), "blatt"))
        shutil.copytree(find_shipped("layouts") / "gongyun", desk.workspace / LAYOUT)
        page = desk.workspace / LAYOUT / "page.css.j2"
        rule = 'h1 { background: url("layout:ornament.svg") no-repeat }'
        page.write_text(f'@import url("layout:more.css");\n{page.read_text()}\n{rule}\n')
        (desk.workspace / LAYOUT / "more.css").write_text("h2 { color: #000 }\n")
        (desk.workspace / LAYOUT / "ornament.svg").write_text(ORNAMENT.format("ddd"))
        return desk

    def __post_init__(self) -> None:
        self.kept = KeptParts(CacheFolder(self.workspace.parent / "cache"))
        self.resident = IssueBuilder(kept=self.kept, is_resident=True)

    def edit(self, path: Path, change: Callable[[str], str]) -> None:
        """Change the text of the file *path*."""
        self.write(path, change(path.read_text(encoding="utf-8")).encode())

    def write(self, path: Path, data: bytes) -> None:
        """Put *data* into the file *path*."""
        self.before.append((path, path.read_bytes()))
        path.write_bytes(data)

    def undo(self) -> None:
        """Take the last edit back."""
        path, data = self.before.pop()
        path.write_bytes(data)

    def build(self, builder: IssueBuilder) -> dict[str, str]:
        issue = builder.build(self.workspace / ISSUE, lambda stage: None, offprints=True)
        assert len(issue.files) == len(ARTICLES) + 2
        return digests(issue.files)

    def compare(self) -> dict[str, str]:
        """Build in all ways; the digests of the files, which must be the same."""
        anew = self.compare_earlier()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(part_processes, "_LEAST", 0)
            beside = self.build(IssueBuilder(jobs=2))
        assert beside == anew, "parts laid out side by side are others"
        return anew

    def compare_earlier(self) -> dict[str, str]:
        """Build in the ways that take what was laid out earlier, and anew; the digests, which must be the same."""
        resident = self.build(self.resident)
        anew = self.build(IssueBuilder())
        cached = self.build(IssueBuilder(kept=self.kept))
        assert resident == anew, "the resident builder is stale"
        assert cached == anew, "what is kept is stale"
        return anew


def replace_nth(text: str, characters: str, number: int, new: str) -> str:
    """*text* with *new* in the place of one of those of its *characters* that are no markup."""
    places = [match.start() for match in re.finditer(f"[{characters}]", text)]
    place = places[number % len(places)]
    return text[:place] + new + text[place + 1 :]


def remove_nth(text: str, number: int) -> str:
    """*text* without one of the paragraphs that were inserted, if there is one."""
    added = re.findall(rf"\n\n{ADDED}[^\n]*", text)
    return text.replace(added[number % len(added)], "", 1) if added else text


def swap(text: str) -> str:
    """The list of an issue with the first two articles the other way round."""
    first, second = (
        "      - file: articles/dengta.md\n        printed_folio: 2\n",
        "      - file: articles/duanxin.md\n",
    )
    return text.replace(first + second, "=").replace(second + first, first + second).replace("=", second + first)


def picture(grey: int, width: int) -> bytes:
    data = io.BytesIO()
    Image.new("L", (width, 40), grey).save(data, "PNG")
    return data.getvalue()


ANY = st.integers(0, 99)
SLUGS = st.sampled_from(ARTICLES)


class Editing(RuleBasedStateMachine):
    """An issue that is edited."""

    @initialize()
    def begin(self) -> None:
        self.desk = Desk.new()
        self.first = self.desk.compare()
        self.edits = 0

    def _count(self) -> None:
        self.edits += 1
        if self.edits % EDITS_BETWEEN == 0:
            self.desk.compare()

    def _edit(self, name: str, change: Callable[[str], str]) -> None:
        self.desk.edit(self.desk.workspace / name, change)
        self._count()

    def _edit_article(self, slug: str, change: Callable[[str], str]) -> None:
        self._edit(f"{ISSUE}/articles/{slug}.md", change)

    @rule(slug=SLUGS, number=ANY, new=st.sampled_from("酒火户窗杯鱼"))
    def change_word(self, slug: str, number: int, new: str) -> None:
        self._edit_article(slug, lambda text: replace_nth(text, "茶灯家门壶酒火户窗杯鱼", number, new))

    @rule(
        slug=SLUGS, length=st.sampled_from([0, 1, 60, 900]), word=st.sampled_from(["水", "in a word ", "（一）", "——"])
    )
    def insert_paragraph(self, slug: str, length: int, word: str) -> None:
        self._edit_article(slug, lambda text: f"{text.rstrip()}\n\n{ADDED}{(word * length)[:length].rstrip()}。\n")

    @rule(slug=SLUGS, number=ANY)
    def remove_paragraph(self, slug: str, number: int) -> None:
        self._edit_article(slug, lambda text: remove_nth(text, number))

    @rule(slug=SLUGS)
    def insert_note(self, slug: str) -> None:
        name = f"n{self.edits}"
        self._edit_article(slug, lambda text: f"{text.rstrip()}\n\n又有注[^{name}]。\n\n[^{name}]: 注文{name}。\n")

    @rule(
        slug=SLUGS,
        title=st.sampled_from(["茶", "囍事", "一个长得非常长的题目，长到一行里面怎么也放不下去", "Tea 与茶"]),
    )
    def retitle(self, slug: str, title: str) -> None:
        self._edit_article(slug, lambda text: re.sub("(?m)^title: .*$", f"title: {title}", text, count=1))

    @rule(slug=SLUGS, sign=st.sampled_from(["囍", "☑ ", "ἀ", "𠮷"]))
    def use_a_second_face(self, slug: str, sign: str) -> None:
        self._edit_article(slug, lambda text: f"{text.rstrip()}\n\n{ADDED}{sign}字 3 个。\n")

    @rule(grey=st.sampled_from([10, 200]), width=st.sampled_from([40, 80]))
    def change_picture(self, grey: int, width: int) -> None:
        self.desk.write(self.desk.workspace / ISSUE / "images/square.png", picture(grey, width))
        self._count()

    @rule(word=st.sampled_from(["酒价", "囍", "茶价"]))
    def change_words_of_drawing(self, word: str) -> None:
        self._edit(f"{ISSUE}/images/chart.svg", lambda text: re.sub(">[^<]*</text>", f">{word}</text>", text))

    @rule(colour=st.sampled_from(["c00", "00c"]))
    def change_picture_of_layout(self, colour: str) -> None:
        self._edit(f"{LAYOUT}/ornament.svg", lambda _text: ORNAMENT.format(colour))

    @rule(colour=st.sampled_from(["c00", "00c"]))
    def change_style_sheet_that_another_imports(self, colour: str) -> None:
        self._edit(f"{LAYOUT}/more.css", lambda _text: f"h2 {{ color: #{colour} }}\n")

    @rule(style=st.sampled_from(["h1 { color: #c00 }", "p { color: #333 }", "h1 { padding-left: 2em }"]))
    def change_style_sheet(self, style: str) -> None:
        self._edit(f"{LAYOUT}/page.css.j2", lambda text: f"{text}{style}\n")

    @rule(words=st.sampled_from(["本刊", "囍"]))
    def change_template(self, words: str) -> None:
        self._edit(f"{LAYOUT}/colophon.html.j2", lambda text: text.replace("</dl>", f"<dt>{words}</dt></dl>", 1))

    @rule()
    def swap_articles(self) -> None:
        self._edit(f"{ISSUE}/issue.yaml", swap)

    @rule(name=st.sampled_from(["南角", "城东书店读者会"]))
    def rename_organiser(self, name: str) -> None:
        self._edit(
            f"{PUBLICATION}/publication.yaml", lambda text: re.sub(r"organisers: \[[^,]*", f"organisers: [{name}", text)
        )

    @precondition(lambda self: self.desk.before)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _time in range(min(times, len(self.desk.before))):
            self.desk.undo()
        self._count()

    def teardown(self) -> None:
        """Undo everything: the files are those of the beginning."""
        while self.desk.before:
            self.desk.undo()
        assert self.desk.compare_earlier() == self.first  # side by side it was laid out of these files at the beginning
        shutil.rmtree(self.desk.workspace.parent)


def test_the_same_bytes_in_every_way() -> None:
    run_state_machine_as_test(Editing, settings=QUICK)


@pytest.mark.slow
def test_the_same_bytes_in_every_way_after_many_edits() -> None:
    run_state_machine_as_test(Editing, settings=LONG)


def test_a_stale_part_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def forget_style_sheets(style_sheets: str, **others: str) -> Callable[[str], str]:
        assert style_sheets
        return key_maker(**others)

    monkeypatch.setattr(part_maker, "key_maker", forget_style_sheets)
    desk = Desk.new()
    desk.build(desk.resident)
    desk.edit(desk.workspace / LAYOUT / "page.css.j2", lambda text: f"{text}h1 {{ color: #c00 }}\n")
    with pytest.raises(AssertionError, match="stale"):
        desk.compare_earlier()


def test_a_part_that_is_taken_though_its_picture_has_changed_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def always(_maker: PartMaker, _part: Any) -> bool:
        return True

    monkeypatch.setattr(PartMaker, "is_current", always)
    desk = Desk.new()
    desk.build(desk.resident)
    desk.edit(desk.workspace / LAYOUT / "ornament.svg", lambda _text: ORNAMENT.format("c00"))
    with pytest.raises(AssertionError, match="resident builder is stale"):
        desk.compare_earlier()


def test_editions_are_made_of_the_same_pages() -> None:
    """In whatever order, from kept parts, and after an edit, each is what it is when it is built alone."""
    desk = Desk.new()
    Image.linear_gradient("L").resize((1800, 900)).convert("CMYK").save(desk.workspace / ISSUE / "images/big.jpg")
    article = desk.workspace / ISSUE / "articles/duanxin.md"
    desk.edit(article, lambda text: f"{text}\n\n![甲](../images/big.jpg)\n")

    def press(builder: IssueBuilder) -> dict[str, str]:
        return digests(build_press_edition(builder, desk.workspace / ISSUE, "", lambda stage: None).files)

    def laid_out(builder: IssueBuilder) -> list[str]:
        assert builder.paginator is not None
        return builder.paginator.laid_out_anew

    press_first = IssueBuilder()
    pressed, read = press(press_first), desk.build(press_first)
    assert not laid_out(press_first)
    reading_first = IssueBuilder(kept=desk.kept)
    assert (desk.build(reading_first), press(reading_first)) == (read, pressed)
    desk.edit(article, lambda text: text.replace("。", "！", 1))
    again = press(reading_first)
    assert laid_out(reading_first)
    cached = IssueBuilder(kept=desk.kept)
    assert (desk.build(cached), press(cached)) == (desk.build(reading_first), again)
    assert not laid_out(cached)
    assert again != pressed
