"""Lines below the authors that say where they work: （1. 某大学，某市 100000；2. 某院）, ①…, a line for each place."""

import re

from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.paper_labels import read_labels
from pipeline.manuscript.word.title_finding import KEYWORDS, SUMMARY

_MARK = r"(\d{1,2}|[①-⑳]|[a-z]|[*＊†‡]{1,3})"
_NO_PLACE = re.compile("本文|本研究|基金|课题|项目|简介")  # behind a star
_PART = re.compile(rf"(?:^|[；;。\n]\s*){_MARK}\s*[.．、)）]?\s*(?![年月日])(?=[\u4e00-\u9fff])([^；;\n]+)")
_WIDE = re.compile(r"[\s　]{2,}(?=\d{1,2}\s*[.．、]?\s*(?![年月日])[\u4e00-\u9fff])")  # white before a further number
_LETTERED = re.compile(
    r"(?P<of>[\u4e00-\u9fff]{3,30})[\s　]+(?P<parts>a\s*[.．、][^，,]+?)(?P<where>[，,][^；;]{2,20})?", re.DOTALL
)
_PLACE = re.compile(
    r"大学|学院|学校|中学|研究[院所]|医院|公司|集团|工会|中心|委员会|"
    r"[厂局处部所院系]$|[厂局处部所院系会][，,、\s　（(]|\d{6}$"
)
_LONGEST = 1500


def read_places(text: str) -> dict[str, str]:
    """The places that *text* names, by the marks behind the names of authors, “” for all; empty where it is no line of
    places. *text* has the number that Word shows."""
    inner = text.strip()
    is_bracketed = inner[:1] in "（(" and inner[-1:] in "）)" and not re.match(r"[（(]\d[）)]", inner)
    if is_bracketed:
        inner = inner[1:-1].strip()
    if not inner or len(inner) > _LONGEST or "。" in inner.rstrip("。"):
        return {}
    if (lettered := _LETTERED.fullmatch(inner)) is not None:
        parts = re.findall(r"([a-z])\s*[.．、]\s*([^；;]+)", lettered["parts"])
        made = {mark: f"{lettered['of']} {part.strip()}{lettered['where'] or ''}" for mark, part in parts}
        return made | {str(number): made[mark] for number, mark in enumerate(made, 1)}
    inner = _WIDE.sub("；", inner)
    numbered = _PART.findall(inner) if re.match(_MARK, inner) else []
    if numbered and all(_PLACE.search(place) or is_bracketed for _mark, place in numbered):
        is_starred = numbered[0][0][0] in "*＊†‡"
        if is_starred and any(_NO_PLACE.search(place) for _mark, place in numbered):
            return {}
        return {mark.replace("＊", "*"): place.strip(" 　；;。") for mark, place in numbered}
    is_place = is_bracketed or (
        _PLACE.search(inner) is not None and len(inner) <= 60 and inner[-1] not in "：:，。！？；"
    )
    return {"": inner.strip(" 　。")} if is_place and not re.match(r"\d|[①-⑳*＊†‡]", inner) else {}


def places_in(facts: Facts) -> dict[str, str]:
    """The places that *facts* name below authors; one without number, brackets and postcode stands in the middle."""
    text = facts.text
    if SUMMARY.match(text) or KEYWORDS.match(text) or read_labels(text):
        return {}
    places = read_places(text)
    is_plain = set(places) == {""} and text[:1] not in "（(" and not re.search(r"\d{6}$", text)
    return {} if is_plain and not (facts.is_centred or facts.is_right) else places
