"""Records of all articles for libraries: CNMARC (WH/T 0503, after UNIMARC) as MARCXML, one for each article.

Each is the record of a component part 析出文献: 200 title and authors, 463 the issue that it is in, 600 the people that
it speaks of, 610 keywords, 701 and 711 authors, 856 the file. Names and titles have their pinyin in $9, as CNMARC does.
"""

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
_AUTHOR = "070"  # relator code


def marc_xml(publication: Publication, volumes: Sequence[ShelvedVolume]) -> bytes:
    """A collection of records, in the order of *volumes*; the same volumes give the same bytes."""
    file = BytesIO()
    writer = XMLWriter(file)
    for volume in volumes:
        for number, each in enumerate(articles_of(volume), 1):
            writer.write(_record(publication, each, number))
    writer.close(close_fh=False)
    return file.getvalue()


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
    yield _field("101", "0 ", a="chi")
    responsible = "，".join(names)
    yield _field("200", "1 ", a=title, e=plain_title(article.subtitle), f=responsible, _9=read_title(title).pinyin)
    if article.section:
        yield _field("300", "  ", a=f"栏目：{article.section}")
    label = f"{each.volume.year}年，{short_label(issue.label)}"
    yield _field("463", " 0", t=each.volume.catalogue.volume.publication, v=label, p=f"第{article.issue_folio}页")
    for name in people_names(article):
        yield _field("600", " 0", a=name, _9=read_name(name).pinyin)
    for keyword in article.keywords:
        yield _field("610", "0 ", a=keyword)
    for name in names:
        tag, indicators = ("711", "02") if is_office(name) else ("701", " 0")
        yield _field(tag, indicators, a=name, _9=read_name(name).pinyin, _4=_AUTHOR)
    yield _field("801", " 0", a="CN", b="；".join(publication.organisers), c=date)
    yield _field("856", "4 ", u=f"{each.pdf.name}#page={each.page}", z=place_of(each))


def _field(tag: str, indicators: str, **subfields: str) -> Field:
    """The field *tag*, its two *indicators*, and those of its *subfields* that say something; ``_9`` is $9."""
    rows = [Subfield(code=code[-1], value=value) for code, text in subfields.items() if (value := clean_text(text))]
    return Field(tag=tag, indicators=Indicators(indicators[0], indicators[1]), subfields=rows)
