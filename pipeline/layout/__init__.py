"""An issue and a layout into HTML parts; the one package that imports Jinja2."""

from pipeline.layout.compose import Composer, Part, PartPlan, plan_parts
from pipeline.layout.layout_file import Layout, find_layout
from pipeline.layout.volume_pages import FrontMatter, VolumeComposer

__all__ = [
    "Composer",
    "FrontMatter",
    "Layout",
    "Part",
    "PartPlan",
    "VolumeComposer",
    "find_layout",
    "plan_parts",
]
