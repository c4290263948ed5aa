"""Whether two subsidies, or two rules of plans, decide the same for every council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, assert_never

from renkei_model.conditions import AtLeast, AtMost, Condition, Leaf, Unspecified, leaves
from renkei_model.dates import FiscalYear
from renkei_model.exploration.decisions import ALWAYS, NEVER, TOO_MUCH, Node
from renkei_model.facts import Fact
from renkei_model.money import YenRange
from renkei_model.plan_rules import PlanFacts
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips.meaning import (
    Readings,
    holds_at,
    levels_of,
    means_the_same,
    read_by,
)
from renkei_model.subsidies import ceiling_among
from renkei_model.subsidy_ranges import ceilings_reached
from renkei_model.subsidy_rules import (
    Alternative,
    Ceiling,
    OtherCeilings,
    SubsidyRule,
)
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict
from renkei_model.windows import EVER, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR

__all__ = ["grants_decide_the_same"]


def grants_decide_the_same(one: Policy, other: Policy) -> bool:
    """Tell whether two policies surely give the same subsidies, and say the same of plans.

    Args:
        one: A policy.
        other: Another.

    Returns:
        True if they decide the same. False if not, and where a subsidy is too large to compare.
    """
    ours, theirs = ({rule.key: rule for rule in policy.subsidies} for policy in (one, other))
    return (
        ours.keys() == theirs.keys()
        and all(_pays_the_same(rule, theirs[key]) for key, rule in ours.items())
        and _say_the_same_of_plans(one, other)
    )


def _pays_the_same(one: SubsidyRule, other: SubsidyRule) -> bool:
    if one is other or one == other:
        return True
    return (
        one.rate == other.rate
        and _ask_the_same(one.requirements, other.requirements)
        and _ask_the_same(one.project_requirements, other.project_requirements)
        and [each.key for each in one.questions] == [each.key for each in other.questions]
        and _reading_alike(one) == _reading_alike(other)
        and one.totals == other.totals
        and _ceilings_agree(one, other)
    )


def _ask_the_same(ours: Sequence[Requirement], theirs: Sequence[Requirement]) -> bool:
    return [need.key for need in ours] == [need.key for need in theirs] and all(
        means_the_same(need.condition, also.condition)
        for need, also in zip(ours, theirs, strict=True)
    )


def _reading_alike(rule: SubsidyRule) -> list[Alternative | None]:
    """Give the other readings, but for the ceilings in them, which are compared by themselves."""
    readings = (question.alternative for question in rule.questions)
    return [None if isinstance(each, OtherCeilings) else each for each in readings]


# --- ceilings ------------------------------------------------------------------------------------


_Asked = tuple[Condition, ...]
"""All that is asked for at one place."""

_Range = tuple[int, int]
"""The least and the most that something is counted."""


def _ceilings_agree(one: SubsidyRule, other: SubsidyRule) -> bool:
    """Compare two subsidies on all that can be sure and possible, in every year that matters.

    What is asked compares counts with thresholds, so of each count only a few levels differ, once
    at the least and once at the most. On each combination of verdicts that they can lead to, the
    ceiling is worked out as it is for a council, and so is every other reading of it.
    """
    asked = dict.fromkeys(
        _asked_by(needs)
        for rule in (one, other)
        for needs in (rule.requirements, *(each.requirements for each in rule.every_ceiling))
    )
    try:
        together = _verdicts_together(list(asked))
    except TOO_MUCH:
        return False
    years = _years_that_matter((*one.every_ceiling, *other.every_ceiling))
    return all(
        _ceilings_read(one, verdicts, year) == _ceilings_read(other, verdicts, year)
        for verdicts in together
        for year in years
    )


def _asked_by(needs: Sequence[Requirement]) -> _Asked:
    return tuple(need.condition for need in needs)


def _years_that_matter(ceilings: Sequence[Ceiling]) -> list[FiscalYear]:
    """Give a year for each way in which the amounts can stand beside one another."""
    amounts = [amount for ceiling in ceilings for amount in ceiling.amounts]
    turns = {FiscalYear.of(amount.published.last).year for amount in amounts}
    turns |= {amount.since.year for amount in amounts if amount.since is not None}
    numbers = {max(turn + beside, 0) for turn in turns for beside in (-1, 0, 1)}
    told: dict[tuple[tuple[int, bool], ...], FiscalYear] = {}
    for year in map(FiscalYear, sorted(numbers)):
        paid = tuple(
            (ceiling.amount_in(year).yen, ceiling.is_beyond_its_source(year))
            for ceiling in ceilings
        )
        told.setdefault(paid, year)
    return list(told.values())


def _verdicts_together(asked: Sequence[_Asked]) -> list[Mapping[_Asked, Verdict]]:
    """Give the verdicts on all that is asked, in every combination that some council can have.

    Raises:
        TooLarge: If it is too much work to find them.
    """
    levels = levels_of(leaf for each in asked for need in each for leaf in leaves(need))
    read = Readings(
        {
            counted: [(least, most) for least in found for most in found if least <= most]
            for counted, found in levels.items()
        }
    )
    made = read.decisions
    together: list[tuple[dict[_Asked, Verdict], Node]] = [({}, ALWAYS)]
    for each in asked:
        met = made.every(read.where(need, _is_met) for need in each)
        possible = made.every(read.where(need, _is_possible) for need in each)
        split = (
            (MET, met),
            (OPEN, made.but_not(possible, met)),
            (UNMET, made.opposite(possible)),
        )
        together = [
            (verdicts | {each: verdict}, both)
            for verdicts, there in together
            for verdict, here in split
            if (both := made.both(there, here)) != NEVER
        ]
    return [verdicts for verdicts, _ in together]


def _is_met(leaf: Leaf, counted: _Range) -> bool:
    match leaf:
        case AtLeast():
            return holds_at(leaf, counted[0])
        case AtMost():
            return holds_at(leaf, counted[1])
        case Unspecified():
            return False
    assert_never(leaf)


def _is_possible(leaf: Leaf, counted: _Range) -> bool:
    match leaf:
        case AtLeast():
            return holds_at(leaf, counted[1])
        case AtMost():
            return holds_at(leaf, counted[0])
        case Unspecified():
            return True
    assert_never(leaf)


def _ceilings_read(
    rule: SubsidyRule, verdicts: Mapping[_Asked, Verdict], year: FiscalYear
) -> tuple[bool, list[YenRange]]:
    """Give a subsidy's ceiling, then that of each other reading; and if the source is silent."""
    alternatives = (question.alternative for question in rule.questions)
    others = (each.ceilings for each in alternatives if isinstance(each, OtherCeilings))
    may = verdicts[_asked_by(rule.requirements)]
    tried = [verdicts[_asked_by(ceiling.requirements)] for ceiling in rule.ceilings]
    reached = [rule.ceilings[place] for place in ceilings_reached(may, tried)]
    shown = reached or rule.ceilings
    return any(ceiling.is_beyond_its_source(year) for ceiling in shown), [
        ceiling_among(
            may,
            (
                (verdicts[_asked_by(ceiling.requirements)], ceiling.amount_in(year).yen)
                for ceiling in ceilings
            ),
        )
        for ceilings in (rule.ceilings, *others)
    ]


# --- plans ---------------------------------------------------------------------------------------


def _say_the_same_of_plans(one: Policy, other: Policy) -> bool:
    if one.plan_rule == other.plan_rule and _asked_by(_asked(one)) == _asked_by(_asked(other)):
        return True
    return _said_of_plans(one) == _said_of_plans(other)


def _said_of_plans(policy: Policy) -> object:
    """Give what a rule of plans decides: of what plans are evidence, only what is counted."""
    rule = policy.plan_rule
    if rule is None:
        return None
    counted = _counting(policy)
    named = {name: fact for name, fact in rule.facts.named() if fact in counted}
    if _is_told_already(rule.facts, policy, counted):
        named.pop("complete", None)
    if _came_after(rule.facts, counted):
        named.pop("recognised", None)
    parts = [(part.key, part.of_projects) for part in rule.parts]
    return parts, rule.years, rule.soft_share, named


def _is_told_already(
    named: PlanFacts, policy: Policy, counted: Mapping[Fact, Sequence[Leaf]]
) -> bool:
    """Tell whether that a plan is complete changes nothing, for it was drafted on the same day.

    Where a plan is drafted it is evidence of that, and of having been in the making; what counts
    no more than these holds already.
    """
    complete = named.complete
    if complete is None:
        return False
    counting = counted.get(complete, ())
    lapses_anyway = complete in {named.drafted, named.recognised, named.promoted}
    this_year = all(
        leaf.during is THIS_FISCAL_YEAR for leaf in counting if not isinstance(leaf, Unspecified)
    )
    return (lapses_anyway or this_year) and all(
        _holds_as_before(need.condition, complete, {named.drafted, making})
        for need in _asked(policy)
        for making in (named.drafting, named.renewing)
    )


def _came_after(named: PlanFacts, counted: Mapping[Fact, Sequence[Leaf]]) -> bool:
    """Tell whether that a plan is recognised changes nothing, for it was drafted before.

    So it is where recognition is filed as a further drafting, and one drafting by a day is all that
    anything asks.
    """
    return named.recognised == named.drafted and all(
        isinstance(leaf, AtLeast) and leaf.n == 1 and leaf.during in _UP_TO_A_DAY
        for leaf in counted.get(named.drafted, ())
    )


_UP_TO_A_DAY: Final = (EVER, THROUGH_LAST_FISCAL_YEAR)


def _holds_as_before(condition: Condition, fact: Fact, given: AbstractSet[Fact | None]) -> bool:
    """Tell whether one more of a fact changes nothing where there is one of each fact given."""
    levels = levels_of(leaves(condition))
    if all(counted[1] != fact for counted in levels):
        return True
    read = Readings(
        {
            counted: sorted(
                {
                    max(level - below, int(counted[1] is not None and counted[1] in given))
                    for level in found
                    for below in (0, 1)
                }
            )
            for counted, found in levels.items()
        }
    )

    def holds_with_one_more(leaf: Leaf, count: int) -> bool:
        return holds_at(leaf, count + (read_by(leaf)[1] == fact))

    try:
        return read.where(condition, holds_at) == read.where(condition, holds_with_one_more)
    except TOO_MUCH:
        return False


def _asked(policy: Policy) -> tuple[Requirement, ...]:
    granted = (need for rule in policy.subsidies for need in rule.council_requirements)
    return (*policy.requirements, *granted)


def _counting(policy: Policy) -> dict[Fact, list[Leaf]]:
    counted: dict[Fact, list[Leaf]] = {}
    for need in _asked(policy):
        for leaf in leaves(need.condition):
            if not isinstance(leaf, Unspecified):
                counted.setdefault(leaf.fact, []).append(leaf)
    return counted
