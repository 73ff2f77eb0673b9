"""What is wrong with what is typed in a form, by its fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.desk.settings.form_fields import FormField
from pipeline.manuscript.yaml_values import EditedYaml, end_of_key, find_key


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong, in words: by the names of *fields*, and the *others*, which are of none."""

    fields: Mapping[str, str]
    others: list[str]

    @property
    def are_any(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.fields or self.others)

    def with_others(self, more: "Faults") -> "Faults":
        """These and *more*."""
        return Faults({**self.fields, **more.fields}, self.others + more.others)


def assign_faults(edited: EditedYaml, fields: Iterable[FormField], known: Mapping[str, str] | None = None) -> Faults:
    """Each problem of *edited* to the one of *fields* whose lines it stands on, beside those that are *known*."""
    lines = edited.text.split("\n")
    areas = {
        each.name: (at, end_of_key(lines, at)) for each in fields if (at := find_key(lines, each.place)) is not None
    }
    found, others = dict(known or {}), []
    for problem in edited.problems:
        line = (problem.line or 0) - 1
        name = next((name for name, (begin, end) in areas.items() if begin <= line < end), None)
        if name is None:
            others.append(problem.text)
        else:
            found.setdefault(name, problem.text)
    return Faults(found, others)
