"""Records of all articles for libraries: CNMARC (GB/T 33286, after UNIMARC), one for each article, as MARCXML and in
ISO 2709.

Each is the record of a component part 析出文献: 200 title and authors, 463 the issue that it is in, by standard
subfields, 600 the people that it speaks of, 610 keywords, 701 and 711 authors, 856 the file. Names and titles have
their pinyin in $9, as CNMARC does.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from pymarc import Field, Indicators, Leader, Record, Subfield, XMLWriter

from pipeline.binding.finding_aids.passages import clean_text
from pipeline.layout.name_index import author_names, people_names
from pipeline.layout.name_readings import is_office, read_name, read_title
from pipeline.layout.volume_lists import short_label
from pipeline.model import Publication, plain_title
from pipeline.shelf.indexes import place_of
from pipeline.shelf.volumes import ShelvedArticle, ShelvedVolume, articles_of

_LEADER = "00000naa0 2200000   450 "  # new, printed text, component part, below another record; UNIMARC
# 100 $a: date of the record, when and for whom it was published, language of the record chi, Unicode, Chinese script.
_GENERAL = "{date}d{year}    km y0chiy50      ea"
_UNICODE_MARK = 9  # of the leader, where MARC 21 says so, and pymarc; CNMARC does in 100 $a
_AUTHOR = "070"  # relator code
_LANGUAGES = {"zh": "chi", "en": "eng", "ja": "jpn", "ko": "kor", "ru": "rus", "fr": "fre", "de": "ger", "bo": "tib"}
_LANGUAGES |= {"ug": "uig", "mn": "mon", "kk": "kaz", "za": "zha", "ii": "iii"}
_UNDETERMINED = "und"
_ISSN = re.compile(r"(?<!\d)(\d{4}-\d{3}[\dXx])(?!\d)")


def marc_xml(publication: Publication, volumes: Sequence[ShelvedVolume]) -> bytes:
    """A collection of records, in the order of *volumes*; the same volumes give the same bytes."""
    file = BytesIO()
    writer = XMLWriter(file)
    for record in _records(publication, volumes):
        writer.write(record)
    writer.close(close_fh=False)
    return file.getvalue()


def marc_iso(publication: Publication, volumes: Sequence[ShelvedVolume]) -> bytes:
    """The same records in ISO 2709, UTF-8: what most catalogues of libraries take in."""
    files = (record.as_marc() for record in _records(publication, volumes))
    return b"".join(data[:_UNICODE_MARK] + b" " + data[_UNICODE_MARK + 1 :] for data in files)


def _records(publication: Publication, volumes: Sequence[ShelvedVolume]) -> Iterator[Record]:
    for volume in volumes:
        for number, each in enumerate(articles_of(volume), 1):
            yield _record(publication, each, number)


def _record(publication: Publication, each: ShelvedArticle, number: int) -> Record:
    record = Record()
    record.leader = Leader(_LEADER)  # which pymarc makes one of MARC 21 where it is given at once
    record.add_field(Field(tag="001", data=f"{each.volume.catalogue.volume.id}-{number:05d}"))
    for field in _fields(publication, each):
        record.add_field(field)
    return record


def _fields(publication: Publication, each: ShelvedArticle) -> Iterator[Field]:
    article, issue = each.article, each.issue
    date = issue.date.first_day.strftime("%Y%m%d") if issue.date else f"{each.volume.year}0101"
    title = plain_title(article.title)
    names = author_names(article)
    general = Subfield(code="a", value=_GENERAL.format(date=date, year=each.volume.year))
    yield Field(tag="100", indicators=Indicators(" ", " "), subfields=[general])
    language = (article.language or publication.language).partition("-")[0].lower()
    yield _field("101", "0 ", a=_LANGUAGES.get(language, _UNDETERMINED))
    yield _field("102", "  ", a="CN")
    responsible = "，".join(names)
    subtitle = plain_title(article.subtitle).lstrip("—")
    yield _field("200", "1 ", a=title, _9=read_title(title).plain_pinyin, e=subtitle, f=responsible)
    if article.section:
        yield _field("300", "  ", a=f"栏目：{article.section}")
    label = f"{each.volume.year}年，{short_label(issue.label)}"
    host, page = each.volume.catalogue.volume.publication, f"第{article.issue_folio}页"
    yield _field("463", " 0", t=host, v=label, p=page, x=_issn(publication))
    for name in people_names(article):
        yield _field("600", " 0", a=name, _9=read_name(name).plain_pinyin)
    for keyword in article.keywords:
        yield _field("610", "0 ", a=keyword)
    for name in names:
        tag, indicators = ("711", "02") if is_office(name) else ("701", " 0")
        yield _field(tag, indicators, a=name, _9=read_name(name).plain_pinyin, _4=_AUTHOR)
    yield _field("801", " 0", a="CN", b="；".join(publication.organisers), c=date)
    yield _field("856", "  ", u=f"{each.pdf.name}#page={each.page}", z=place_of(each))


def _issn(publication: Publication) -> str:
    """The ISSN that the colophon tells; empty where it tells none."""
    found = _ISSN.search(" ".join(value for label, value in publication.colophon if "ISSN" in f"{label}{value}"))
    return found[1].upper() if found else ""


def _field(tag: str, indicators: str, **subfields: str) -> Field:
    """The field *tag*, its two *indicators*, and those of its *subfields* that say something; ``_9`` is $9."""
    rows = [Subfield(code=code[-1], value=value) for code, text in subfields.items() if (value := clean_text(text))]
    return Field(tag=tag, indicators=Indicators(indicators[0], indicators[1]), subfields=rows)
