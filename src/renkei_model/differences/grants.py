"""What two policies decide otherwise of subsidies and plans, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, Protocol, TypeVar

import attrs

from renkei_model.conditions import describe, plain_form
from renkei_model.differences.changes import Change
from renkei_model.differences.texts import NOTHING, meaning_of
from renkei_model.facts import Fact
from renkei_model.plan_rules import PlanFacts, PlanPart, PlanRule
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Keyed
from renkei_model.subsidy_rules import (
    Alternative,
    Ceiling,
    OpenQuestion,
    OtherCeilings,
    SubsidyRule,
    alternative_wording,
)
from renkei_model.total_limits import TotalLimit
from renkei_model.wording import Wording, listed, named

__all__ = ["GrantDifference", "grant_differences", "in_order"]


class _Named(Keyed, Protocol):
    @property
    def wording(self) -> Wording: ...


T = TypeVar("T", bound=_Named)


@attrs.frozen
class GrantDifference:
    """One thing that two policies decide otherwise of a subsidy, or of plans.

    Attributes:
        change: How it differs.
        place: Where it stands, such as `subsidies.activity_promotion.with_plan`.
        what: What it is, for people.
        before: How it stands in the one policy; empty if it does not.
        after: How it stands in the other; empty if it does not.
    """

    change: Change
    place: str
    what: Wording
    before: Wording = NOTHING
    after: Wording = NOTHING


_Lines = Iterator[GrantDifference]


def grant_differences(before: Policy, after: Policy) -> _Lines:
    """Tell what two policies decide otherwise of subsidies, each by its key, and of plans."""
    kind = Wording("補助金", "subsidy")
    yield from _compared("subsidies", kind, before.subsidies, after.subsidies, _rule, _rules_text)
    ours, theirs = before.plan_rule, after.plan_rule
    name = Wording("計画の定め", "rule of plans")
    if ours is None or theirs is None:
        if ours is not theirs:
            change = Change.ADDED if ours is None else Change.DROPPED
            yield GrantDifference(change, "plan_rule", name)
        return
    yield from _plans(ours, theirs)


# --- what is listed by key -----------------------------------------------------------------------


def _compared(
    place: str,
    kind: Wording,
    ours: Sequence[T],
    theirs: Sequence[T],
    inside: Callable[[str, T, T], _Lines],
    text: Callable[[T], Wording],
) -> _Lines:
    before, after = ({thing.key: thing for thing in things} for things in (ours, theirs))
    for key, one in before.items():
        at = f"{place}.{key}"
        if key in after:
            yield from inside(at, one, after[key])
        else:
            yield GrantDifference(Change.DROPPED, at, _of(kind, one), before=text(one))
    for key, other in after.items():
        if key not in before:
            at = f"{place}.{key}"
            yield GrantDifference(Change.ADDED, at, _of(kind, other), after=text(other))
    orders = [key for key in before if key in after], [key for key in after if key in before]
    if orders[0] != orders[1]:
        told = in_order(ours), in_order(theirs)
        yield GrantDifference(Change.REORDERED, place, kind, *told)


def in_order(things: Iterable[Keyed]) -> Wording:
    """Name things by their keys, in their order."""
    return Wording.same(" ".join(thing.key for thing in things))


def _of(kind: Wording, thing: _Named) -> Wording:
    return named(kind, thing.wording)


def _changed(place: str, what: Wording, before: Wording, after: Wording) -> _Lines:
    if before != after:
        yield GrantDifference(Change.CHANGED, place, what, before, after)


# --- subsidies -----------------------------------------------------------------------------------


def _rule(place: str, one: SubsidyRule, other: SubsidyRule) -> _Lines:
    rates = Wording.same(str(one.rate)), Wording.same(str(other.rate))
    yield from _changed(f"{place}.rate", Wording("補助率", "rate"), *rates)
    yield from _needs(place, one.requirements, other.requirements)
    yield from _ceilings(place, one.ceilings, other.ceilings)
    theirs = {fact.key: fact for fact in other.project_facts_counted}
    for fact in one.project_facts_counted:
        also = theirs.get(fact.key, fact)
        name = _of(Wording("事実", "fact"), fact)
        yield from _changed(f"{place}.{fact.key}", name, meaning_of(fact), meaning_of(also))
    yield from _needs(f"{place}.projects", one.project_requirements, other.project_requirements)
    kind = Wording("論点", "question")
    yield from _compared(place, kind, one.questions, other.questions, _question, _asked)
    kind = Wording("複数年度の限度額", "limit over several years")
    yield from _compared(place, kind, one.totals, other.totals, _total, _total_text)


def _total(place: str, one: TotalLimit, other: TotalLimit) -> _Lines:
    name = _of(Wording("複数年度の限度額", "limit over several years"), other)
    yield from _changed(place, name, _total_text(one), _total_text(other))


def _total_text(limit: TotalLimit) -> Wording:
    paid = limit.paid
    return Wording(
        f"{limit.told.ja}（「{paid.wording.ja}」[{paid.key}] を数える）",
        f"{limit.told.en}, counting “{paid.wording.en}” [{paid.key}]",
    )


def _rules_text(rule: SubsidyRule) -> Wording:
    return _tiers_text(rule.ceilings)


def _tiers_text(ceilings: Iterable[Ceiling]) -> Wording:
    return listed(_amounts_text(ceiling) for ceiling in ceilings)


def _needs(place: str, ours: Sequence[Requirement], theirs: Sequence[Requirement]) -> _Lines:
    kind = Wording("要件", "requirement")
    yield from _compared(place, kind, ours, theirs, _need, _asks)


def _need(place: str, one: Requirement, other: Requirement) -> _Lines:
    if plain_form(one.condition, words=False) != plain_form(other.condition, words=False):
        name = _of(Wording("要件", "requirement"), other)
        yield GrantDifference(Change.CHANGED, place, name, _asks(one), _asks(other))


def _asks(need: Requirement) -> Wording:
    return describe(need.condition)


def _ceilings(place: str, ours: Sequence[Ceiling], theirs: Sequence[Ceiling]) -> _Lines:
    kind = Wording("上限額", "ceiling")
    yield from _compared(place, kind, ours, theirs, _ceiling, _amounts_text)


def _ceiling(place: str, one: Ceiling, other: Ceiling) -> _Lines:
    name = _of(Wording("上限額", "ceiling"), other)
    yield from _changed(place, name, _amounts_text(one), _amounts_text(other))
    yield from _needs(place, one.requirements, other.requirements)


def _amounts_text(ceiling: Ceiling) -> Wording:
    return listed(amount.wording for amount in ceiling.amounts)


# --- what the source leaves open -----------------------------------------------------------------


def _question(place: str, one: OpenQuestion, other: OpenQuestion) -> _Lines:
    match one.alternative, other.alternative:
        case OtherCeilings(ours), OtherCeilings(theirs):
            yield from _ceilings(place, ours, theirs)
        case _:
            name = _of(Wording("論点", "question"), other)
            yield from _changed(place, name, _asked(one), _asked(other))


def _asked(question: OpenQuestion) -> Wording:
    read = _read(question.alternative)
    return Wording(f"別の読み方: {read.ja}", f"the other reading: {read.en}")


def _read(alternative: Alternative) -> Wording:
    if isinstance(alternative, OtherCeilings):
        return _tiers_text(alternative.ceilings)
    return alternative_wording(alternative)


# --- plans ---------------------------------------------------------------------------------------


def _plans(one: PlanRule, other: PlanRule) -> _Lines:
    kind = Wording("計画の内容", "part of a plan")
    yield from _compared("plan_rule", kind, one.parts, other.parts, _part, _no_text)
    years = Wording("計画期間（概ね）", "years of a plan, about")
    terms = Wording.same(str(one.years)), Wording.same(str(other.years))
    yield from _changed("plan_rule.years", years, *terms)
    share = Wording("ソフト事業の割合", "share of soft projects")
    shares = _share_text(one.soft_share), _share_text(other.soft_share)
    yield from _changed("plan_rule.soft_share", share, *shares)
    evidence = Wording("計画が示す事実", "what a plan is evidence of")
    ours, theirs = dict(one.facts.named()), dict(other.facts.named())
    for name in (field.name for field in attrs.fields(PlanFacts)):
        keys = _key_text(ours.get(name)), _key_text(theirs.get(name))
        yield from _changed(f"plan_rule.facts.{name}", evidence, *keys)


def _key_text(fact: Fact | None) -> Wording:
    return NOTHING if fact is None else Wording.same(fact.key)


def _share_text(share: Fraction | None) -> Wording:
    return NOTHING if share is None else Wording.same(str(share))


def _part(place: str, one: PlanPart, other: PlanPart) -> _Lines:
    what = _of(Wording("計画の内容", "part of a plan"), other)
    sides = _SHOWN_BY_PROJECTS[one.of_projects], _SHOWN_BY_PROJECTS[other.of_projects]
    yield from _changed(place, what, *sides)


_SHOWN_BY_PROJECTS: Final = (
    Wording("内容の記録による", "shown by the record of parts"),
    Wording("登載事業の記録にもよる", "shown by recorded projects too"),
)


def _no_text(_thing: object) -> Wording:
    return NOTHING
