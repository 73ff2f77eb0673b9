"""The desk in Chromium, on the way that an editor takes: open an issue, write, see the page, see a fault, mend it."""

import hashlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from pipeline.desk.language_choice import COOKIE
from pipeline.i18n import _, speaking
from tests.conftest import need
from tests.desk.running_desk import ISSUE, TOKEN, RunningDesk, running_desk
from tests.manuscript.word.packing import Manuscript, par
from tests.reports.browser import browser, unavailable
from tests.workspaces import good_workspace

pytestmark = pytest.mark.whole

PATIENCE = 60
_DROP = """
const [name, bytes] = arguments, dataTransfer = new DataTransfer();
dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
"""


@pytest.fixture(scope="module", params=["en", pytest.param("zh_CN", marks=pytest.mark.slow)])
def chosen(request: pytest.FixtureRequest) -> str:
    """The language of the desk's pages."""
    return str(request.param)


def say(chosen: str, text: str, **values: object) -> str:
    """The message *text* as a desk in the language *chosen* says it."""
    with speaking(chosen):
        return _(text).format(**values)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, chosen: str) -> Iterator[RunningDesk]:
    """A desk on the good workspace, for each language one of its own."""
    assert chosen
    need(unavailable())
    with running_desk(good_workspace(tmp_path_factory.mktemp("browser"))) as made:
        yield made


@pytest.fixture(scope="module")
def driver(desk: RunningDesk, chosen: str) -> Iterator[WebDriver]:
    """One browser for all, which was let in, and has chosen a language."""
    with browser(1280, 800) as made:
        made.get(f"{desk.origin}/?token={TOKEN}")
        made.add_cookie({"name": COOKIE, "value": chosen})
        made.refresh()
        yield made


def shown(driver: WebDriver) -> list[str]:
    """The digests of the pages whose pictures are seen, in page order."""
    script = "return [...document.querySelectorAll('.sheet')].map((each) => each.dataset.shown ?? '')"
    return [str(each) for each in driver.execute_script(script) or []]


def patient(driver: WebDriver) -> WebDriverWait[WebDriver]:
    """What waits, and tries again where a piece of a page was set anew between its being found and its use."""
    return WebDriverWait(driver, PATIENCE, 0.05, [StaleElementReferenceException])


def use(driver: WebDriver, selector: str, *keys: str) -> None:
    """Send *keys* to what *selector* names, or click it; again where it was set anew meanwhile."""
    found = partial(driver.find_element, By.CSS_SELECTOR, selector)
    patient(driver).until(lambda _: (found().send_keys(*keys) if keys else found().click()) is None)


def text_of(driver: WebDriver, name: str) -> str:
    """The words of the element with the id *name*."""
    return driver.find_element(By.ID, name).text


def test_an_issue_is_written(desk: RunningDesk, driver: WebDriver, chosen: str) -> None:
    article = desk.root / "issues/hao/2024/01/articles/dengta.md"
    before = article.read_text(encoding="utf-8")
    wait = patient(driver)
    driver.find_element(By.CSS_SELECTOR, f"a[href='{ISSUE}']").click()
    wait.until(lambda _: any(shown(driver)))
    driver.find_element(By.CSS_SELECTOR, "[data-file='articles/dengta.md']").click()
    wait.until(lambda _: is_writing(driver, "articles/dengta.md"))
    wait.until(lambda _: all(shown(driver)[:3]))
    first = shown(driver)

    # A word is written; the picture of its page changes, and no page is without one that had one.
    writing = driver.switch_to.active_element
    writing.send_keys(Keys.CONTROL, Keys.END)
    writing.send_keys(Keys.NULL, "又是一年。")
    wait.until(lambda _: changed(first, shown(driver)))
    assert article.read_text(encoding="utf-8") == before + "又是一年。"
    second = shown(driver)
    assert all(new for old, new in zip(first, second, strict=True) if old)
    assert text_of(driver, "saving") == say(chosen, "Saved")

    # A fault: told beside the last good pages, with its line and the remedy.
    writing.send_keys("[见](#nirgends)")
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "#problems .error"))
    fault = driver.find_element(By.CSS_SELECTOR, "#problems .error").text
    assert f"articles/dengta.md {say(chosen, 'line {line}', line=before.count(chr(10)) + 1)}" in fault
    assert say(chosen, "Name an article's file (without .md) or an id of this issue.") in fault
    assert agree(second, shown(driver))
    assert driver.find_element(By.ID, "stale").is_displayed()
    assert driver.find_elements(By.CSS_SELECTOR, ".cm-faulty")

    # It is mended.
    writing.send_keys(*[Keys.BACKSPACE] * len("[见](#nirgends)"))
    wait.until(lambda _: not driver.find_elements(By.CSS_SELECTOR, "#problems .error"))
    wait.until(lambda _: not driver.find_element(By.ID, "stale").is_displayed())
    assert agree(second, shown(driver))

    # A click on a page leads to the text.
    page = driver.find_element(By.CSS_SELECTOR, ".paper:has(.mark)")
    driver.execute_script("document.querySelector('.cm-content').blur()")
    ActionChains(driver).move_to_element(page).click().perform()
    wait.until(lambda _: is_writing(driver, "articles/dengta.md"))

    # Somebody else writes what is being written here: the difference is shown, and nothing is lost.
    driver.execute_script(HELD_SAVES)
    driver.switch_to.active_element.send_keys("我写的")
    wait.until(lambda _: driver.execute_script("return Boolean(window.release)"))
    article.write_text(before + "别人写的。", encoding="utf-8")
    driver.execute_script("window.fetch = window.real; window.release()")
    wait.until(lambda _: driver.find_element(By.ID, "conflict").is_displayed())
    assert "别人写的。" in text_of(driver, "difference")
    assert "我写的" in text_of(driver, "difference")
    assert article.read_text(encoding="utf-8").endswith("别人写的。")
    driver.find_element(By.ID, "keep-mine").click()
    wait.until(lambda _: "我写的" in article.read_text(encoding="utf-8"))
    assert [entry for entry in driver.get_log("browser") if "409" not in entry["message"]] == []


HELD_SAVES = """
window.real = window.fetch;
window.fetch = (address, order) => order?.method !== "PUT" ? window.real(address, order)
  : new Promise((resolve) => { window.release = () => resolve(window.real(address, order)); });
"""


def is_writing(driver: WebDriver, file: str) -> bool:
    """Whether keys go to the text of *file*."""
    return (driver.switch_to.active_element.get_attribute("aria-label") or "").endswith(file)


def changed(before: list[str], after: list[str]) -> bool:
    """Whether a page that was seen looks another way."""
    return len(before) == len(after) and not agree(before, after)


def agree(before: list[str], after: list[str]) -> bool:
    """Whether the pages that are seen both times look the same."""
    return all(old == new for old, new in zip(before, after, strict=True) if old and new)


def test_an_article_is_moved(desk: RunningDesk, driver: WebDriver, chosen: str) -> None:
    file = desk.root / "issues/hao/2024/01/issue.yaml"
    before = file.read_text(encoding="utf-8").replace(
        "      - file: articles/d", "      # by post\n      - file: articles/d"
    )
    file.write_text(before, encoding="utf-8")
    wait = patient(driver)
    driver.get(f"{desk.origin}{ISSUE}/flatplan")
    wait.until(lambda _: len(folios(driver)) == 3 and folios(driver)[0][-1].isdigit())
    first = folios(driver)

    # Dragged by its handle to another section: what moves is told before anything is written; then it is given up.
    wait.until(lambda _: drag(driver, "duanxin", "diaocha") is None)
    wait.until(lambda _: driver.find_element(By.ID, "draft").is_displayed())
    assert "→" in text_of(driver, "shifts")
    assert file.read_text(encoding="utf-8") == before
    driver.find_element(By.ID, "discard").click()
    wait.until(lambda _: folios(driver) == first)

    # The same by the keyboard, saved, and undone after the page was loaded anew.
    use(driver, f"{row('duanxin')} [data-control=down]", Keys.ENTER)
    wait.until(lambda _: driver.find_element(By.ID, "draft").is_displayed())
    assert driver.switch_to.active_element.get_attribute("data-control") == "down"
    driver.find_element(By.ID, "save").click()
    wait.until(lambda _: file.read_text(encoding="utf-8") != before)
    after = file.read_text(encoding="utf-8")
    assert after.index("contents_name: 调查") < after.index("# by post\n      - file: articles/duanxin.md")
    wait.until(lambda _: folios(driver) != first and driver.find_element(By.ID, "undo").is_enabled())
    driver.refresh()
    wait.until(lambda _: driver.find_element(By.ID, "undo").is_enabled())
    driver.find_element(By.ID, "undo").click()
    wait.until(lambda _: file.read_text(encoding="utf-8") == before and folios(driver) == first)

    # Taken out of the issue: which folios shift is told before; it stays listed, and is put back.
    use(driver, f"{row('dengta')} [data-control=hold]", Keys.ENTER)
    wait.until(lambda _: driver.find_element(By.ID, "draft").is_displayed())
    assert f"2 → {say(chosen, 'out')}\n" in text_of(driver, "shifts")
    assert driver.switch_to.active_element.get_attribute("data-control") == "hold"
    assert file.read_text(encoding="utf-8") == before
    driver.find_element(By.ID, "save").click()
    wait.until(lambda _: "printed_folio: 2\n        held: true\n" in file.read_text(encoding="utf-8"))
    wait.until(
        lambda _: driver.find_elements(By.CSS_SELECTOR, ".is-held") and driver.find_element(By.ID, "undo").is_enabled()
    )
    driver.find_element(By.ID, "undo").click()
    wait.until(lambda _: file.read_text(encoding="utf-8") == before and folios(driver) == first)

    # How far it has come is written beside it.
    status = f"{row('dengta')} [data-control=status]"
    wait.until(lambda _: Select(driver.find_element(By.CSS_SELECTOR, status)).select_by_value("二校") is None)
    wait.until(lambda _: "printed_folio: 2\n        status: 二校\n" in file.read_text(encoding="utf-8"))
    assert driver.get_log("browser") == []


def test_a_finding_is_accepted_and_another_one_mended(desk: RunningDesk, driver: WebDriver) -> None:
    issue = desk.root / ISSUE[1:]
    article = issue / "articles/duanxin.md"
    before = article.read_text(encoding="utf-8")
    article.write_text(before.rstrip("\n") + "\n\n他说,好的。他又在2024年2月30日来了。\n", encoding="utf-8")
    wait = patient(driver)
    driver.get(f"{desk.origin}{ISSUE}/check")
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".error [data-do=mend]"))

    # One is mended; the difference is shown before.
    use(driver, ".error [data-do=mend]")
    wait.until(lambda _: driver.find_element(By.ID, "mend-now").is_displayed())
    assert "他说，好的。" in driver.find_element(By.CSS_SELECTOR, "#remedies ins").text
    driver.find_element(By.ID, "mend-now").click()
    wait.until(lambda _: "他说，好的。" in article.read_text(encoding="utf-8"))
    wait.until(lambda _: not driver.find_elements(By.CSS_SELECTOR, "[data-do=mend]"))

    # The other one is let pass, with a reason.
    use(driver, ".error [data-do=accept]")
    driver.find_element(By.ID, "why").send_keys("原文如此", Keys.ENTER)
    wait.until(lambda _: (issue / "accepted.yaml").is_file())
    assert "原文如此" in (issue / "accepted.yaml").read_text(encoding="utf-8")
    wait.until(lambda _: not driver.find_elements(By.CSS_SELECTOR, ".error [data-do=accept]"))
    assert driver.get_log("browser") == []


def test_an_issue_is_made_for_press_and_taken(desk: RunningDesk, driver: WebDriver, chosen: str) -> None:
    wait = patient(driver)
    driver.get(f"{desk.origin}{ISSUE}/make")
    assert not driver.find_element(By.CSS_SELECTOR, "[data-kind=volume] button").is_enabled()  # no volume.yaml
    assert desk.send("POST", f"{ISSUE}/make/volume").status == 404
    assert desk.send("POST", f"{ISSUE}/make/press", b"[]").status == 404
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "#made-files td"))
    done = say(chosen, "{what}: done.", what=say(chosen, "Press edition"))
    use(driver, "[data-kind=press] button")
    wait.until(lambda _: driver.find_element(By.ID, "stop-making").is_displayed())
    assert desk.send("POST", f"{ISSUE}/make/reading").status == 409
    wait.until(lambda _: text_of(driver, "made-state") == done)
    link = driver.find_element(By.CSS_SELECTOR, "#made-files a")
    assert link.text == "hao-2024-01-press.pdf"
    taken = desk.send("GET", str(link.get_attribute("href")).removeprefix(desk.origin))
    assert taken.body.startswith(b"%PDF")
    assert taken.headers["content-disposition"].startswith("attachment")
    approve_the_press_edition(desk, driver, chosen)
    for name in ("..", ".hao-2024-01.json", "nothing.pdf", "%2e%2e%2fx"):
        assert desk.send("GET", f"{ISSUE}/made/{name}").status == 404
        assert desk.send("GET", f"{ISSUE}/made-offprints/{name}").status == 404
        assert desk.send("GET", f"{ISSUE}/made-of-year/{name}").status == 404


def approve_the_press_edition(desk: RunningDesk, driver: WebDriver, chosen: str) -> None:
    """Approve it, and not the reading edition beside it, by the digest of its bytes."""
    wait = patient(driver)
    driver.get(f"{desk.origin}{ISSUE}/versions")
    why = "[data-edition=press] [name=why]"
    wait.until(lambda _: driver.find_element(By.CSS_SELECTOR, why).is_displayed())
    use(driver, why, "付印", Keys.ENTER)
    told = say(
        chosen, "{file} is approved: {who}, {when}. {why}", file="hao-2024-01-press.pdf", who="|", when="", why=""
    )
    approval = "[data-edition=press] .approval"
    wait.until(lambda _: told.partition("|")[0] in driver.find_element(By.CSS_SELECTOR, approval).text)
    file = desk.root / "out" / ISSUE.removeprefix("/issues/") / "hao-2024-01-press.pdf"
    state = desk.send("GET", f"{ISSUE}/versions/state").json
    assert state["press"]["approvals"][0]["digest"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (state["press"]["approved"], state["reading"]["approvals"]) == (True, [])
    assert not list((desk.root / ISSUE[1:] / "proofs").glob("approved.*"))  # nothing of it is compared


def row(slug: str) -> str:
    """The selector of the article in the running order."""
    return f"#order [data-key='articles/{slug}.md']"


def drag(driver: WebDriver, slug: str, other: str) -> None:
    """Drag the article by its handle to just above the *other*."""
    held, target = (driver.find_element(By.CSS_SELECTOR, f"{row(each)} .handle") for each in (slug, other))
    ActionChains(driver).drag_and_drop_by_offset(held, 0, target.location["y"] - held.location["y"] - 12).perform()


def folios(driver: WebDriver) -> list[str]:
    """The articles in their order, each with its folios."""
    rows = "[...document.querySelectorAll('#order .article')]"
    found = driver.execute_script(f"return {rows}.map((each) => each.dataset.key + each.children[2].textContent)")
    return [str(each) for each in found or []]


def send_manuscript(driver: WebDriver, path: Path, sentence: str) -> None:
    """Choose a file of Word, on the page of manuscripts, with *sentence* below a heading and a tracked change."""
    body = par("岛上来信", '<w:jc w:val="center"/>', "<w:b/><w:sz w:val='36'/>") + par("灯亮着，船在港里，一切如常。")
    body += par("一、潮水", "", "<w:b/>") + par(sentence)
    path.write_bytes(Manuscript(name="m", body=body).pack())
    driver.find_element(By.ID, "choose").send_keys(str(path))


def test_a_manuscript_is_taken_in_and_comes_again(desk: RunningDesk, driver: WebDriver, tmp_path: Path) -> None:
    wait = patient(driver)
    driver.get(f"{desk.origin}/?token={TOKEN}")
    driver.get(f"{desk.origin}{ISSUE}/manuscripts")
    send_manuscript(driver, tmp_path / "来稿.docx", "今年的潮水来得早。")
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "[data-doubt] [data-how=text]"))
    article = desk.root / ISSUE[1:] / "articles/daoshanglaixin.md"
    assert "## 一、潮水" in article.read_text(encoding="utf-8")

    # A doubt is settled, in the article as well.
    use(driver, "[data-how=text]")
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".settled [data-how=open]"))
    edited = article.read_text(encoding="utf-8")
    assert "## " not in edited
    assert "一、潮水" in edited

    # The manuscript comes again: the editor's article stays, and what the author has changed is shown.
    send_manuscript(driver, tmp_path / "来稿.docx", "今年的潮水来得很晚。")
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "#news .difference ins"))
    assert "很晚" in driver.find_element(By.CSS_SELECTOR, "#news .difference ins").text
    assert article.read_text(encoding="utf-8") == edited
    assert driver.get_log("browser") == []


@pytest.mark.slow
def test_a_picture_is_put_into_an_article_and_cropped(desk: RunningDesk, driver: WebDriver) -> None:
    wait = patient(driver)
    # It is dropped on the page of the text, and taken by the page of pictures.
    driver.get(f"{desk.origin}{ISSUE}")
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".sheet"))
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    driver.execute_script(_DROP, "海.png", list(data.getvalue()))
    wait.until(lambda _: driver.current_url.endswith(f"{ISSUE}/pictures"))
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "[data-picture='海.png'] img"))
    card = driver.find_element(By.CSS_SELECTOR, "[data-picture='海.png']")
    driver.execute_script("arguments[0].querySelector('details').open = true", card)
    card.find_element(By.CSS_SELECTOR, "details input").send_keys("海面", Keys.ENTER)
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "[data-picture='海.png'] img ~ .kept[hidden]"))
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "[data-use^='海.png'] button"))

    # A click on the picture puts its focus, and makes it 3:2.
    picture = driver.find_element(By.CSS_SELECTOR, "[data-picture='海.png'] img")
    ActionChains(driver).move_to_element_with_offset(picture, 10, -8).click().perform()
    use(driver, "[data-use^='海.png'] button")
    article = next(path for path in (desk.root / ISSUE[1:] / "articles").iterdir() if "海面" in path.read_text("utf-8"))
    wait.until(lambda _: '![海面](../images/海.png){crop="3:2" focus="' in article.read_text(encoding="utf-8"))
    assert driver.get_log("browser") == []


@pytest.mark.slow
def test_a_place_of_a_page_is_commented_on(desk: RunningDesk, driver: WebDriver) -> None:
    wait = patient(driver)
    driver.get(f"{desk.origin}{ISSUE}/versions")
    wait.until(lambda _: any(shown(driver)))
    wait.until(lambda _: ActionChains(driver).click(driver.find_element(By.CSS_SELECTOR, ".paper")).perform() is None)
    wait.until(lambda _: driver.find_element(By.ID, "comment-text").is_displayed())
    driver.find_element(By.ID, "comment-text").send_keys("这里请核实。")
    driver.find_element(By.CSS_SELECTOR, "#comment-form .buttons button:last-child").click()
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".paper .pin.open"))
    wait.until(lambda _: driver.find_element(By.CSS_SELECTOR, "[data-comment] [data-do=resolve]").click() is None)
    wait.until(lambda _: not driver.find_elements(By.CSS_SELECTOR, ".pin"))
    assert "这里请核实。" in (desk.root / ISSUE[1:] / "proofs/comments.jsonl").read_text(encoding="utf-8")
    assert driver.get_log("browser") == []
