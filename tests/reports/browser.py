"""Debian's Chromium without a window, for reports: nothing is fetched, and nothing is asked of the network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver

# Chromium calls home for its own parts, and needs neither a sandbox (root has none) nor a graphics card.
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-prefers-reduced-motion",
    "--force-device-scale-factor=1",
)


def unavailable() -> str:
    """Why there is no browser; empty when there is one."""
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"no {' and no '.join(missing)}" if missing else ""


@contextmanager
def browser(width: int = 1440, height: int = 900) -> Iterator[webdriver.Chrome]:
    """A browser with a window of *width* by *height* pixels. Both programs are named: Selenium must look for none."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*_FLAGS, f"--window-size={width},{height}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(shutil.which("chromedriver"))))
    try:
        yield driver
    finally:
        driver.quit()
