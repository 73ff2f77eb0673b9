"""One cold Typst run: ``python -m bench.compile_typst SOURCE ROOT FONTS PDF``; measured from outside."""

import sys

import typst

# Both may be declared together, as our own files do.
STANDARDS = ["a-2a", "ua-1"]


def main(source: str, root: str, fonts: str, pdf: str) -> None:
    """Compile *source* with the faces of the folder *fonts* alone."""
    typst.compile(
        source, output=pdf, root=root, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=STANDARDS
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
