"""Minori's grants and its rule of plans, so that tests of subsidies rest on no leaflet."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Final

import attrs

from invented import ASSUMED, INFERRED, LADDER, STATED, UNSTATED, day
from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import AtLeast, AtMost, Condition
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, FactKind, Record
from renkei_model.ledgers import Ledger
from renkei_model.money import YEN
from renkei_model.plan_rules import PlanFacts, PlanPart, PlanRule
from renkei_model.policy import Policy
from renkei_model.projects import Project
from renkei_model.requirements import Requirement
from renkei_model.subsidy_rules import (
    Amount,
    Ceiling,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    OpenQuestion,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
)
from renkei_model.total_limits import TotalLimit
from renkei_model.windows import THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

# --- facts ---------------------------------------------------------------------------------------


def fact(key: str, ja: str, en: str, *, kind: FactKind = FactKind.EVENT) -> Fact:
    """Make a fact as the handbook states it."""
    return Fact(
        key=key,
        wording=Wording(ja, en),
        kind=kind,
        evidence=Wording(f"{ja}の書類", f"the papers on “{en}”"),
        basis=STATED,
    )


REGISTERED: Final = fact("registered", "登録", "registered", kind=FactKind.DETERMINATION)
BEGUN: Final = fact("plan_begun", "計画づくりの開始", "plan begun")
BEGUN_AGAIN: Final = fact("plan_begun_again", "次の計画づくりの開始", "next plan begun")
WRITTEN: Final = fact("plan_written", "計画の決定", "plan written")
WHOLE: Final = fact("plan_whole", "計画の完備", "plan whole")
APPROVED: Final = fact("plan_approved", "計画の承認", "plan approved")
AT_WORK: Final = fact("plan_at_work", "計画の実施", "plan at work")
PLAN_FACTS: Final = (BEGUN, BEGUN_AGAIN, WRITTEN, WHOLE, APPROVED, AT_WORK)
COUNTED: Final = (REGISTERED, *PLAN_FACTS)
"""The facts that grants count of a council."""

PAID: Final = attrs.evolve(fact("paid", "交付された助成金", "grant paid"), unit=YEN)
"""What was paid in earlier years; no grant of Minori counts it unless a test says so."""

OPEN_TO_ALL: Final = fact("open_to_all", "だれでも参加できる", "open to all")
PAID_ELSEWHERE: Final = fact("paid_elsewhere", "ほかからの助成", "paid elsewhere")

# --- rules ---------------------------------------------------------------------------------------

PLAN_RULE: Final = PlanRule(
    parts=(
        PlanPart(key="issues", wording=Wording("課題", "issues"), basis=STATED),
        PlanPart(key="goals", wording=Wording("目標", "goals"), basis=STATED),
        PlanPart(key="roles", wording=Wording("役割", "roles"), basis=STATED),
    ),
    years=3,
    years_basis=STATED,
    soft_share=Fraction(1, 2),
    soft_basis=ASSUMED,
    facts=PlanFacts(
        drafting=BEGUN,
        renewing=BEGUN_AGAIN,
        drafted=WRITTEN,
        complete=WHOLE,
        recognised=APPROVED,
        promoted=AT_WORK,
    ),
)


def need(key: str, condition: Condition) -> Requirement:
    """Make a requirement of a grant."""
    return Requirement(
        key=key, condition=condition, wording=Wording("助成の要件", "asked for"), basis=STATED
    )


def amount(yen: int, **changes: object) -> Amount:
    """Make an amount as a leaflet of April 2024 states it."""
    return attrs.evolve(Amount(yen=yen, published=Span.month(2024, 4), basis=STATED), **changes)


def ceiling(key: str, yen: int, *needs: Requirement) -> Ceiling:
    """Make a ceiling of one amount."""
    return Ceiling(
        key=key, wording=Wording("上限額", "ceiling"), amounts=(amount(yen),), requirements=needs
    )


def question(key: str, **alternative: object) -> OpenQuestion:
    """Make a question that the handbook leaves open."""
    return OpenQuestion(
        key=key, wording=Wording("手引きにない問い", "not said"), basis=UNSTATED, **alternative
    )


def limit(key: str, yen: int, years: int | None = None, **changes: object) -> TotalLimit:
    """Make a limit over several years, as the handbook states it."""
    made = TotalLimit(
        key=key, wording=Wording("限度額", "limit"), yen=yen, years=years, paid=PAID, basis=STATED
    )
    return attrs.evolve(made, **changes)


IS_REGISTERED: Final = need("is_registered", AtLeast(REGISTERED))
WRITTEN_BEFORE: Final = need("written_before", AtLeast(WRITTEN, during=THROUGH_LAST_FISCAL_YEAR))
AT_WORK_BEFORE: Final = need("at_work_before", AtLeast(AT_WORK, during=THROUGH_LAST_FISCAL_YEAR))
BASIC: Final = ceiling("basic", 300_000)

GRANT: Final = SubsidyRule(
    key="grant",
    wording=Wording("活動助成金", "activity grant"),
    basis=STATED,
    requirements=(IS_REGISTERED,),
    ceilings=(ceiling("planned", 900_000, WRITTEN_BEFORE, AT_WORK_BEFORE), BASIC),
    rate=Fraction(1, 2),
    project_facts=(OPEN_TO_ALL, PAID_ELSEWHERE),
    project_requirements=(
        need("is_open", AtLeast(OPEN_TO_ALL)),
        need("is_not_paid_elsewhere", AtMost(PAID_ELSEWHERE)),
    ),
    questions=(
        question(
            "writing_alone",
            alternative=OtherCeilings((ceiling("written", 900_000, WRITTEN_BEFORE), BASIC)),
        ),
        question("lapsed", alternative=EvenIfLapsed()),
        question("districts", alternative=EachDistrict()),
        question("mid_year", alternative=MonthsLeft(REGISTERED)),
        question("rounding", alternative=RoundedDown(1000)),
        question("paid_when"),
    ),
)
"""Half of the costs, up to 300,000 yen, or 900,000 with a plan that is at work."""

START: Final = SubsidyRule(
    key="start",
    wording=Wording("計画づくり助成金", "planning grant"),
    basis=INFERRED,
    requirements=(IS_REGISTERED,),
    ceilings=(
        ceiling("begun", 100_000, need("begins", AtLeast(BEGUN, during=THIS_FISCAL_YEAR))),
        ceiling("none", 0),
    ),
    rate=Fraction(1),
    questions=(question("both", alternative=Excluded("grant")),),
)
"""The whole cost of beginning a plan, up to 100,000 yen."""

GRANTS: Final = attrs.evolve(
    LADDER,
    key="minori_grants",
    facts=(*LADDER.facts, *COUNTED),
    subsidies=(GRANT, START),
    plan_rule=PLAN_RULE,
)
"""Minori's ladder with its two grants and its rule of plans."""


def with_grant(**changes: object) -> Policy:
    """Give Minori's policy with something else in its activity grant."""
    return attrs.evolve(GRANTS, subsidies=(attrs.evolve(GRANT, **changes), START))


def limited(*totals: TotalLimit) -> Policy:
    """Give Minori's policy with limits over several years on its activity grant."""
    rule = attrs.evolve(GRANT, totals=totals)
    return attrs.evolve(GRANTS, facts=(*GRANTS.facts, PAID), subsidies=(rule, START))


# --- a council -----------------------------------------------------------------------------------

CHECKED: Final = datetime.date(2028, 3, 31)
"""The day on which a clerk confirmed that nothing else had happened."""


def council(
    *entries: Record | Completeness,
    plans: tuple[CommunityPlan, ...] = (),
    districts: tuple[str, ...] = ("みのり",),
    checked: datetime.date | None = CHECKED,
) -> Council:
    """Make Minori's council, of which everything that grants count was checked up to a day.

    Nothing was checked when the day is None.
    """
    complete = () if checked is None else tuple(Completeness(each, checked) for each in COUNTED)
    return Council(
        name="みのり地区協議会",
        districts=districts,
        ledger=Ledger((), complete).add(*entries),
        plans=plans,
    )


# --- projects ------------------------------------------------------------------------------------

FESTIVAL: Final = Project(
    name="まつり",
    on=day("2024-06-01"),
    cost=300_000,
    yes=(OPEN_TO_ALL,),
    no=(PAID_ELSEWHERE,),
)
"""An event that `GRANT` pays for: half of its costs."""
