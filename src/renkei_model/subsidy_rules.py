"""The rules of a subsidy, as data: who may receive it, for what, and how much in a fiscal year.

An amount is a table and never a condition: the ceilings of a subsidy are tried in order, and the
first whose requirements are met applies; the last asks for nothing and is the default. What the
source leaves open stands beside them, each question with the other reading of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, assert_never, get_args

import attrs

from renkei_model.checks import (
    require_count,
    require_each,
    require_key,
    require_kind,
    require_tuples,
)
from renkei_model.conditions import plain_form
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Fact, require_fact
from renkei_model.money import require_yen, yen_wording
from renkei_model.provenance import Basis
from renkei_model.requirements import Requirement
from renkei_model.stages import keys_in_short
from renkei_model.total_limits import TotalLimit
from renkei_model.wording import Wording

__all__ = [
    "OTHER_YEAR",
    "Alternative",
    "Amount",
    "Ceiling",
    "EachDistrict",
    "EvenIfLapsed",
    "Excluded",
    "MonthsLeft",
    "NoFigure",
    "OpenQuestion",
    "OtherCeilings",
    "RoundedDown",
    "SubsidyRule",
    "alternative_wording",
    "decided_of_subsidy",
]


@attrs.frozen(kw_only=True)
class Amount:
    """How many yen a ceiling is, from some fiscal year on.

    Attributes:
        yen: The most that can be received in a fiscal year.
        since: The first fiscal year it is known for; None where the source does not say.
        published: When the source that gives it was published.
        basis: Where it comes from.
    """

    yen: int
    since: FiscalYear | None = None
    published: Span = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no amount, and parts of another kind."""
        require_yen("Amount.yen", self.yen)
        if self.since is not None:
            require_kind("Amount.since", self.since, FiscalYear)
        require_kind("Amount.published", self.published, Span)
        require_kind("Amount.basis", self.basis, Basis)

    @property
    def wording(self) -> Wording:
        """How many yen it is and from which year on, for people."""
        yen, since = yen_wording(self.yen), self.since
        if since is None:
            return yen
        return Wording(f"{yen.ja}（{since.text('ja')}から）", f"{yen.en} from {since.text('en')}")


@attrs.frozen(kw_only=True)
class Ceiling:
    """The most that a subsidy gives in a fiscal year, and what must be met for it.

    Attributes:
        key: Its name in files.
        wording: When it applies, for people.
        amounts: How many yen it is, the oldest first: a new leaflet adds one at the end.
        requirements: What the council must meet; none for the default.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    amounts: tuple[Amount, ...]
    requirements: tuple[Requirement, ...] = attrs.field(default=(), repr=keys_in_short)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("Ceiling.key", self.key)
        require_kind("Ceiling.wording", self.wording, Wording)
        require_tuples("Ceiling", amounts=self.amounts, requirements=self.requirements)
        require_each("Ceiling.amounts", self.amounts, Amount)
        require_each("Ceiling.requirements", self.requirements, Requirement)

    def amount_in(self, year: FiscalYear) -> Amount:
        """Give the amount that holds in a fiscal year: the last that began by then.

        A year before all of them takes the first: the source does not say since when it holds.
        """
        begun = [each for each in self.amounts if each.since is None or each.since <= year]
        return begun[-1] if begun else self.amounts[0]

    def is_beyond_its_source(self, year: FiscalYear) -> bool:
        """Tell whether the source of its amounts does not speak of a fiscal year."""
        amount = self.amount_in(year)
        told = FiscalYear.of(amount.published.last)
        first = amount.since or told
        # A leaflet of February speaks of the year that begins in April.
        return year < first or (year > max(told, first) and amount == self.amounts[-1])


# --- what the source leaves open -----------------------------------------------------------------


@attrs.frozen
class OtherCeilings:
    """On the other reading, these ceilings stand in place of the rule's own.

    Attributes:
        ceilings: They, in the order in which they are tried.
    """

    ceilings: tuple[Ceiling, ...] = attrs.field(repr=keys_in_short)

    def __attrs_post_init__(self) -> None:
        """Refuse what are no ceilings."""
        require_tuples("OtherCeilings", ceilings=self.ceilings)
        require_each("OtherCeilings.ceilings", self.ceilings, Ceiling)


@attrs.frozen
class EvenIfLapsed:
    """On the other reading, a plan whose term is over counts like one in force."""


@attrs.frozen
class EachDistrict:
    """On the other reading, the ceiling counts once for each district of the council."""


@attrs.frozen
class MonthsLeft:
    """On the other reading, a council that came in mid-year gets the months that are left of it.

    Attributes:
        fact: What it came in by.
    """

    fact: Fact = attrs.field(repr=lambda fact: fact.key)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no fact."""
        require_fact("MonthsLeft.fact", self.fact)


@attrs.frozen
class Excluded:
    """On the other reading, nothing is given in a year in which another subsidy is.

    Attributes:
        by: The other subsidy's key.
    """

    by: str

    def __attrs_post_init__(self) -> None:
        """Refuse what could be no subsidy's key."""
        require_key("Excluded.by", self.by)


@attrs.frozen
class RoundedDown:
    """On the other reading, the amount is cut to a multiple of so many yen.

    Attributes:
        to: How many.
    """

    to: int

    def __attrs_post_init__(self) -> None:
        """Refuse what nothing could be cut to."""
        require_count("RoundedDown.to", self.to, least=1)


@attrs.frozen
class NoFigure:
    """Nobody can say in yen what the other reading would give."""


Alternative = (
    OtherCeilings | EvenIfLapsed | EachDistrict | MonthsLeft | Excluded | RoundedDown | NoFigure
)
"""What would be given on the other reading of something that the source leaves open."""


def alternative_wording(alternative: Alternative) -> Wording:
    """Say in words what another reading would give; of other ceilings, only that they stand."""
    match alternative:
        case OtherCeilings():
            return Wording("上限額の要件が異なる", "other conditions for the ceilings")
        case MonthsLeft(fact):
            return Wording(
                f"「{fact.wording.ja}」からの月割り [{fact.key}]",
                f"the months left after “{fact.wording.en}” [{fact.key}]",
            )
        case Excluded(by):
            return Wording(f"{by} と併せては受けられない", f"not together with {by}")
        case RoundedDown(to):
            return Wording(f"{to:,}円未満を切り捨て", f"cut to a multiple of {to:,} yen")
        case EvenIfLapsed() | EachDistrict() | NoFigure():
            return _WITHOUT_PARTS[type(alternative)]
    assert_never(alternative)


_WITHOUT_PARTS: Final = {
    EvenIfLapsed: Wording("期間の終わった計画も数える", "a plan whose term is over counts"),
    EachDistrict: Wording("校区ごとに数える", "once for each district"),
    NoFigure: Wording("金額では示せない", "no figure"),
}

OTHER_YEAR: Final = "other_year"
"""The key of the note that the source does not speak of a year, which no question may have."""


@attrs.frozen(kw_only=True)
class OpenQuestion:
    """Something that the source does not say about a subsidy.

    Attributes:
        key: Its name in files.
        wording: The question, and how it is read here.
        basis: Where the source would have said it, and why it is read so.
        alternative: What the other reading would give.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)
    alternative: Alternative = NoFigure()

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("OpenQuestion.key", self.key)
        require_kind("OpenQuestion.wording", self.wording, Wording)
        require_kind("OpenQuestion.basis", self.basis, Basis)
        require_kind("OpenQuestion.alternative", self.alternative, *get_args(Alternative))


# --- the rule ------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class SubsidyRule:
    """One subsidy of a city.

    Attributes:
        key: Its name in files.
        wording: Its name for people.
        basis: Where it comes from.
        requirements: What a council must meet to receive any of it.
        ceilings: The most it gives in a fiscal year: the first whose requirements are met; the
            last one asks for nothing.
        rate: Which share of the eligible costs it pays.
        project_facts: The catalogue of what can be recorded about a project for it, as
            `Policy.facts` is of what can be recorded about a council.
        project_requirements: What a project must meet to be paid.
        questions: What the source leaves open.
        totals: The most it gives over several years: each cuts what the ceiling would be.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)
    requirements: tuple[Requirement, ...] = attrs.field(default=(), repr=keys_in_short)
    ceilings: tuple[Ceiling, ...] = attrs.field(repr=keys_in_short)
    rate: Fraction
    project_facts: tuple[Fact, ...] = attrs.field(default=(), repr=keys_in_short)
    project_requirements: tuple[Requirement, ...] = attrs.field(default=(), repr=keys_in_short)
    questions: tuple[OpenQuestion, ...] = attrs.field(default=(), repr=keys_in_short)
    totals: tuple[TotalLimit, ...] = attrs.field(default=(), repr=keys_in_short)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files could not hold, and parts of another kind."""
        require_key("SubsidyRule.key", self.key)
        require_kind("SubsidyRule.wording", self.wording, Wording)
        require_kind("SubsidyRule.basis", self.basis, Basis)
        require_tuples(
            "SubsidyRule",
            requirements=self.requirements,
            ceilings=self.ceilings,
            project_facts=self.project_facts,
            project_requirements=self.project_requirements,
            questions=self.questions,
            totals=self.totals,
        )
        require_each("SubsidyRule.requirements", self.requirements, Requirement)
        require_each("SubsidyRule.ceilings", self.ceilings, Ceiling)
        require_kind("SubsidyRule.rate", self.rate, Fraction)
        require_each("SubsidyRule.project_facts", self.project_facts, Fact)
        require_each("SubsidyRule.project_requirements", self.project_requirements, Requirement)
        require_each("SubsidyRule.questions", self.questions, OpenQuestion)
        require_each("SubsidyRule.totals", self.totals, TotalLimit)

    def highest_in(self, year: FiscalYear) -> int:
        """Give the highest of its ceilings in a fiscal year, in yen."""
        return max(ceiling.amount_in(year).yen for ceiling in self.ceilings)

    @property
    def every_ceiling(self) -> tuple[Ceiling, ...]:
        """Its ceilings, and those of the other readings."""
        others = (
            ceiling
            for question in self.questions
            if isinstance(question.alternative, OtherCeilings)
            for ceiling in question.alternative.ceilings
        )
        return (*self.ceilings, *others)

    @property
    def council_requirements(self) -> tuple[Requirement, ...]:
        """Everything that it asks of a council, on any reading, each once."""
        tiers = (need for ceiling in self.every_ceiling for need in ceiling.requirements)
        return tuple(dict.fromkeys((*self.requirements, *tiers)))

    @property
    def facts_counted(self) -> frozenset[Fact]:
        """The facts that it counts of a council, on any reading."""
        asked = (fact for need in self.council_requirements for fact in need.facts)
        return frozenset((*asked, *(limit.paid for limit in self.totals)))

    @property
    def project_facts_counted(self) -> tuple[Fact, ...]:
        """The facts that it asks about projects, each once, in reading order."""
        return tuple(
            dict.fromkeys(fact for need in self.project_requirements for fact in need.facts)
        )


def decided_of_subsidy(rule: SubsidyRule) -> dict[str, object]:
    """Give what a subsidy decides, as plain values: what fingerprints are made of."""
    decided: dict[str, object] = {
        "key": rule.key,
        "rate": str(rule.rate),
        "requirements": _decided_of_needs(rule.requirements),
        "ceilings": [_decided_of_ceiling(ceiling) for ceiling in rule.ceilings],
        "project_facts": [
            [fact.key, fact.kind.value, fact.distinct] for fact in rule.project_facts_counted
        ],
        "project_requirements": _decided_of_needs(rule.project_requirements),
        "questions": [[each.key, _decided_of_answer(each.alternative)] for each in rule.questions],
    }
    if rule.totals:
        limits = ([each.key, each.yen, each.years, each.paid.key] for each in rule.totals)
        decided["totals"] = list(limits)
    return decided


def _decided_of_needs(needs: Iterable[Requirement]) -> list[object]:
    return [[need.key, plain_form(need.condition, words=False)] for need in needs]


def _decided_of_ceiling(ceiling: Ceiling) -> list[object]:
    amounts = [
        [amount.yen, None if amount.since is None else amount.since.year]
        for amount in ceiling.amounts
    ]
    return [ceiling.key, amounts, _decided_of_needs(ceiling.requirements)]


def _decided_of_answer(alternative: Alternative) -> list[object]:
    name = type(alternative).__name__
    match alternative:
        case OtherCeilings(ceilings):
            return [name, [_decided_of_ceiling(ceiling) for ceiling in ceilings]]
        case MonthsLeft(fact):
            return [name, fact.key]
        case Excluded(by):
            return [name, by]
        case RoundedDown(to):
            return [name, to]
        case EvenIfLapsed() | EachDistrict() | NoFigure():
            return [name]
    assert_never(alternative)
