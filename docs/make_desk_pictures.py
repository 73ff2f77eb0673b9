"""Pictures of the desk's pages for the README and docs/desk.md: ``python -m docs.make_desk_pictures``.

They show a copy of the sample magazine, in Chinese. Chromium needs a Chinese face of the system.
"""

import shutil
import tempfile
import time
from io import BytesIO
from pathlib import Path

from PIL import Image
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from bench.desk_latency import desk_process
from pipeline.manuscript.issue_order import EntryPlace, read_entries, with_status
from pipeline.manuscript.schema import STATUSES
from tests.manuscript.word.packing import Manuscript, par
from tests.reports.browser import browser

ROOT = Path(__file__).resolve().parent.parent
ISSUE = "shanhai/2024/05"
PAGES = ("", "flatplan", "manuscripts", "pictures", "check", "versions", "make", "settings")
_IS_CALM = """
const isSeen = (each) => each.getBoundingClientRect().top < innerHeight && each.getBoundingClientRect().bottom > 0;
const images = [...document.images].filter(isSeen);
return !document.querySelector("#status.busy") && document.getElementById("count")?.textContent !== "正在检查……"
  && images.every((each) => each.complete && each.naturalWidth);
"""
_COMMENT = """
const done = arguments[0], comment = { page: 0, x: 0.5, y: 0.9, text: "请核对这一行的字数。", who: "李某" };
const { address } = JSON.parse(document.getElementById("desk-data").textContent);
const send = () => fetch(`${address}/comments`, { method: "POST", body: JSON.stringify(comment) })
  .then((answer) => answer.ok ? done() : setTimeout(send, 1000));
send();
"""
_BEFORE = {"versions": _COMMENT}  # what is done on a page before it is shown
_MOST_BYTES, _PATIENCE, _CALM = 150_000, 300, 4  # seconds


def main() -> None:
    """Write ``docs/pictures/desk-….png``."""
    with tempfile.TemporaryDirectory(prefix="kanben-desk-pictures-") as folder:
        workspace = Path(folder, "编辑部")
        shutil.copytree(ROOT / "issues" / "shanhai", workspace / "issues" / "shanhai")
        _mark(workspace / "issues" / ISSUE / "issue.yaml")
        with desk_process(workspace) as address, browser(1280, 860) as driver:
            driver.get(address)
            driver.add_cookie({"name": "kanben-desk-language", "value": "zh_CN"})
            root = address.partition("?")[0].rstrip("/")
            driver.get(root)
            _take_in(driver, f"{root}/issues/{ISSUE}/manuscripts", Path(folder, "来稿.docx"))
            driver.get(root)
            _keep(driver, "issues")
            for page in PAGES:
                driver.get(f"{root}/issues/{ISSUE}/{page}".rstrip("/"))
                if page in _BEFORE:
                    driver.execute_async_script(_BEFORE[page])
                    driver.refresh()
                _wait(driver)
                _keep(driver, page or "spreads")


def _mark(file: Path) -> None:
    """Give the articles of the issue *file* a status each, as in the middle of work."""
    text = file.read_text(encoding="utf-8")
    sections = read_entries(text, file).rows.sections
    places = [EntryPlace(at, number) for at, each in enumerate(sections) for number in range(len(each.articles))]
    for number, place in enumerate(places):
        text = with_status(text, file, place, STATUSES[max(0, len(STATUSES) - 1 - number // 3)])
    file.write_text(text, encoding="utf-8")


def _take_in(driver: WebDriver, address: str, path: Path) -> None:
    """Take in a manuscript with doubts, on the page at *address*."""
    body = par("岛上来信", '<w:jc w:val="center"/>', "<w:b/><w:sz w:val='36'/>") + par("灯亮着，船在港里，一切如常。")
    body += (
        par("一、潮水", "", "<w:b/>")
        + par("今年的潮水来得早。")
        + par("二、渡船", "", "<w:b/>")
        + par("渡船一天两班。")
    )
    path.write_bytes(Manuscript(name="m", body=body).pack())
    driver.get(address)
    driver.find_element(By.ID, "choose").send_keys(str(path))
    WebDriverWait(driver, _PATIENCE, 0.2).until(lambda _: driver.find_elements(By.CSS_SELECTOR, "[data-doubt]"))


def _wait(driver: WebDriver) -> None:
    WebDriverWait(driver, _PATIENCE, 0.2).until(lambda _: driver.execute_script(_IS_CALM))
    time.sleep(_CALM)
    WebDriverWait(driver, _PATIENCE, 0.2).until(lambda _: driver.execute_script(_IS_CALM))


def _keep(driver: WebDriver, name: str) -> None:
    """Keep what is seen, in as many colours as make a small file."""
    picture = Image.open(BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    for colours in (192, 96, 48, 24):
        file = BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= _MOST_BYTES:
            break
    (ROOT / "docs" / "pictures" / f"desk-{name}.png").write_bytes(file.getvalue())


if __name__ == "__main__":
    main()
