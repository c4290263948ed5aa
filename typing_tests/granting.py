# mypy: disallow-any-expr
"""What type checkers see of subsidies and plans: rules, ranges, flags, projects, reviews."""

import datetime
from fractions import Fraction
from typing import assert_type

from renkei_model import (
    CommunityPlan,
    Council,
    Fact,
    Finding,
    FiscalYear,
    PlanProject,
    Policy,
    Project,
    Requirement,
    Span,
    Verdict,
    assess_project,
    review,
    subsidy_range,
)
from renkei_model.community_plans import Horizon
from renkei_model.findings import LeafFinding
from renkei_model.flags import Flag
from renkei_model.money import YenRange
from renkei_model.plan_rules import PlanPart, PlanRule
from renkei_model.plans import PlanReview
from renkei_model.projects import ProjectReading
from renkei_model.subsidies import CeilingReading, SubsidyRange
from renkei_model.subsidy_rules import Alternative, Amount, Ceiling, OpenQuestion, SubsidyRule
from renkei_model.total_limits import TotalLimit
from renkei_model.totals import TotalReading

MAY = datetime.date(2026, 5, 1)


def plans(council: Council, policy: Policy) -> None:
    """A plan's dates are spans, and its review tells what is missing and when it falls due."""
    plan = CommunityPlan(
        drafted=MAY,
        promoted=Span.month(2026, 6),
        parts=("vision",),
        projects=(PlanProject(name="祭り", soft=True, horizon=Horizon.SHORT),),
    )
    assert_type(plan.drafted, Span | None)
    assert_type(council.plans, tuple[CommunityPlan, ...])
    assert_type(policy.plan_rule, PlanRule | None)
    read = review(plan, policy, MAY)
    assert_type(read, PlanReview)
    assert_type(read.missing, tuple[PlanPart, ...] | None)
    assert_type(read.soft, tuple[int, int])
    assert_type(read.mainly_soft, Verdict)
    assert_type(read.renewal, tuple[FiscalYear, FiscalYear] | None)


def rules(policy: Policy) -> None:
    """A subsidy is found by its key, and holds its ceilings, amounts and open questions."""
    rule = policy.subsidy("activity_promotion")
    assert_type(rule, SubsidyRule)
    assert_type(policy.subsidy(rule), SubsidyRule)
    assert_type(rule.rate, Fraction)
    assert_type(rule.ceilings, tuple[Ceiling, ...])
    assert_type(rule.ceilings[0].amount_in(FiscalYear(2026)), Amount)
    assert_type(rule.council_requirements, tuple[Requirement, ...])
    assert_type(rule.questions, tuple[OpenQuestion, ...])
    assert_type(rule.questions[0].alternative, Alternative)
    assert_type(rule.totals, tuple[TotalLimit, ...])
    assert_type(rule.totals[0].years, int | None)


def ranges(council: Council, policy: Policy, held: Fact) -> None:
    """What a council may receive is two intervals, with findings, readings and flags."""
    project = Project(name="祭り", on=MAY, cost=350_000, yes=(held,))
    answer = subsidy_range(
        council, policy, "activity_promotion", FiscalYear(2026), MAY, projects=[project]
    )
    assert_type(answer, SubsidyRange)
    assert_type(answer.ceiling, YenRange)
    assert_type(answer.amount.least, int)
    assert_type(answer.findings, tuple[Finding, ...])
    assert_type(answer.ceilings, tuple[CeilingReading, ...])
    assert_type(answer.projects, tuple[ProjectReading, ...] | None)
    assert_type(answer.flags, tuple[Flag, ...])
    assert_type(answer.flags[0].ceiling, YenRange | None)
    assert_type(answer.yearly, YenRange)
    assert_type(answer.totals, tuple[TotalReading, ...])
    assert_type(answer.totals[0].limit, TotalLimit)
    assert_type(answer.totals[0].paid.most, int | None)
    assert_type(answer.totals[0].left, YenRange)
    assert_type(YenRange.total([answer.ceiling]), YenRange)
    assert_type(assess_project(project, policy, policy.subsidies[0]), ProjectReading)
    assert_type(assess_project(project, policy, "plan_drafting").missing, tuple[LeafFinding, ...])
