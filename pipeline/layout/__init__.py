"""An issue and a layout into HTML parts; the one package that imports Jinja2."""

from pipeline.layout.colour_names import require_colours
from pipeline.layout.compose import GOES_ON, REST, Composer
from pipeline.layout.layout_file import Layout, find_layout, layout_names
from pipeline.layout.options import layout_of, with_options
from pipeline.layout.part_plans import Part, PartPlan, plan_parts
from pipeline.layout.styles import require_styles
from pipeline.layout.traditional import require_languages

__all__ = [
    "GOES_ON",
    "REST",
    "Composer",
    "Layout",
    "Part",
    "PartPlan",
    "find_layout",
    "layout_names",
    "layout_of",
    "plan_parts",
    "require_colours",
    "require_languages",
    "require_styles",
    "with_options",
]
