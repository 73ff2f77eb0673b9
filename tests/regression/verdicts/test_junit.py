"""JUnit XML: counts are right, what is let pass fails nothing, and whatever stands in a file is well-formed XML."""

from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.findings import KINDS, Comparison, Finding
from pipeline.regression.verdicts.junit import as_junit
from pipeline.regression.verdicts.verdict import Policy, Verdict, judge
from pipeline.regression.verdicts.verdict_words import Case

FONT = Finding(
    id="00000001",
    kind="style.font",
    sentence="Another face.",
    consequence="3 lines move, on pages 2.",
    pages_before=(1,),
    pages_after=(1,),
    marks_before=(),
    marks_after=(),
)
FONT_TOO = Finding(
    id="00000002",
    kind="style.font",
    sentence="A third face.",
    consequence="",
    pages_before=(4,),
    pages_after=(5,),
    marks_before=(),
    marks_after=(),
)
STRICT = Policy()
IMAGE = Finding(
    id="00000003",
    kind="images.changed",
    sentence="An image went.",
    consequence="",
    pages_before=(0,),
    pages_after=(),
    marks_before=(),
    marks_after=(),
)


def verdict(*findings: Finding, policy: Policy = STRICT) -> Verdict:
    return judge(Comparison(findings, ()), policy)


def parsed(*cases: Case) -> Element:
    return fromstring(as_junit(cases))


def counts(element: Element) -> dict[str, str | None]:
    return {name: element.get(name) for name in ("tests", "failures", "errors")}


def case_of(root: Element, kind: str) -> Element:
    (found,) = root.iterfind(f".//testcase[@name='{kind}']")
    return found


def test_no_case_is_an_empty_file() -> None:
    root = parsed()
    assert root.tag == "testsuites"
    assert counts(root) == {"tests": "0", "failures": "0", "errors": "0"}
    assert len(root) == 0


def test_what_is_the_same_has_a_case_for_each_kind_and_none_fails() -> None:
    root = parsed(Case(name="hao-2024-01", verdict=verdict()))
    names = [each.get("name") for each in root.iterfind(".//testcase")]
    assert names == ["compared", *KINDS]
    assert {each.get("classname") for each in root.iterfind(".//testcase")} == {"kanben.proof.hao-2024-01"}
    assert counts(root) == {"tests": str(len(names)), "failures": "0", "errors": "0"}
    assert root.find(".//failure") is None


def test_findings_of_a_kind_are_one_failure_that_names_them_all() -> None:
    root = parsed(Case(name="one", verdict=verdict(FONT, FONT_TOO, IMAGE)), Case(name="other", verdict=verdict()))
    one, other = root
    assert counts(one)["failures"] == "2"
    assert counts(other)["failures"] == "0"
    assert counts(root) == {"tests": str(2 * (len(KINDS) + 1)), "failures": "2", "errors": "0"}
    failure = case_of(one, "style.font").find("failure")
    assert failure is not None
    assert failure.get("message") == "Another face."
    assert failure.get("type") == "style.font"
    assert failure.text == "2: Another face. 3 lines move, on pages 2.\n5 → 6: A third face."
    assert len(one.findall(".//failure")) == 2


def test_the_numbers_are_those_of_the_elements() -> None:
    root = parsed(
        Case(name="one", verdict=verdict(FONT, IMAGE)),
        Case(name="two", verdict=verdict(), problem="It could not be made."),
    )
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("errors") == str(len(suite.findall("testcase/error")))


def test_what_is_let_pass_is_told_and_fails_nothing() -> None:
    policy = Policy(frozenset({"style.font"}), {"00000003": "Accepted by 王: Meant."})
    root = parsed(Case(name="one", verdict=verdict(FONT, IMAGE, policy=policy)))
    assert counts(root)["failures"] == "0"
    assert root.find(".//failure") is None
    told = case_of(root, "images.changed").find("system-out")
    assert told is not None
    assert told.text == "An image went. Accepted by 王: Meant."


def test_of_one_kind_what_fails_and_what_passes_are_told_apart() -> None:
    root = parsed(
        Case(
            name="one", verdict=verdict(FONT, FONT_TOO, policy=Policy(accepted={"00000002": "Accepted by 王: Meant."}))
        )
    )
    case = case_of(root, "style.font")
    assert [each.tag for each in case] == ["failure", "system-out"]
    assert case[0].text == "2: Another face. 3 lines move, on pages 2."
    assert case[1].text == "A third face. Accepted by 王: Meant."
    assert counts(root)["failures"] == "1"


def test_what_could_not_be_compared_is_an_error_and_no_failure() -> None:
    root = parsed(Case(name="one", verdict=verdict(), problem="It could not be made.\nissue.yaml:3: “year” is empty."))
    assert counts(root) == {"tests": str(len(KINDS) + 1), "failures": "0", "errors": "1"}
    error = case_of(root, "compared").find("error")
    assert error is not None
    assert error.text == "It could not be made.\nissue.yaml:3: “year” is empty."


@given(st.text(st.characters(), max_size=30))
def test_whatever_stands_in_a_file_is_well_formed(text: str) -> None:
    finding = Finding(
        id="00000004",
        kind="text.changed",
        sentence=text,
        consequence=text,
        pages_before=(0,),
        pages_after=(0,),
        marks_before=(),
        marks_after=(),
    )
    accepted = Policy(accepted={"00000004": text})
    cases = (
        Case(name=text, verdict=verdict(finding)),
        Case(name=text, verdict=verdict(finding, policy=accepted)),
        Case(name="", verdict=verdict(), report="", problem=text),
    )
    assert len(parsed(*cases)) == 3


def test_characters_that_xml_cannot_have_are_seen_as_such() -> None:
    finding = Finding(
        id="00000004",
        kind="text.changed",
        sentence="a\x00b\x1bc\ud800d<&\ufffee",
        consequence="",
        pages_before=(0,),
        pages_after=(0,),
        marks_before=(),
        marks_after=(),
    )
    failure = parsed(Case(name="one", verdict=verdict(finding))).find(".//failure")
    assert failure is not None
    assert failure.get("message") == "a\ufffdb\ufffdc\ufffdd<&\ufffde"
