"""``python -m pipeline`` is ``kanben``."""

if __name__ == "__main__":  # a process that another one starts for itself comes by here too, and needs no commands
    from pipeline.cli import main

    main()
