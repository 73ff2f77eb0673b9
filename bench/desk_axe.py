"""``python -m bench.desk_axe AXE``: what axe-core finds on the pages of the desk, in Chromium: nothing may be found.

AXE is axe.min.js of the package axe-core, which is no part of the project. Each page is looked at as it opens, with all
its details unfolded: light and dark, wide and on a tablet, in both languages.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

from bench.desk_latency import desk_process
from bench.measure import ROOT
from tests.reports.browser import browser

_ISSUE = "issues/gongyun/2023/01"
_PAGES = (
    "",
    *(
        f"{_ISSUE}/{page}".rstrip("/")
        for page in ("", "flatplan", "manuscripts", "pictures", "check", "versions", "make", "settings")
    ),
)
_VIEWS = (("light", 1280, 860, "zh_CN"), ("dark", 820, 1180, "zh_CN"), ("light", 820, 1180, "en"))
_SECONDS = 6.0  # until a page has what it asks for, and an issue its pages
_RUN = """
const done = arguments[0], values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
for (const each of document.querySelectorAll("details")) each.open = true;
axe.run(document, { runOnly: { type: "tag", values } }).then((found) =>
  done(found.violations.map((each) => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 160)}`)));
"""
_FAULT = "document.body.append(Object.assign(document.createElement('img'), { src: 'data:,' }))"


def main() -> None:
    """Look at all pages, print what is found, and exit with 1 if that is anything, with 2 if a fault is not seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk_axe", description=main.__doc__)
    parser.add_argument("axe", type=Path, help="axe.min.js of axe-core")
    script = parser.parse_args().axe.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        workspace = Path(name)
        shutil.copytree(ROOT / "issues/gongyun", workspace / "issues/gongyun")
        with desk_process(workspace) as address, browser() as driver:
            driver.get(address)
            count = sum(len(found) for found in _look(driver, address.partition("?")[0].rstrip("/"), script))
            driver.execute_script(_FAULT)
            is_seen = any(each.startswith("image-alt") for each in driver.execute_async_script(_RUN))
    print(f"{count} found on {len(_PAGES)} pages in {len(_VIEWS)} views; a picture without a text is seen: {is_seen}")
    sys.exit(2 if not is_seen else min(count, 1))


def _look(driver: WebDriver, root: str, script: str) -> Iterator[Sequence[str]]:
    """What is found on each page in each view."""
    for scheme, width, height, language in _VIEWS:
        driver.set_window_size(width, height)
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        driver.add_cookie({"name": "kanben-desk-language", "value": language})
        for page in _PAGES:
            driver.get(f"{root}/{page}")
            time.sleep(_SECONDS)
            shown = driver.find_element(By.TAG_NAME, "html").get_attribute("lang") or ""
            if shown[:2] != language[:2]:
                raise RuntimeError(f"/{page} is in {shown}, not in the language that was asked for")
            driver.execute_script(script)
            found = driver.execute_async_script(_RUN)
            print(f"{scheme} {width} {language} /{page}: {len(found)}", *found, sep="\n  ", flush=True)
            yield found


if __name__ == "__main__":
    main()
