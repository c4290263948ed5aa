"""Subsidies, the policies that give them, and projects that ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from invented_grants import GRANTS, PLAN_RULE, ceiling, need, question
from renkei_model.dates import FiscalYear
from renkei_model.facts import Fact
from renkei_model.plan_rules import PlanFacts
from renkei_model.policy import Policy
from renkei_model.projects import Project
from renkei_model.requirements import Requirement
from renkei_model.subsidy_rules import (
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
)
from renkei_model.testing.dating import days
from renkei_model.testing.drawing import one_of
from renkei_model.testing.filing import catalogues
from renkei_model.testing.minori import GUIDE
from renkei_model.testing.ruling import conditions
from renkei_model.windows import EVER, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR

__all__ = ["granting_policies", "projects", "subsidy_rules"]

_WINDOWS = (EVER, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR)


@st.composite
def subsidy_rules(
    draw: st.DrawFn, of: Sequence[Fact], *, key: str = "grant", questions: bool = True
) -> SubsidyRule:
    """Draw a subsidy of up to three ceilings, each of one amount.

    Args:
        draw: Given by Hypothesis.
        of: The facts that it counts of councils.
        key: Its key, with which the keys of what it asks for begin.
        questions: Whether it leaves anything open.
    """

    def needs(name: str, most: int) -> tuple[Requirement, ...]:
        return tuple(
            need(
                f"{key}_{name}_{place}",
                draw(conditions(of, during=_WINDOWS, highest=2, max_leaves=2, one_window=True)),
            )
            for place in range(draw(st.integers(0, most)))
        )

    def tiers(name: str) -> tuple[Ceiling, ...]:
        asked = [needs(f"{name}_{place}", 1) for place in range(draw(st.integers(0, 2)))]
        return tuple(
            ceiling(f"{name}_{place}", draw(st.integers(0, 1_000_000)), *asked_for)
            for place, asked_for in enumerate([*filter(None, asked), ()])
        )

    ceilings = tiers("tier")
    others: tuple[OpenQuestion, ...] = ()
    if questions:
        others = (
            question("other", alternative=OtherCeilings(tiers("other"))),
            question("districts", alternative=EachDistrict()),
            question("mid_year", alternative=MonthsLeft(of[0])),
            question("rounding", alternative=RoundedDown(one_of(draw, [10, 1000]))),
            question("rival", alternative=Excluded("start")),
            question("nobody_knows", alternative=NoFigure()),
        )
    return attrs.evolve(
        GRANTS.subsidy("grant"),
        key=key,
        requirements=needs("asked", 1),
        ceilings=ceilings,
        rate=Fraction(draw(st.integers(1, 3)), 3),
        questions=others,
    )


@st.composite
def granting_policies(draw: st.DrawFn, *, questions: bool = True) -> Policy:
    """Draw a policy of two subsidies, `grant` and its rival `start`.

    Where its subsidies leave something open, a rule of plans may speak of the facts that they
    count; else there is none, and no term can be over.

    Args:
        draw: Given by Hypothesis.
        questions: Whether its first subsidy leaves anything open.
    """
    known = draw(catalogues(least=1, most=2))
    rule = draw(subsidy_rules(known, questions=questions))
    rival = draw(subsidy_rules(known, key="start", questions=False))
    plans = None
    if questions and draw(st.booleans()):
        plans = attrs.evolve(
            PLAN_RULE,
            years=draw(st.integers(1, 3)),
            facts=PlanFacts(drafting=known[0], drafted=known[0], promoted=known[-1]),
        )
        lapsed = question("lapsed", alternative=EvenIfLapsed())
        rule = attrs.evolve(rule, questions=(*rule.questions, lapsed))
    return attrs.evolve(
        GRANTS,
        facts=(*GRANTS.facts[:8], *known),
        subsidies=(rule, rival),
        plan_rule=plans,
        sources=(*GRANTS.sources, GUIDE),
    )


@st.composite
def projects(draw: st.DrawFn, policy: Policy, year: FiscalYear) -> Project:
    """Draw a project of a fiscal year, with some of what a policy's first subsidy asks recorded.

    Args:
        draw: Given by Hypothesis.
        policy: The policy.
        year: The fiscal year.
    """
    said: dict[Fact, bool | None] = {
        fact: draw(st.sampled_from([True, False, None]))
        for fact in policy.subsidies[0].project_facts
    }
    return Project(
        name="まつり",
        on=draw(days(year.first, year.last)),
        cost=draw(st.integers(0, 2_000_000)),
        yes=tuple(fact for fact, so in said.items() if so is True),
        no=tuple(fact for fact, so in said.items() if so is False),
    )
