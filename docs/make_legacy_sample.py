"""Makes the legacy PDF of the sample volume of 2022 from docs/legacy_sample.txt: a bulletin as an office program of the
time would have exported it, with classic cross-reference table, no tags and no page labels.

Run from the repository's folder: ``.venv/bin/python docs/make_legacy_sample.py``. The same bytes every time. It is
written object by object and shares no code with the package, so that what binds volumes is tried on foreign work.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.legacy_pdf import Face, File, add_font, words  # noqa: E402 (the folder of the repository must be known first)

TEXT = ROOT / "docs" / "legacy_sample.txt"
PDF = ROOT / "issues/gongyun/2022/legacy/gongyun-2022-06.pdf"
FACES = {"F1": "KanbenSong-Regular.otf", "F2": "KanbenHei-Bold.otf"}
SONG, HEI = FACES

NAME = "中国国防邮电工运"
ISSUE = "2022年第6期"
DATED = "2022年12月9日（总第227期）"
PUBLISHER = "中国国防邮电工会全国委员会　主办"
NOTE = "排印样本，文字为另行撰写，单位、人物和数字均为虚构。"
DATE = "D:20221209090000+08'00'"

# pt, origin at the bottom left as PDF has it
WIDTH, HEIGHT = 521.57, 737.01  # 184 × 260 mm, the 16开 of office programs
LEFT, MEASURE = 71.79, 378.0  # 27 characters of 14 pt
SIZE, PITCH, TOP = 14.0, 25.0, 640.0  # of the text; base line of the first line
LINES = 23
NEVER_FIRST = "，。、；：！？”’）》】"
NEVER_LAST = "“‘（《【"


@dataclass
class Article:
    """An article of the text file. *paragraphs* are (text, is a heading); *anchor* names a destination, or is empty."""

    title: str
    section: str = ""
    byline: str = ""
    anchor: str = ""
    paragraphs: list[tuple[str, bool]] = field(default_factory=list)
    page: int = 0  # 1-based, known when it is set


@dataclass(frozen=True)
class Line:
    """One line. *y* is its base line; *gap* goes after every character; *target* makes it a link to a destination."""

    text: str
    x: float
    y: float
    face: str = SONG
    size: float = SIZE
    gap: float = 0.0
    target: str = ""


def read_articles(text: str) -> list[Article]:
    """``# title``, ``@ section``, ``% byline``, ``> anchor``, ``## heading``; all other lines are paragraphs.

    ``{words>anchor}`` in the last line of a paragraph links to the article with that anchor.
    """
    articles: list[Article] = []
    for line in text.splitlines():
        mark, _space, rest = line.partition(" ")
        match mark:
            case "#":
                articles.append(Article(rest))
            case "@":
                articles[-1].section = rest
            case "%":
                articles[-1].byline = rest
            case ">":
                articles[-1].anchor = rest
            case "##":
                articles[-1].paragraphs.append((rest, True))
            case _:
                articles[-1].paragraphs.append((line, False))
    return articles


class Setter:
    """Sets lines onto pages as simply as an office program does."""

    def __init__(self, faces: dict[str, Face]) -> None:
        self.faces = faces
        self.pages: list[list[Line]] = [[]]

    def centred(self, text: str, y: float, face: str = SONG, size: float = SIZE) -> None:
        width = self.faces[face].advance(text) * size
        self.pages[-1].append(Line(text, (WIDTH - width) / 2, y, face, size))

    def broken(self, text: str) -> Iterator[str]:
        """*text* in lines: as many characters as fit, fewer when a mark would begin or end a line wrongly."""
        advance = self.faces[SONG].advance
        while advance(text) * SIZE > MEASURE:
            end = len(text)
            while advance(text[:end]) * SIZE > MEASURE:
                end -= 1
            while text[end] in NEVER_FIRST or text[end - 1] in NEVER_LAST or text[end - 1 : end + 1].isdecimal():
                end -= 1
            yield text[:end]
            text = text[end:]
        yield text

    def paragraph(self, text: str, y: float, target: str) -> float:
        """Set a paragraph from base line *y* on; return the base line after it."""
        lines = list(self.broken("　　" + text))
        for index, line in enumerate(lines):
            y = self.room(y)
            rest = MEASURE - self.faces[SONG].advance(line) * SIZE
            is_last = index == len(lines) - 1
            gap = 0.0 if is_last else rest / (len(line) - 1)
            self.pages[-1].append(Line(line, LEFT, y, gap=gap, target=target if is_last else ""))
            y -= PITCH
        return y

    def room(self, y: float, lines: int = 1) -> float:
        """*y* where *lines* lines fit below it, else the top of a new page."""
        if y - (lines - 1) * PITCH > TOP - LINES * PITCH:
            return y
        self.pages.append([])
        return TOP

    def article(self, article: Article) -> None:
        self.pages.append([])
        article.page = len(self.pages)
        self.pages[-1].append(Line(f"【{article.section}】", LEFT - 7, TOP, HEI, 12))
        self.centred(article.title, TOP - 2 * PITCH, HEI, 20)
        self.centred(article.byline, TOP - 3.4 * PITCH, SONG, 12)
        y = TOP - 5 * PITCH
        for text, is_heading in article.paragraphs:
            body, _brace, reference = text.partition("{")
            reference, _brace, rest = reference.partition("}")
            words, _mark, target = reference.partition(">")
            if is_heading:
                y = self.room(y, 2)
                self.pages[-1].append(Line("　　" + body, LEFT, y, HEI))
                y -= PITCH
            else:
                y = self.paragraph(body + (f"（{words}）" if words else "") + rest, y, target)

    def title_page(self, articles: list[Article]) -> None:
        """The first page: nameplate, date, contents, publisher. Set last, when the pages of the articles are known."""
        whole, self.pages = self.pages, [[]]
        self.centred(NAME, 590, HEI, 38)
        self.centred(f"{ISSUE}　{DATED}", 545, SONG, 13)
        self.centred("目　录", 470, HEI, 18)
        y = 425.0
        for article in articles:
            advance = self.faces[SONG].advance
            room = MEASURE / SIZE - advance(f"{article.title}{article.page}")
            dots = "…" * int(room)
            self.pages[-1].append(Line(article.title + dots, LEFT, y, gap=0))
            self.pages[-1].append(Line(str(article.page), LEFT + MEASURE - advance(str(article.page)) * SIZE, y))
            y -= 32
        self.centred(PUBLISHER, 150, SONG, 13)
        self.centred(NOTE, 118, SONG, 9)
        whole[0] = self.pages[0]
        self.pages = whole
        for number, page in enumerate(self.pages[1:], 2):
            head = f"{NAME}　{ISSUE}"
            page.append(Line(head, LEFT + MEASURE - self.faces[SONG].advance(head) * 9, 682, SONG, 9))
            width = self.faces[SONG].advance(str(number)) * 10.5
            page.append(Line(str(number), (WIDTH - width) / 2, 40, SONG, 10.5))


def content_of(lines: list[Line], faces: dict[str, Face], *, has_rule: bool) -> bytes:
    """The content stream of a page."""
    drawn = [
        f"BT /{line.face} {line.size:g} Tf {line.gap:.3f} Tc 1 0 0 1 {line.x:.2f} {line.y:.2f} Tm "
        f"<{faces[line.face].codes(line.text)}> Tj ET"
        for line in lines
    ]
    rule = [f"0.5 w {LEFT:.2f} 676 m {LEFT + MEASURE:.2f} 676 l S"] if has_rule else []
    return "\n".join(drawn + rule).encode("ascii") + b"\n"


def add_outline(file: File, articles: list[Article], pages: list[int]) -> int:
    """Contents, then each article."""
    marks = [("目录", 1), *((article.title, article.page) for article in articles)]
    outline = file.reserve()
    items = [file.reserve() for _mark in marks]
    for index, (title, page) in enumerate(marks):
        before = f" /Prev {items[index - 1]} 0 R" if index else ""
        after = f" /Next {items[index + 1]} 0 R" if index + 1 < len(items) else ""
        target = f"[{pages[page - 1]} 0 R /XYZ null {HEIGHT:g} null]"
        file.add(f"<< /Title {words(title)} /Parent {outline} 0 R /Dest {target}{before}{after} >>", items[index])
    return file.add(f"<< /Type /Outlines /First {items[0]} 0 R /Last {items[-1]} 0 R /Count {len(items)} >>", outline)


def links_of(file: File, lines: list[Line], faces: dict[str, Face]) -> str:
    """The page's /Annots: a link over the words in brackets at the end of each line that has a target."""
    made = []
    for line in lines:
        if line.target:
            before, bracket, rest = line.text.rpartition("（")
            if not bracket:
                raise ValueError(f"the reference is broken over lines: {line.text}")
            left = line.x + faces[line.face].advance(before + "（") * line.size
            right = left + faces[line.face].advance(rest.partition("）")[0]) * line.size
            box = f"[{left:.2f} {line.y - 3:.2f} {right:.2f} {line.y + 12:.2f}]"
            made.append(
                file.add(f"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect {box} /Dest ({line.target}) >>")
            )
    return f" /Annots [{' '.join(f'{number} 0 R' for number in made)}]" if made else ""


def legacy_pdf() -> bytes:
    """The whole file."""
    faces = {name: Face(ROOT / "fonts" / path) for name, path in FACES.items()}
    articles = read_articles(TEXT.read_text(encoding="utf-8"))
    setter = Setter(faces)
    for article in articles:
        setter.article(article)
    setter.title_page(articles)

    file = File()
    contents = [file.stream(content_of(lines, faces, has_rule=index > 0)) for index, lines in enumerate(setter.pages)]
    fonts = " ".join(f"/{name} {add_font(file, face)} 0 R" for name, face in faces.items())
    tree = file.reserve()
    pages = [file.reserve() for _page in contents]
    for number, content, lines in zip(pages, contents, setter.pages, strict=True):
        file.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] "
            f"/Resources << /ProcSet [/PDF /Text] /Font << {fonts} >> >> /Contents {content} 0 R"
            f"{links_of(file, lines, faces)} >>",
            number,
        )
    kids = " ".join(f"{number} 0 R" for number in pages)
    file.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", tree)
    anchored = sorted((article.anchor, article.page) for article in articles if article.anchor)
    names = " ".join(f"({name}) [{pages[page - 1]} 0 R /XYZ 0 {HEIGHT:g} null]" for name, page in anchored)
    destinations = file.add(f"<< /Names [{names}] >>")
    outline = add_outline(file, articles, pages)
    root = file.add(
        f"<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R /Names << /Dests {destinations} 0 R >> >>"
    )
    info = file.add(
        f"<< /Title {words(f'{NAME} {ISSUE}')} /Author {words('本刊编辑部')} /Creator {words('文字处理程序')} "
        f"/Producer (PDF export) /CreationDate ({DATE}) /ModDate ({DATE}) >>"
    )
    return file.written(root, info)


if __name__ == "__main__":
    PDF.parent.mkdir(parents=True, exist_ok=True)
    PDF.write_bytes(legacy_pdf())
