"""What all reports are held to: nothing from outside, a policy, nothing of a file but its words."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>]]><!--&amp;\u202egnp\x00{{7*7}}"


class Reader(HTMLParser):
    """What a page of HTML has: elements with their attributes, and the text inside each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data

    def all(self, tag: str, kind: str = "") -> list[dict[str, str]]:
        """Attributes of all elements *tag* of the class *kind*."""
        return [held for name, held in self.elements if name == tag and kind in ["", *held.get("class", "").split()]]


def check_closed(text: str) -> None:
    """Nothing of the page *text* comes from outside."""
    page = Reader(text)
    targets = [
        value
        for _tag, held in page.elements
        for name, value in held.items()
        if name in {"src", "href", "xlink:href", "action", "data", "srcset", "poster", "background", "formaction"}
    ]
    assert len(targets) > 10
    kinds = "#", "data:image/webp;base64,", "data:image/png;base64,"
    assert [each[:60] for each in targets if not each.startswith(kinds)] == []
    assert {tag for tag, _held in page.elements} & {"link", "iframe", "object", "embed", "base", "form"} == set()
    assert "url(" not in page.texts["style"][0]
    assert "@import" not in text
    assert "//" not in re.sub(r"data:image/\w+;base64,[^\"]+|// .*", "", text)


def check_policy(text: str) -> None:
    """The policy of the page *text* allows its style, its script and pictures as data, and nothing else."""
    page = Reader(text)
    [policy] = [held["content"] for held in page.all("meta") if held.get("http-equiv") == "Content-Security-Policy"]
    for source in (page.texts["style"][0], page.texts["script"][1]):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy


def check_harmless(text: str) -> None:
    """Hostile words have become no elements and no attributes of the page *text*."""
    page = Reader(text)
    assert len(page.all("script")) == 2
    assert not [name for _tag, held in page.elements for name in held if name.startswith("on") or name == "style"]
    assert "\u202e" not in text
    assert "\0" not in text
    assert "</script><script>alert" not in text


def shown(window: Chrome, selector: str) -> int:
    """How many elements that match *selector* are seen."""
    return sum(each.is_displayed() for each in window.find_elements(By.CSS_SELECTOR, selector))


def press(window: Chrome, *keys: str) -> None:
    """Press *keys* one after the other."""
    ActionChains(window).send_keys(*keys).perform()


def check_undisturbed(window: Chrome) -> None:
    """Nothing of the file ran, nothing was refused by the policy, and nothing was loaded."""
    assert window.get_log("browser") == []
    assert window.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert window.execute_script("return document.scripts.length") == 2
