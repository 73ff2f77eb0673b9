"""The standards that a finished PDF may be made by."""

from enum import Enum


class Standard(Enum):
    """A part of PDF/A, with the part of PDF/UA that is written in the same version of PDF."""

    PDF_A_2 = "PDF/A-2"
    """PDF 1.7 (ISO 32000-1): PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)."""
    PDF_A_4 = "PDF/A-4"
    """PDF 2.0 (ISO 32000-2): PDF/A-4, with files in it PDF/A-4f (ISO 19005-4), and PDF/UA-2 (ISO 14289-2)."""

    @property
    def version(self) -> str:
        """The version of PDF."""
        return "1.7" if self is Standard.PDF_A_2 else "2.0"

    def list_claims(self, *, has_files: bool = False) -> tuple[str, str]:
        """What a file says that it is; *has_files*: others are embedded in it."""
        if self is Standard.PDF_A_2:
            return "PDF/A-2a", "PDF/UA-1"
        return "PDF/A-4f" if has_files else "PDF/A-4", "PDF/UA-2"
