"""The passphrase of a key: from the environment, or typed in."""

import click
import pytest

from pipeline.cli import passphrase
from pipeline.cli.passphrase import VARIABLE, signing_passphrase


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_values: object, **_named: object) -> str:
        raise click.Abort

    monkeypatch.setattr(passphrase.click, "prompt", nobody)
    for value in ("口令", ""):
        monkeypatch.setenv(VARIABLE, value)
        assert signing_passphrase() == value
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(click.Abort):
        signing_passphrase()


def test_what_is_typed_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def type_in(_text: str, **options: object) -> str:
        asked.append(options)
        return "typed"

    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(passphrase.click, "prompt", type_in)
    assert signing_passphrase() == "typed"
    assert asked == [{"hide_input": True, "err": True}]
