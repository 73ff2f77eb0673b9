"""Names, kana, signs and foreign words beyond the common set come out of a build as they were typed."""

import re
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from pipeline.errors import FontError
from pipeline.fonts.coverage import SecondFamily
from pipeline.production.issue.issue_builder import IssueBuilder
from tests.conftest import Validate
from tests.workspaces import ISSUE, good_workspace

TEXT = (
    "人名：囍、冇、囧、髙、﨑、峯、羣、昰、旼、炘、堔、𠮷。假名：コンピューター。越南语：Nguyễn Đặng。分数：⅓。"
    "负号：10⁻³。音标：[ˈtʃaɪnə]。希腊语：Ἀθῆναι。符号：☑ ✔ ➀。"
)


def built(workspace: Path, text: str) -> bytes:
    article = next((workspace / ISSUE / "articles").glob("*.md"))
    body = article.read_text("utf-8") + f"\n{text}\n\n**{text}**\n\n*{text}*\n"
    article.write_text(body, encoding="utf-8")
    return next(iter(IssueBuilder().build(workspace / ISSUE, lambda _stage: None).files.values()))


def fonts_of(data: bytes) -> dict[str, pypdf.generic.DictionaryObject]:
    """The fonts of all pages by name, without the tags of subsets."""
    found = {}
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            found[font["/BaseFont"].rpartition("+")[2]] = font
    return found


@pytest.mark.parametrize("layout", ["gongyun", "journal"])
def test_characters_of_second_faces_are_set(tmp_path: Path, layout: str, verapdf: Validate) -> None:
    data = built(good_workspace(tmp_path, layout), TEXT)
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(data)).pages)
    assert text.count("囍、冇、囧、髙、﨑、峯、羣、昰、旼、炘、堔、𠮷") == 3
    assert text.count("Nguyễn") == text.count("Ἀθῆναι") == text.count("ˈtʃaɪnə") == 3
    assert {"Kanben-Song-Plus", "Kanben-Hei-Plus", "Kanben-Kai-Plus", "Kanben-Signs-Dingbats"} <= fonts_of(data).keys()
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    results = verapdf([path])[path]
    assert {flavour: str(result) for flavour, result in results.items()} == {"2a": "passed", "ua1": "passed"}


def test_signs_that_no_face_draws_are_named_whole(tmp_path: Path) -> None:
    with pytest.raises(FontError) as caught:
        built(good_workspace(tmp_path), "按 1️⃣ 与 #，发 ❤️、👍🏽、🏮️ 和 👩🏻‍🔧，挂🇨🇳，读ᄒᆞᆫ글，弹𝄞。")
    signs = [re.search("character (.+) \\(", problem.message) for problem in caught.value.problems]
    assert [sign and sign[1] for sign in signs[:7]] == ["1️⃣", "👍🏽", "🏮", "👩🏻‍🔧", "🇨🇳", "ᄒᆞᆫ", "𝄞"]
    assert len(signs) == 3 * 7
    hints = [problem.hint or "" for problem in caught.value.problems]
    assert ["{.inline}" in hint for hint in hints[:7]] == [True] * 7
    assert ["fonts add" in hint for hint in hints[:7]] == [False, False, True, False, False, False, True]


def test_common_text_opens_no_second_face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(family: SecondFamily) -> None:
        pytest.fail(f"{family.family} is opened")

    monkeypatch.setattr(SecondFamily, "code_points", property(opened))
    assert "Kanben-Song-Plus" not in fonts_of(built(good_workspace(tmp_path), "普通的文字。"))
