"""``python -m pipeline`` is ``kanben``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
