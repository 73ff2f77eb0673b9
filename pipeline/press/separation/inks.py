"""The inks of a job: those of the process, and spot inks, each with a plate of its own."""

from dataclasses import dataclass

from pipeline.colours import Cmyk
from pipeline.pdf.objects import NameObject, write_object

PROCESS_INKS = ("cyan", "magenta", "yellow", "black")


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot ink. *name* is that of its plate (``PANTONE 485 C``); *cmyk* stands for it in proofs."""

    name: str
    cmyk: Cmyk

    def colour_space(self) -> bytes:
        """A Separation colour space as an object of a PDF; tint 1 is the full ink (ISO 32000-1, 8.6.6.4)."""
        function = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0, 0, 0, 0], "/C1": list(self.cmyk), "/N": 1}
        tint = {NameObject(key): value for key, value in function.items()}
        return write_object([NameObject("/Separation"), NameObject(f"/{self.name}"), NameObject("/DeviceCMYK"), tint])
