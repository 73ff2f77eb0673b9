"""``python -m bench.desk_random``: random editing on a desk, over its own addresses, on a copy of a sample issue.

Texts are written in, spoilt, taken back; articles moved; pictures and manuscripts sent; findings accepted;
places commented on; pages drawn. Memory of the desk's processes is told for each minute. At the end: no answer of 500
or more; memory is flat: the median of the last third of the time is within a tenth of that of the middle third; and the
edition that the desk makes has the bytes that a fresh build of the folder gives.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from PIL import Image

from bench.desk_latency import desk_process
from bench.measure import ROOT
from bench.tree_memory import list_memory
from tests.manuscript.word.packing import Manuscript, par

ISSUE = "shanhai/2024/05"
_SENTENCES = (
    "潮水退了。",
    "灯又亮了一次。",
    "他们沿着海边走回去，谁也没有说话。",
    "第二天一早，船就开了。",
    "这里请核实。",
)
_FAULTS = ("[见](#nirgends)", "[^没有]", "![](../images/none.png)")
_LONG = 30  # characters of a line that is a paragraph
_MOST_BACK = 30  # texts that can be taken back
_REST = 3.0  # seconds at the end, for what is on its way
_BETWEEN_LOOKS = 5.0  # seconds, at memory: each takes some milliseconds
_MINUTE = 60.0
_GROWTH = 0.1  # by which memory may have grown and be flat


@dataclass
class Visitor:
    """Somebody at the desk: asks *address* for the *issue*, counts what is answered, and remembers the last state."""

    address: str
    issue: str
    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    making: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        self._host = parts.netloc
        self._cookie = f"kanben-desk-{parts.port}={parse_qs(parts.query)['token'][0]}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer."""
        own = {"Host": self._host, "Cookie": self._cookie, "Sec-Fetch-Site": "same-origin"}
        if method not in ("GET", "HEAD"):
            own["Origin"] = f"http://{self._host}"
        connection = http.client.HTTPConnection(self._host, timeout=120)
        try:
            target = f"/issues/{self.issue}{path}"
            connection.request(method, target, body or None, {**own, **headers})
            answer = connection.getresponse()
            status, data = answer.status, answer.read()
            self.answers[status] += 1
            if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
                self.faults.append(f"{status} {method} {path}: {data[:200]!r}")
            return status, {key.lower(): value for key, value in answer.getheaders()}, data
        finally:
            connection.close()

    def send(self, path: str, **fields: object) -> Any:
        """What is answered to *fields*; None where it is refused."""
        status, _headers, data = self.ask("POST", path, json.dumps(fields).encode())
        return json.loads(data or b"null") if status < http.HTTPStatus.MULTIPLE_CHOICES else None

    def listen(self) -> None:
        """Follow the events of the issue; to be run in a thread."""
        connection = http.client.HTTPConnection(self._host)
        connection.request("GET", f"/issues/{self.issue}/events", headers={"Cookie": self._cookie})
        kind, stream = "", connection.getresponse()
        while line := stream.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: "):
                self._note(kind, json.loads(line.removeprefix("data: ")))
                stream.readline()

    def _note(self, kind: str, value: Any) -> None:
        if kind == "state":
            self.state = value
        elif kind == "making":
            self.making = value

    def wait(self, is_there: Callable[[], bool], seconds: float = 300) -> None:
        """Wait until something *is_there*. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not is_there():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.1)


class Editing:
    """Random steps of *visitor*, in the order that *luck* gives."""

    def __init__(self, visitor: Visitor, luck: random.Random) -> None:
        self._visitor, self._luck = visitor, luck
        self._back: list[tuple[str, str, str]] = []  # files, their texts before, their tags since
        self.done: Counter[str] = Counter()
        self._steps = {
            self.write: 40, self.take_back: 15, self.spoil: 6, self.move: 8, self.look: 15, self.add_picture: 4,
            self.add_manuscript: 2, self.accept: 4, self.comment: 4,
        }  # fmt: skip

    def step(self) -> None:
        """One of the steps."""
        (chosen,) = self._luck.choices(list(self._steps), list(self._steps.values()))
        chosen()
        self.done[chosen.__name__] += 1

    def write(self) -> None:
        """Put a sentence behind a paragraph, or take one away that was put there."""
        file, text, tag = self._open()
        lines = text.split("\n")
        ends = [at for at, line in enumerate(lines) if len(line) > _LONG and line.endswith("。") and line[0] > "\u4dff"]
        own = [at for at in ends if lines[at].endswith(_SENTENCES)]
        if own and self._luck.random() < 0.5:
            at = self._luck.choice(own)
            lines[at] = next(lines[at].removesuffix(each) for each in _SENTENCES if lines[at].endswith(each))
        elif ends:
            lines[self._luck.choice(ends)] += self._luck.choice(_SENTENCES)
        self._save(file, text, "\n".join(lines), tag)

    def spoil(self) -> None:
        """Write something that has no place in an issue."""
        file, text, tag = self._open()
        self._save(file, text, f"{text.rstrip()}\n\n{self._luck.choice(_FAULTS)}\n", tag)
        self.take_back()

    def take_back(self) -> None:
        """Put the text back that was there before, unless the file has changed by other ways since."""
        if self._back:
            file, before, since = self._back.pop()
            self._put(file, before, since)

    def move(self) -> None:
        """Another order of the articles, or another status of one, as a draft that is then saved."""
        plan = self._plan()
        if plan is None:
            return
        order = [[each["place"] for each in section["articles"]] for section in plan["sections"]]
        entries = self._luck.choice(order)
        place = self._luck.choice(entries)
        if self._luck.random() < 0.5:
            status = self._luck.choice(["来稿", "编辑", "一校", "定稿", ""])
            self._save_plan(plan, self._visitor.send("/flatplan/draft", text=plan["text"], place=place, status=status))
            return
        if len(entries) > 1:
            entries.remove(place)
            target = self._luck.choice(order)
            target.insert(self._luck.randint(0, len(target)), place)
        self._save_plan(plan, self._visitor.send("/flatplan/draft", text=plan["text"], order=list(enumerate(order))))

    def look(self) -> None:
        """Have a page drawn, and find a place of it."""
        pages = self._visitor.state.get("pages") or []
        if pages:
            number = self._luck.randrange(len(pages))
            self._visitor.ask("GET", f"/pages/{pages[number][0]}/{self._luck.choice([400, 800])}.jpg")
            x, y = self._luck.random(), self._luck.random()
            self._visitor.ask("GET", f"/source-place?page={number}&x={x}&y={y}")

    def add_picture(self) -> None:
        """Send a picture, and put it into an article."""
        data = BytesIO()
        Image.new("RGB", (300, 200), tuple(self._luck.randbytes(3))).save(data, "PNG")
        status, _headers, body = self._visitor.ask("POST", f"/pictures?name={quote('海.png')}", data.getvalue())
        if status < http.HTTPStatus.MULTIPLE_CHOICES:
            file, text, tag = self._open(self._choose_article())
            name = quote(json.loads(body)["name"])
            fields = json.dumps({"file": file, "line": None, "alt": "海面"}).encode()
            self._visitor.ask("POST", f"/pictures/{name}/insert", fields, **_if_match(tag))
            _file, after, since = self._open(file)
            self._remember(file, text, since if after != text else "")

    def add_manuscript(self) -> None:
        """Send a file of Word, the same one again and again with another sentence."""
        text = "灯亮着，船在港里，一切如常，今年的潮水来得比往年都早，岸上的人都出来看。"
        body = par("岛上来信", '<w:jc w:val="center"/>') + par(text + self._luck.choice(_SENTENCES))
        plan = self._plan()
        section = plan["sections"][0]["name"] if plan else ""
        query = urlencode({"name": "来信.docx", "section": section, "applied": "0"})
        self._visitor.ask("POST", f"/manuscripts?{query}", Manuscript(name="m", body=body).pack())

    def accept(self) -> None:
        """Let a finding pass."""
        origin = self._luck.choice(["text", "pages"])
        status, _headers, body = self._visitor.ask("GET", f"/check/{origin}")
        rows = json.loads(body)["rows"] if status < http.HTTPStatus.MULTIPLE_CHOICES else []
        ids = [each["id"] for each in rows if each["id"] and not each["accepted"]]
        if ids:
            self._visitor.send("/check/accept", origin=origin, ids=[self._luck.choice(ids)], why="原文如此", who="李某")

    def comment(self) -> None:
        """Comment on a place of a page."""
        pages = self._visitor.state.get("pages") or []
        if pages:
            page, x, y = self._luck.randrange(len(pages)), self._luck.random(), self._luck.random()
            self._visitor.send("/comments", page=page, x=x, y=y, text="请核实。", who="李某")

    def mend(self) -> None:
        """Take back until the issue can be laid out."""
        while self._back:
            self.take_back()

    def _choose_article(self) -> str:
        plan = self._plan()
        files = [each["file"] for section in plan["sections"] for each in section["articles"]] if plan else []
        return self._luck.choice(files) if files else "issue.yaml"

    def _open(self, file: str = "") -> tuple[str, str, str]:
        name = file or self._choose_article()
        _status, headers, body = self._visitor.ask("GET", f"/files/{quote(name)}")
        return name, body.decode("utf-8"), headers.get("etag", "")

    def _save(self, file: str, before: str, text: str, tag: str) -> None:
        if file.endswith(".md") and text != before:
            self._remember(file, before, self._put(file, text, tag))

    def _put(self, file: str, text: str, tag: str) -> str:
        """The tag of what was saved; empty where it was refused."""
        status, headers, _body = self._visitor.ask("PUT", f"/files/{quote(file)}", text.encode(), **_if_match(tag))
        return headers.get("etag", "") if status < http.HTTPStatus.MULTIPLE_CHOICES else ""

    def _remember(self, file: str, before: str, since: str) -> None:
        if since:
            self._back = [*self._back, (file, before, since)][-_MOST_BACK:]

    def _plan(self) -> dict[str, Any] | None:
        status, _headers, body = self._visitor.ask("GET", "/flatplan/plan")
        plan: dict[str, Any] = json.loads(body) if status < http.HTTPStatus.MULTIPLE_CHOICES else {}
        return plan if plan.get("sections") else None

    def _save_plan(self, plan: dict[str, Any], draft: Any) -> None:
        if draft is not None:
            self._remember("issue.yaml", plan["text"], self._put("issue.yaml", draft["text"], f'"{plan["tag"]}"'))


class Memory:
    """What the desk's processes take of memory, in MB: in *all*, and *largest*: the one that lays out."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self.largest: list[float] = []
        self._begin, self._minutes, self._told = time.monotonic(), 0, 0

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._begin

    def look(self, steps: Counter[str]) -> None:
        """Note how much it is, if it is time to; each minute, tell the median of what was seen in it."""
        if self.spent < len(self.all) * _BETWEEN_LOOKS:
            return
        sizes = [size / 1e6 for size in list_memory(os.getpid())]
        self.all.append(sum(sizes))
        self.largest.append(max(sizes, default=0.0))
        if self.spent >= (self._minutes + 1) * _MINUTE:
            own = slice(self._told, None)
            told = [round(statistics.median(each[own])) for each in (self.all, self.largest)]
            self._minutes, self._told = int(self.spent / _MINUTE), len(self.all)
            print(
                f"{self._minutes:4} min: {told[0]} MB, of these {told[1]} where it is laid out; steps: {steps.total()}"
            )

    def judge(self) -> Iterator[str]:
        """What is not flat."""
        for name, sizes in (("all processes", self.all), ("laying out", self.largest)):
            growth = find_growth(sizes)
            is_flat = growth is not None and abs(growth) <= _GROWTH
            told = "too short to tell" if growth is None else f"{growth:+.1%} from the middle to the last third"
            print(f"memory, {name}: {'flat' if is_flat else 'NOT FLAT'} ({told}; most {max(sizes):.0f} MB)")
            if not is_flat:
                yield f"memory is not flat, {name}: {told}"


def find_growth(sizes: Sequence[float]) -> float | None:
    """By which share the median of the last third of *sizes* is above that of the middle third; None for few."""
    third = len(sizes) // 3
    if third < 2:
        return None
    return statistics.median(sizes[-third:]) / statistics.median(sizes[third : 2 * third]) - 1


def _if_match(tag: str) -> dict[str, str]:
    return {"If-Match": tag}


def main() -> None:
    """Edit, compare, tell; the exit code is 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk_random", description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="how long (30)")
    parser.add_argument("--seed", type=int, default=1, help="of the steps (1)")
    parser.add_argument("--issue", default=ISSUE, help=f"publication/year/number ({ISSUE})")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        workspace = Path(name, "workspace")
        shutil.copytree(ROOT / "issues", workspace / "issues")
        faults = list(_edit(workspace, options.issue, options.minutes * 60, random.Random(options.seed)))
    print("\n".join(faults) or "all is as it should be")
    sys.exit(bool(faults))


def _edit(workspace: Path, issue: str, seconds: float, luck: random.Random) -> Iterator[str]:
    """Edit for some *seconds*; what is not as it should be."""
    with desk_process(workspace) as address:
        visitor = Visitor(address, issue)
        threading.Thread(target=visitor.listen, daemon=True).start()
        visitor.wait(lambda: bool(visitor.state.get("finished")))
        editing, memory = Editing(visitor, luck), Memory()
        while memory.spent < seconds:
            memory.look(editing.done)
            editing.step()
        print(f"steps: {dict(editing.done)}")
        if not visitor.state["stands"]:
            editing.mend()
        time.sleep(_REST)
        visitor.send("/make/reading")
        visitor.wait(lambda: bool(visitor.making.get("outcome")))
        print(
            f"answers: {dict(visitor.answers)}; {len(visitor.state['pages'])} pages, made: {visitor.making['outcome']}"
        )
    yield from visitor.faults
    yield from memory.judge()
    if visitor.making["outcome"] != "done":
        yield f"not made: {visitor.making['problems']}"
        return
    made, fresh = (_digest(workspace / folder, issue) for folder in ("out", _build_fresh(workspace, issue)))
    print(f"the desk's edition {made[:16]}, a fresh build {fresh[:16]}")
    if made != fresh:
        yield "the edition of the desk is not that of a fresh build"


def _build_fresh(workspace: Path, issue: str) -> str:
    """Build the folder with nothing kept; the name of the folder that it goes to."""
    name = "fresh"
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "build",
        str(workspace / "issues" / issue),
        "--out",
        str(workspace / name),
    ]
    environment = os.environ | {"XDG_CACHE_HOME": str(workspace / "no-cache")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return name


def _digest(out: Path, issue: str) -> str:
    return hashlib.sha256((out / issue / f"{issue.replace('/', '-')}.pdf").read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
