"""Every edit of a subsidy by one slip of the pen, but for what its conditions say."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final, assert_never

import attrs

from renkei_model.dates import FiscalYear
from renkei_model.facts import Fact
from renkei_model.money import yen_wording
from renkei_model.requirements import Requirement
from renkei_model.slips.making import (
    Edit,
    changed,
    each_or_itself,
    exchanged,
    left_out,
    without_one,
)
from renkei_model.subsidy_rules import (
    Alternative,
    Amount,
    Ceiling,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    NoFigure,
    OpenQuestion,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
    alternative_wording,
)
from renkei_model.total_limits import TotalLimit
from renkei_model.wording import Wording, named

__all__ = ["near_fractions", "subsidy_edits", "with_requirements"]

_Ceilings = tuple[Ceiling, ...]


def subsidy_edits(
    rule: SubsidyRule, subsidies: Sequence[SubsidyRule], facts: Sequence[Fact]
) -> Iterator[Edit[SubsidyRule]]:
    """Give every edit of a subsidy by one slip of the pen, but for what its conditions say.

    Args:
        rule: The subsidy.
        subsidies: All subsidies of the policy.
        facts: The catalogue that a wrong fact may be taken from.
    """
    place = f"subsidies.{rule.key}"
    for rate in near_fractions(rule.rate):
        words = changed(Wording.same(str(rule.rate)), Wording.same(str(rate)))
        yield Edit(words, functools.partial(attrs.evolve, rule, rate=rate), f"{place}.rate")
    for needs in _without_a_need(rule.requirements):
        yield needs.within(lambda made: attrs.evolve(rule, requirements=made), place)
    for needs in _without_a_need(rule.project_requirements):
        yield needs.within(lambda made: attrs.evolve(rule, project_requirements=made), place)
    for ceilings in _ceiling_edits(place, rule.ceilings):
        yield ceilings.within(lambda made: attrs.evolve(rule, ceilings=made))
    for question, rest in without_one(rule.questions):
        words = left_out(named(Wording("論点", "question"), question.wording))
        make = functools.partial(attrs.evolve, rule, questions=rest)
        yield Edit(words, make, place)
        at = f"{place}.{question.key}"
        for edit in _alternative_edits(at, question.alternative, rule, subsidies, facts):
            yield edit.within(functools.partial(_answered_otherwise, rule, question))
    yield from _total_edits(rule, facts)


def _total_edits(rule: SubsidyRule, facts: Sequence[Fact]) -> Iterator[Edit[SubsidyRule]]:
    for limit, rest in without_one(rule.totals):
        place = f"subsidies.{rule.key}.{limit.key}"
        name = named(Wording("複数年度の限度額", "limit over several years"), limit.wording)
        yield Edit(left_out(name), functools.partial(attrs.evolve, rule, totals=rest), place)
        put = functools.partial(_with_total, rule, limit)
        said = limit.told
        for yen in _near_amounts(limit.yen):
            words = changed(said, yen_wording(yen))
            yield Edit(words, functools.partial(attrs.evolve, limit, yen=yen), place).within(put)
        for years in _near_years(limit.years):
            words = changed(said, _YEARS_UNSAID)
            if years is not None:
                words = changed(said, Wording(f"{years}か年度", f"{years} fiscal years"))
            make = functools.partial(attrs.evolve, limit, years=years)
            yield Edit(words, make, place).within(put)
        for wrong in (fact for fact in facts if fact != limit.paid):
            words = changed(limit.paid.wording, wrong.wording)
            yield Edit(words, functools.partial(attrs.evolve, limit, paid=wrong), place).within(put)


_YEARS_UNSAID: Final = Wording("年度の定めなし", "in all years")


def _near_years(years: int | None) -> Iterator[int | None]:
    """Give the numbers of years one lower or higher, and none at all."""
    if years is not None:
        yield from (years - 1, years + 1, None)


def _with_total(rule: SubsidyRule, limit: TotalLimit, other: TotalLimit) -> SubsidyRule:
    totals = tuple(other if each is limit else each for each in rule.totals)
    return attrs.evolve(rule, totals=totals)


def near_fractions(number: Fraction) -> Iterator[Fraction]:
    """Give the fractions whose numerator or denominator is one lower or higher."""
    above, below = number.as_integer_ratio()
    for numerator, denominator in (
        (above - 1, below),
        (above + 1, below),
        (above, below - 1),
        (above, below + 1),
    ):
        # Nobody can write a fraction of nothing.
        if denominator:
            yield Fraction(numerator, denominator)


def _answered_otherwise(
    rule: SubsidyRule, question: OpenQuestion, alternative: Alternative
) -> SubsidyRule:
    other = attrs.evolve(question, alternative=alternative)
    questions = tuple(other if each is question else each for each in rule.questions)
    return attrs.evolve(rule, questions=questions)


def _without_a_need(needs: tuple[Requirement, ...]) -> Iterator[Edit[tuple[Requirement, ...]]]:
    for need, rest in without_one(needs):
        name = named(Wording("要件", "requirement"), need.wording)
        yield Edit(left_out(name), functools.partial(tuple, rest))


# --- ceilings and amounts ------------------------------------------------------------------------


def _ceiling_edits(place: str, ceilings: _Ceilings) -> Iterator[Edit[_Ceilings]]:
    for ceiling, rest in without_one(ceilings):
        at = f"{place}.{ceiling.key}"
        name = named(Wording("上限額", "ceiling"), ceiling.wording)
        yield Edit(left_out(name), functools.partial(tuple, rest), at)
        put = functools.partial(_with_ceiling, ceilings, ceiling)
        for needs in _without_a_need(ceiling.requirements):
            yield needs.within(functools.partial(_with_needs, ceiling), at).within(put)
        for amounts in _amount_edits(ceiling.amounts):
            yield amounts.within(functools.partial(_with_amounts, ceiling), at).within(put)
    for one, other in combinations(ceilings, 2):
        swapped = {one.key: other, other.key: one}
        in_order = tuple(swapped.get(each.key, each) for each in ceilings)
        words = _both(one.wording, other.wording, _IN_ORDER)
        yield Edit(words, functools.partial(tuple, in_order), f"{place}.ceilings")
        amounts_swapped = {
            one.key: attrs.evolve(one, amounts=other.amounts),
            other.key: attrs.evolve(other, amounts=one.amounts),
        }
        paid = tuple(amounts_swapped.get(each.key, each) for each in ceilings)
        words = _both(one.wording, other.wording, _IN_AMOUNT)
        yield Edit(words, functools.partial(tuple, paid), f"{place}.ceilings")


_IN_ORDER: Final = Wording("順序", "order")
_IN_AMOUNT: Final = Wording("金額", "amounts")


def _both(one: Wording, other: Wording, what: Wording) -> Wording:
    return exchanged(one, other, Wording(f"の{what.ja}", f" in {what.en}"))


def _with_ceiling(ceilings: _Ceilings, ceiling: Ceiling, other: Ceiling) -> _Ceilings:
    return tuple(other if each is ceiling else each for each in ceilings)


def _with_needs(ceiling: Ceiling, needs: tuple[Requirement, ...]) -> Ceiling:
    return attrs.evolve(ceiling, requirements=needs)


def _with_amounts(ceiling: Ceiling, amounts: tuple[Amount, ...]) -> Ceiling:
    return attrs.evolve(ceiling, amounts=amounts)


def _amount_edits(amounts: tuple[Amount, ...]) -> Iterator[Edit[tuple[Amount, ...]]]:
    for number, (amount, rest) in enumerate(without_one(amounts)):
        put = functools.partial(_with_amount, amounts, number)
        said = yen_wording(amount.yen)
        yield Edit(left_out(said), functools.partial(tuple, rest))
        for yen in _near_amounts(amount.yen):
            words = changed(said, yen_wording(yen))
            yield Edit(words, functools.partial(attrs.evolve, amount, yen=yen)).within(put)
        if amount.since is None:
            continue
        for year in (amount.since.year - 1, amount.since.year + 1):
            words = changed(amount.wording, Wording(f"{year}年度", f"FY{year}"))
            yield Edit(words, functools.partial(_from_year, amount, year)).within(put)
        words = changed(amount.wording, Wording("年度の指定なし", "from no year"))
        yield Edit(words, functools.partial(attrs.evolve, amount, since=None)).within(put)


def _from_year(amount: Amount, year: int) -> Amount:
    return attrs.evolve(amount, since=FiscalYear(year))


def _near_amounts(yen: int) -> Iterator[int]:
    """Give the amounts one yen lower or higher, and with a nought too few or too many."""
    yield from (yen - 1, yen + 1)
    if yen and not yen % 10:
        yield yen // 10
    if yen:
        yield yen * 10


def _with_amount(amounts: tuple[Amount, ...], number: int, amount: Amount) -> tuple[Amount, ...]:
    return (*amounts[:number], amount, *amounts[number + 1 :])


# --- what the source leaves open -----------------------------------------------------------------


def _alternative_edits(  # noqa: C901 - one case for each kind of reading
    place: str,
    alternative: Alternative,
    rule: SubsidyRule,
    subsidies: Sequence[SubsidyRule],
    facts: Sequence[Fact],
) -> Iterator[Edit[Alternative]]:
    if alternative != NoFigure():
        yield Edit(left_out(Wording("別の読み方", "the other reading")), NoFigure, place)
    match alternative:
        case OtherCeilings(ceilings):
            for edit in _ceiling_edits(place, ceilings):
                yield edit.within(OtherCeilings)
        case MonthsLeft(fact):
            for wrong in (other for other in facts if other != fact):
                words = changed(fact.wording, wrong.wording)
                yield Edit(words, functools.partial(MonthsLeft, wrong), place)
        case Excluded(by):
            for rival in (other.key for other in subsidies if other.key not in {by, rule.key}):
                words = changed(Wording.same(by), Wording.same(rival))
                yield Edit(words, functools.partial(Excluded, rival), place)
        case RoundedDown(to):
            for unit in _near_amounts(to):
                words = changed(Wording.same(str(to)), Wording.same(str(unit)))
                yield Edit(words, functools.partial(RoundedDown, unit), place)
        case EvenIfLapsed() | EachDistrict() | NoFigure():
            yield from _confused(place, alternative)
        case _:
            assert_never(alternative)


def _confused(place: str, alternative: Alternative) -> Iterator[Edit[Alternative]]:
    for other in (EvenIfLapsed(), EachDistrict()):
        if other != alternative:
            words = alternative_wording(other)
            read = Wording(f"別の読み方 → {words.ja}", f"the other reading → {words.en}")
            yield Edit(read, functools.partial(attrs.evolve, other), place)


# --- requirements wherever they stand ------------------------------------------------------------


def with_requirements(
    rule: SubsidyRule, edited: Callable[[Requirement], Requirement]
) -> SubsidyRule:
    """Give a subsidy with its requirements edited wherever they stand.

    Args:
        rule: The subsidy.
        edited: Gives each requirement as it is to be.
    """
    # Where nothing is edited the very same values stay, which are compared and checked at once.

    def of(ceilings: _Ceilings) -> _Ceilings:
        return each_or_itself(ceiling_of, ceilings)

    def ceiling_of(ceiling: Ceiling) -> Ceiling:
        needs = each_or_itself(edited, ceiling.requirements)
        if needs is ceiling.requirements:
            return ceiling
        return attrs.evolve(ceiling, requirements=needs)

    def asked(question: OpenQuestion) -> OpenQuestion:
        match question.alternative:
            case OtherCeilings(ceilings) if (others := of(ceilings)) is not ceilings:
                return attrs.evolve(question, alternative=OtherCeilings(others))
            case _:
                return question

    parts = (rule.requirements, rule.ceilings, rule.project_requirements, rule.questions)
    others = (
        each_or_itself(edited, rule.requirements),
        of(rule.ceilings),
        each_or_itself(edited, rule.project_requirements),
        each_or_itself(asked, rule.questions),
    )
    if all(map(operator.is_, parts, others)):
        return rule
    needs, ceilings, of_projects, questions = others
    return attrs.evolve(
        rule,
        requirements=needs,
        ceilings=ceilings,
        project_requirements=of_projects,
        questions=questions,
    )
