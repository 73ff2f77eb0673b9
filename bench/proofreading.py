"""Rules of proofreading beside those of others: ``python -m bench.proofreading FOLDER``.

FOLDER has the others: ``npm i zhlint @lint-md/core textlint textlint-rule-preset-ja-technical-writing``, a
``.textlintrc.json`` with that preset, and a virtual environment ``v`` with autocorrect-py. The sentences are those of
``tests/check/sentences``; a fault is found where anything is told or changed at its place, a clean one is disturbed
where anything is told or changed at all. The table goes into docs/check.md.
"""

import difflib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.check.rule_table import DOCUMENT
from tests.check.scoring import CLEAN, Sentence, find, read_sentences

_BEGIN, _END = "<!-- peers: made by python -m bench.proofreading -->", "<!-- end of peers -->"
_HALVES = ("seen", "kept", "tenth")
_AUTOCORRECT = """
import json, sys, autocorrect_py
print(json.dumps([autocorrect_py.format_for(text, "text") for text in json.load(sys.stdin)]))
"""
Ranges = Sequence[tuple[int, int]]


def main(folder: Path) -> None:
    halves = {half: read_sentences(half) for half in _HALVES}
    sentences = [each for half in _HALVES for each in halves[half]]
    texts = [each.text for each in sentences]
    found: dict[str, list[Ranges]] = {"kanben check": [_own(text) for text in texts]}
    found["AutoCorrect"] = _autocorrect(folder, texts)
    found |= _in_node(folder, texts)
    heads = (f"{told} in `{half}.tsv`" for told in ("found", "disturbed") for half in _HALVES)
    rows = ["| | " + " | ".join(heads) + " |", "|---|" + "--:|" * 2 * len(_HALVES)]
    for name, ranges in found.items():
        cells, start = {}, 0
        for half in _HALVES:
            own = ranges[start : start + len(halves[half])]
            cells[half] = _count(halves[half], own)
            start += len(own)
        told = (cells[half][place] for place in (0, 1) for half in _HALVES)
        rows.append(f"| {name} | " + " | ".join(told) + " |")
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    made = f"{before}{_BEGIN}\n\n" + "\n".join(rows) + f"\n\n{_END}{rest.partition(_END)[2]}"
    DOCUMENT.write_text(made, encoding="utf-8")


def _own(text: str) -> Ranges:
    return [(each.column - 1, each.column - 1 + len(each.words)) for each in find(text)]


def _autocorrect(folder: Path, texts: list[str]) -> list[Ranges]:
    done = subprocess.run(
        [folder / "v/bin/python", "-c", _AUTOCORRECT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return [_changes(text, new) for text, new in zip(texts, json.loads(done.stdout), strict=True)]


def _changes(text: str, new: str) -> Ranges:
    codes = difflib.SequenceMatcher(None, text, new, autojunk=False).get_opcodes()
    return [(start, end) for kind, start, end, _from, _to in codes if kind != "equal"]


def _in_node(folder: Path, texts: list[str]) -> dict[str, list[Ranges]]:
    script = Path(__file__).with_suffix(".js")
    done = subprocess.run(
        ["node", script, folder.resolve()], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def _count(sentences: list[Sentence], found: list[Ranges]) -> tuple[str, str]:
    """How many faults are found, of how many; how many clean sentences are disturbed, of how many."""
    pairs = list(zip(sentences, found, strict=True))
    faults = [(each, ranges) for each, ranges in pairs if each.kind != CLEAN]
    clean = [ranges for each, ranges in pairs if each.kind == CLEAN]
    met = sum(any(_touches(span, each) for span in ranges) for each, ranges in faults)
    return f"{met} of {len(faults)}", f"{sum(map(bool, clean))} of {len(clean)}"


def _touches(span: tuple[int, int], sentence: Sentence) -> bool:
    return any(span[0] < right + 1 and max(span[1], span[0] + 1) > left - 1 for left, right in sentence.faults)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
