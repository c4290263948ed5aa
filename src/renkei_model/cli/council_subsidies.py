"""Write what one council may receive as an answer, in full."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from renkei_model.cli.answers import Answer
from renkei_model.cli.reports import FINDING_COLUMNS, finding_rows, provisos
from renkei_model.cli.uncounted import uncounted, uncounted_text
from renkei_model.councils import council_title
from renkei_model.findings import Finding, count_told, record_text
from renkei_model.flags import flag_lines
from renkei_model.interchange.readings import Plain, plain_record
from renkei_model.interchange.subsidy_readings import plain_subsidy
from renkei_model.money import yen_text
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.subsidies import CeilingReading, SubsidyRange
from renkei_model.subsidy_ranges import ceiling_texts, rate_text, year_text
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

__all__ = ["one_subsidies"]

_IN_SHORT: Final = (
    Column("subsidy", Wording("補助金", "subsidy")),
    Column("fiscal_year", Wording("年度", "fiscal year")),
    Column("ceiling", Wording("上限額（年額）", "ceiling for the year"), right=True),
    Column("amount", Wording("交付され得る額", "amount that may be paid"), right=True),
    Column("rate", Wording("補助率", "rate"), right=True),
)
_IN_FULL: Final = (
    Column("subsidy", Wording("補助金", "subsidy")),
    Column("ceiling", Wording("上限額", "ceiling")),
    Column("applies", Wording("適用", "applies")),
    *FINDING_COLUMNS,
    Column("uncounted", Wording("数えていない記録", "records that do not count")),
)
_OF_THE_COUNCIL: Final = (
    Column("number", Wording("番号", "no.")),
    Column("council", Wording("協議会", "council")),
    Column("key", Wording("補助金のキー", "key of the subsidy")),
    Column("fiscal_year", Wording("年度", "fiscal year")),
    Column("ceiling_least", Wording("上限額の最小", "least of the ceiling")),
    Column("ceiling_most", Wording("上限額の最大", "most of the ceiling")),
    Column("later_records", Wording("判定日より後の記録", "records after the day")),
    Column("records_beyond_the_year", Wording("年度より後の記録", "records after the year")),
    Column("yen", Wording("この上限額", "this ceiling")),
)
"""What CSV tells besides, as keys and numbers."""


def one_subsidies(row: Sequence[SubsidyRange], language: Language) -> Answer:
    """Explain in full what one council may receive.

    Args:
        row: The reading of every subsidy of the policy, in order.
        language: The language of the answer.
    """
    cells = tuple(cells for reading in row for cells in _rows(reading, language))
    shown = len(_OF_THE_COUNCIL)
    return Answer(
        tuple(part for reading in row for part in _texts(reading, language)),
        markdown="\n\n".join(
            [
                "  \n".join(_heading_lines(row[0], language)),
                _in_short(row, language).as_markdown(language),
                Table(_IN_FULL, tuple(each[shown:] for each in cells)).as_markdown(language),
                _LEFT_OPEN.text(language),
                "\n".join(_questions(row, language)),
                *_receipts(row, language),
                NOT_THE_CITYS_JUDGEMENT.text(language),
            ]
        ),
        table=Table((*_OF_THE_COUNCIL, *_IN_FULL), cells),
        plain={"subsidies": [_plain(reading, language) for reading in row]},
        provisos=provisos(row[0].policy),
    )


_LEFT_OPEN: Final = Wording("資料に書かれていないこと:", "What the source does not say:")


def _texts(reading: SubsidyRange, language: Language) -> list[str]:
    texts = [reading.explain(language), uncounted_text(reading, language)]
    return [text for text in texts if text]


def _heading_lines(reading: SubsidyRange, language: Language) -> list[str]:
    return [
        council_title(reading.council, language),
        reading.receipt.text(language),
        *filter(None, [reading.policy.caveat.text(language)]),
    ]


def _in_short(row: Sequence[SubsidyRange], language: Language) -> Table:
    return Table(
        _IN_SHORT,
        tuple(
            (
                reading.rule.wording.text(language),
                year_text(reading, language),
                reading.ceiling.text(language),
                reading.amount.text(language),
                rate_text(reading.rule.rate),
            )
            for reading in row
        ),
    )


def _questions(row: Sequence[SubsidyRange], language: Language) -> list[str]:
    asked = (flag_lines(flag, language) for reading in row for flag in reading.flags)
    return [textwrap.dedent("\n".join(lines)) for lines in asked]


def _receipts(row: Sequence[SubsidyRange], language: Language) -> Iterable[str]:
    """Say of each subsidy which records were not counted or not read, where there are any."""
    for reading in row:
        if told := reading.receipt.told(language):
            yield f"{reading.rule.wording.text(language)}: {'  '.join(told)}"


def _plain(reading: SubsidyRange, language: Language) -> Plain:
    findings = [*reading.findings, *(each for tier in reading.ceilings for each in tier.findings)]
    return {
        **plain_subsidy(reading, language),
        "uncounted": [
            {
                "record": plain_record(each.record, language),
                "reason": each.reason.text(language),
            }
            for each in uncounted(reading, findings)
        ],
    }


def _rows(reading: SubsidyRange, language: Language) -> Iterable[tuple[str, ...]]:
    rule, council = reading.rule, reading.council
    name = rule.wording.text(language)
    of_the_council = (
        "" if council.number is None else str(council.number),
        council.name,
        rule.key,
        str(reading.fiscal_year.year),
        str(reading.ceiling.least),
        str(reading.ceiling.most),
        str(reading.receipt.later),
        str(reading.receipt.beyond_records),
    )
    for finding in reading.findings:
        for cells in _cells(reading, finding, language):
            yield (*of_the_council, "", name, "", "", *cells)
    for tier, applies in zip(reading.ceilings, ceiling_texts(reading), strict=True):
        lead = (
            *of_the_council,
            str(tier.yen),
            name,
            yen_text(tier.yen, language),
            applies.text(language),
        )
        yield (*lead, *_of_the_tier(tier, reading, language))
        for finding in tier.findings:
            for cells in _cells(reading, finding, language):
                yield (*lead, *cells)
    for each in reading.totals:
        left = (*of_the_council, "", name, each.left.text(language), _LEFT.text(language))
        yield (
            *left,
            each.limit.wording.text(language),
            "",
            each.limit.told.text(language),
            count_told(each.paid, each.limit.paid, each.records).text(language),
            "\n".join(record_text(record, language) for record in each.records),
            each.limit.basis.text(language),
            each.remedy.text(language),
            "",
        )


_LEFT: Final = Wording("複数年度の限度額の残り", "left of a limit over several years")


def _of_the_tier(
    tier: CeilingReading, reading: SubsidyRange, language: Language
) -> tuple[str, ...]:
    basis = tier.ceiling.amount_in(reading.fiscal_year).basis.text(language)
    return (tier.ceiling.wording.text(language), "", "", "", "", basis, "", "")


def _cells(
    reading: SubsidyRange, finding: Finding, language: Language
) -> Iterable[tuple[str, ...]]:
    told = "\n".join(each.text(language) for each in uncounted(reading, [finding]))
    return ((*cells, told) for cells in finding_rows(finding, language))
