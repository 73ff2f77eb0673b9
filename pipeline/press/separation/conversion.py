"""Colours and pictures of screens into those of a printing condition, by its ICC profile (lcms, through Pillow)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageCms

from pipeline.colours import Cmyk, Rgb
from pipeline.press.separation.inks import PROCESS_INKS

# Relative colorimetric with black point compensation: what all layout programs take for photographs and drawings.
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@dataclass
class Separation:
    """The way to the printing condition of *profile*, the bytes of an ICC profile.

    Where *inks* aren't all of the process, everything becomes shades of black.
    """

    profile: bytes
    inks: tuple[str, ...] = PROCESS_INKS
    _known: dict[Rgb, Cmyk] = field(default_factory=dict, init=False)

    @property
    def has_all_inks(self) -> bool:
        """Whether the job is printed with cyan, magenta, yellow and black."""
        return set(PROCESS_INKS) <= set(self.inks)

    @cached_property
    def _output(self) -> Any:
        return ImageCms.ImageCmsProfile(BytesIO(self.profile))

    @cached_property
    def _from_screen(self) -> Any:
        screen = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(screen, self._output, "RGB", "CMYK", _INTENT, _FLAGS)

    @cached_property
    def _to_screen(self) -> Any:
        screen = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(self._output, screen, "CMYK", "RGB", _INTENT, _FLAGS)

    def colour(self, rgb: Rgb) -> Cmyk:
        """The inks for an sRGB colour. Greys are printed in black alone: in several inks they would turn coloured."""
        if rgb not in self._known:
            grey = self._grey(rgb)
            self._known[rgb] = (0.0, 0.0, 0.0, grey) if grey is not None else self._separate_colour(rgb)
        return self._known[rgb]

    def _grey(self, rgb: Rgb) -> float | None:
        if rgb[0] == rgb[1] == rgb[2]:
            return 1 - rgb[0] / 255
        if self.has_all_inks:
            return None
        return 1 - float(Image.new("RGB", (1, 1), rgb).convert("L").getpixel((0, 0))) / 255  # type: ignore[arg-type]

    def _separate_colour(self, rgb: Rgb) -> Cmyk:
        pixel: Any = self.picture(Image.new("RGB", (1, 1), rgb)).getpixel((0, 0))
        cyan, magenta, yellow, black = (round(each / 255, 4) for each in pixel)
        return cyan, magenta, yellow, black

    def picture(self, image: Image.Image) -> Image.Image:
        """*image* (mode RGB, sRGB; or CMYK, in the colours of the condition) as CMYK or, where it is grey, as L.

        CMYK of a job that has all inks stays as it is.
        """
        if image.mode == "CMYK":
            return image if self.has_all_inks else self._apply(self._to_screen, image).convert("L")
        if not self.has_all_inks or _is_grey(image):
            return image.convert("L")
        return self._apply(self._from_screen, image)

    @staticmethod
    def _apply(transform: Any, image: Image.Image) -> Image.Image:
        result = ImageCms.applyTransform(image, transform)
        assert result is not None  # only None when done in place
        return result


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    pairs: list[Callable[[], Image.Image]] = [
        lambda: ImageChops.difference(red, green),
        lambda: ImageChops.difference(green, blue),
    ]
    return all(pair().getbbox() is None for pair in pairs)
