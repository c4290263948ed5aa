"""Write what is said of projects and of plans as answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from renkei_model.cli.answers import FINDINGS, Answer
from renkei_model.cli.reports import provisos
from renkei_model.councils import Council, council_title
from renkei_model.interchange.subsidy_readings import plain_plans, plain_project
from renkei_model.plans import PlanReview, plan_title
from renkei_model.policy import Policy
from renkei_model.projects import ProjectReading
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.subsidy_texts import eligibility_text, explain_project, project_remedy
from renkei_model.tables import Column, Table
from renkei_model.verdicts import MET
from renkei_model.wording import Language, Wording

__all__ = ["plans", "project", "projects"]

_PROJECT_COLUMNS: Final = (
    Column("project", Wording("事業", "project")),
    Column("eligible", Wording("補助の対象", "paid for")),
    Column("requirement", Wording("要件", "requirement")),
    Column("verdict", Wording("判定", "verdict")),
    Column("rule_basis", Wording("要件の根拠", "basis of the rule")),
    Column("next", Wording("次にすること", "what to do next")),
)


def projects(readings: Sequence[ProjectReading], policy: Policy, language: Language) -> Answer:
    """Tell of each of several projects whether a subsidy pays for it."""
    told = [project(reading, policy, language) for reading in readings]
    if len(told) == 1:
        return told[0]
    head, note = _policy_line(policy, language), NOT_THE_CITYS_JUDGEMENT.text(language)
    table = _project_table(readings, language)
    explained = [
        explain_project(reading, language).removesuffix(note).rstrip() for reading in readings
    ]
    return Answer(
        (head, *explained, note),
        markdown="\n\n".join([head, table.as_markdown(language), note]),
        table=table,
        plain={"projects": [each.plain for each in told]},
        exit_code=max(each.exit_code for each in told),
        provisos=provisos(policy),
    )


def _project_table(readings: Sequence[ProjectReading], language: Language) -> Table:
    return Table(
        _PROJECT_COLUMNS,
        tuple(
            (
                reading.project.name,
                eligibility_text(reading.verdict).text(language),
                finding.requirement.wording.text(language),
                finding.verdict.text(language),
                finding.requirement.basis.text(language),
                project_remedy(finding).text(language),
            )
            for reading in readings
            for finding in reading.findings
        ),
    )


def project(reading: ProjectReading, policy: Policy, language: Language) -> Answer:
    """Tell whether a subsidy pays for a project."""
    table = _project_table([reading], language)
    text = f"{_policy_line(policy, language)}\n{explain_project(reading, language)}"
    head = [line.strip() for line in text.splitlines()[:4]]
    return Answer(
        (text,),
        markdown="\n\n".join(
            ["  \n".join(head), table.as_markdown(language), NOT_THE_CITYS_JUDGEMENT.text(language)]
        ),
        table=table,
        plain=plain_project(reading, language),
        exit_code=0 if reading.verdict is MET else FINDINGS,
        provisos=provisos(policy),
    )


def _policy_line(policy: Policy, language: Language) -> str:
    stamp = f"{Wording('基準', 'policy').text(language)} {policy.stamp}"
    return " ".join(filter(None, [stamp, policy.caveat.text(language)]))


# --- plans ---------------------------------------------------------------------------------------

_PLAN_COLUMNS: Final = (
    Column("council", Wording("協議会", "council")),
    Column("plan", Wording("計画", "plan")),
    Column("missing", Wording("足りない内容", "missing parts")),
    Column("soft", Wording("ソフト事業", "soft projects")),
    Column("ends", Wording("計画期間の終わり", "term ends")),
    Column("renewal", Wording("更新の時期", "renewal due")),
)


def plans(
    found: Sequence[tuple[Council, Sequence[PlanReview]]], policy: Policy, language: Language
) -> Answer:
    """Tell what the plans of councils lack, and when they fall due.

    The exit code is for the newest plan of each council: older ones are over as they should be.
    """
    table = Table(
        _PLAN_COLUMNS,
        tuple(
            (council.name, *_plan_row(review, language))
            for council, reviews in found
            for review in reviews
        ),
    )
    texts = tuple(_plan_text(council, reviews, policy, language) for council, reviews in found)
    lacking = any(_lacks(reviews) for _, reviews in found)
    return Answer(
        texts,
        markdown="\n\n".join(
            [
                _policy_line(policy, language),
                *(
                    f"{council_title(council, language)}: {_NO_PLAN.text(language)}"
                    for council, reviews in found
                    if not reviews
                ),
                table.as_markdown(language),
                NOT_THE_CITYS_JUDGEMENT.text(language),
            ]
        ),
        table=table,
        plain={
            "councils": [
                plain_plans(council, reviews, policy, language) for council, reviews in found
            ]
        },
        exit_code=FINDINGS if lacking else 0,
        provisos=provisos(policy),
    )


def _lacks(reviews: Sequence[PlanReview]) -> bool:
    if not reviews:
        return True
    newest = max(reviews, key=lambda review: review.plan.number)
    return bool(newest.missing) or newest.is_over is MET


_NO_PLAN: Final = Wording("計画の記録がない", "no plan is on record")


def _plan_text(
    council: Council, reviews: Sequence[PlanReview], policy: Policy, language: Language
) -> str:
    head = f"{council_title(council, language)}\n{_policy_line(policy, language)}"
    if not reviews:
        note = NOT_THE_CITYS_JUDGEMENT.text(language)
        return f"{head}\n{_NO_PLAN.text(language)}\n{note}"
    return "\n\n".join([head, *(review.explain(language) for review in reviews)])


def _plan_row(review: PlanReview, language: Language) -> tuple[str, ...]:
    separator = Wording("，", ", ").text(language)
    if review.missing is None:
        missing = Wording("未確認", "open").text(language)
    else:
        missing = separator.join(part.wording.text(language) for part in review.missing)
    least, most = review.soft
    soft = (
        str(least)
        if least == most
        else Wording(f"{least}～{most}", f"{least} to {most}").text(language)
    )
    renewal = () if review.renewal is None else dict.fromkeys(review.renewal)
    return (
        plan_title(review.plan).text(language),
        missing or Wording("なし", "none").text(language),
        Wording(
            f"{len(review.plan.projects)}件のうち{soft}件", f"{soft} of {len(review.plan.projects)}"
        ).text(language),
        "" if review.ends is None else review.ends.iso,
        Wording("～", " to ").text(language).join(year.text(language) for year in renewal),
    )
