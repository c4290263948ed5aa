"""Write what is said of councils' plans as answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from renkei_model.cli.answers import FINDINGS, Answer
from renkei_model.cli.reports import provisos
from renkei_model.councils import Council, council_title
from renkei_model.facts import Record
from renkei_model.findings import record_text
from renkei_model.interchange.readings import Plain, plain_record
from renkei_model.interchange.subsidy_readings import plain_plans
from renkei_model.lifecycle.assessment import policy_lines
from renkei_model.plan_rules import PlanRule
from renkei_model.plans import PlanReview, plan_title
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.tables import Column, Table
from renkei_model.verdicts import MET, OPEN
from renkei_model.wording import Language, Wording

__all__ = ["plans"]

_COLUMNS: Final = (
    Column("council", Wording("協議会", "council")),
    Column("plan", Wording("計画", "plan")),
    Column("verdict", Wording("判定", "verdict")),
    Column("missing", Wording("足りない内容", "missing parts")),
    Column("soft", Wording("ソフト事業", "soft projects")),
    Column("ends", Wording("計画期間の終わり", "term ends")),
    Column("renewal", Wording("更新の時期", "renewal due")),
    Column("records", Wording("期ごとの計画のほかの記録", "other records of plans")),
)


@attrs.frozen
class _Found:
    """What there is on the plans of one council.

    Attributes:
        council: The council.
        reviews: The review of each of its plans.
        records: What its ledger says of plans without telling the plan.
    """

    council: Council
    reviews: Sequence[PlanReview]
    records: tuple[Record, ...]


def plans(
    reviewed: Sequence[tuple[Council, Sequence[PlanReview]]],
    policy: Policy,
    rule: PlanRule,
    language: Language,
) -> Answer:
    """Tell what the plans of councils lack, and when they fall due.

    The exit code is for the newest plan of each council: older ones are over as they should be.

    Args:
        reviewed: Each council with the review of each of its plans.
        policy: The policy.
        rule: What it says of plans.
        language: The language of the answer.
    """
    found = [_Found(council, reviews, _records(council, rule)) for council, reviews in reviewed]
    table = Table(_COLUMNS, tuple(row for each in found for row in _rows(each, language)))
    return Answer(
        tuple(_text(each, policy, language) for each in found),
        markdown="\n\n".join(
            [
                "  \n".join(policy_lines(policy, language)),
                *(part for each in found for part in _without_plan(each, language)),
                Table(_COLUMNS[:-1], tuple(row[:-1] for row in table.rows)).as_markdown(language),
                NOT_THE_CITYS_JUDGEMENT.text(language),
            ]
        ),
        table=table,
        plain={"councils": [_plain(each, policy, language) for each in found]},
        exit_code=0 if all(_newest_is_met(each) for each in found) else FINDINGS,
        provisos=provisos(policy),
    )


def _records(council: Council, rule: PlanRule) -> tuple[Record, ...]:
    facts = {fact for _, fact in rule.facts.named()}
    return tuple(record for record in council.ledger.records if record.fact in facts)


def _plain(found: _Found, policy: Policy, language: Language) -> Plain:
    reviews = plain_plans(found.council, found.reviews, policy, language)
    return {
        **reviews,
        "verdicts": [review.verdict.name.lower() for review in found.reviews],
        "records": [plain_record(record, language) for record in found.records],
    }


def _newest_is_met(found: _Found) -> bool:
    newest = max(found.reviews, key=lambda review: review.plan.number, default=None)
    return newest is not None and newest.verdict is MET


# --- words ---------------------------------------------------------------------------------------

_NO_PLAN: Final = Wording("期ごとの計画の記録はない", "no plan is on record with its term")
_NOR_ANYTHING: Final = Wording("計画の記録がない", "no plan is on record")
_BUT_RECORDS: Final = Wording("計画について次の記録がある", "these records speak of one")
_NEXT: Final = Wording(
    "次に: 計画の期（第1期など），計画期間，策定の日付，内容を台帳に書く"
    "（`renkei template` の「コミュニティ計画」の行）",
    "next: write the plan's number, years, date of drafting and parts in a ledger "
    "(the rows “community plan” of `renkei template`)",
)


def _without_plan(found: _Found, language: Language) -> list[str]:
    """Say that no plan is on record, and which records speak of one nevertheless."""
    if found.reviews:
        return []
    title = council_title(found.council, language)
    told = f"{title}: {_no_plan(found, language)}"
    return [told, *filter(None, ["\n".join(_record_lines(found, language))])]


def _no_plan(found: _Found, language: Language) -> str:
    if not found.records:
        return _NOR_ANYTHING.text(language)
    stop = Wording("。", "; ").text(language)
    return f"{_NO_PLAN.text(language)}{stop}{_BUT_RECORDS.text(language)}:"


def _record_lines(found: _Found, language: Language) -> list[str]:
    return [f"- {_record_text(record, language)}" for record in found.records]


def _record_text(record: Record, language: Language) -> str:
    return f"{record.fact.wording.text(language)}: {record_text(record, language)}"


def _text(found: _Found, policy: Policy, language: Language) -> str:
    head = "\n".join([council_title(found.council, language), *policy_lines(policy, language)])
    if found.reviews:
        return "\n\n".join([head, *(review.explain(language) for review in found.reviews)])
    lines = [head, _no_plan(found, language)]
    lines += [f"  {line}" for line in _record_lines(found, language)]
    return "\n".join([*lines, _NEXT.text(language), NOT_THE_CITYS_JUDGEMENT.text(language)])


def _rows(found: _Found, language: Language) -> list[tuple[str, ...]]:
    """Give a row for each plan; one for a council without any."""
    told = "\n".join(_record_text(record, language) for record in found.records)
    name = found.council.name
    if not found.reviews:
        return [(name, "", OPEN.text(language), "", "", "", "", told)]
    return [(name, *_cells(review, language), told) for review in found.reviews]


def _cells(review: PlanReview, language: Language) -> tuple[str, ...]:
    separator = Wording("，", ", ").text(language)
    if review.missing is None:
        missing = OPEN.text(language)
    else:
        missing = separator.join(part.wording.text(language) for part in review.missing)
    return (
        plan_title(review.plan).text(language),
        review.verdict.text(language),
        missing or Wording("なし", "none").text(language),
        review.soft_text(language),
        review.ends_text(language),
        review.renewal_text(language),
    )
