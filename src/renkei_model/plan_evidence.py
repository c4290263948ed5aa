"""What a council's plans are evidence of, and which of it counts in a fiscal year.

Facts about plans are derived from plans, each from one: so one date opens a stage's guard and a
subsidy's ceiling alike, and the parts of two terms never add up.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from renkei_model.community_plans import CommunityPlan
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanPart, PlanRule
from renkei_model.policy import Policy
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict
from renkei_model.wording import Wording

__all__ = [
    "drafted_in",
    "evidence_even_if_lapsed",
    "evidence_in",
    "evidence_of",
    "parts_held",
    "plan_records",
    "plan_title",
    "promotions_of_another_plan",
    "term_ends",
]


def plan_title(plan: CommunityPlan) -> Wording:
    """Name a plan by its own name, or else by its term."""
    return Wording.same(plan.name) if plan.name else _term_title(plan)


def _term_title(plan: CommunityPlan) -> Wording:
    return Wording(f"第{plan.number}期の計画", f"the plan of term {plan.number}")


def plan_records(plan: CommunityPlan, rule: PlanRule) -> tuple[Record, ...]:
    """Give what one plan is evidence of, as records.

    A plan that is promoted or recognised was drafted by then, and it is complete when, as drafted,
    it holds every part that the rule lists.

    Args:
        plan: The plan.
        rule: The policy's rule of plans.
    """
    facts, drafted = rule.facts, drafted_in(plan, rule)
    making = facts.drafting if plan.number == 1 else facts.renewing
    found: list[tuple[Fact | None, Span | None]]
    found = [(making, on) for on in _drafting(_not_after(plan.drafting, drafted), drafted)]
    found.append((facts.drafted, drafted))
    if all(verdict is MET for verdict in parts_held(plan, rule).values()):
        found.append((facts.complete, drafted))
    found += [
        (facts.recognised, _not_before(plan.recognised, drafted)),
        (facts.promoted, _not_before(plan.promoted, drafted)),
    ]
    # Its name may be filled in or changed later; a step that rested on it still does.
    term = _term_title(plan).ja
    return tuple(
        Record(fact, on, item=term, basis=plan.basis)
        for fact, on in found
        if fact is not None and on is not None
    )


def drafted_in(plan: CommunityPlan, rule: PlanRule) -> Span | None:
    """Tell when a plan was drafted, as far as its dates tell together.

    It was drafted after work on it began. Whoever promoted or recognised a plan had it, so it was
    drafted by then; and where nobody recorded when, not so long before that its term was over.

    Args:
        plan: The plan.
        rule: The policy's rule of plans.

    Returns:
        All the days that it may be; None where nothing tells that it was drafted.
    """
    later = [when for when in (plan.recognised, plan.promoted) if when is not None]
    drafted = plan.drafted
    if drafted is None:
        if not later:
            return None
        first = _years_before(min(when.first for when in later), rule.years)
        drafted = Span(first, min(when.last for when in later))
    for when in later:
        drafted = _not_after(drafted, when)
    return _not_before(drafted, plan.drafting)


def _not_after(when: Span | None, limit: Span | None) -> Span | None:
    """Leave out the days of a date on which it cannot have been, for another came after it."""
    if when is None or limit is None or when.last <= limit.last:
        return when
    return Span(when.first, limit.last)


def _not_before(when: Span | None, limit: Span | None) -> Span | None:
    """Leave out the days of a date on which it cannot have been, for another came before it."""
    if when is None or limit is None or when.first >= limit.first:
        return when
    return Span(limit.first, when.last)


def parts_held(plan: CommunityPlan, rule: PlanRule) -> dict[PlanPart, Verdict]:
    """Tell of each part that a rule lists whether a plan holds it.

    Args:
        plan: The plan.
        rule: The policy's rule of plans.
    """
    others = UNMET if plan.parts is not None and plan.parts_complete else OPEN
    return {
        part: MET
        if part.key in (plan.parts or ()) or (part.of_projects and plan.projects)
        else others
        for part in rule.parts
    }


def _drafting(begun: Span | None, ended: Span | None) -> Iterator[Span]:
    """Give when a plan was being drafted: its ends, and every fiscal year that surely saw it."""
    if begun is not None:
        yield begun
    if begun is not None and ended is not None:
        # Where an end lies in one fiscal year, it tells of that year itself.
        of_ends = [_only_year(begun), _only_year(ended)]
        first, last = FiscalYear.of(begun.last).year, FiscalYear.of(ended.first).year
        for year in map(FiscalYear, range(first, last + 1)):
            if year not in of_ends:
                yield Span(max(year.first, begun.first), min(year.last, ended.last))
    if ended is not None and (begun is None or ended != begun):
        yield ended


def _only_year(when: Span) -> FiscalYear | None:
    first = FiscalYear.of(when.first)
    return first if first == FiscalYear.of(when.last) else None


def evidence_of(council: Council, policy: Policy) -> Ledger:
    """Give a council's ledger together with what its plans are evidence of.

    Args:
        council: The council.
        policy: The policy, whose rule of plans says what they are evidence of.
    """
    rule = policy.plan_rule
    if not council.plans or rule is None:
        return council.ledger
    ledger = council.kept.get(rule)
    if ledger is None:
        records = (record for plan in council.plans for record in plan_records(plan, rule))
        ledger = council.kept[rule] = council.ledger.add(*records)
    return ledger


def term_ends(plan: CommunityPlan, rule: PlanRule) -> Span | None:
    """Tell when a plan's term ends: as it says itself, or about so many years after its drafting.

    Args:
        plan: The plan.
        rule: The policy's rule of plans.

    Returns:
        All the days that it may be; None where neither is recorded.
    """
    if plan.term is not None:
        return Span.day(plan.term.last)
    drafted = drafted_in(plan, rule)
    return None if drafted is None else _term_end(drafted, rule.years)


def _term_end(begun: Span, years: int) -> Span:
    """Give the days on which a term of so many years may end, if it began in a span."""
    return Span(_last_day(begun.first, years), _last_day(begun.last, years))


def _last_day(begun: datetime.date, years: int) -> datetime.date:
    """Give the day before an anniversary: from 1 April 2018 on, five years end on 31 March 2023."""
    if begun.year + years > datetime.date.max.year:
        return datetime.date.max
    return _moved(begun, years) - datetime.timedelta(days=1)


def _years_before(day: datetime.date, years: int) -> datetime.date:
    return datetime.date.min if day.year <= years else _moved(day, -years)


def _moved(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return datetime.date(day.year + years, 3, 1)


def evidence_in(council: Council, policy: Policy, fiscal_year: FiscalYear) -> tuple[Ledger, Ledger]:
    """Give a council's evidence for a fiscal year, without what plans say whose term is over.

    A drafting that stands in the ledger itself, without the plan, begins a term. Anything else that
    stands there of a plan is taken to be of the plan that was drafted last, on or before it: where
    nobody can tell which one that is, it may be of a plan whose term is over.

    Args:
        council: The council.
        policy: The policy.
        fiscal_year: The year.

    Returns:
        The evidence of plans that are surely in force when the year begins, and of those that may
        be. The second is never less than the first.
    """
    rule = policy.plan_rule
    if rule is None:
        return council.ledger, council.ledger
    ends = _ends_of_loose_records(council, rule)
    return (
        _in_force(council, rule, fiscal_year, ends, surely=True),
        _in_force(council, rule, fiscal_year, ends, surely=False),
    )


def evidence_even_if_lapsed(council: Council, policy: Policy) -> tuple[Ledger, Ledger]:
    """Give a council's evidence like `evidence_in`, but of plans whose term is over too.

    Args:
        council: The council.
        policy: The policy.
    """
    whole, strange = evidence_of(council, policy), promotions_of_another_plan(council, policy)
    return (_without(whole, strange) if strange else whole), whole


def promotions_of_another_plan(council: Council, policy: Policy) -> tuple[Record, ...]:
    """Give the promotions in the ledger itself that surely came before every drafting on record.

    Args:
        council: The council.
        policy: The policy.
    """
    rule = policy.plan_rule
    if rule is None:
        return ()
    drafted = [record.on.first for record in evidence_of(council, policy).of(rule.facts.drafted)]
    return tuple(
        record
        for record in council.ledger.of(rule.facts.promoted)
        if drafted and record.on.last < min(drafted)
    )


def _without(ledger: Ledger, left_out: Collection[Record]) -> Ledger:
    kept = tuple(
        record for record in ledger.records if not any(record is each for each in left_out)
    )
    return Ledger(kept, ledger.complete)


_WHILE_DRAFTING: Final = ("drafting", "renewing")


def _ends_of_loose_records(council: Council, rule: PlanRule) -> dict[int, Span]:
    """Tell when the terms end of what stands in the ledger itself of plans, by its identity."""
    lapsing, ledger = _lapsing(rule), council.ledger
    loose = [record for record in ledger.records if record.fact in lapsing]
    if not loose:
        return {}
    drafted = [record.on for record in loose if record.fact == rule.facts.drafted]
    of_plans = [on for plan in council.plans if (on := drafted_in(plan, rule)) is not None]
    return {
        id(record): _term_end(
            record.on
            if record.fact == rule.facts.drafted
            else _drafted_last(record.on, drafted, of_plans, ledger, rule),
            rule.years,
        )
        for record in loose
    }


def _drafted_last(
    on: Span, drafted: Sequence[Span], of_plans: Sequence[Span], ledger: Ledger, rule: PlanRule
) -> Span:
    """Tell when the plan was drafted that a record in the ledger itself is of.

    Args:
        on: When the record is dated.
        drafted: The draftings in the ledger itself. One of the same date came before the record.
        of_plans: When the council's plans were drafted.
        ledger: The ledger, which says whether there were other draftings.
        rule: The policy's rule of plans.
    """
    before = [each for each in (*drafted, *of_plans) if each.last <= on.first]
    if on in drafted:
        before.append(on)
    # Nobody records anything of a plan whose term is over, whichever plan it is.
    first = max([_years_before(on.first, rule.years), *(each.first for each in before)])
    last = on.last
    if ledger.most_by(rule.facts.drafted, on.last, on.last) is not None:
        possible = [each for each in (*drafted, *of_plans) if each.first <= on.last]
        last = max((min(each.last, on.last) for each in possible), default=on.last)
    return Span(first, max(first, last))


def _lapsing(rule: PlanRule) -> set[Fact]:
    return {fact for name, fact in rule.facts.named() if name not in _WHILE_DRAFTING}


def _in_force(
    council: Council, rule: PlanRule, year: FiscalYear, loose: Mapping[int, Span], *, surely: bool
) -> Ledger:
    def lasts(ends: Span) -> bool:
        return (ends.first if surely else ends.last) >= year.first

    lapsing = _lapsing(rule)
    kept = tuple(
        record
        for record in council.ledger.records
        if id(record) not in loose or lasts(loose[id(record)])
    )
    ledger = council.ledger
    if len(kept) < len(ledger.records):
        ledger = Ledger(kept, ledger.complete)
    records: list[Record] = []
    for plan in council.plans:
        ends = term_ends(plan, rule)
        in_force = ends is None or lasts(ends)
        records += [
            record for record in plan_records(plan, rule) if in_force or record.fact not in lapsing
        ]
    return ledger.add(*records) if records else ledger
