"""A publication's bound volumes of all years as one shelf: cumulative indexes 总索引, catalogue and search."""

from pipeline.shelf.make_shelf import make_shelf
from pipeline.shelf.request import Shelf, ShelfRequest

__all__ = ["Shelf", "ShelfRequest", "make_shelf"]
