"""``python -m pipeline`` is ``kanben``."""

if __name__ == "__main__":
    from pipeline.cli import main

    main()
else:  # a process that another one starts for itself comes by here, and needs no commands
    from pipeline.kept_code import load_kept_code

    load_kept_code().use()
