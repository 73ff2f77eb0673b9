"""Layers of the parts (optional content, ISO 32000-1, 8.11): what a part shows or hides stays so in the volume."""

from dataclasses import dataclass, field

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.pdf.objects import DictionaryObject, IndirectObject, catalogue_of, reference, resolve
from pipeline.pdf.raw_pdf import RawPdf


@dataclass
class Layers:
    """The layers of all parts: object numbers of the volume, and those that are hidden."""

    _groups: list[int] = field(default_factory=list)
    _hidden: list[int] = field(default_factory=list)

    def expect(self, pdf: RawPdf, copier: ObjectCopier) -> None:
        """Keep the layers of *pdf* apart from others of their names, which may be shown where they are hidden; before
        anything that refers to them is carried.
        """
        copier.expect(_list_groups(pdf, _find_properties(pdf)))

    def take_in(self, pdf: RawPdf, copier: ObjectCopier) -> None:
        """Add the layers of *pdf*, which were expected."""
        properties = _find_properties(pdf)
        groups = _list_groups(pdf, properties)
        copier.write_expected(groups)
        state = resolve(pdf, properties, "/D")
        hidden: list[int] = []
        if isinstance(state, DictionaryObject):
            hidden = _list_references(resolve(pdf, state, "/OFF"))
            if state.get("/BaseState") == "/OFF":
                shown = set(_list_references(resolve(pdf, state, "/ON")))
                hidden = [group for group in groups if group not in shown]
        self._groups += [number for group in groups if (number := copier.number_of(group))]
        self._hidden += [number for group in hidden if (number := copier.number_of(group))]

    def catalogue_entry(self) -> dict[str, object]:
        """What the catalogue says of the layers: nothing where there are none."""
        if not self._groups:
            return {}
        groups = [reference(number) for number in dict.fromkeys(self._groups)]
        hidden = [reference(number) for number in dict.fromkeys(self._hidden)]
        return {"/OCProperties": {"/OCGs": groups, "/D": {"/Order": groups, "/OFF": hidden}}}


def _find_properties(pdf: RawPdf) -> DictionaryObject:
    found = resolve(pdf, catalogue_of(pdf), "/OCProperties")
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list_groups(pdf: RawPdf, properties: DictionaryObject) -> list[int]:
    """The numbers of the layers of *pdf* that are there, each once."""
    return [each for each in dict.fromkeys(_list_references(resolve(pdf, properties, "/OCGs"))) if each in pdf.bodies]


def _list_references(rows: object) -> list[int]:
    return [row.idnum for row in rows if isinstance(row, IndirectObject)] if isinstance(rows, list) else []
