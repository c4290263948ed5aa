"""Every edit of a policy by one slip of the pen.

A slip changes one thing that somebody wrote: a number, a word such as all or any, a name, a line
left out or put in the wrong place. What it makes is a policy again, or the error with which the
library refuses it. An edit that decides the same for every ledger is no slip.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from renkei_model.checks import require_kind
from renkei_model.conditions import (
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    Unspecified,
    leaves,
)
from renkei_model.errors import RenkeiError
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips.conditions import (
    ConditionEdit,
    changed,
    condition_edits,
    left_out,
    with_leaves,
)
from renkei_model.slips.meaning import decides_the_same, first_level_of_change
from renkei_model.stages import Stage, Transition, TransitionKind
from renkei_model.wording import Language, Wording

__all__ = ["Slip", "one_slip_edits"]


@attrs.frozen
class Slip:
    """One edit of a policy by one slip of the pen.

    Attributes:
        place: Where the pen slipped, such as `requirements.founded`.
        edit: What it made of what stood there.
        outcome: The policy that the edit makes, or the error with which the library refuses it.
    """

    place: Wording
    edit: Wording
    outcome: Policy | RenkeiError = attrs.field(repr=False)

    @property
    def is_refused(self) -> bool:
        """Whether the library refuses the edited policy, so that nobody can use it."""
        return isinstance(self.outcome, RenkeiError)

    def text(self, language: Language) -> str:
        """Say where the pen slipped, and how.

        Args:
            language: `"ja"` or `"en"`.
        """
        return f"{self.place.text(language)}: {self.edit.text(language)}"


def one_slip_edits(policy: Policy) -> Iterator[Slip]:
    """Make every edit of a policy by one slip of the pen.

    - In a condition: a number one lower or higher; all, any and some confused, or at least and at
      most; a part left out; another window; another fact of the catalogue; the facts of two leaves
      exchanged, in one requirement or in two.
    - In a transition: a requirement left out, moved or copied to another one; another source or
      target; progress and withdrawal confused; an open gate made of it, or no longer declared; the
      whole left out.
    - A fact counted by different items instead of records, or the other way round; another stage
      to begin in.

    A requirement or a fact is declared once, so an edit of it shows wherever it stands. Wordings,
    bases and facts that no requirement reads decide nothing and are not edited. Nor is an edit
    given that decides the same for every ledger, as far as that can be shown: any of a single
    part, all of two parts where two of them were asked for.

    Args:
        policy: The policy.

    Yields:
        Each edit, in the order in which the policy declares things.

    Raises:
        InvalidValue: If it is no policy.

    Example:
        >>> from renkei_model import kochi
        >>> lower, higher, *_ = one_slip_edits(kochi.POLICY)
        >>> print(lower.text("en"))
        requirements.founded: “council founded”: at least 1 → 0
        >>> print(lower.outcome)
        AtLeast.n: 0 is not a whole number of at least 1; write 1 or more.
        >>> higher.is_refused
        False
    """
    require_kind("policy", policy, Policy)
    for attempt in _attempts(policy):
        try:
            edited = attempt.make()
        except RenkeiError as refusal:
            yield Slip(attempt.place, attempt.edit, refusal)
        else:
            if not decides_the_same(policy, edited):
                yield Slip(attempt.place, attempt.edit, edited)


@attrs.frozen
class _Attempt:
    """An edit of a policy that nobody has made yet: it may be refused, or change nothing."""

    place: Wording
    edit: Wording
    make: Callable[[], Policy]


def _attempts(policy: Policy) -> Iterator[_Attempt]:
    for need in policy.requirements:
        place = Wording.same(f"requirements.{need.key}")
        for edit in condition_edits(need.condition, policy.facts):
            yield _Attempt(place, edit.words, functools.partial(_with_edit, policy, need, edit))
    yield from _exchanges(policy)
    for way in policy.transitions:
        yield from _misplaced_requirements(policy, way)
        place = Wording.same(f"transitions.{way.key}")
        for words, edited in _transition_edits(policy, way):
            yield _Attempt(place, words, functools.partial(_with_ways, policy, {way: edited}))
    for fact in policy.facts:
        yield from _counting_edits(policy, fact)
    for stage in policy.stages[1:]:
        words = _another_stage(Wording("最初の段階", "first stage"), policy.initial, stage)
        make = functools.partial(_beginning_in, policy, stage)
        yield _Attempt(Wording.same("stages"), words, make)


# --- requirements and facts ----------------------------------------------------------------------


def _with_edit(policy: Policy, need: Requirement, edit: ConditionEdit) -> Policy:
    return attrs.evolve(policy, transitions=_with_conditions(policy, {need.key: edit.make()}))


def _with_conditions(policy: Policy, conditions: Mapping[str, Condition]) -> tuple[Transition, ...]:
    def edited(need: Requirement) -> Requirement:
        return attrs.evolve(need, condition=conditions.get(need.key, need.condition))

    return tuple(
        attrs.evolve(way, requirements=tuple(map(edited, way.requirements)))
        for way in policy.transitions
    )


_Place = tuple[str, int]
"""A leaf's place: the key of its requirement, and its number in reading order."""


def _counting_leaves(policy: Policy) -> dict[_Place, AtLeast | AtMost]:
    return {
        (need.key, number): leaf
        for need in policy.requirements
        for number, leaf in enumerate(leaves(need.condition))
        if not isinstance(leaf, Unspecified)
    }


def _with_facts(policy: Policy, facts: Mapping[_Place, Fact]) -> tuple[Transition, ...]:
    def edited(need: Requirement, number: int, leaf: Leaf) -> Leaf:
        fact = facts.get((need.key, number))
        if fact is None or isinstance(leaf, Unspecified):
            return leaf
        return attrs.evolve(leaf, fact=fact)

    return _with_conditions(
        policy,
        {
            need.key: with_leaves(
                need.condition,
                (edited(need, *numbered) for numbered in enumerate(leaves(need.condition))),
            )
            for need in policy.requirements
        },
    )


def _exchanges(policy: Policy) -> Iterator[_Attempt]:
    for (one, leaf), (two, other) in itertools.combinations(_counting_leaves(policy).items(), 2):
        fact, wrong = leaf.fact, other.fact
        if fact != wrong:
            places = dict.fromkeys(f"requirements.{key}" for key, _ in (one, two))
            words = Wording(
                f"「{fact.wording.ja}」と「{wrong.wording.ja}」を取り違える",
                f"“{fact.wording.en}” and “{wrong.wording.en}” exchanged",
            )
            make = functools.partial(_exchanged, policy, {one: wrong, two: fact})
            yield _Attempt(Wording.same(", ".join(places)), words, make)


def _exchanged(policy: Policy, facts: Mapping[_Place, Fact]) -> Policy:
    return attrs.evolve(policy, transitions=_with_facts(policy, facts))


def _counting_edits(policy: Policy, fact: Fact) -> Iterator[_Attempt]:
    read = {place: leaf for place, leaf in _counting_leaves(policy).items() if leaf.fact == fact}
    # There is a record wherever there is an item: whether there is any is the same either way.
    if not read or (
        fact.distinct and all(first_level_of_change(leaf) == 1 for leaf in read.values())
    ):
        return
    words = changed(_COUNTED[fact.distinct], _COUNTED[not fact.distinct])
    make = functools.partial(_counted_otherwise, policy, fact, tuple(read))
    yield _Attempt(Wording.same(f"facts.{fact.key}"), words, make)


_COUNTED: Final = (
    Wording("記録の件数を数える", "records counted"),
    Wording("異なるものの数を数える", "different items counted"),
)


def _counted_otherwise(policy: Policy, fact: Fact, places: tuple[_Place, ...]) -> Policy:
    other = attrs.evolve(fact, distinct=not fact.distinct)
    return attrs.evolve(
        policy,
        facts=tuple(other if each == fact else each for each in policy.facts),
        transitions=_with_facts(policy, dict.fromkeys(places, other)),
    )


# --- transitions and stages ----------------------------------------------------------------------


def _misplaced_requirements(policy: Policy, way: Transition) -> Iterator[_Attempt]:
    place = Wording.same(f"transitions.{way.key}")
    for need in way.requirements:
        name = Wording(f"要件「{need.wording.ja}」", f"requirement “{need.wording.en}”")
        rest = attrs.evolve(way, requirements=tuple(n for n in way.requirements if n != need))
        yield _Attempt(place, left_out(name), functools.partial(_with_ways, policy, {way: rest}))
        for other in policy.transitions:
            if need not in other.requirements:
                longer = attrs.evolve(other, requirements=(*other.requirements, need))
                ja, en = other.text("ja"), other.text("en")
                words = Wording(f"{name.ja}を「{ja}」へ移す", f"{name.en} moved to “{en}”")
                moved = functools.partial(_with_ways, policy, {way: rest, other: longer})
                yield _Attempt(place, words, moved)
                words = Wording(f"{name.ja}を「{ja}」にも加える", f"{name.en} copied to “{en}”")
                yield _Attempt(place, words, functools.partial(_with_ways, policy, {other: longer}))


def _transition_edits(
    policy: Policy, way: Transition
) -> Iterator[tuple[Wording, Transition | None]]:
    source, target = Wording("移行元", "source"), Wording("移行先", "target")
    for stage in policy.stages:
        if stage != way.source:
            yield _another_stage(source, way.source, stage), attrs.evolve(way, source=stage)
        if stage != way.target:
            yield _another_stage(target, way.target, stage), attrs.evolve(way, target=stage)
    for kind in TransitionKind:
        if kind is not way.kind:
            yield changed(_KINDS[way.kind], _KINDS[kind]), attrs.evolve(way, kind=kind)
    if way.open_gate:
        words = Wording("無条件（open_gate）の指定", "the declaration as an open gate")
        yield left_out(words), attrs.evolve(way, open_gate=False)
    else:
        words = Wording("要件をすべて外し，無条件（open_gate）にする", "made an open gate")
        yield words, attrs.evolve(way, requirements=(), open_gate=True)
    yield left_out(Wording("移行", "the transition")), None


_KINDS: Final = {
    TransitionKind.PROGRESS: Wording("進む移行", "progress"),
    TransitionKind.WITHDRAWAL: Wording("取消し", "withdrawal"),
}


def _with_ways(policy: Policy, edited: Mapping[Transition, Transition | None]) -> Policy:
    ways = (edited.get(way, way) for way in policy.transitions)
    return attrs.evolve(policy, transitions=tuple(way for way in ways if way is not None))


def _beginning_in(policy: Policy, first: Stage) -> Policy:
    others = (stage for stage in policy.stages if stage != first)
    return attrs.evolve(policy, stages=(first, *others))


def _another_stage(what: Wording, stage: Stage, other: Stage) -> Wording:
    return changed(
        Wording(f"{what.ja} {stage.wording.ja}", f"{what.en} “{stage.wording.en}”"),
        Wording(other.wording.ja, f"“{other.wording.en}”"),
    )
