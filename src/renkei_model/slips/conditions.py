"""Every edit of a condition by one slip of the pen."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, assert_never

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
from renkei_model.slips.making import Edit, changed, left_out
from renkei_model.windows import During
from renkei_model.wording import Wording

__all__ = ["condition_edits", "with_leaves"]


def condition_edits(condition: Condition, facts: Sequence[Fact]) -> Iterator[Edit[Condition]]:
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
                yield Edit(left_out(describe(part)), rest)
                for edit in condition_edits(part, facts):
                    make = functools.partial(_around, condition, before, edit, after)
                    yield Edit(edit.words, make)
        case Unspecified():
            return
        case _:
            assert_never(condition)


def _leaf_edits(leaf: AtLeast | AtMost, facts: Sequence[Fact]) -> Iterator[Edit[Condition]]:
    said, kind, fact, n, during = describe(leaf), type(leaf), leaf.fact, leaf.n, leaf.during
    for number in (n - 1, n + 1):
        make = functools.partial(kind, fact, n=number, during=during)
        yield Edit(changed(said, Wording.same(str(number))), make)
    other, limit = _OTHER_LIMITS[kind]
    yield Edit(changed(said, limit), functools.partial(other, fact, n=n, during=during))
    for days in During:
        if days is not during:
            make = functools.partial(kind, fact, n=n, during=days)
            yield Edit(changed(said, describe(make())), make)
    for wrong in facts:
        if wrong != fact:
            make = functools.partial(kind, wrong, n=n, during=during)
            yield Edit(changed(said, describe(make())), make)


_OTHER_LIMITS: Final[Mapping[type[AtLeast | AtMost], tuple[type[AtLeast | AtMost], Wording]]] = {
    AtLeast: (AtMost, Wording("以下", "at most")),
    AtMost: (AtLeast, Wording("以上", "at least")),
}


def _join_edits(condition: AllOf | AnyOf | SomeOf) -> Iterator[Edit[Condition]]:
    head, parts = joined_by(condition), condition.parts
    for join in (AllOf, AnyOf):
        if not isinstance(condition, join):
            make = functools.partial(join, *parts)
            yield Edit(changed(head, joined_by(make())), make)
    if isinstance(condition, SomeOf):
        for k in (condition.k - 1, condition.k + 1):
            words = changed(head, Wording(f"{k}つ以上", f"at least {k}"))
            yield Edit(words, functools.partial(SomeOf, k, *parts))


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
    edit: Edit[Condition],
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
