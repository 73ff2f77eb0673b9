"""PDFs that anyone may have made into objects that can be trusted: bounded, mended or refused."""
