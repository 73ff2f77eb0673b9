"""layouts/press/*.yaml: what is read from it, and what its maker is told."""

import os
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from pipeline.bounded_files import BoundedFolder, GivenFile
from pipeline.errors import ContentError, UsageError
from pipeline.press.printer import MARKS, PrinterFile, find_printer, profile_fault, read_printer
from pipeline.press.separation.inks import PROCESS_INKS
from pipeline.resources import find_shipped
from pipeline.units import mm
from tests.workspaces import problem_lines, replace_in

SHIPPED = find_shipped("layouts")
NAMES = sorted(path.stem for path in (SHIPPED / "press").glob("*.yaml"))
ICC = "ISOcoated_v2_300_bas.icc"
UNFIT = "has a value that does not fit. See docs/press.md."
UNKNOWN = "has a value that does not fit. Use one of:"
WHICH = "Take the ICC profile that the printer names, or one of the condition that he prints in."


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """The workspace's own folder of layouts with a copy of fogra39, to be spoilt."""
    shutil.copytree(SHIPPED / "press", tmp_path / "layouts/press")
    (tmp_path / "layouts/press/two-colour.yaml").unlink()
    return tmp_path / "layouts"


def told(layouts: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        find_printer("fogra39", [BoundedFolder(layouts, layouts.parent), BoundedFolder.of(SHIPPED)])
    return problem_lines(caught.value, layouts / "press")


def test_the_printers_that_are_shipped() -> None:
    assert NAMES == ["fogra39", "two-colour"]


def test_fogra39() -> None:
    printer = find_printer("fogra39", [BoundedFolder.of(SHIPPED)])
    assert (printer.id, printer.path, printer.standard) == ("fogra39", SHIPPED / "press/fogra39.yaml", "PDF/X-4")
    assert (printer.output_condition, printer.registry) == ("FOGRA39", "http://www.color.org")
    assert [round(mm(each), 6) for each in (printer.bleed, printer.safe_zone, printer.slug)] == [3, 3, 12]
    assert (printer.inks, printer.spots, printer.marks) == (PROCESS_INKS, None, frozenset(MARKS))
    assert (printer.ink_limit, printer.page_multiple, printer.minimum_resolution) == (300, 4, 300)
    assert printer.profile == (SHIPPED / "press" / ICC).read_bytes()
    assert "profile" not in repr(printer)


def test_two_colours_are_black_and_any_spot_ink() -> None:
    printer = find_printer("two-colour", [BoundedFolder.of(SHIPPED)])
    assert (printer.inks, printer.spots) == (("black",), None)


def test_the_first_folder_goes_before_the_others(layouts: Path) -> None:
    replace_in(layouts / "press/fogra39.yaml", "bleed: 3mm", "bleed: 5mm")
    assert (
        round(mm(find_printer("fogra39", [BoundedFolder(layouts, layouts.parent), BoundedFolder.of(SHIPPED)]).bleed), 6)
        == 5
    )
    assert (
        round(mm(find_printer("fogra39", [BoundedFolder.of(SHIPPED), BoundedFolder(layouts, layouts.parent)]).bleed), 6)
        == 3
    )
    assert find_printer(
        "two-colour", [BoundedFolder(layouts, layouts.parent), BoundedFolder.of(SHIPPED)]
    ).path.is_relative_to(SHIPPED)


def test_only_what_has_no_usual_answer_must_be_told(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"name: 自家\nicc: {SHIPPED / 'press' / ICC}\noutput_condition: FOGRA39\nink_limit: 280\n")
    own, usual = (
        find_printer(str(path), [BoundedFolder.of(SHIPPED)]),
        find_printer("fogra39", [BoundedFolder.of(SHIPPED)]),
    )
    told_apart = {"id", "path", "files", "name", "condition", "ink_limit"}
    differing = {each.name for each in fields(own) if getattr(own, each.name) != getattr(usual, each.name)}
    assert differing == told_apart


def test_there_is_no_such_printer(layouts: Path) -> None:
    there_are = "There are: fogra39, two-colour. Or name a file that ends in .yaml."
    for name in ("fogra93", "", ".", "..", "../press/fogra39", "\0", "x" * 5000, "none.yaml", "\0.yaml"):
        message = f"There is no printer “{name}”. {there_are}"
        with pytest.raises(UsageError) as caught:
            find_printer(name, [BoundedFolder(layouts, layouts.parent), BoundedFolder.of(SHIPPED)])
        assert str(caught.value) == message
        with pytest.raises(ContentError) as named:
            find_printer(
                name, [BoundedFolder(layouts, layouts.parent), BoundedFolder.of(SHIPPED)], (Path("publication.yaml"), 4)
            )
        assert str(named.value) == f"publication.yaml:4: {message}"


def test_content_names_a_file_of_the_workspace_only(layouts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    publication = layouts.parent / "issues/x/publication.yaml"
    publication.parent.mkdir(parents=True)
    found = find_printer(
        "../../layouts/press/fogra39.yaml",
        [BoundedFolder(layouts, layouts.parent), BoundedFolder.of(SHIPPED)],
        (publication, 1),
    )
    assert found.id == "fogra39"
    outside = tmp_path_factory.mktemp("outside") / "own.yaml"
    shutil.copy(SHIPPED / "press" / ICC, outside.parent)
    shutil.copy(SHIPPED / "press/fogra39.yaml", outside)
    assert find_printer(str(outside), [BoundedFolder(layouts, layouts.parent)]).id == "own"
    (publication.parent / "link.yaml").symlink_to(outside)
    for name in (str(outside), "link.yaml", os.path.relpath(outside, publication.parent)):
        with pytest.raises(ContentError, match=r"There is no printer"):
            find_printer(name, [BoundedFolder(layouts, layouts.parent)], (publication, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: 胶印铜版纸（FOGRA39）", "", "fogra39.yaml:1: The key “name” is missing."),
        ("standard: PDF/X-4", "standard: PDF/X-5", f"fogra39.yaml:3: “standard” {UNKNOWN} PDF/X-4, PDF/X-1a."),
        ("bleed: 3mm", "bleed: 3", "fogra39.yaml:9: “bleed” must be text (put quotes around it)."),
        ("bleed: 3mm", "bleed: 3in", f"fogra39.yaml:9: “bleed” {UNFIT}"),
        ("slug: 12mm", "slug: 2m", f"fogra39.yaml:11: “slug” {UNFIT}"),
        ("slug: 12mm", "slug: 201mm", f"fogra39.yaml:11: “slug” {UNFIT}"),
        ("ink_limit: 300", "ink_limit: 401", "fogra39.yaml:8: “ink_limit” must be at most 400.0."),
        ("ink_limit: 300", "ink_limit: .nan", f"fogra39.yaml:8: “ink_limit” {UNFIT}"),
        (
            "[crop, registration",
            "[crop, folds",
            f"fogra39.yaml:12: “marks” {UNKNOWN} crop, registration",
        ),
        ("[crop, registration", "[crop, crop", f"fogra39.yaml:12: “marks” {UNFIT}"),
        ("[cyan, magenta, yellow, black]", "[]", "fogra39.yaml:13: “inks” is empty. Fill it in or remove it."),
        ("[cyan, magenta, yellow, black]", "[black, black]", f"fogra39.yaml:13: “inks” {UNFIT}"),
        (
            "[cyan, magenta, yellow, black]",
            "[black, red]",
            f"fogra39.yaml:13: “inks” {UNKNOWN} cyan, magenta, yellow, black.",
        ),
        ("page_multiple: 4", "page_multiple: 4\nspots: [All]", f"fogra39.yaml:15: “spots” {UNFIT}"),
        ("page_multiple: 4", "page_multiple: 4\nspots: [Cyan]", f"fogra39.yaml:15: “spots” {UNFIT}"),
        (
            "page_multiple: 4",
            "page_multiple: 4\nspots: [' ']",
            "fogra39.yaml:15: “spots” is empty. Fill it in or remove it.",
        ),
        ("page_multiple: 4", "page_multiple: 4\npaper: 80 g", "fogra39.yaml:15: Unknown key “paper”. Known keys: "),
        (
            "slug: 12mm",
            "slug: 5mm",
            "fogra39.yaml:11: The slug of 5mm leaves no room beyond the bleed of 3mm. It is measured from the trim",
        ),
        (
            ICC,
            "none.icc",
            f"fogra39.yaml:4: The profile none.icc cannot be read: No such file or directory. {WHICH}",
        ),
        ("icc: " + ICC, "icc: .", f"fogra39.yaml:4: .: This is no plain file. {WHICH}"),
        (
            "icc: " + ICC,
            'icc: "a\\0b"',
            "fogra39.yaml:4: A control character U+0000 stands here. Delete it.",
        ),
        (
            ICC,
            "ISOcoated_v2_300_bas.LICENSE.txt",
            f"fogra39.yaml:4: This is no ICC profile, or a part of one. {WHICH}",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(layouts: Path, old: str, new: str, message: str) -> None:
    replace_in(layouts / "press/fogra39.yaml", old, new)
    [line] = told(layouts)
    assert line.startswith(message)


def test_a_slug_without_marks_need_only_hold_the_bleed(layouts: Path) -> None:
    path = layouts / "press/fogra39.yaml"
    replace_in(path, "slug: 12mm", "slug: 3mm")
    replace_in(path, "marks: [crop, registration, colour_bar, slug]", "marks: []")
    assert find_printer("fogra39", [BoundedFolder(layouts, layouts.parent)]).marks == frozenset()
    replace_in(path, "slug: 3mm", "slug: 2mm")
    assert "leaves no room" in told(layouts)[0]


def test_all_problems_are_told_together(layouts: Path) -> None:
    replace_in(layouts / "press/fogra39.yaml", "slug: 12mm", "slug: 4mm")
    replace_in(layouts / "press/fogra39.yaml", ICC, "none.icc")
    assert [line.split(":")[1] for line in told(layouts)] == ["11", "4"]


def test_a_file_that_is_no_text_or_too_long(layouts: Path) -> None:
    path = layouts / "press/fogra39.yaml"
    path.write_bytes(b"name: \xff")
    assert told(layouts) == ["fogra39.yaml:1: The file is not UTF-8. Save it again as UTF-8."]
    path.write_text("#" * 300_000)
    assert told(layouts) == ["fogra39.yaml:1: The YAML is longer than 200000 characters."]


# Profiles


def spoilt(offset: int, data: bytes) -> bytes:
    profile = (SHIPPED / "press" / ICC).read_bytes()
    return profile[:offset] + data + profile[offset + len(data) :]


NO_PRESS = "This profile is not that of a press: it must be an output profile for CMYK."
NO_PROFILE = "This is no ICC profile, or a part of one."
DAMAGED = "This profile is damaged: no colours can be converted with it."


@pytest.mark.parametrize(
    ("profile", "fault"),
    [
        (spoilt(0, b""), ""),
        (b"", NO_PROFILE),
        (spoilt(36, b"ACSP"), NO_PROFILE),
        (spoilt(0, b"")[:100_000], NO_PROFILE),
        (spoilt(12, b"scnr"), NO_PRESS),
        (spoilt(16, b"RGB "), NO_PRESS),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), NO_PRESS),
        (spoilt(8, b"\5"), "This profile is of ICC version 5; PDF/X-4 knows profiles up to version 4."),
        (spoilt(128, b"\xff\xff\xff\xff"), DAMAGED),
        (spoilt(128, bytes(200)), DAMAGED),
    ],
)
def test_faults_of_profiles(profile: bytes, fault: str) -> None:
    assert profile_fault(profile) == fault


def test_pdf_1_4_knows_no_profile_of_version_4(layouts: Path) -> None:
    (layouts / "press" / ICC).write_bytes(spoilt(8, b"\4"))
    assert find_printer("fogra39", [BoundedFolder(layouts, layouts.parent)]).profile[8] == 4
    replace_in(layouts / "press/fogra39.yaml", "PDF/X-4", "PDF/X-1a")
    message = "This profile is of ICC version 4; PDF/X-1a knows profiles up to version 2."
    assert told(layouts) == [f"fogra39.yaml:4: {message} {WHICH}"]


def test_a_profile_that_fills_memory_is_not_read(layouts: Path) -> None:
    with (layouts / "press/endless.icc").open("wb") as file:
        file.truncate(1 << 40)
    replace_in(layouts / "press/fogra39.yaml", ICC, "endless.icc")
    assert told(layouts) == [f"fogra39.yaml:4: endless.icc: The file is larger than 32 MB. {WHICH}"]


def test_a_pipe_is_not_waited_for(layouts: Path) -> None:
    os.mkfifo(layouts / "press/pipe.icc")
    replace_in(layouts / "press/fogra39.yaml", ICC, "pipe.icc")
    assert told(layouts) == [f"fogra39.yaml:4: pipe.icc: This is no plain file. {WHICH}"]


@given(st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_a_broken_profile_is_told_or_works(changes: list[tuple[int, bytes]]) -> None:
    profile = bytearray(spoilt(0, b""))
    for offset, data in changes:
        profile[offset : offset + len(data)] = data
    assert profile_fault(bytes(profile)) in {"", NO_PROFILE, NO_PRESS, DAMAGED} | {
        f"This profile is of ICC version {version}; PDF/X-4 knows profiles up to version 4." for version in range(256)
    }


def test_every_key_stands_in_the_file_that_is_shipped() -> None:
    text = (SHIPPED / "press/fogra39.yaml").read_text(encoding="utf-8")
    assert {key for key in PrinterFile.model_fields if f"\n{key}: " not in text} == {"spots"}
    assert read_printer(GivenFile(SHIPPED / "press/fogra39.yaml")).id == "fogra39"
