"""What subsidies and plans should come to, written down by somebody who knows."""

from __future__ import annotations

import datetime

import attrs

from renkei_model.checks import require_day, require_each, require_kind, require_tuples
from renkei_model.community_plans import CommunityPlan
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.money import YenRange
from renkei_model.plans import review
from renkei_model.policy import Policy
from renkei_model.projects import Project
from renkei_model.slips.filing import filed_under
from renkei_model.subsidies import SubsidyRange, subsidy_range
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.verdicts import Verdict

__all__ = ["PlanCase", "SubsidyAnswer", "SubsidyCase"]

_Flags = tuple[tuple[str, YenRange | None], ...]


def _by_key(flags: _Flags) -> _Flags:
    return tuple(sorted(flags, key=lambda flag: flag[0]))


@attrs.frozen
class SubsidyAnswer:
    """What one subsidy should come to. Everything is named by its key.

    Attributes:
        subsidy: The subsidy.
        yen: The ceiling; where the case has projects, what is paid for them.
        flags: What the source leaves open, in any order, each with what it would be on the other
            reading; None where nobody can say.
        projects: For each project, the verdict of each requirement on projects, in their order.
    """

    subsidy: str
    yen: YenRange
    flags: _Flags = attrs.field(default=(), converter=_by_key)
    projects: tuple[tuple[Verdict, ...], ...] = ()


@attrs.frozen(kw_only=True)
class SubsidyCase:
    """What a council should be able to receive in a fiscal year.

    Attributes:
        name: What the case shows.
        council: The council with its ledger and its plans.
        fiscal_year: The year.
        as_of: The last day whose records count.
        answers: What each subsidy should come to, in the policy's order.
        projects: The council's projects; None where the case does not look at them.
    """

    name: str
    council: Council
    fiscal_year: FiscalYear
    as_of: datetime.date
    answers: tuple[SubsidyAnswer, ...]
    projects: tuple[Project, ...] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind, and lists, which could never be equal to an answer."""
        require_kind("SubsidyCase.name", self.name, str)
        require_kind("SubsidyCase.council", self.council, Council)
        require_kind("SubsidyCase.fiscal_year", self.fiscal_year, FiscalYear)
        require_day("SubsidyCase.as_of", self.as_of)
        require_tuples("SubsidyCase", answers=self.answers)
        require_each("SubsidyCase.answers", self.answers, SubsidyAnswer)
        if self.projects is not None:
            require_tuples("SubsidyCase", projects=self.projects)

    def given_by(self, policy: Policy) -> SubsidyCase:
        """Give the case as a policy decides it: equal to this one exactly if it is as expected.

        Args:
            policy: The policy. The council's records are read with its facts of the same keys.

        Raises:
            InvalidValue: If a record cannot be filed under the policy.
            UnknownName: If the policy lacks a fact that a record is of.
        """
        council = filed_under(policy, self.council)
        answers = tuple(self._answer(council, policy, rule) for rule in policy.subsidies)
        return attrs.evolve(self, answers=answers)

    def _answer(self, council: Council, policy: Policy, rule: SubsidyRule) -> SubsidyAnswer:
        found = subsidy_range(
            council, policy, rule, self.fiscal_year, self.as_of, projects=self.projects
        )
        if found.projects is None:
            flags = tuple((flag.key, flag.ceiling) for flag in found.flags)
            return SubsidyAnswer(rule.key, found.ceiling, flags)
        return SubsidyAnswer(
            rule.key,
            found.amount,
            tuple((flag.key, flag.amount) for flag in found.flags),
            _of_projects(found),
        )

    def notices(self, edited: Policy) -> bool:
        """Tell whether a policy decides the case otherwise than was written.

        Args:
            edited: The policy. A case notices it too if the council's records could not be filed
                under it at all.
        """
        try:
            return self != self.given_by(edited)
        except InvalidValue:
            return True


def _of_projects(found: SubsidyRange) -> tuple[tuple[Verdict, ...], ...]:
    return tuple(
        tuple(finding.verdict for finding in read.findings) for read in found.projects or ()
    )


@attrs.frozen(kw_only=True)
class PlanCase:
    """What a policy should say of a plan.

    Attributes:
        name: What the case shows.
        plan: The plan.
        missing: The keys of the parts that it lacks; None where nobody recorded what it holds.
        mainly_soft: Whether soft projects are its main part.
        ends: When its term ends; None if nothing tells.
    """

    name: str
    plan: CommunityPlan
    missing: tuple[str, ...] | None
    mainly_soft: Verdict
    ends: Span | None

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another kind, and lists, which could never be equal to an answer."""
        require_kind("PlanCase.name", self.name, str)
        require_kind("PlanCase.plan", self.plan, CommunityPlan)
        if self.missing is not None:
            require_tuples("PlanCase", missing=self.missing)
        require_kind("PlanCase.mainly_soft", self.mainly_soft, Verdict)
        if self.ends is not None:
            require_kind("PlanCase.ends", self.ends, Span)

    def given_by(self, policy: Policy) -> PlanCase:
        """Give the case as a policy decides it: equal to this one exactly if it is as expected.

        Args:
            policy: The policy.

        Raises:
            InvalidValue: If the policy has no rule of plans, or not all parts that the plan names.
        """
        # None of it depends on the day that is judged.
        found = review(self.plan, policy, policy.published.last)
        missing = None if found.missing is None else tuple(part.key for part in found.missing)
        return attrs.evolve(self, missing=missing, mainly_soft=found.mainly_soft, ends=found.ends)

    def notices(self, edited: Policy) -> bool:
        """Tell whether a policy decides the case otherwise than was written.

        Args:
            edited: The policy. A case notices it too if it does not fit the plan at all.
        """
        try:
            return self != self.given_by(edited)
        except (InvalidValue, UnknownName):
            return True
