"""``python -m bench.desk_latency``: from a key on the desk to the picture of the page that it changes, in Chromium.

An issue at each size is opened on a desk of its own; a character is typed into one article after another. All times are
taken by the clock of the page: the key, the text sent, the pages told, the picture asked for, the picture shown.
Measured on a machine that does other work, they are indicative only.
"""

import argparse
import cProfile
import json
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from bench.machine import describe_machine, load
from bench.measure import ROOT
from tests.reports.browser import browser

_PATIENCE = 300
_WANTED = 0.5  # seconds, the median
_STEPS = ("saved", "told", "asked", "shown")
_WATCH = """
window.marks = {};
const note = (name) => { if (window.marks.key) window.marks[name] ??= performance.now(); };
addEventListener("keydown", () => { window.marks = { key: performance.now() }; }, true);
const Real = window.EventSource;
window.EventSource = class extends Real {
  constructor(...given) {
    super(...given);
    for (const kind of ["ahead", "state"]) this.addEventListener(kind, () => note("told"));
  }
};
const send = window.fetch;
window.fetch = async (address, order) => {
  const answer = await send(address, order);
  if (order?.method === "PUT") note("saved");
  return answer;
};
const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
Object.defineProperty(HTMLImageElement.prototype, "src", {
  ...source, set(value) { if (window.marks.told) note("asked"); source.set.call(this, value); },
});
new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => note("shown"))))
  .observe(document, { subtree: true, attributeFilter: ["data-shown"] });
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk_latency", description=main.__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 8], help="multiples of the text (1 8)")
    parser.add_argument("--keys", type=int, default=20, help="keys at each size (20)")
    parser.add_argument("--profile", action="store_true", help="tell where laying out goes, without a browser")
    options = parser.parse_args()
    print(f"{describe_machine()}; load before: {load()}")
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        sizes = list(map(str, options.sizes))
        command = [sys.executable, "-m", "bench.material", name, *sizes]
        found = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
        for material in json.loads(found):
            workspace = Path(material["workspace"])
            if options.profile:
                _profile(workspace / material["issue"])
            else:
                _tell(*_measure(workspace, workspace / material["issue"], options.keys))


def _measure(workspace: Path, issue: Path, count: int) -> tuple[int, list[dict[str, float]]]:
    """The number of pages, and for each of *count* keys the seconds from it to each step."""
    articles = sorted((issue / "articles").glob("*.md"), key=lambda path: -path.stat().st_size)[:5]
    with desk_process(workspace) as address, browser(1440, 900) as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
        driver.get(address)
        root = address.partition("?")[0].rstrip("/")
        place = "/".join(issue.relative_to(workspace / "issues").parts)
        rows = []
        for number in range(count):
            article = articles[number % len(articles)]
            if number < len(articles):
                driver.get(f"{root}/issues/{place}?file=articles/{article.name}&line=12")
            else:
                driver.execute_script(f"document.querySelector(\"[data-file='articles/{article.name}']\").click()")
            _wait_for_rest(driver)
            rows.append(_press(driver))
        return len(driver.find_elements(By.CSS_SELECTOR, ".sheet")), rows


def _wait_for_rest(driver: WebDriver) -> None:
    """Wait until the pages are those of the text, and what is seen of them is there."""
    calm = (
        "const s = document.getElementById('status'); return !s.className.includes('busy') && s.textContent.length > 0"
    )
    wait = WebDriverWait(driver, _PATIENCE, 0.1)
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".sheet[data-shown]"))
    wait.until(lambda _: driver.execute_script(calm))
    time.sleep(1.0)


def _press(driver: WebDriver) -> dict[str, float]:
    writing = driver.find_element(By.CSS_SELECTOR, ".cm-content")
    driver.execute_script("arguments[0].focus()", writing)
    for _line in range(12):
        writing.send_keys(Keys.DOWN)
    writing.send_keys(Keys.END)
    time.sleep(0.5)
    writing.send_keys("新")
    WebDriverWait(driver, _PATIENCE, 0.02).until(lambda _: driver.execute_script("return window.marks.shown"))
    marks: dict[str, float] = driver.execute_script("return window.marks") or {}
    return {step: (marks[step] - marks["key"]) / 1000 for step in _STEPS if step in marks}


@contextmanager
def desk_process(workspace: Path) -> Iterator[str]:
    """The address of a desk on *workspace*, in a process of its own."""
    command = [sys.executable, "-m", "pipeline", "desk", str(workspace), "--no-browser"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=30)


def _tell(pages: int, rows: Sequence[dict[str, float]]) -> None:
    print(f"{pages} pages, {len(rows)} keys; seconds from the key: median and 95th percentile")
    for step in _STEPS:
        values = sorted(row[step] for row in rows if step in row)
        if values:
            high = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
            print(f"  {step:6} {statistics.median(values):6.3f} {high:6.3f}")
    shown = statistics.median(row["shown"] for row in rows)
    print(f"  {'met' if shown <= _WANTED else 'NOT MET'}: median ≤ {_WANTED} s")


def _profile(issue: Path) -> None:
    """Where the time goes that laying out takes after a word was changed, in one process."""
    from bench.edit_loop import change_word
    from pipeline.production.issue.live_pages import LiveIssue

    live, told = LiveIssue(issue), list[str]()
    live.lay_out(told.append)
    articles = sorted((issue / "articles").glob("*.md"), key=lambda path: -path.stat().st_size)
    profile = cProfile.Profile()
    for number, article in enumerate(articles[:4]):
        change_word(article, 0.5, "改")
        told.clear()
        start = time.perf_counter()
        if number == 3:
            profile.enable()
        pages = live.lay_out(told.append)
        profile.disable()
        print(f"{len(pages.pages)} pages: {time.perf_counter() - start:.3f} s: {told}")
    _print_profile(profile)


def _print_profile(profile: cProfile.Profile, most: int = 45) -> None:
    stats: Any = pstats.Stats(profile)
    stats.sort_stats("cumulative").print_stats(most)


if __name__ == "__main__":
    main()
