"""Pictures of an article as figures, alone and in groups, with their captions."""

import re
from collections.abc import Callable, Iterator

from pipeline.i18n import _
from pipeline.manuscript.word.caption_lines import without_arrow
from pipeline.manuscript.word.draft import Figures, Gallery, Text
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.inline_text import clean
from pipeline.manuscript.word.manuscript import PictureCall, Place
from pipeline.manuscript.word.picture_files import PictureFiles

MARK = re.compile(r"\*\*|\[\^|\]\(|<(?=[A-Za-z/!?])|[`$~^{}]|\\")
"""What a caption can't hold (`head_marks`)."""
_A_PICTURE = "图片"  # a word of the article, whoever imports it


class FigureWriter:
    """Writes figures from *pictures*; *write_text* writes captions that can't stand in a mark."""

    def __init__(
        self,
        pictures: PictureFiles,
        write_text: Callable[[Text], Iterator[str]],
        tell: Callable[[str, Place], None],
        replaced: list[str],
    ) -> None:
        self._pictures, self._write_text, self._tell, self._replaced = pictures, write_text, tell, replaced

    def write_group(self, block: Figures) -> Iterator[str]:
        caption = self._caption_in(block.caption)
        words = caption or (clean(block.caption.text) if block.caption is not None else "")
        written = [each for picture in block.pictures if (each := self._picture(picture, block.place, words))]
        if len(written) == 1:
            yield _close(written[0], caption)
        elif written:
            group = " ".join(_close(each, "") for each in written)
            yield "\n\n".join([f"::: figures {caption}".rstrip(), group, ":::"])
        if block.caption is not None and (not caption or not written):
            yield from self._write_text(Text(block.caption, "centered"))

    def write_gallery(self, block: Gallery) -> Iterator[str]:
        written: list[str] = []
        beside: list[Facts] = []  # captions that stand as text
        for picture, facts in block.pictures:
            begun = self._picture(picture, block.place, clean(facts.text) if facts is not None else "")
            caption = self._caption_in(facts)
            written += [_close(begun, caption)] if begun else []
            beside += [facts] if facts is not None and not (caption and begun) else []
        common = self._caption_in(block.caption)
        if len(written) > 1:
            yield "\n\n".join([f"::: figures {common}".rstrip(), *written, ":::"])
        yield from written if len(written) == 1 else ()
        if block.caption is not None and (not common or len(written) < 2):
            beside.append(block.caption)
        for facts in beside:
            yield from self._write_text(Text(facts, "centered"))

    def _caption_in(self, facts: Facts | None) -> str:
        """The caption that *facts* make, without an arrow to its picture; empty where there is none, or one that can't
        stand in a mark."""
        if facts is None:
            return ""
        plain, arrow = without_arrow(facts)
        text = clean(plain.text)
        if MARK.search(text) or "\n" in text:
            return ""
        self._replaced.append(arrow)
        return text

    def _picture(self, picture: PictureCall, place: Place, caption: str) -> str:
        """The beginning of a picture's mark, up to the name of its file; empty where there is no picture."""
        name = self._pictures.name_of(picture, place)
        if not name:
            return ""
        alt = re.sub(r"[\[\]\\`［］【】]", "", picture.alt or caption)
        if not picture.alt:
            message = _("This picture has no description: say in ![ ] of {name} what it shows.")
            self._tell(message.format(name=name), place)
        return f"![{clean(alt).strip() or _A_PICTURE}](../images/{name}"


def _close(begun: str, caption: str) -> str:
    """The mark of a picture that is *begun*, with its *caption*."""
    title = caption.replace('"', '\\"')
    return f'{begun} "{title}")' if title else f"{begun})"
