"""What a policy says of a plan: what it lacks, how soft its projects are, when it falls due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

import attrs

from renkei_model.checks import require_day, require_kind
from renkei_model.community_plans import CommunityPlan
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.plan_evidence import (
    drafted_in,
    evidence_in,
    evidence_of,
    parts_held,
    plan_records,
    plan_title,
    term_ends,
)
from renkei_model.plan_rules import PlanPart, PlanRule
from renkei_model.plan_texts import (
    ends_text,
    part_lines,
    renewal_text,
    soft_lines,
    soft_text,
    term_lines,
)
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict
from renkei_model.wording import Language, Wording, nearest_names

__all__ = [
    "PlanReview",
    "evidence_in",
    "evidence_of",
    "plan_records",
    "plan_title",
    "review",
    "term_ends",
]


@attrs.frozen
class PlanReview:
    """What a policy says of a plan.

    Attributes:
        plan: The plan.
        rule: The policy's rule of plans.
        as_of: The day it is judged.
        soft: How many of its projects are surely soft, and how many may be.
        mainly_soft: Whether soft projects are its main part.
        ends: When its term ends, all the days that it may be; None if nothing tells.
    """

    plan: CommunityPlan
    rule: PlanRule = attrs.field(repr=False)
    as_of: datetime.date = attrs.field(repr=str)
    soft: tuple[int, int]
    mainly_soft: Verdict
    ends: Span | None

    @property
    def held(self) -> dict[PlanPart, Verdict]:
        """The parts that the rule lists, each with whether the plan holds it."""
        return parts_held(self.plan, self.rule)

    @property
    def missing(self) -> tuple[PlanPart, ...] | None:
        """The parts that it lacks; None as long as nobody recorded of every part if it is there."""
        if OPEN in self.held.values():
            return None
        return tuple(part for part, verdict in self.held.items() if verdict is UNMET)

    @property
    def is_about(self) -> bool:
        """Whether its term is not recorded, and known by about how many years a term has only."""
        return self.plan.term is None and self.ends is not None

    @property
    def is_begun(self) -> Verdict:
        """Whether its term has begun."""
        begun = self.plan.term
        if begun is not None:
            return MET if begun.first <= self.as_of else UNMET
        begun = drafted_in(self.plan, self.rule)
        if begun is None:
            return OPEN
        if begun.last <= self.as_of:
            return MET
        return OPEN if begun.first <= self.as_of else UNMET

    @property
    def later(self) -> tuple[tuple[Wording, Span], ...]:
        """The dates of the plan that surely lie after the day that is judged, each by its name."""
        plan = self.plan
        dates = (
            (_DRAFTING, plan.drafting),
            (_DRAFTED, plan.drafted),
            (_RECOGNISED, plan.recognised),
            (_PROMOTED, plan.promoted),
        )
        return tuple((name, on) for name, on in dates if on is not None and on.first > self.as_of)

    @property
    def renewal(self) -> tuple[FiscalYear, FiscalYear] | None:
        """The fiscal years between which its renewal falls due: mostly one and the same."""
        if self.ends is None:
            return None
        return FiscalYear.of(self.ends.first), FiscalYear.of(self.ends.last)

    @property
    def is_over(self) -> Verdict:
        """Whether its term is over."""
        if self.ends is None:
            return OPEN
        if self.ends.last < self.as_of:
            return MET
        return OPEN if self.ends.first < self.as_of else UNMET

    @property
    def verdict(self) -> Verdict:
        """Whether the plan is in order: it holds every part, and its term is not over.

        UNMET if a part is missing or the term is over; OPEN where nobody recorded enough to tell.
        """
        return min(*self.held.values(), _NOT[self.is_over])

    def ends_text(self, language: Language) -> str:
        """Say when its term ends, with about where only that is known; empty if nothing tells."""
        if self.ends is None:
            return ""
        return ends_text(self.ends, language, about=self.is_about)

    def renewal_text(self, language: Language) -> str:
        """Say in which fiscal year its renewal falls due, likewise; empty if nothing tells."""
        if self.renewal is None:
            return ""
        return renewal_text(self.renewal, language, about=self.is_about)

    def soft_text(self, language: Language) -> str:
        """Say how many of its projects are soft."""
        return soft_text(len(self.plan.projects), self.soft).text(language)

    def explain(self, language: Language) -> str:
        """Say which parts the plan lacks, how soft its projects are, and when it falls due.

        Args:
            language: `"ja"` or `"en"`.
        """
        day = Span.day(self.as_of).text(language)
        total = len(self.plan.projects)
        sections = [
            [
                plan_title(self.plan).text(language),
                Wording(f"{day}時点", f"as of {day}").text(language),
            ],
            part_lines(self.held, language),
            soft_lines(total, self.soft, self.mainly_soft, self.rule, language),
            self._term_lines(language),
            self._later_lines(language),
            [NOT_THE_CITYS_JUDGEMENT.text(language)],
        ]
        return "\n\n".join("\n".join(section) for section in sections if section)

    def _term_lines(self, language: Language) -> list[str]:
        due = self.renewal_text(language)
        return term_lines(
            self.ends, (self.is_begun, self.is_over), due, self.rule, language, about=self.is_about
        )

    def _later_lines(self, language: Language) -> list[str]:
        separator = Wording("，", ", ").text(language)
        told = separator.join(
            Wording("{}（{}）", "{} ({})")
            .text(language)
            .format(name.text(language), on.text(language))
            for name, on in self.later
        )
        return [f"{_LATER.text(language)}: {told}"] if told else []


_LATER: Final = Wording("判定日より後の日付", "dates after the day that is judged")
_DRAFTING: Final = Wording("策定開始", "drafting begins")
_DRAFTED: Final = Wording("策定", "drafted")
_RECOGNISED: Final = Wording("認定", "recognised")
_PROMOTED: Final = Wording("推進", "promoted")
_NOT: Final = {MET: UNMET, OPEN: OPEN, UNMET: MET}


def review(plan: CommunityPlan, policy: Policy, as_of: datetime.date) -> PlanReview:
    """Tell which parts a plan lacks, how soft its projects are, and when its renewal falls due.

    Args:
        plan: The plan.
        policy: The policy, which must have a rule of plans.
        as_of: The day that is judged.

    Raises:
        InvalidValue: If an argument is of another kind, or the policy has no rule of plans.
        UnknownName: If the plan names a part that the rule does not have.
    """
    require_kind("plan", plan, CommunityPlan)
    require_kind("policy", policy, Policy)
    require_day("as_of", as_of)
    rule = policy.plan_rule
    if rule is None:
        raise InvalidValue(
            "policy",
            Wording(
                f"基準 {policy.key} に計画の定めがありません", f"{policy.key} has no plan rule"
            ),
            Wording("plan_rule のある基準を渡してください", "give a policy with a plan_rule"),
        )
    _require_known(plan.parts or (), [part.key for part in rule.parts])
    surely = sum(project.soft is True for project in plan.projects)
    possibly = sum(project.soft is not False for project in plan.projects)
    return PlanReview(
        plan,
        rule,
        as_of,
        (surely, possibly),
        _mainly(rule.soft_share, surely, possibly, len(plan.projects)),
        term_ends(plan, rule),
    )


def _require_known(parts: Iterable[str], known: Sequence[str]) -> None:
    for part in parts:
        if part not in known:
            raise UnknownName(
                Wording("計画の内容", "part of a plan"),
                part,
                nearest_names(part, known),
                known=Wording(
                    f"使えるのは {', '.join(known)} です。", f"Known: {', '.join(known)}."
                ),
            )


def _mainly(share: Fraction | None, surely: int, possibly: int, total: int) -> Verdict:
    if total == 0 or share is None:
        return OPEN
    if Fraction(surely, total) > share:
        return MET
    return OPEN if Fraction(possibly, total) > share else UNMET
