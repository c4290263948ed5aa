"""Every edit of a condition by one slip of the pen."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, assert_never

import attrs

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    SomeOf,
    Unspecified,
    describe,
    joined_by,
)
from renkei_model.facts import Fact
from renkei_model.windows import During
from renkei_model.wording import Wording

__all__ = ["ConditionEdit", "changed", "condition_edits", "left_out", "with_leaves"]


@attrs.frozen
class ConditionEdit:
    """An edit of a condition that nobody has made yet: it may be refused, or change nothing.

    Attributes:
        words: What it makes of what stood there.
        make: Makes the edited condition.
    """

    words: Wording
    make: Callable[[], Condition]


def condition_edits(condition: Condition, facts: Sequence[Fact]) -> Iterator[ConditionEdit]:
    """Give every edit of a condition by one slip of the pen.

    Args:
        condition: The condition.
        facts: The catalogue that a wrong fact may be taken from.
    """
    match condition:
        case AtLeast() | AtMost():
            yield from _leaf_edits(condition, facts)
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            yield from _join_edits(condition)
            for place, part in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                rest = functools.partial(_joined_like, condition, (*before, *after))
                yield ConditionEdit(left_out(describe(part)), rest)
                for edit in condition_edits(part, facts):
                    make = functools.partial(_around, condition, before, edit, after)
                    yield ConditionEdit(edit.words, make)
        case Unspecified():
            return
        case _:
            assert_never(condition)


def _leaf_edits(leaf: AtLeast | AtMost, facts: Sequence[Fact]) -> Iterator[ConditionEdit]:
    said, kind, fact, n, during = describe(leaf), type(leaf), leaf.fact, leaf.n, leaf.during
    for number in (n - 1, n + 1):
        make = functools.partial(kind, fact, n=number, during=during)
        yield ConditionEdit(changed(said, Wording.same(str(number))), make)
    other, limit = _OTHER_LIMITS[kind]
    yield ConditionEdit(changed(said, limit), functools.partial(other, fact, n=n, during=during))
    for days in During:
        if days is not during:
            make = functools.partial(kind, fact, n=n, during=days)
            yield ConditionEdit(changed(said, describe(make())), make)
    for wrong in facts:
        if wrong != fact:
            make = functools.partial(kind, wrong, n=n, during=during)
            yield ConditionEdit(changed(said, describe(make())), make)


_OTHER_LIMITS: Final[Mapping[type[AtLeast | AtMost], tuple[type[AtLeast | AtMost], Wording]]] = {
    AtLeast: (AtMost, Wording("以下", "at most")),
    AtMost: (AtLeast, Wording("以上", "at least")),
}


def _join_edits(condition: AllOf | AnyOf | SomeOf) -> Iterator[ConditionEdit]:
    head, parts = joined_by(condition), condition.parts
    for join in (AllOf, AnyOf):
        if not isinstance(condition, join):
            make = functools.partial(join, *parts)
            yield ConditionEdit(changed(head, joined_by(make())), make)
    if isinstance(condition, SomeOf):
        for k in (condition.k - 1, condition.k + 1):
            words = changed(head, Wording(f"{k}つ以上", f"at least {k}"))
            yield ConditionEdit(words, functools.partial(SomeOf, k, *parts))


def _joined_like(condition: AllOf | AnyOf | SomeOf, parts: Sequence[Condition]) -> Condition:
    match condition:
        case AllOf():
            return AllOf(*parts)
        case AnyOf():
            return AnyOf(*parts)
        case SomeOf(k):
            return SomeOf(k, *parts)
    assert_never(condition)


def _around(
    condition: AllOf | AnyOf | SomeOf,
    before: tuple[Condition, ...],
    edit: ConditionEdit,
    after: tuple[Condition, ...],
) -> Condition:
    return _joined_like(condition, (*before, edit.make(), *after))


def with_leaves(condition: Condition, others: Iterator[Leaf]) -> Condition:
    """Give a condition with other leaves, in reading order.

    Args:
        condition: The condition.
        others: One leaf for each of its own.
    """
    match condition:
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            return _joined_like(condition, [with_leaves(part, others) for part in parts])
        case AtLeast() | AtMost() | Unspecified():
            return next(others)
    assert_never(condition)


# --- words ---------------------------------------------------------------------------------------


def changed(before: Wording, after: Wording) -> Wording:
    """Say what a slip makes of something."""
    return Wording(f"{before.ja} → {after.ja}", f"{before.en} → {after.en}")


def left_out(what: Wording) -> Wording:
    """Say what a slip leaves out."""
    return Wording(f"{what.ja}を書き落とす", f"{what.en} left out")
