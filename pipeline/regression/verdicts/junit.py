"""Verdicts as JUnit XML, as build servers read it: a suite for each file, a case for each kind of change. Pure."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from pipeline.regression.findings import KINDS
from pipeline.regression.verdicts.verdict_words import Case, in_a_row, pages_of, words_of

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def as_junit(cases: Sequence[Case]) -> bytes:
    """The XML of *cases*. What is let pass is told in the output of its kind, and fails nothing."""
    root = Element("testsuites", name="kanben proof")
    for case in cases:
        _add_suite(root, case)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _add_suite(root: Element, case: Case) -> None:
    failures = {each.finding.kind for each in case.verdict.judged if each.standing == "fails"}
    counts = {"tests": len(KINDS) + 1, "failures": len(failures), "errors": int(bool(case.problem))}
    suite = SubElement(
        root, "testsuite", {key: str(each) for key, each in counts.items()}, name=_drop_controls(case.name)
    )
    compared = _case(suite, case, "compared")
    if case.problem:
        SubElement(compared, "error", message=_drop_controls(case.problem)).text = _drop_controls(case.problem)
    for kind in KINDS:
        element = _case(suite, case, kind)
        rows = [each for each in case.verdict.judged if each.finding.kind == kind]
        failed = [each for each in rows if each.standing == "fails"]
        if failed:
            message = failed[0].finding.sentence
            failure = SubElement(element, "failure", message=_drop_controls(message), type=kind)
            failure.text = _drop_controls(
                "\n".join(f"{pages_of(each.finding)}: {in_a_row(words_of(each))}" for each in failed)
            )
        if len(failed) < len(rows):
            passed = [each for each in rows if each.standing != "fails"]
            SubElement(element, "system-out").text = _drop_controls(
                "\n".join(in_a_row(words_of(each)) for each in passed)
            )


def _case(suite: Element, case: Case, name: str) -> Element:
    return SubElement(suite, "testcase", classname=_drop_controls(f"kanben.proof.{case.name}"), name=name)


def _drop_controls(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
