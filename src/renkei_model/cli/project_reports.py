"""Write what subsidies pay of projects as an answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model.cli.answers import FINDINGS, Answer
from renkei_model.councils import council_title
from renkei_model.dates import FiscalYear, Span
from renkei_model.flags import Flag, flag_lines
from renkei_model.interchange.readings import Plain, plain_council
from renkei_model.interchange.subsidy_readings import plain_project, plain_subsidy, plain_yen
from renkei_model.lifecycle.assessment import policy_lines
from renkei_model.money import YenRange, yen_text
from renkei_model.policy import Policy
from renkei_model.projects import ProjectReading, eligibility_text, project_lines, project_remedy
from renkei_model.subsidies import SubsidyRange
from renkei_model.subsidy_reasons import reason_of, reasons_in_short
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.tables import Column, Table
from renkei_model.verdicts import MET
from renkei_model.wording import Language, Wording

__all__ = ["Total", "projects"]


@attrs.frozen
class Total:
    """The projects of one subsidy and fiscal year together.

    Attributes:
        rule: The subsidy.
        fiscal_year: The year.
        readings: The reading of each project.
        council: What their council may receive for them; None where no council was named.
    """

    rule: SubsidyRule
    fiscal_year: FiscalYear
    readings: tuple[ProjectReading, ...]
    council: SubsidyRange | None = None

    @property
    def cost(self) -> int:
        """What the projects cost together."""
        return sum(reading.project.cost for reading in self.readings)

    @property
    def payable(self) -> YenRange:
        """What is paid of them together: within the council's ceiling, where one was named.

        Otherwise it is within the highest ceiling of the subsidy in that year.
        """
        if self.council is not None:
            return self.council.amount
        together = YenRange.total(reading.payable for reading in self.readings)
        highest = self.rule.highest_in(self.fiscal_year)
        return YenRange(min(together.least, highest), min(together.most, highest))


_NOTE: Final = Wording(
    "これは答えられた内容をこのモデルで読んだ結果であり，市の判断ではありません。",
    "This is the model's reading of what was answered, not the city's judgement.",
)
_NOTE_WITH_COUNCIL: Final = Wording(
    "これは答えられた内容と記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。",
    "This is the model's reading of what was answered and of recorded evidence, not the city's "
    "judgement.",
)


def projects(
    readings: Sequence[ProjectReading],
    totals: Sequence[Total],
    policy: Policy,
    language: Language,
) -> Answer:
    """Tell of each project whether a subsidy pays for it, and what is paid of all together.

    Args:
        readings: The reading of each project.
        totals: The same by subsidy and fiscal year.
        policy: The policy.
        language: The language of the answer.
    """
    councils = [total.council for total in totals if total.council is not None]
    note = _NOTE_WITH_COUNCIL if councils else _NOTE
    flags = _flags(readings, councils)
    head = policy_lines(policy, language)
    sums = [_total_text(total, language) for total in totals]
    told = [_heading(reading, language) for reading in readings]
    asked = ["\n".join(flag_lines(flag, language)) for flag in flags]
    left_open = [_LEFT_OPEN.text(language), *asked] if asked else []
    plain = _plain(readings, totals, note, language)
    return Answer(
        (
            "\n".join(head),
            *told,
            "\n".join(sums),
            *filter(None, ["\n".join(left_open)]),
            note.text(language),
        ),
        markdown="\n\n".join(
            [
                "  \n".join(head),
                _in_short(readings, language).as_markdown(language),
                "\n".join(f"- {line}" for line in sums),
                _conditions(readings, language).as_markdown(language),
                *filter(None, ["\n".join(map(textwrap.dedent, asked))]),
                note.text(language),
            ]
        ),
        table=_numbers(totals, language),
        plain=plain,
        exit_code=0 if _is_sure(readings, councils) else FINDINGS,
        provisos=(policy.caveat, *(flag.wording for flag in flags), note),
    )


def _is_sure(readings: Iterable[ProjectReading], councils: Iterable[SubsidyRange]) -> bool:
    """Tell whether every project is eligible, and its council surely receives something."""
    return all(reading.verdict is MET for reading in readings) and all(
        reading.verdict is MET and reading.ceiling.least for reading in councils
    )


def _flags(readings: Sequence[ProjectReading], councils: Sequence[SubsidyRange]) -> list[Flag]:
    """Give what the source leaves open, each once; of a council what changes its yen."""
    of_projects = (flag for reading in readings for flag in reading.flags)
    of_councils = (
        flag for reading in councils for flag in reading.flags if flag.amount is not None
    )
    found = {(flag.key, flag.wording): flag for flag in (*of_projects, *of_councils)}
    return list(found.values())


_LEFT_OPEN: Final = Wording("■ 資料に書かれていないこと", "■ what the source does not say")


def _heading(reading: ProjectReading, language: Language) -> str:
    name = f"{reading.rule.wording.text(language)} [{reading.rule.key}]"
    return "\n".join([name, *project_lines(reading, language)])


def _total_text(total: Total, language: Language) -> str:
    rule, year = total.rule.wording.text(language), total.fiscal_year.text(language)
    cost, paid = yen_text(total.cost, language), total.payable.text(language)
    number = len(total.readings)
    if total.council is None:
        return Wording(
            f"{year}の{rule}: {number}事業，経費の計 {cost}，補助 {paid}（年度の上限額まで。"
            "--council か --ledger で協議会を示すと，その上限額を数える）",
            f"{rule} of {year}: {number} project{'s' * (number != 1)}, cost {cost} in all, {paid} "
            "may be paid (within the ceiling of the year; --council or --ledger names the "
            "council whose ceiling counts)",
        ).text(language)
    council = council_title(total.council.council, language)
    reasons = reasons_in_short([reason_of(total.council)]).text(language)
    ceiling = total.council.ceiling.text(language) + _BRACKETS.text(language).format(reasons)
    day = Span.day(total.council.as_of).text(language)
    return Wording(
        f"{year}の{rule}，{council}（{day}時点）: {number}事業，経費の計 {cost}，"
        f"上限額 {ceiling}，交付され得る額 {paid}",
        f"{rule} of {year}, {council} (as of {day}): {number} project{'s' * (number != 1)}, cost "
        f"{cost} in all, ceiling {ceiling}, {paid} may be paid",
    ).text(language)


_BRACKETS: Final = Wording("（{}）", " ({})")

# --- tables --------------------------------------------------------------------------------------

_IN_SHORT: Final = (
    Column("project", Wording("事業", "project")),
    Column("date", Wording("日付", "date")),
    Column("cost", Wording("経費", "cost"), right=True),
    Column("subsidy", Wording("補助金", "subsidy")),
    Column("eligible", Wording("補助の対象", "paid for")),
    Column("payable", Wording("補助され得る額", "may be paid"), right=True),
)
_CONDITIONS: Final = (
    Column("project", Wording("事業", "project")),
    Column("requirement", Wording("要件", "requirement")),
    Column("verdict", Wording("判定", "verdict")),
    Column("rule_basis", Wording("要件の根拠", "basis of the rule")),
    Column("next", Wording("次にすること", "what to do next")),
)
_NUMBERS: Final = (
    Column("date", Wording("日付", "date")),
    Column("cost", Wording("経費（円）", "cost (yen)")),
    Column("fiscal_year", Wording("年度", "fiscal year")),
    Column("subsidy", Wording("補助金のキー", "key of the subsidy")),
    Column("eligible", Wording("補助の対象", "paid for")),
    Column("payable_least", Wording("補助の最小（円）", "least that is paid (yen)")),
    Column("payable_most", Wording("補助の最大（円）", "most that is paid (yen)")),
    Column("council", Wording("協議会", "council")),
    Column("ceiling_least", Wording("年度の上限額の最小（円）", "least of the ceiling (yen)")),
    Column("ceiling_most", Wording("年度の上限額の最大（円）", "most of the ceiling (yen)")),
    Column("amount_least", Wording("年度の補助の最小（円）", "least of the year (yen)")),
    Column("amount_most", Wording("年度の補助の最大（円）", "most of the year (yen)")),
    Column("flags", Wording("資料に書かれていないこと", "what the source does not say")),
)


def _in_short(readings: Sequence[ProjectReading], language: Language) -> Table:
    return Table(
        _IN_SHORT,
        tuple(
            (
                reading.project.name,
                reading.project.on.text(language),
                yen_text(reading.project.cost, language),
                reading.rule.wording.text(language),
                eligibility_text(reading.verdict).text(language),
                reading.payable.text(language),
            )
            for reading in readings
        ),
    )


def _conditions(readings: Iterable[ProjectReading], language: Language) -> Table:
    return Table(
        _CONDITIONS,
        tuple(row for reading in readings for row in _condition_rows(reading, language)),
    )


def _condition_rows(reading: ProjectReading, language: Language) -> Iterable[tuple[str, ...]]:
    return (
        (
            reading.project.name,
            finding.requirement.wording.text(language),
            finding.verdict.text(language),
            finding.requirement.basis.text(language),
            project_remedy(finding).text(language),
        )
        for finding in reading.findings
    )


def _numbers(totals: Sequence[Total], language: Language) -> Table:
    """Give a row for each condition of each project, with keys, ISO dates and yen as numbers."""
    rows = (
        (row[0], *_of_the_project(reading, total, language), *row[1:])
        for total in totals
        for reading in total.readings
        for row in _condition_rows(reading, language)
    )
    return Table((_CONDITIONS[0], *_NUMBERS, *_CONDITIONS[1:]), tuple(rows))


def _of_the_project(reading: ProjectReading, total: Total, language: Language) -> tuple[str, ...]:
    project, paid, council = reading.project, reading.payable, total.council
    of_the_year: tuple[str, ...] = ("",) * 5
    if council is not None:
        ceiling, amount = council.ceiling, council.amount
        yen = (ceiling.least, ceiling.most, amount.least, amount.most)
        of_the_year = (council.council.name, *map(str, yen))
    return (
        project.on.iso,
        str(project.cost),
        str(project.fiscal_year.year),
        reading.rule.key,
        eligibility_text(reading.verdict).text(language),
        str(paid.least),
        str(paid.most),
        *of_the_year,
        "|".join(flag.key for flag in reading.flags),
    )


# --- plain values --------------------------------------------------------------------------------


def _plain(
    readings: Sequence[ProjectReading],
    totals: Sequence[Total],
    note: Wording,
    language: Language,
) -> Plain:
    each = [
        {
            **plain_project(reading, language),
            "payable": plain_yen(reading.payable),
            "note": note.text(language),
        }
        for reading in readings
    ]
    one = each[0] if len(each) == 1 else {"projects": each, "note": note.text(language)}
    return {**one, "totals": [_plain_total(total, language) for total in totals]}


def _plain_total(total: Total, language: Language) -> Plain:
    council = total.council
    return {
        "subsidy": total.rule.key,
        "fiscal_year": total.fiscal_year.year,
        "cost": total.cost,
        "payable": plain_yen(total.payable),
        "council": None if council is None else plain_council(council.council),
        "reading": None if council is None else plain_subsidy(council, language),
    }
