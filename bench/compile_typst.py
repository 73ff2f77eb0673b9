"""One cold Typst run: ``python -m bench.compile_typst SOURCE ROOT FONTS PDF``; measured from outside."""

import sys

import typst


def main(source: str, root: str, fonts: str, pdf: str) -> None:
    """Compile *source* with the faces of the folder *fonts* alone, declared as our own files are."""
    typst.compile(
        source, output=pdf, root=root, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"]
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
