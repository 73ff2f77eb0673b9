"""Names of authors in the lines below a title: 张某某1，李某2; 文/李某　图/赵某; 本刊通讯员　陈某."""

import re
from dataclasses import dataclass, field, replace

from pipeline.manuscript.surnames import SURNAMES

_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,12}|[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]*){0,3}"
)
_OFFICE = re.compile(
    r"[\u4e00-\u9fff（）]{2,24}(?:工会|委员会|办公室|编辑部|课题组|部|局|处|院|所|组|社|研究室|工作室|教研室|中心|公司|协会|联合会|学会|委)"
)
_ROLE = re.compile(
    r"(本[刊报社网](?:特约|实习)?(?:记者|通讯员|评论员|撰稿人?)|特约(?:记者|通讯员|撰稿人?)|通讯员|记者|实习生)"
    r"[\s　:：/／]*"
)
_POST = re.compile(
    r"([\u4e00-\u9fff、（）]{0,24}(?:主席|书记|主任|部长|局长|处长|科长|会长|院长|校长|厂长|所长|站长|市长|县长|经理|董事长|秘书长|教授|"
    r"研究员|工程师|主编|代表))[\s　]+(?=[\u4e00-\u9fff])"
)
_WITH_PLACE = re.compile(
    r"(?P<name>[\u4e00-\u9fff](?:[\s　]?[\u4e00-\u9fff]){1,3})"
    r"(?:[\s　]*[（(](?P<post>[^（()）\d]{2,30})[）)]|"
    r"[\s　]{2,}(?P<place>[\u4e00-\u9fff（）]{3,30}[会司院校所厂局部处心团社]))"
)
_LONGEST, _LONGEST_NAMED = 60, 600  # characters of a line of names
_CLOSING = re.compile(r"[（(]([^（()）]{3,40})[）)]$")
_SENT = re.compile(
    r"(?:供\s*稿|来\s*稿)\s*[:：]\s*(?:(?P<post>[\u4e00-\u9fff]{3,24})[\s　]+)?"
    r"(?P<name>[\u4e00-\u9fff][\s　]?[\u4e00-\u9fff]{1,3})"
)
_NOT_A_NAME = re.compile(r"[\s　]*(?P<what>采访整理|采写|撰文|摄影报道|供\s*稿|[文图][/／][文图]|整理|编译)$")
_NO_NAME = re.compile(
    "[一二三四五六七八九十]+月|[前引序小]言|目录|[摘提]要|[正课原]文|[结后]语|后记|附[录件]|题记|引子|编者|通知|讣告|启事|简讯|综述|"
    "注释|致谢|公告|通告|决定|意见|组诗|外[一二三四]首|春|夏|秋|冬"
)
_DATELINE = re.compile(r"^[^。（(]{0,24}[讯电][\s　]*[（(](?P<who>[^（()）]{3,60})[）)]")
_OFFICE_AND_NAMES = re.compile(
    r"(?P<office>[\u4e00-\u9fff（）]{3,24}[会厂队司院校局部处心团社站科室所组])[\s　]+"
    r"(?P<names>[\u4e00-\u9fff\s　、]{2,40})"
)
_ENDING_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_NO_ENDING = re.compile("完|全文|待续|未完|节选|略|笑|下转|上接|转载|编译|摘编|连载|续")
_NAME_AND_PLACE = re.compile(
    r"(?:姓\s*名|作\s*者)\s*[:：]\s*(?P<name>[\u4e00-\u9fff](?:[\s　]?[\u4e00-\u9fff]){1,3})[\s　，,；;]+"
    r"(?:工作|作者)?单\s*位\s*[:：]\s*(?P<place>[\u4e00-\u9fff（）\s　]{3,40})"
)
_SIGN = re.compile(r"[□■◇◆○●◎☆★△▲◉][\s　]*")  # before the names of authors, as magazines print it
_LABEL = re.compile(
    r"((?:作\s*者|姓\s*名|撰\s*文|撰\s*稿|执\s*笔|文字?|图片?|摄\s*影|编\s*辑|整\s*理|采\s*访|采\s*写|受\s*访(?:者|人)?)"
    r"(?:\s*[/／、]\s*(?:图片?|文字?|摄\s*影|整\s*理|采\s*访|采\s*写))?)\s*[:：/／|｜]\s*"
)
_ASKED = ("采", "受")  # what says who asked, and who answered, begins with
_PHOTOGRAPHER = frozenset({"图", "图片", "摄影"})
_EDITOR = frozenset({"编辑"})
_MARKS = re.compile(r"[\d①-⑳*＊,，†‡]+")
_WITH_POST = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4})[（(](?P<post>[^（()）\d]{2,20})[）)]?")
_BETWEEN = re.compile(r"[、，,；;\s　/／&]+")
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff·])([\u4e00-\u9fff])[\s　]+([\u4e00-\u9fff])[\s　]+([\u4e00-\u9fff])(?![\u4e00-\u9fff·])"
)
_BROKEN = re.compile(r"(?<![\u4e00-\u9fff·])([\u4e00-\u9fff])[\s　]+([\u4e00-\u9fff])(?![\u4e00-\u9fff·])")


@dataclass(frozen=True, slots=True)
class Person:
    """An author by *name*, in what *role* (本刊记者) or *post* (市总工会主席), with the *marks* of affiliations
    behind the name."""

    name: str
    role: str = ""
    post: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """The people of a line below a title, and the *labels* that said what they did, which the layout prints anew."""

    authors: tuple[Person, ...] = ()
    photographers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    labels: tuple[str, ...] = field(default=())


def read_byline(
    text: str, raised: frozenset[int] = frozenset(), *, stands_apart: bool, is_named: bool = False
) -> Byline | None:
    """The people in *text*; None where it is no line of names. *raised*: the indices of raised characters in it.

    *is_named*: the line below says where they work, so that names need no surname that is known.
    Without a label, a role or a sign of its own (*stands_apart*: centred, or at the right) a line names no one.
    """
    behind = _NOT_A_NAME.search(text)
    text = _NOT_A_NAME.sub("", text)
    plain = text.strip().strip("（）()")
    longest = _LONGEST_NAMED if is_named or raised else _LONGEST
    if not plain or len(plain) > longest or plain[-1] in "。！？；：":
        return None
    if (found := _NAME_AND_PLACE.fullmatch(plain)) is not None:
        return Byline((Person(re.sub(r"[\s　]", "", found["name"]), post=found["place"].strip()),))
    if (labels := list(_LABEL.finditer(plain))) and labels[0].start() == 0:
        return _read_labelled(plain, labels)
    if (sign := _SIGN.match(plain)) is not None:
        people = _read_people(plain[sign.end() :], frozenset())
        return Byline(people, labels=(sign[0],)) if people else None
    role = _ROLE.match(plain)
    if role is None and not stands_apart:
        return None
    if (post := _POST.match(plain)) is not None and role is None:
        people = _read_people(plain[post.end() :], frozenset(), is_named=True)
        return Byline((replace(people[0], post=post[1]),)) if len(people) == 1 else None
    with_place = _WITH_PLACE.fullmatch(text.strip())
    if with_place is not None and role is None:
        name = re.sub(r"\s", "", with_place["name"])
        return Byline((Person(name, post=(with_place["post"] or with_place["place"]).strip()),))
    if role is None and (found := _OFFICE_AND_NAMES.fullmatch(plain)) is not None and not raised:
        return _of_office(found["office"], found["names"])
    is_named = is_named or bool(raised) or behind is not None
    people = _read_people(text if role is None else plain, raised if role is None else frozenset(), is_named=is_named)
    has_taken = behind is not None and "图" in behind["what"]
    return Byline(people, tuple(each.name for each in people) if has_taken else ()) if people else None


def _of_office(office: str, names: str) -> Byline | None:
    """The people *names*, of an *office* that stands before them; one it is, or all have known surnames."""
    people = _read_people(names, frozenset(), is_named=is_spaced_name(names.strip()))
    is_plain = bool(people) and all(_NAME.fullmatch(each.name) and len(each.name) <= 3 for each in people)
    return Byline(tuple(replace(each, post=office) for each in people)) if is_plain else None


def _read_labelled(text: str, labels: list[re.Match[str]]) -> Byline | None:
    ends = [*(each.start() for each in labels[1:]), len(text)]
    authors: tuple[Person, ...] = ()
    others: dict[str, list[str]] = {"photographers": [], "editors": []}
    for label, end in zip(labels, ends, strict=True):
        people = _read_people(text[label.end() : end], frozenset(), is_named=True)
        if not people:
            return None
        kind = re.sub(r"\s", "", label[1])
        if kind in _PHOTOGRAPHER or kind in _EDITOR:
            others["photographers" if kind in _PHOTOGRAPHER else "editors"] += [each.name for each in people]
        else:
            asked = re.sub("[/／、]", "", kind) if kind.startswith(_ASKED) else ""
            authors += tuple(replace(each, role=each.role or asked) for each in people)
            others["photographers"] += [each.name for each in people] if re.search("图|摄影", kind) else []
    return Byline(authors, tuple(others["photographers"]), tuple(others["editors"]), tuple(each[0] for each in labels))


def _read_people(text: str, raised: frozenset[int], *, is_named: bool = False) -> tuple[Person, ...]:
    """The people in *text*, all of it; none where something in it is no name."""
    marked = "".join("\ue000" if index in raised else each for index, each in enumerate(text))
    marks = ["".join(text[at] for at in range(*found.span())) for found in re.finditer("\ue000+", marked)]
    plain = re.sub("\ue000+", "\ue001、", marked) if marks else _split_digits(marked)
    people: list[Person] = []
    role = ""
    place = 0
    joined = _BROKEN.sub(r"\1\2", _SPACED.sub(r"\1\2\3", plain.strip(" 　（）()")))
    for token in filter(None, _BETWEEN.split(joined)):
        name = token.rstrip("\ue001*＊")
        if (found := _ROLE.match(name)) is not None:
            role, name = found[1], name[found.end() :]
        own = ""
        if "\ue001" in token:
            own, place = marks[place] if place < len(marks) else "", place + 1
        elif (stars := re.search("[*＊]{1,3}$", token)) is not None:
            own = stars[0]
        if not name:
            continue
        if is_named and (with_post := _WITH_POST.fullmatch(name)) is not None:
            people.append(Person(with_post["name"], role, post=with_post["post"]))
            continue
        is_person = _NAME.fullmatch(name) is not None and (is_named or bool(role) or _begins_as_name(name))
        if not (is_person or _OFFICE.fullmatch(name)):
            return ()
        people.append(Person(name, role, marks=tuple(re.findall(r"\d+|\*+|[^\d,，\s]", own.replace("＊", "*")))))
    return tuple(people)


def _split_digits(text: str) -> str:
    """*text* without figures behind names (张某某1,2), which some don't raise."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\d(?:[,，]\d)*(?=[\s　、，,；;]|$)", "", text)


def _begins_as_name(name: str) -> bool:
    return name[0] in SURNAMES or "·" in name or name[0].isascii()


def _is_ending_name(inner: str, before: str) -> bool:
    """Whether *inner*, in brackets behind the last sentence of a text, is a name and nothing else."""
    is_name = _ENDING_NAME.fullmatch(inner) is not None and not _NO_ENDING.search(inner) and inner[0] in SURNAMES
    return (is_name or is_spaced_name(inner)) and before.rstrip()[-1:] in tuple("。！？…”")


def is_spaced_name(text: str) -> bool:
    """Whether *text* is a name of two or three characters with white between them, as names are set."""
    plain = re.sub(r"[\s　]", "", text)
    return re.fullmatch(r"[\u4e00-\u9fff](?:[\s　]+[\u4e00-\u9fff]){1,2}", text) is not None and not _NO_NAME.match(
        plain
    )


def read_dateline(text: str) -> tuple[Byline, int, int] | None:
    """The people in brackets behind the dateline that *text* begins with, and where the brackets begin and end."""
    found = _DATELINE.match(text)
    byline = read_byline(found["who"].strip(), stands_apart=False) if found is not None else None
    if found is None or byline is None:
        return None
    return byline, found.start("who") - 1, found.end()


def read_closing(text: str) -> tuple[Byline, int] | None:
    """The people whom *text* names in brackets at its end, and where these begin; None where it names none.

    They are said to be correspondents, or to have sent the text: （通讯员　陈某）, （供稿：厂工会　陈某）.
    """
    found = _CLOSING.search(text)
    if found is None:
        return None
    inner = found[1].strip()
    if (sent := _SENT.fullmatch(inner)) is not None:
        name = re.sub(r"[\s　]", "", sent["name"])
        return Byline((Person(name, role="供稿", post=sent["post"] or ""),)), found.start()
    byline = None
    if _ROLE.match(inner) or _LABEL.match(inner):
        byline = read_byline(inner, stands_apart=False)
    elif (of_office := _OFFICE_AND_NAMES.fullmatch(inner)) is not None:
        byline = _of_office(of_office["office"], of_office["names"])
    elif _NOT_A_NAME.search(inner) is not None or _is_ending_name(inner, text[: found.start()]):
        byline = read_byline(inner, stands_apart=True)
    return (byline, found.start()) if byline is not None and byline.authors else None
