"""How a fact, a requirement or a transition of one policy stands in another."""

from __future__ import annotations

import enum
from typing import Final, TypeVar

import attrs

from renkei_model.facts import Fact
from renkei_model.requirements import Requirement
from renkei_model.stages import Force, Stage, Transition, TransitionKind
from renkei_model.wording import Language, Wording

__all__ = [
    "Change",
    "FactDifference",
    "RequirementDifference",
    "TransitionDifference",
    "change_between",
    "latest",
]

T = TypeVar("T")


class Change(enum.Enum):
    """How something of the one policy stands in the other.

    MOVED_AWAY and MOVED_HERE are the two ends of one move: the same requirement guards another
    transition. SAME: a rule that neither policy changed, and that is judged otherwise all the same,
    since what it counts, or the days in which it counts, changed.
    """

    DROPPED = "dropped"
    ADDED = "added"
    CHANGED = "changed"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"
    REORDERED = "reordered"
    SAME = "same"

    def text(self, language: Language) -> str:
        """Say it for a reader, who may compare two readings of which neither is newer: A and B."""
        return _CHANGE_WORDING[self].text(language)


_CHANGE_WORDING: Final = {
    Change.DROPPED: Wording("Aだけにある", "only A has"),
    Change.ADDED: Wording("Bだけにある", "only B has"),
    Change.CHANGED: Wording("異なる", "differs"),
    Change.MOVED_AWAY: Wording("Bは別の移行で求める", "B asks at another step"),
    Change.MOVED_HERE: Wording("Aは別の移行で求める", "A asks at another step"),
    Change.REORDERED: Wording("順序が異なる", "in another order"),
    Change.SAME: Wording("要件は同じで数え方が異なる", "the same rule, counted otherwise"),
}


def change_between(before: object, after: object) -> Change:
    """Tell whether something is dropped, added or changed, by where there is any of it."""
    if after is None:
        return Change.DROPPED
    return Change.ADDED if before is None else Change.CHANGED


def latest(before: T | None, after: T | None) -> T:
    """Give a thing as it stands after a change, or as it stood before it was dropped."""
    thing = before if after is None else after
    assert thing is not None  # noqa: S101 - one of the two policies has it
    return thing


@attrs.frozen
class FactDifference:
    """A fact that means something else: its kind, or whether different items are counted.

    Records that were filed under the one meaning are not counted under the other.

    Attributes:
        before: The fact of the one policy.
        after: The fact of that key in the other.
    """

    before: Fact
    after: Fact


@attrs.frozen
class RequirementDifference:
    """A requirement that one transition asks for otherwise.

    Attributes:
        change: Whether this transition asks for it no more, newly, in another way, or whether it
            moved to or from another transition.
        before: What the one policy asked for, here or at the other end of a move; None if newly
            asked for.
        after: What the other policy asks for, here or at the other end of a move; None if asked
            for no more.
        elsewhere: For a move, the transitions at its other end.
    """

    change: Change
    before: Requirement | None
    after: Requirement | None
    elsewhere: tuple[Transition, ...] = ()

    @property
    def requirement(self) -> Requirement:
        """The requirement as it stands after the change, or stood before it was dropped."""
        return latest(self.before, self.after)


@attrs.frozen
class TransitionDifference:
    """A transition that only one policy has, leads elsewhere, or asks for something else.

    Attributes:
        before: The transition of the one policy; None if it is new.
        after: The transition of that key in the other; None if it is gone.
        requirements: The requirements that it asks for otherwise.
        reordered: Whether what it asks for in both stands in another order.
    """

    before: Transition | None
    after: Transition | None
    requirements: tuple[RequirementDifference, ...] = ()
    reordered: bool = False

    @property
    def change(self) -> Change:
        """Whether it is dropped, added or changed."""
        return change_between(self.before, self.after)

    @property
    def transition(self) -> Transition:
        """The transition as it stands after the change, or stood before it was dropped."""
        return latest(self.before, self.after)

    @property
    def leads_otherwise(self) -> bool:
        """Whether both have it, and it joins other stages, or is of another kind or force."""
        if self.before is None or self.after is None:
            return False
        return _course(self.before) != _course(self.after)


def _course(way: Transition) -> tuple[Stage, Stage, TransitionKind, Force]:
    return way.source, way.target, way.kind, way.force
