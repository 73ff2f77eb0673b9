"""Holds the arrows of the house plan (docs/architecture.md): who may import whom, and how big a module may be.

The imports are read from the syntax tree, so nothing has to be loaded, and late imports inside functions count too.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "pipeline"

# Package → packages whose modules it may import. A module directly under pipeline/ counts as a package.
# Everyone else may import errors and i18n, and the package itself for its version.
FOUNDATIONS = {"errors", "i18n"}  # import nothing of ours
GUARDS = {
    "bounded_files",
    "limits",
    "addresses",
    "call_stack",
    "logs",
    "work_folders",
}  # what holds content within bounds: everyone may import it, too
ARROWS: dict[str, set[str]] = {
    "errors": set(),
    "i18n": set(),
    "resources": set(),
    "units": set(),
    "colours": set(),
    "inlines": set(),
    "questions": {"inlines"},
    "blocks": {"inlines", "questions", "units"},
    "issue_numbers": set(),
    "references": set(),
    "standards": set(),
    "model": {"blocks", "issue_numbers", "references", "units", "colours", "standards"},
    "issue_names": set(),
    "quantities": set(),
    "roman_numerals": set(),
    "volume": {"issue_numbers", "model", "units", "colours"},
    "control_characters": set(),
    "logs": {"control_characters"},
    "bounded_files": set(),
    "limits": set(),
    "call_stack": set(),
    "kept_files": set(),
    "kept_code": {"kept_files"},
    "work_folders": set(),
    "addresses": set(),
    "languages": set(),
    "colour_profiles": set(),
    "yaml_faults": set(),
    "strict_yaml": {"control_characters", "yaml_faults"},
    "formulas": {"inlines", "resources"},
    "manuscript": {
        "formulas", "inlines", "blocks", "questions", "issue_numbers", "references", "model", "volume", "units",
        "colours", "control_characters",
        "strict_yaml", "pictures", "quantities", "languages", "standards",
    },
    "pictures": {"units"},
    "check": {"inlines", "blocks", "questions", "issue_numbers", "model", "languages", "strict_yaml"},
    "fonts": set(),
    "layout": {
        "inlines", "blocks", "questions", "issue_numbers", "references", "quantities", "model", "volume", "units",
        "colours", "strict_yaml", "languages", "resources", "roman_numerals", "standards", "kept_files",
    },
    "word_list": set(),
    "composer": {"quantities", "word_list"},
    "engine": {"composer", "pictures", "colour_profiles", "pdf", "languages", "standards", "kept_code", "kept_files"},
    "pdf": {"resources", "roman_numerals", "standards"},
    "intake": {"pdf", "standards", "colour_profiles"},
    "tags": {"pdf", "intake"},
    "press": {"units", "colours", "pdf", "strict_yaml", "colour_profiles"},
    "binding": {"issue_numbers", "model", "volume", "units", "pdf", "standards"},
    "preflight": {"units", "pdf", "intake", "tags", "strict_yaml"},
    "reports": {"units", "check", "preflight", "regression", "pdf", "intake"},
    "regression": {"units", "pdf", "intake", "tags"},
    "production": {
        "resources", "units", "colours", "inlines", "blocks", "issue_names", "issue_numbers", "model", "volume",
        "manuscript", "check", "fonts", "layout", "engine", "press", "pdf", "intake", "binding", "preflight",
        "reports", "regression", "languages", "colour_profiles", "standards", "kept_files",
    },
    "shelf": {
        "composer", "model", "volume", "issue_numbers", "manuscript", "layout", "engine", "pdf", "binding", "reports",
        "production", "resources", "units",
    },
    "desk": {
        "check", "issue_names", "issue_numbers", "manuscript", "pictures", "preflight", "production",
    },
    "archive": {
        "binding", "fonts", "issue_names", "manuscript", "production", "regression", "resources", "shelf", "volume",
    },
    "cli": {
        "archive", "check", "control_characters", "desk", "production", "manuscript", "binding", "preflight", "reports",
        "regression", "fonts", "resources", "issue_names", "tags", "shelf", "kept_code",
    },
    "__main__": {"cli", "kept_code"},
    "pytest_plugin": {"production", "regression"},
}  # fmt: skip

# Library → the packages that may import it, one as a rule: reports are pages of HTML as layouts are.
SOLE_IMPORTERS = {
    "jinja2": {"desk", "layout", "reports"},
    "starlette": {"desk"},
    "uvicorn": {"desk"},
    "weasyprint": {"engine"},
    "click": {"cli"},
    "pypdf": {"pdf"},
    "pytest": {"pytest_plugin"},
    "pyhanko": {"binding"},
    "ziamath": {"formulas"},
    "ziafont": {"formulas"},
    "latex2mathml": {"formulas"},
    "lxml": {"manuscript"},
    "distributed": {"archive"},
    "pymarc": {"shelf"},
}

# Modules that compute and touch nothing: no files, processes, network, and not the library they are made for.
PURE_PACKAGES = {"composer"}
PURE = {
    "pipeline.press.imposition.schemes",
    "pipeline.press.imposition.sheet_layout",
    "pipeline.regression.alignment.alignment",
    "pipeline.regression.verdicts.article_places",
    "pipeline.regression.compare",
    "pipeline.regression.evidence.line_pairs",
    "pipeline.regression.evidence.movements",
    "pipeline.regression.evidence.reflow",
    "pipeline.regression.evidence.reflow_joining",
    "pipeline.regression.evidence.head_pairs",
    "pipeline.regression.evidence.displacements",
    "pipeline.regression.evidence.moved_marks",
    "pipeline.regression.evidence.image_pairs",
    "pipeline.regression.evidence.style_differences",
    "pipeline.regression.evidence.lone_pages",
    "pipeline.regression.evidence.moved_articles",
    "pipeline.regression.evidence.counting",
    "pipeline.regression.evidence.drifts",
    "pipeline.regression.evidence.joined_paragraphs",
    "pipeline.regression.evidence.outline_entries",
    "pipeline.regression.causes.consequences",
    "pipeline.regression.causes.relations",
    "pipeline.regression.causes.place_relations",
    "pipeline.regression.causes.picture_relations",
    "pipeline.regression.evidence.gathering",
    "pipeline.regression.evidence.placing",
    "pipeline.regression.evidence.roles",
    "pipeline.regression.evidence.reordered_words",
    "pipeline.regression.evidence.word_causes",
    "pipeline.regression.snapshot.line_building",
    "pipeline.regression.verdicts.verdict_words",
    "pipeline.regression.verdicts.junit",
    "pipeline.regression.causes.page_depth",
    "pipeline.regression.causes.style_changes",
    "pipeline.regression.causes.remark_changes",
    "pipeline.regression.alignment.text_flow",
    "pipeline.regression.alignment.floating_units",
    "pipeline.regression.verdicts.verdict",
    "pipeline.tags.elements",
    "pipeline.tags.line_words",
    "pipeline.tags.reading_lines",
    "pipeline.tags.spoken",
    "pipeline.tags.table_rows",
}
IMPURE_LIBRARIES = {
    "weasyprint",
    "os",
    "io",
    "pathlib",
    "subprocess",
    "socket",
    "urllib",
    "shutil",
    "tempfile",
    "logging",
}


MAX_LINES = 350
MOST_FIELDS_IN_ORDER = 4  # of a dataclass whose fields may be given by their places
MOST_IN_ORDER = 5  # arguments of a constructor that are given by their places
NO_PARTICIPLES = {"need", "feed", "read", "embed"}
IRREGULAR = {"found", "made", "kept", "told", "drawn", "written", "taken", "given", "known", "led", "shown"}
PREPOSITIONS = {"as", "at", "by", "for", "from", "in", "of", "on", "with"}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: its dotted *name*, *lines*, and (line, dotted name) of each import, absolute.

    *unnamed_fields* are (line, name) of dataclasses with many fields that may be given by their places;
    *unnamed_arguments*, of calls of our classes with many arguments given so; *participles*, of functions called by a
    bare participle.
    """

    name: str
    lines: int
    imports: tuple[tuple[int, str], ...]
    unnamed_fields: tuple[tuple[int, str], ...]
    unnamed_arguments: tuple[tuple[int, str], ...]
    participles: tuple[tuple[int, str], ...]

    @property
    def package(self) -> str:
        """The part of the name after ``pipeline``; empty for the package itself."""
        return self.name.split(".")[1] if "." in self.name else ""


def read_modules(folder: Path) -> list[Module]:
    """Read all modules of the package that lies in *folder*/pipeline, in order of their paths."""
    return [_read_module(path, folder) for path in sorted((folder / PACKAGE).rglob("*.py"))]


def _read_module(path: Path, folder: Path) -> Module:
    parts = path.relative_to(folder).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    source = path.read_text(encoding="utf-8")
    home = name if is_package else name.rpartition(".")[0]
    nodes = list(ast.walk(ast.parse(source, str(path))))
    return Module(
        name,
        len(source.splitlines()),
        tuple(_imports(nodes, home)),
        tuple(_unnamed_fields(nodes)),
        tuple(_unnamed_arguments(nodes)),
        tuple(_participles(nodes)),
    )


def _imports(nodes: list[ast.AST], home: str) -> Iterator[tuple[int, str]]:
    """Yield every import among *nodes*; *home* is the package that relative imports start from."""
    for node in nodes:
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = ".".join(home.split(".")[: len(home.split(".")) - level + 1]) if level else ""
                source = ".".join(filter(None, (base, module)))
                yield from ((node.lineno, f"{source}.{alias.name}") for alias in names)
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"),
                args=[ast.Constant(value=str(target)), *_],
            ):
                yield node.lineno, target


def _unnamed_fields(nodes: list[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yield line and name of every dataclass with too many fields to be told by their places, without kw_only."""
    for node in nodes:
        match node:
            case ast.ClassDef(name=name, body=body, decorator_list=decorators):
                kinds = [_keywords(each) for each in decorators if _named(each) == "dataclass"]
                fields = [each for each in body if isinstance(each, ast.AnnAssign) and _goes_by_place(each)]
                if kinds and len(fields) > MOST_FIELDS_IN_ORDER and not kinds[0].get("kw_only"):
                    yield node.lineno, name


def _unnamed_arguments(nodes: list[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yield line and name of every call of a class by its name with too many arguments to be told by their places."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name.strip("_")[:1].isupper():
                if len(args) > MOST_IN_ORDER:
                    yield node.lineno, name


def _participles(nodes: list[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yield line and name of functions that say what became of something, and not what they do: found, placed."""
    for node in nodes:
        if not isinstance(node, ast.FunctionDef):
            continue
        first, *more = node.name.strip("_").split("_")
        is_participle = (first.endswith("ed") and first not in NO_PARTICIPLES) or first in IRREGULAR
        is_bare = not more or more[0] in PREPOSITIONS
        is_verdict = node.returns is not None and ast.unparse(node.returns) == "bool"
        is_value = {_named(each) for each in node.decorator_list} & {"property", "cached_property", "contextmanager"}
        if is_participle and is_bare and not is_verdict and not is_value:
            yield node.lineno, node.name


def _named(decorator: ast.expr) -> str:
    """The last part of the name of *decorator*, with or without a call."""
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator).rpartition(".")[2]


def _keywords(call: ast.expr) -> dict[str | None, object]:
    """The constant keyword arguments of *call*; none if it is no call."""
    keywords = call.keywords if isinstance(call, ast.Call) else []
    return {each.arg: each.value.value for each in keywords if isinstance(each.value, ast.Constant)}


def _goes_by_place(field: ast.AnnAssign) -> bool:
    """Whether *field* of a dataclass is an argument of its constructor that may be given without its name."""
    if "ClassVar" in ast.unparse(field.annotation):
        return False
    named = _keywords(field.value) if field.value is not None else {}
    return named.get("init", True) is True and named.get("kw_only") is not True


def violations(modules: list[Module]) -> list[str]:
    """Return a sentence for everything in *modules* that the plan does not allow."""
    packages = {module.package for module in modules}
    found = (f"{module.name}: {text}" for module in modules for text in _violations(module, packages))
    return list(dict.fromkeys(found))  # one import of three names is one violation


def _violations(module: Module, packages: set[str]) -> Iterator[str]:
    if module.package and module.package not in ARROWS:
        yield f"{module.package} has no place in the plan"
    if module.lines > MAX_LINES:
        yield f"has {module.lines} lines, more than {MAX_LINES}"
    for line, name in module.unnamed_fields:
        yield f"line {line}: {name} has more than {MOST_FIELDS_IN_ORDER} fields and is not kw_only"
    for line, name in module.unnamed_arguments:
        yield f"line {line}: {name} is given more than {MOST_IN_ORDER} arguments by their places"
    for line, name in module.participles:
        yield f"line {line}: {name} is called by what became of something, and not by what it does"
    if module.name.rpartition(".")[2] in NO_NAMES:
        yield "a module is named after what it is about"
    allowed = ARROWS.get(module.package, set()) | (set() if module.package in FOUNDATIONS else FOUNDATIONS)
    allowed |= set() if module.package in FOUNDATIONS | GUARDS else GUARDS
    for line, target in module.imports:
        library, _, inside = target.partition(".")
        if library == PACKAGE:
            package = inside.partition(".")[0]
            if package in packages and package not in allowed | {module.package}:
                yield f"line {line} imports {package}"
        elif module.package not in SOLE_IMPORTERS.get(library, {module.package}):
            yield f"line {line} imports {library}, which only {' and '.join(sorted(SOLE_IMPORTERS[library]))} may"
        if (module.name in PURE or module.package in PURE_PACKAGES) and library in IMPURE_LIBRARIES:
            yield f"line {line} imports {library}, but is pure"


def circles(modules: list[Module]) -> set[frozenset[str]]:
    """Return the sets of *modules* that import one another: at module level, within functions, or for types only."""
    names = {module.name for module in modules}
    imports = {module.name: {_module_of(target, names) for _line, target in module.imports} for module in modules}
    reached = {name: _reached(name, imports) for name in names}
    together = (frozenset(other for other in reached[name] if name in reached[other]) for name in names)
    return {circle for circle in together if circle}


def _module_of(target: str, names: set[str]) -> str:
    """The module that an import of *target* (a module, or a name in one) loads; empty if it is none of *names*."""
    home = target.rpartition(".")[0]
    return target if target in names else home if home in names else ""


def _reached(start: str, imports: dict[str, set[str]]) -> set[str]:
    """All modules that are imported from *start* on, itself only if it is one of them."""
    found: set[str] = set()
    pending = [start]
    while pending:
        new = imports.get(pending.pop(), set()) - found
        found |= new
        pending += new
    return found - {""}


@pytest.fixture(scope="module")
def modules(root: Path) -> list[Module]:
    """The modules of the house, which are hundreds."""
    return read_modules(root)


def test_no_modules_import_one_another(modules: list[Module]) -> None:
    assert circles(modules) == set()


def test_the_house_stands_as_planned(modules: list[Module]) -> None:
    assert {"pipeline", "pipeline.errors", "pipeline.i18n"} <= {module.name for module in modules}
    assert violations(modules) == []


def test_the_plan_itself_has_no_circle() -> None:
    order = list(TopologicalSorter(ARROWS).static_order())
    assert order.index("units") < order.index("model") < order.index("production") < order.index("cli")
    assert set().union(*SOLE_IMPORTERS.values()) | FOUNDATIONS <= set(ARROWS)


# A house that stands; each case below breaks one thing in it.
SOUND = {
    "__init__.py": '__version__ = "1"\n',
    "errors.py": "",
    "i18n.py": "import gettext\n",
    "units.py": "from pipeline.errors import KanbenError\n",
    "model.py": "from pipeline import __version__, units\n",
    "manuscript/__init__.py": "from pipeline.manuscript.reader import read\n",
    "manuscript/reader.py": "from ..model import Issue\nfrom .front import matter\nfrom pipeline.i18n import _\n",
    "manuscript/front.py": "",
    "check/__init__.py": "",
    "layout/__init__.py": "import jinja2\nimport pipeline.model\n",
    "composer/paragraph.py": "import math\n",
    "engine/__init__.py": "",
    "engine/pages.py": "def pages():\n    import weasyprint.text.ffi\n",
    "production.py": "from pipeline import engine, layout\n",
    "resources.py": "",
    "cli/__init__.py": "import click\nfrom pipeline import production\n",
    "__main__.py": "from pipeline.cli import main\n",
}


def build_house(folder: Path, changes: dict[str, str]) -> list[str]:
    """Write the sound house with *changes* into *folder* and return what is wrong with it."""
    for name, source in (SOUND | changes).items():
        path = folder / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return violations(read_modules(folder))


def test_a_sound_house_is_left_alone(tmp_path: Path) -> None:
    assert build_house(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("errors.py", "from pipeline.i18n import _\n", "errors: line 1 imports i18n"),
        ("i18n.py", "import pipeline.errors\n", "i18n: line 1 imports errors"),
        ("units.py", "\nfrom . import model\n", "units: line 2 imports model"),
        ("model.py", "from pipeline.manuscript.reader import read, write\n", "model: line 1 imports manuscript"),
        ("model.py", 'importlib.import_module("pipeline.layout")\n', "model: line 1 imports layout"),
        ("check/__init__.py", "from ..manuscript import reader\n", "check: line 1 imports manuscript"),
        ("check/__init__.py", "from .. import layout\n", "check: line 1 imports layout"),
        ("manuscript/front.py", "def f():\n    import pipeline.engine\n", "manuscript.front: line 2 imports engine"),
        ("engine/pages.py", "from pipeline.model import Issue\n", "engine.pages: line 1 imports model"),
        ("composer/ruby.py", "from pipeline.engine import pages\n", "composer.ruby: line 1 imports engine"),
        ("layout/__init__.py", "from pipeline.cli import main\n", "layout: line 1 imports cli"),
        ("production.py", "from pipeline.cli import main\n", "production: line 1 imports cli"),
        ("cli/__init__.py", "from pipeline import engine\n", "cli: line 1 imports engine"),
        ("resources.py", "from pipeline import units\n", "resources: line 1 imports units"),
        ("gadgets.py", "", "gadgets: gadgets has no place in the plan"),
        ("model.py", "import pyhanko.sign\n", "model: line 1 imports pyhanko, which only binding may"),
        (
            "cli/a.py",
            "import jinja2\n",
            "cli.a: line 1 imports jinja2, which only desk and layout and reports may",
        ),
        ("layout/a.py", "from weasyprint import HTML\n", "layout.a: line 1 imports weasyprint, which only engine may"),
        ("production.py", "import click\n", "production: line 1 imports click, which only cli may"),
        (
            "composer/paragraph.py",
            "from pathlib import Path\n",
            "composer.paragraph: line 1 imports pathlib, but is pure",
        ),
        ("layout/utils.py", "", "layout.utils: a module is named after what it is about"),
        ("model.py", "\n" * (MAX_LINES + 1), "model: has 351 lines, more than 350"),
    ],
)
def test_each_broken_rule_is_reported(tmp_path: Path, name: str, source: str, complaint: str) -> None:
    assert build_house(tmp_path, {name: source}) == [f"pipeline.{complaint}"]


FOUR = "    a: int\n    b: int\n    c: int\n    d: int\n"
REFUSED = "pipeline.model: line 3: A has more than 4 fields and is not kw_only"


@pytest.mark.parametrize(
    ("decorator", "last", "complaints"),
    [
        ("@dataclass(frozen=True)", "e: int", [REFUSED]),
        ("@dataclass", "e: list[int] = field(default_factory=list)", [REFUSED]),
        ("@dataclasses.dataclass(kw_only=False)", "e: int = 0", [REFUSED]),
        ("@dataclass(frozen=True, kw_only=True)", "e: int", []),
        ("@dataclass", "e: list[int] = field(init=False)", []),
        ("@dataclass", "e: ClassVar[int] = 0", []),
        ("@dataclass", "e = 0", []),
        ("@enum.unique", "e: int", []),
    ],
)
def test_many_fields_are_given_by_name(tmp_path: Path, decorator: str, last: str, complaints: list[str]) -> None:
    source = f"from dataclasses import dataclass\n{decorator}\nclass A:\n{FOUR}    {last}\n"
    assert build_house(tmp_path, {"model.py": source}) == complaints


@pytest.mark.parametrize(
    ("call", "is_refused"),
    [
        ("_Place(1, 2, 3, 4, 5, 6)", True),
        ("Place(1, 2, 3, 4, 5, *rest)", True),
        ("Place(1, 2, 3, 4, 5, size=6)", False),
        ("place(1, 2, 3, 4, 5, 6)", False),
        ("nodes.Place(1, 2, 3, 4, 5, 6)", False),
    ],
)
def test_many_arguments_of_a_class_are_named(tmp_path: Path, call: str, is_refused: bool) -> None:
    assert bool(build_house(tmp_path, {"model.py": f"place = {call}\n"})) == is_refused


@pytest.mark.parametrize(
    ("source", "is_refused"),
    [
        ("def _placed(page: int) -> int: ...", True),
        ("def accepted_of(page: int) -> str: ...", True),
        ("def found() -> str: ...", True),
        ("def find_placed(page: int) -> int: ...", False),
        ("def read(page: int) -> int: ...", False),
        ("def _used(page: int) -> bool: ...", False),
        ("def printed_folio(page: int) -> int: ...", False),
        ("class A:\n    @property\n    def placed(self) -> int: ...", False),
        ("@contextmanager\ndef limited() -> Iterator[None]: ...", False),
    ],
)
def test_functions_are_verbs(tmp_path: Path, source: str, is_refused: bool) -> None:
    assert bool(build_house(tmp_path, {"model.py": source})) == is_refused


def test_the_package_itself_imports_next_to_nothing(tmp_path: Path) -> None:
    source = "from pipeline.errors import KanbenError\nfrom pipeline import model\n"
    assert build_house(tmp_path, {"__init__.py": source}) == ["pipeline: line 2 imports model"]


def test_a_module_as_long_as_allowed_passes(tmp_path: Path) -> None:
    assert build_house(tmp_path, {"model.py": "\n" * MAX_LINES}) == []


@pytest.mark.parametrize(
    "source",
    [
        "from pipeline.model import Issue\n",
        "from pipeline import model\n",
        "def f():\n    from . import model\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .model import Issue\n",
        "from pipeline import colours\n",
    ],
)
def test_circles_are_seen(tmp_path: Path, source: str) -> None:
    """However the import is written, and by way of a third module."""
    build_house(tmp_path, {"units.py": source, "colours.py": "import pipeline.model\n"})
    (circle,) = circles(read_modules(tmp_path))
    third = {"pipeline.colours"} if "colours" in source else set()
    assert circle == {"pipeline.units", "pipeline.model"} | third


def test_a_package_in_a_circle_with_its_module_is_seen(tmp_path: Path) -> None:
    build_house(tmp_path, {"manuscript/front.py": "from pipeline.manuscript import read\n"})
    assert circles(read_modules(tmp_path)) == {
        frozenset({"pipeline.manuscript", "pipeline.manuscript.reader", "pipeline.manuscript.front"})
    }


def test_a_house_without_circles_has_none(tmp_path: Path) -> None:
    build_house(tmp_path, {})
    assert circles(read_modules(tmp_path)) == set()
