"""Patches are applied in order; those for speed are left out when the environment says so."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipeline.engine.patches.patch import STOCK_SPEED, Effect, Patch, ScopedPatch, apply_all, apply_scoped


def run() -> list[str]:
    """Apply a patch of each effect, once for good and once around a block; what happened."""
    done: list[str] = []

    @contextmanager
    def around(effect: Effect) -> Iterator[None]:
        done.append(f"+{effect.name}")
        yield
        done.append(f"-{effect.name}")

    apply_all(Patch("", "", effect, lambda effect=effect: done.append(effect.name)) for effect in Effect)
    with apply_scoped([ScopedPatch("", "", effect, lambda effect=effect: around(effect)) for effect in Effect]):
        done.append("block")
    return done


def test_all_are_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STOCK_SPEED, raising=False)
    around = ["+OUTPUT", "+SPEED", "+BOUNDS", "block", "-BOUNDS", "-SPEED", "-OUTPUT"]
    assert run() == ["OUTPUT", "SPEED", "BOUNDS", *around]


def test_those_for_speed_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STOCK_SPEED, "1")
    assert run() == ["OUTPUT", "BOUNDS", "+OUTPUT", "+BOUNDS", "block", "-BOUNDS", "-OUTPUT"]
