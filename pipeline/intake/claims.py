"""Which standards a legacy PDF claims, and what speaks against it."""

import re
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.links import tree_rows
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import ByteStringObject, NameObject
from pipeline.pdf.page_labels import LabelRange
from pipeline.pdf.stream_decoding import UndecodableError, filters_of
from pipeline.pdf.text_strings import text_of
from pipeline.pdf.xmp import MAX_PACKET, property_text

_MAX_INTENTS = 4
_MAX_DECLARED = 8  # characters of a part or level that are looked at and told
_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_EMBEDDED_ELSEWHERE = ("/Type0", "/Type3")
_MAX_PREFIX = 64


def judge_metadata(kept: KeptObjects, root: dict[str, Any]) -> None:
    """Note what the XMP of the catalogue *root* does not declare."""
    falls_short = kept.findings.falls_short
    text = _xmp_of(kept, root.get("/Metadata"))
    if text is None:
        falls_short(_("It has no XMP metadata."))
        return
    part = _find_declared(text, "pdfaid:part")
    name = part + _find_declared(text, "pdfaid:conformance").lower()
    if not part:
        falls_short(_("It declares no PDF/A."))
    elif name != "2a":
        falls_short(_("It declares PDF/A-{level}, not PDF/A-2a.").format(level=name))
    if _find_declared(text, "pdfuaid:part") != "1":
        falls_short(_("It declares no PDF/UA-1."))


def _find_declared(xmp: str, name: str) -> str:
    """The first word of the property *name*; "" if there is none."""
    return "".join(property_text(xmp, name).split()[:1])[:_MAX_DECLARED]


def _xmp_of(kept: KeptObjects, item: Any) -> str | None:
    if not is_reference(item):
        return None
    try:
        dictionary, data = kept.legacy.read(item.idnum)
        if data is None or len(data) > MAX_PACKET:
            return None
        filters_of(dictionary)
        text = kept.legacy.decoder.decode(dictionary, data)
    except (UnreadableError, UndecodableError):
        return None
    return text.decode("utf-8", "replace") if len(text) <= MAX_PACKET else None


def judge_fonts(kept: KeptObjects) -> None:
    """Note which fonts are not embedded. To be asked when all objects are put."""
    missing: dict[str, None] = {}
    for font in kept.fonts:
        kind = kept.value(font.get("/Subtype"))
        if kind in _EMBEDDED_ELSEWHERE:
            continue
        descriptor = kept.dictionary(font.get("/FontDescriptor"))
        held = next((descriptor[key] for key in _FILES if key in descriptor), None)
        if not is_reference(held) or held.idnum not in kept.pdf.streams:
            name = kept.value(font.get("/BaseFont"))
            text = name[1:] if isinstance(name, NameObject) else "?"
            text = text.encode("utf-8", "surrogateescape").decode(
                "gb18030" if not _is_utf8(text) else "utf-8", "replace"
            )
            missing[_SUBSET_TAG.sub("", "".join(filter(str.isprintable, text)))[:80]] = None
    for name in sorted(missing):
        kept.findings.falls_short(_("The font “{name}” is not embedded.").format(name=name))


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def keep_intents(kept: KeptObjects, root: dict[str, Any]) -> list[dict[str, Any]]:
    """The output intents of the catalogue *root*, for which its colours are meant."""
    found: list[dict[str, Any]] = []
    for item in kept.array(root.get("/OutputIntents"))[:_MAX_INTENTS]:
        entries = kept.dictionary(item)
        body: dict[str, Any] = {"/Type": NameObject("/OutputIntent")}
        for key in ("/S", "/OutputConditionIdentifier", "/OutputCondition", "/RegistryName", "/Info"):
            value = kept.value(entries.get(key))
            if isinstance(value, NameObject if key == "/S" else ByteStringObject):
                body[key] = value
        profile = entries.get("/DestOutputProfile")
        if is_reference(profile) and isinstance(kept.value(profile), dict):
            body["/DestOutputProfile"] = profile
        if "/S" in body:
            found.append({NameObject(key): value for key, value in body.items()})
    return found


def keep_layers(kept: KeptObjects, root: dict[str, Any]) -> dict[str, Any] | None:
    """The layers of the catalogue *root* with what is shown and hidden (ISO 32000-1, 8.11.4); None if there are none.

    Layers are objects that pages refer to; they are put here.
    """
    entries = kept.dictionary(root.get("/OCProperties"))
    layers: dict[int, Any] = {}
    for item in kept.array(entries.get("/OCGs")):
        if is_reference(item) and item.idnum not in layers and item.idnum not in kept.pdf.bodies:
            layer = kept.dictionary(item)
            name = kept.value(layer.get("/Name"))
            body: dict[str, Any] = {"/Type": NameObject("/OCG")}
            body["/Name"] = name if isinstance(name, ByteStringObject) else ByteStringObject(b"")
            kept.put(item.idnum, {NameObject(key): value for key, value in body.items()})
            layers[item.idnum] = item
    if not layers:
        return None
    default = kept.dictionary(entries.get("/D"))
    shown: dict[str, Any] = {}
    if kept.value(default.get("/BaseState")) in ("/ON", "/OFF"):
        shown["/BaseState"] = kept.value(default["/BaseState"])
    for key in ("/ON", "/OFF"):
        rows = [each for each in kept.array(default.get(key)) if is_reference(each) and each.idnum in layers]
        if rows:
            shown[key] = rows
    body = {"/OCGs": list(layers.values()), "/D": {NameObject(key): value for key, value in shown.items()}}
    return {NameObject(key): value for key, value in body.items()}


def page_labels(kept: KeptObjects, root: dict[str, Any], count: int) -> tuple[str, ...]:
    """The label of each of *count* pages (ISO 32000-1, 12.4.2); without labels, the pages are counted from 1."""
    starts: dict[int, dict[str, Any]] = {}
    for key, item in tree_rows(kept, root.get("/PageLabels"), "/Nums"):
        first = kept.value(key)
        if type(first) is int and 0 <= first < count:
            starts[first] = kept.dictionary(item)
    if 0 not in starts:
        starts = {0: {"/S": "/D"}} | starts
    labels: list[str] = []
    for first, end in zip(sorted(starts), [*sorted(starts)[1:], count], strict=True):
        entries = starts[first]
        prefix = kept.value(entries.get("/P"))
        start = kept.value(entries.get("/St", 1))
        start = start if type(start) is int and 0 < start < 1_000_000 else 1
        kind = str(kept.value(entries.get("/S")))
        before = text_of(prefix)[:_MAX_PREFIX] if isinstance(prefix, ByteStringObject) else ""
        labels += map(LabelRange(first, kind, start, before).label, range(end - first))
    return tuple(labels)
