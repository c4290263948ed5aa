"""An edit that nobody has made yet."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import attrs

from renkei_model.wording import Wording

__all__ = ["Edit", "changed", "each_or_itself", "exchanged", "left_out", "without_one"]

T = TypeVar("T")
U = TypeVar("U")


@attrs.frozen
class Edit(Generic[T]):
    """An edit by one slip of the pen: it may be refused, or decide nothing otherwise.

    Attributes:
        words: What it makes of what stood there.
        make: Makes the edited thing.
        place: Where it stands in the policy; empty where whoever asked knows.
    """

    words: Wording
    make: Callable[[], T]
    place: str = ""

    def within(self, put: Callable[[T], U], place: str = "") -> Edit[U]:
        """Give the same edit of a larger thing.

        Args:
            put: Makes the larger thing of the edited one.
            place: Where the edited thing stands; where it is not said, the edit's own place.
        """
        return Edit(self.words, lambda: put(self.make()), place or self.place)


def changed(before: Wording, after: Wording) -> Wording:
    """Say what a slip makes of something."""
    return Wording(f"{before.ja} → {after.ja}", f"{before.en} → {after.en}")


def left_out(what: Wording) -> Wording:
    """Say what a slip leaves out."""
    return Wording(f"{what.ja}を書き落とす", f"{what.en} left out")


def exchanged(one: Wording, other: Wording, in_what: Wording = Wording.same("")) -> Wording:
    """Say that a slip writes each of two things in the other's place.

    Args:
        one: The one.
        other: The other.
        in_what: What of them is exchanged, where it is not the whole.
    """
    return Wording(
        f"「{one.ja}」と「{other.ja}」{in_what.ja}を取り違える",
        f"“{one.en}” and “{other.en}” exchanged{in_what.en}",
    )


def without_one(things: Sequence[T]) -> Iterator[tuple[T, tuple[T, ...]]]:
    """Give each of some things with those that are left without it."""
    for place, thing in enumerate(things):
        yield thing, (*things[:place], *things[place + 1 :])


def each_or_itself(edit: Callable[[T], T], things: tuple[T, ...]) -> tuple[T, ...]:
    """Edit each of some things; the very same tuple if the edit gives each of them back."""
    edited = tuple(map(edit, things))
    return things if all(map(operator.is_, edited, things)) else edited
