"""Give what is said of subsidies, projects and plans as plain values under stable keys."""

from __future__ import annotations

from collections.abc import Sequence

from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import Unspecified
from renkei_model.councils import Council
from renkei_model.findings import Finding
from renkei_model.flags import Flag
from renkei_model.interchange.readings import (
    Plain,
    plain_basis,
    plain_council,
    plain_count,
    plain_finding,
    plain_record,
    plain_stamp,
)
from renkei_model.money import YenRange
from renkei_model.plans import PlanReview, plan_title
from renkei_model.policy import Policy
from renkei_model.projects import ProjectReading, answer_of, project_remedy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.subsidy_ranges import SubsidyRange, ceiling_texts, is_assumed_year
from renkei_model.subsidy_reasons import reason_of, reasons_in_short
from renkei_model.totals import TotalReading
from renkei_model.wording import Language

__all__ = ["plain_plans", "plain_project", "plain_subsidy", "plain_yen"]


def plain_yen(yen: YenRange) -> Plain:
    """Give an interval of yen as plain values."""
    return {"least": yen.least, "most": yen.most}


def plain_subsidy(reading: SubsidyRange, language: Language) -> Plain:
    """Give what a council may receive of a subsidy as plain values.

    Args:
        reading: What it may receive.
        language: The language of its texts; keys are the same in both.
    """
    rule, projects = reading.rule, reading.projects
    return {
        "council": plain_council(reading.council),
        "as_of": reading.as_of.isoformat(),
        "policy": plain_stamp(reading.receipt.policy),
        "caveat": reading.policy.caveat.text(language),
        "subsidy": {"key": rule.key, "wording": rule.wording.text(language)},
        "fiscal_year": reading.fiscal_year.year,
        "assumed_year": is_assumed_year(reading),
        "rate": {"numerator": rule.rate.numerator, "denominator": rule.rate.denominator},
        "ceiling": plain_yen(reading.ceiling),
        "amount": plain_yen(reading.amount),
        "reason": reasons_in_short([reason_of(reading)]).text(language),
        "verdict": reading.verdict.name.lower(),
        "requirements": [plain_finding(finding, language) for finding in reading.findings],
        "ceilings": [
            {
                "key": tier.ceiling.key,
                "wording": tier.ceiling.wording.text(language),
                "yen": tier.yen,
                "verdict": tier.verdict.name.lower(),
                "applies": applies.text(language),
                "basis": plain_basis(tier.amount.basis, language),
                "requirements": [plain_finding(finding, language) for finding in tier.findings],
            }
            for tier, applies in zip(reading.ceilings, ceiling_texts(reading), strict=True)
        ],
        "yearly_ceiling": plain_yen(reading.yearly),
        "totals": [_plain_total(each, language) for each in reading.totals],
        "projects": None
        if projects is None
        else [_plain_project(project, language) for project in projects],
        "flags": [_plain_flag(flag, language) for flag in reading.flags],
        "unread_facts": [fact.key for fact in reading.receipt.unread],
        "later_records": reading.receipt.later,
        "records_beyond_the_year": {
            "number": reading.receipt.beyond_records,
            "facts": [fact.key for fact in reading.receipt.beyond],
        },
        "note": NOT_THE_CITYS_JUDGEMENT.text(language),
    }


def _plain_total(reading: TotalReading, language: Language) -> Plain:
    limit, opens = reading.limit, reading.window.opens
    return {
        "key": limit.key,
        "wording": limit.wording.text(language),
        "yen": limit.yen,
        "years": limit.years,
        "paid_fact": limit.paid.key,
        "paid_since": None if opens is None else opens.first.isoformat(),
        "paid_until": reading.window.closes.isoformat(),
        "paid": plain_count(reading.paid),
        "left": plain_yen(reading.left),
        "records": [plain_record(record, language) for record in reading.records],
        "basis": plain_basis(limit.basis, language),
        "next": reading.remedy.text(language),
    }


def _plain_flag(flag: Flag, language: Language) -> Plain:
    return {
        "key": flag.key,
        "wording": flag.wording.text(language),
        "basis": plain_basis(flag.basis, language),
        "ceiling": None if flag.ceiling is None else plain_yen(flag.ceiling),
        "amount": None if flag.amount is None else plain_yen(flag.amount),
        "gives": None if flag.gives is None else flag.gives.value,
    }


def plain_project(reading: ProjectReading, language: Language) -> Plain:
    """Give whether a subsidy pays for a project as plain values.

    Args:
        reading: What the subsidy says of the project.
        language: The language of its texts; keys are the same in both.
    """
    return {
        "policy": plain_stamp(reading.stamp),
        "caveat": reading.policy.caveat.text(language),
        "subsidy": {"key": reading.rule.key, "wording": reading.rule.wording.text(language)},
        **_plain_project(reading, language),
        "flags": [_plain_flag(flag, language) for flag in reading.flags],
        "note": NOT_THE_CITYS_JUDGEMENT.text(language),
    }


def _plain_project(reading: ProjectReading, language: Language) -> Plain:
    project = reading.project
    return {
        "name": project.name,
        "on": project.on.iso,
        "fiscal_year": project.fiscal_year.year,
        "cost": project.cost,
        "payable": plain_yen(reading.payable),
        "verdict": reading.verdict.name.lower(),
        "requirements": [_plain_condition(finding, language) for finding in reading.findings],
        "unread_facts": [
            {"key": fact.key, "asked_by": [rule.key for rule in reading.asked_elsewhere(fact)]}
            for fact in reading.unread
        ],
    }


def _plain_condition(finding: Finding, language: Language) -> Plain:
    need = finding.requirement
    return {
        "key": need.key,
        "wording": need.wording.text(language),
        "verdict": finding.verdict.name.lower(),
        "basis": plain_basis(need.basis, language),
        "answers": {
            leaf.leaf.fact.key: answer_of(leaf)
            for leaf in finding.leaves
            if not isinstance(leaf.leaf, Unspecified)
        },
        "next": project_remedy(finding).text(language),
    }


def plain_plans(
    council: Council, reviews: Sequence[PlanReview], policy: Policy, language: Language
) -> Plain:
    """Give what a policy says of a council's plans as plain values.

    Args:
        council: The council.
        reviews: The review of each of its plans.
        policy: The policy.
        language: The language of its texts; keys are the same in both.
    """
    return {
        "council": plain_council(council),
        "policy": plain_stamp(policy.stamp),
        "caveat": policy.caveat.text(language),
        "plans": [_plain_review(each, language) for each in reviews],
        "note": NOT_THE_CITYS_JUDGEMENT.text(language),
    }


def _plain_review(reviewed: PlanReview, language: Language) -> Plain:
    plan, missing, renewal = reviewed.plan, reviewed.missing, reviewed.renewal
    rule = reviewed.rule
    return {
        "number": plan.number,
        "title": plan_title(plan).text(language),
        "as_of": reviewed.as_of.isoformat(),
        **_dates(plan),
        "verdict": reviewed.verdict.name.lower(),
        "parts": {part.key: held.name.lower() for part, held in reviewed.held.items()},
        "missing": None if missing is None else [part.key for part in missing],
        "projects": len(plan.projects),
        "soft": {"least": reviewed.soft[0], "most": reviewed.soft[1]},
        "mainly_soft": reviewed.mainly_soft.name.lower(),
        "soft_share": None if rule.soft_share is None else str(rule.soft_share),
        "soft_basis": None if rule.soft_basis is None else plain_basis(rule.soft_basis, language),
        "ends": None if reviewed.ends is None else reviewed.ends.iso,
        "ends_about": reviewed.is_about,
        "ends_basis": plain_basis(rule.years_basis, language) if reviewed.is_about else None,
        "begun": reviewed.is_begun.name.lower(),
        "over": reviewed.is_over.name.lower(),
        "renewal": None if renewal is None else {"first": renewal[0].year, "last": renewal[1].year},
    }


def _dates(plan: CommunityPlan) -> Plain:
    named = ("term", "drafting", "drafted", "recognised", "promoted")
    dates = ((name, getattr(plan, name)) for name in named)
    return {name: None if when is None else when.iso for name, when in dates}
