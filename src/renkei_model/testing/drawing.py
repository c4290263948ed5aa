"""How the strategies draw from a few options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

__all__ = ["one_of"]

Drawn = TypeVar("Drawn")


def one_of(draw: st.DrawFn, options: Sequence[Drawn]) -> Drawn:
    """Draw one of some options, the first of them when shrunk."""
    return options[draw(st.integers(0, len(options) - 1))]
