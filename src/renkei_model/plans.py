"""What a council's plans are evidence of, what a plan lacks, and when it falls due.

Facts about plans are derived from plans, each from one: so one date opens a stage's guard and a
subsidy's ceiling alike, and the parts of two terms never add up.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

import attrs

from renkei_model.checks import require_day, require_kind
from renkei_model.community_plans import CommunityPlan
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.facts import Record
from renkei_model.findings import when_text
from renkei_model.ledgers import Ledger
from renkei_model.plan_rules import PlanPart, PlanRule
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


def plan_title(plan: CommunityPlan) -> Wording:
    """Name a plan by its own name, or else by its term."""
    return Wording.same(plan.name) if plan.name else _term_title(plan)


def _term_title(plan: CommunityPlan) -> Wording:
    return Wording(f"第{plan.number}期の計画", f"the plan of term {plan.number}")


# --- what plans are evidence of ------------------------------------------------------------------


def plan_records(plan: CommunityPlan, rule: PlanRule) -> tuple[Record, ...]:
    """Give what one plan is evidence of, as records.

    A plan that is promoted was drafted, and it is complete when, as drafted, it holds every part
    that the rule lists.

    Args:
        plan: The plan.
        rule: The policy's rule of plans.
    """
    facts = rule.facts
    found = [(facts.drafting if plan.number == 1 else facts.renewing, on) for on in _drafting(plan)]
    if plan.drafted is not None:
        found.append((facts.drafted, plan.drafted))
        if plan.parts is not None and {part.key for part in rule.parts} <= set(plan.parts):
            found.append((facts.complete, plan.drafted))
    if plan.recognised is not None:
        found.append((facts.recognised, plan.recognised))
    if plan.promoted is not None:
        found.append((facts.promoted, plan.promoted))
    # Its name may be filled in or changed later; a step that rested on it still does.
    term = _term_title(plan).ja
    return tuple(Record(fact, on, item=term, basis=plan.basis) for fact, on in found)


def _drafting(plan: CommunityPlan) -> Iterator[Span]:
    """Give when a plan was being drafted: its ends, and every fiscal year between them."""
    begun, ended = plan.drafting, plan.drafted
    if begun is not None:
        yield begun
    if begun is not None and ended is not None:
        first, last = FiscalYear.of(begun.last).year, FiscalYear.of(ended.first).year
        for year in range(first + 1, last):
            yield FiscalYear(year).span
    if ended is not None and (begun is None or ended != begun):
        yield ended


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
    return None if plan.drafted is None else _later(plan.drafted, rule.years)


def _later(on: Span, years: int) -> Span:
    return Span(_years_after(on.first, years), _years_after(on.last, years))


def _years_after(day: datetime.date, years: int) -> datetime.date:
    if day.year + years > datetime.date.max.year:
        return datetime.date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def evidence_in(council: Council, policy: Policy, fiscal_year: FiscalYear) -> tuple[Ledger, Ledger]:
    """Give a council's evidence for a fiscal year, without what plans say whose term is over.

    A record of a plan that stands in the ledger itself, without the plan, is taken to be of a plan
    whose term begins with it.

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
    sure = _in_force(council, rule, fiscal_year, surely=True)
    return sure, _in_force(council, rule, fiscal_year, surely=False)


_WHILE_DRAFTING: Final = ("drafting", "renewing")


def _in_force(council: Council, rule: PlanRule, year: FiscalYear, *, surely: bool) -> Ledger:
    def lasts(ends: Span) -> bool:
        return (ends.first if surely else ends.last) >= year.first

    lapsing = {fact for name, fact in rule.facts.named() if name not in _WHILE_DRAFTING}
    kept = tuple(
        record
        for record in council.ledger.records
        if record.fact not in lapsing or lasts(_later(record.on, rule.years))
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


# --- what a plan lacks, and when it falls due ----------------------------------------------------


@attrs.frozen
class PlanReview:
    """What a policy says of a plan.

    Attributes:
        plan: The plan.
        rule: The policy's rule of plans.
        as_of: The day it is judged.
        missing: The parts that it lacks; None when nobody recorded which ones it has.
        soft: How many of its projects are surely soft, and how many may be.
        mainly_soft: Whether soft projects are its main part.
        ends: When its term ends, all the days that it may be; None if nothing tells.
    """

    plan: CommunityPlan
    rule: PlanRule = attrs.field(repr=False)
    as_of: datetime.date = attrs.field(repr=str)
    missing: tuple[PlanPart, ...] | None
    soft: tuple[int, int]
    mainly_soft: Verdict
    ends: Span | None

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
        parts = OPEN if self.missing is None else UNMET if self.missing else MET
        return min(parts, _NOT[self.is_over])

    def explain(self, language: Language) -> str:
        """Say which parts the plan lacks, how soft its projects are, and when it falls due.

        Args:
            language: `"ja"` or `"en"`.
        """
        day = Span.day(self.as_of).text(language)
        lines = [
            plan_title(self.plan).text(language),
            Wording(f"{day}時点", f"as of {day}").text(language),
            "",
            *_parts_lines(self, language),
            "",
            *_soft_lines(self, language),
            "",
            *_term_lines(self, language),
            "",
            NOT_THE_CITYS_JUDGEMENT.text(language),
        ]
        return "\n".join(lines)


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
    missing = None
    if plan.parts is not None:
        _require_known(plan.parts, [part.key for part in rule.parts])
        missing = tuple(part for part in rule.parts if part.key not in plan.parts)
    surely = sum(project.soft is True for project in plan.projects)
    possibly = sum(project.soft is not False for project in plan.projects)
    return PlanReview(
        plan,
        rule,
        as_of,
        missing,
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


def _mainly(share: Fraction, surely: int, possibly: int, total: int) -> Verdict:
    if total == 0:
        return OPEN
    if Fraction(surely, total) > share:
        return MET
    return OPEN if Fraction(possibly, total) > share else UNMET


# --- words ---------------------------------------------------------------------------------------

_BASIS: Final = Wording("根拠", "basis")


def _parts_lines(reviewed: PlanReview, language: Language) -> list[str]:
    lines = [Wording("■ 計画の内容", "■ parts").text(language)]
    if reviewed.missing is None:
        lines[0] += f": {_NOBODY_LOOKED.text(language)}"
    for part in reviewed.rule.parts:
        verdict = OPEN
        if reviewed.missing is not None:
            verdict = UNMET if part in reviewed.missing else MET
        said = _HELD[verdict].text(language)
        lines.append(f"  {verdict.sign(language)} {part.wording.text(language)} [{said}]")
        lines.append(f"    {_BASIS.text(language)}: {part.basis.text(language)}")
    return lines


_NOBODY_LOOKED: Final = Wording(
    "記録なし（計画書を見て，どの内容があるかを記録する）",
    "not recorded (look into the plan and record which parts it holds)",
)
_HELD: Final = {
    MET: Wording("あり", "there"),
    UNMET: Wording("なし", "missing"),
    OPEN: Wording("未確認", "open"),
}


def _soft_lines(reviewed: PlanReview, language: Language) -> list[str]:
    total, (least, most) = len(reviewed.plan.projects), reviewed.soft
    head = Wording("■ 登載事業のうちソフト事業", "■ soft projects").text(language)
    basis = f"  {_BASIS.text(language)}: {reviewed.rule.soft_basis.text(language)}"
    if not total:
        return [
            f"{head}: {Wording('事業の記録なし', 'no projects on record').text(language)}",
            basis,
        ]
    count = (
        str(least)
        if least == most
        else Wording(f"{least}～{most}", f"{least} to {most}").text(language)
    )
    share = Wording(f"{total}件のうち{count}件", f"{count} of {total}").text(language)
    mainly = _MAINLY[reviewed.mainly_soft].text(language)
    return [f"{head}: {share}", f"  {reviewed.mainly_soft.sign(language)} {mainly}", basis]


_MAINLY: Final = {
    MET: Wording("ソフト事業が中心である", "they are its main part"),
    UNMET: Wording("ソフト事業が中心ではない", "they are not its main part"),
    OPEN: Wording(
        "中心かどうか未確認（ソフト事業かどうかの記録がない事業がある）",
        "open: of some projects nobody recorded whether they are soft",
    ),
}


def _term_lines(reviewed: PlanReview, language: Language) -> list[str]:
    head = Wording("■ 計画期間の終わり", "■ term ends").text(language)
    ends, renewal = reviewed.ends, reviewed.renewal
    if ends is None or renewal is None:
        unknown = Wording(
            "計画期間も策定の日付も記録なし", "neither its years nor its drafting are on record"
        )
        return [f"{head}: {unknown.text(language)}"]
    first, last = (year.text(language) for year in renewal)
    due = (
        first if first == last else Wording("{}～{}", "{} to {}").text(language).format(first, last)
    )
    lines = [
        f"{head}: {when_text(ends, language)}",
        f"  {_OVER[reviewed.is_over].text(language)}",
        "  " + Wording(f"更新の時期: {due}", f"renewal falls due: {due}").text(language),
    ]
    if reviewed.plan.term is None:
        lines.append(f"  {_BASIS.text(language)}: {reviewed.rule.years_basis.text(language)}")
    return lines


_OVER: Final = {
    MET: Wording("計画期間は終わっている", "its term is over"),
    UNMET: Wording("計画期間中である", "its term goes on"),
    OPEN: Wording("計画期間が終わったか未確認", "open: its term may be over"),
}
