"""Pictures with few pixels at their size in print are told after the build, with file and line."""

from pathlib import Path

from PIL import Image

from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace

HINT = "Below 150 its pixels are seen, and printers want 300: use a larger one, or show it smaller."


def test_coarse_pictures_are_told(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    for name, width in (("few", 400), ("many", 1200)):
        Image.linear_gradient("L").resize((width, width)).convert("RGB").save(workspace / ISSUE / f"images/{name}.jpg")
    article = workspace / ISSUE / "articles/duanxin.md"
    pictures = ("many.jpg)", "few.jpg){width=80%}", "few.jpg){width=20%}")
    body = "\n\n".join(f"![甲](../images/{each}" for each in pictures)
    article.write_text(f"---\ntitle: 试排\n---\n\n{body}", encoding="utf-8")
    issue = new_builder().build(workspace / ISSUE, lambda stage: None)
    assert not any("many.jpg" in note for note in issue.notes)
    (told,) = [note for note in issue.notes if "few.jpg" in note]
    # of the 400 pt of the type area four fifths, 320 pt: 400 pixels in 4.44 inches
    place = f"{article}:7: The picture few.jpg has 90 pixels per inch as printed on folio "
    assert told.startswith(place)
    assert told.endswith(HINT)
