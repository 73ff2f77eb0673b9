"""Pictures with few pixels at their size in print are told after the build, with file and line."""

from pathlib import Path

from PIL import Image

from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace, replace_in

HINT = "Below 150 its pixels are seen, and printers want 300: use a larger one, or show it smaller."


def test_coarse_pictures_are_told(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    file = workspace / ISSUE / "issue.yaml"
    replace_in(file, "images/cover.svg", "images/front.png")
    with file.open("a", encoding="utf-8") as opened:
        opened.write("pages:\n  - {at: back, picture: images/back.png, alt: 封底}\n")
    for name in ("front", "back"):
        Image.new("RGB", (150, 200)).save(workspace / ISSUE / f"images/{name}.png")
    for name, width in (("few", 400), ("many", 1200)):
        Image.linear_gradient("L").resize((width, width)).convert("RGB").save(workspace / ISSUE / f"images/{name}.jpg")
    article = workspace / ISSUE / "articles/duanxin.md"
    pictures = ("many.jpg)", "few.jpg){width=80%}", "few.jpg){width=20%}")
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 800 80' font-size='{}'><text y='40'>甲</text></svg>"
    for name, size in (("small", 11), ("large", 13)):
        (workspace / ISSUE / f"images/{name}.svg").write_text(drawing.format(size), encoding="utf-8")
    pictures += ("small.svg)", "large.svg)")
    body = "\n\n".join(f"![甲](../images/{each}" for each in pictures)
    article.write_text(f"---\ntitle: 试排\n---\n\n{body}", encoding="utf-8")
    issue = new_builder().build(workspace / ISSUE, lambda stage: None)
    assert not any("many.jpg" in note for note in map(str, issue.notes))
    (told,) = [note for note in map(str, issue.notes) if "few.jpg" in note]
    # of the 400 pt of the type area four fifths, 320 pt: 400 pixels in 4.44 inches
    (folio,) = (entry.folio for entry in issue.entries if entry.slug == "duanxin")
    place = f"{article}:7: The picture few.jpg has 90 pixels per inch as printed on folio {folio + 1}. "  # next page
    assert told == place + HINT
    assert not any("large.svg" in note for note in map(str, issue.notes))
    (told,) = [note for note in map(str, issue.notes) if "small.svg" in note]
    assert told.startswith(f"{article}:11: The smallest words in the drawing small.svg are printed in 5.5 pt on folio ")
    lines = [file.read_text(encoding="utf-8").splitlines().index(row) + 1 for row in ("cover:", "pages:")]
    for name, line, label in (("front", lines[0], "folio 1"), ("back", lines[1] + 1, "封底")):
        (told,) = [note for note in map(str, issue.notes) if f"{name}.png" in note]
        # the back is 205 × 280 mm with what runs over: 150 pixels in 8.1 inches, or 200 in 11.0
        assert told.startswith(f"{file}:{line}: The picture {name}.png has ")
        assert f" pixels per inch as printed on {label}. " in told
