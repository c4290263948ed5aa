"""Write what councils may receive as answers: a table of many, or one council in full."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model.cli.answers import Answer, key_columns
from renkei_model.cli.reports import (
    CERTIFIED_ON,
    FINDING_COLUMNS,
    NAME,
    NUMBER,
    certification,
    finding_rows,
    many_heading,
    number_text,
    provisos,
)
from renkei_model.dates import FiscalYear
from renkei_model.findings import count_told, record_text
from renkei_model.interchange.readings import plain_council
from renkei_model.interchange.subsidy_readings import plain_subsidy, plain_yen
from renkei_model.money import YenRange, yen_text
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.subsidies import SubsidyRange
from renkei_model.subsidy_reasons import reason_of, reasons_in_short
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.subsidy_texts import (
    ceiling_texts,
    explain_subsidy,
    flag_lines,
    year_text,
)
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

__all__ = ["many_subsidies", "one_subsidies"]

_THOUSAND: Final = 1000

# --- many councils -------------------------------------------------------------------------------


@attrs.frozen
class _Marked:
    """A question that the source leaves open, as it stands below the table.

    Attributes:
        mark: Its letter in the rows; empty where it holds for all of them.
        subsidies: The keys of the subsidies that it is about.
        wording: The question.
        totals: What all councils together may receive on the other reading, by subsidy.
    """

    mark: str
    subsidies: tuple[str, ...]
    wording: Wording
    totals: dict[str, YenRange]


def many_subsidies(
    rows: Sequence[Sequence[SubsidyRange]], policy: Policy, year: FiscalYear, language: Language
) -> Answer:
    """Tabulate what several councils may receive, one a row, in the order given.

    Args:
        rows: For each council the reading of every subsidy of the policy, in order.
        policy: The policy.
        year: The fiscal year.
        language: The language of the answer.
    """
    readings = [reading for row in rows for reading in row]
    questions = _questions(rows)
    shown = _shown(rows, policy, questions, language)
    as_of = readings[0].as_of
    heading = "\n".join(
        [many_heading(policy, as_of, language), _what_is_shown(readings[0], language)]
    )
    totals = [_total_line(rule, place, rows, language) for place, rule in _lettered(policy)]
    asked = [_question_line(each, policy, language) for each in questions.values()]
    notes = [_LEGEND.text(language), NOT_THE_CITYS_JUDGEMENT.text(language)]
    return Answer(
        (
            heading,
            shown,
            "\n".join(totals),
            "\n".join([_LEFT_OPEN.text(language), *asked]),
            "\n".join(notes),
        ),
        markdown="\n\n".join(
            [
                heading.replace("\n", "  \n"),
                shown.as_markdown(language),
                "  \n".join(totals),
                _LEFT_OPEN.text(language),
                "\n".join(f"- {line}" for line in asked),
                *notes,
            ]
        ),
        table=_numbers(rows, policy, language),
        plain={
            "as_of": as_of.isoformat(),
            "fiscal_year": year.year,
            "caveat": policy.caveat.text(language),
            "councils": [
                {
                    "council": plain_council(row[0].council),
                    "subsidies": [plain_subsidy(each, language) for each in row],
                }
                for row in rows
            ],
            "totals": {
                rule.key: plain_yen(_total(rows, place)) for place, rule in _lettered(policy)
            },
            "note": NOT_THE_CITYS_JUDGEMENT.text(language),
        },
        provisos=provisos(policy),
    )


_LEFT_OPEN: Final = Wording(
    "資料に書かれていないこと（記号は表の「注」。記号のないものはすべての行に当てはまる）:",
    "What the source does not say (letters: the notes of the table; without one it holds for all):",
)
_LEGEND: Final = Wording(
    "上限額は，記録から確実な額～記録から否定されない額です。「未記録」は，ないという意味ではなく，"
    "誰も記録していないという意味です。表は番号順であり，優劣を示すものではありません。",
    "A ceiling runs from what the records establish to what they do not rule out. “No record” "
    "does not mean that there is none: nobody recorded it. The table is in the order of the "
    "registry and ranks nobody.",
)


def _lettered(policy: Policy) -> Iterable[tuple[int, SubsidyRule]]:
    return enumerate(policy.subsidies)


def _letter(place: int) -> str:
    return string.ascii_uppercase[place]


def _what_is_shown(reading: SubsidyRange, language: Language) -> str:
    year = year_text(reading, language)
    return Wording(
        f"{year}の補助金の上限額（単位: 千円）",
        f"ceilings of subsidies in {year}, in thousands of yen",
    ).text(language)


def _in_thousands(yen: YenRange, language: Language) -> str:
    least, most = (_number_in_thousands(each) for each in (yen.least, yen.most))
    return (
        least if yen.is_closed else Wording(f"{least}～{most}", f"{least} to {most}").text(language)
    )


def _number_in_thousands(yen: int) -> str:
    whole, rest = divmod(yen, _THOUSAND)
    return f"{whole:,}.{rest:03}" if rest else f"{whole:,}"


def _questions(rows: Sequence[Sequence[SubsidyRange]]) -> dict[str, _Marked]:
    """Give every question about some row, those about all rows first and without a letter."""
    asked = {flag.key: flag.wording for row in rows for each in row for flag in each.flags}
    holders = {
        key: sum(any(key in _flag_keys(each) for each in row) for row in rows) for key in asked
    }
    common = [key for key in asked if holders[key] == len(rows)]
    rarer = [key for key in asked if holders[key] < len(rows)]
    marks = {key: string.ascii_lowercase[place] for place, key in enumerate(rarer)}
    return {
        key: _Marked(marks.get(key, ""), _askers(rows, key), asked[key], _other_totals(rows, key))
        for key in (*common, *rarer)
    }


def _askers(rows: Sequence[Sequence[SubsidyRange]], key: str) -> tuple[str, ...]:
    askers = (each.rule.key for row in rows for each in row if key in _flag_keys(each))
    return tuple(dict.fromkeys(askers))


def _flag_keys(reading: SubsidyRange) -> list[str]:
    return [flag.key for flag in reading.flags]


def _other_totals(rows: Sequence[Sequence[SubsidyRange]], key: str) -> dict[str, YenRange]:
    """Add up the ceilings on the other reading of a question, by subsidy."""
    totals = {}
    for column in zip(*rows, strict=True):
        others = [
            next((flag.ceiling for flag in each.flags if flag.key == key), None) for each in column
        ]
        if any(other is not None for other in others):
            totals[column[0].rule.key] = YenRange.total(
                each.ceiling if other is None else other
                for each, other in zip(column, others, strict=True)
            )
    return totals


def _shown(
    rows: Sequence[Sequence[SubsidyRange]],
    policy: Policy,
    questions: dict[str, _Marked],
    language: Language,
) -> Table:
    columns = (
        NUMBER,
        NAME,
        CERTIFIED_ON,
        *(
            Column(rule.key, Wording.same(_letter(place)), right=True)
            for place, rule in _lettered(policy)
        ),
        Column("reason", Wording("理由", "why"), shrinks=True),
        Column("notes", Wording("注", "notes")),
    )
    return Table(columns, tuple(_row(row, questions, language) for row in rows))


def _row(
    row: Sequence[SubsidyRange], questions: dict[str, _Marked], language: Language
) -> tuple[str, ...]:
    council = row[0].council
    certified = certification(council)
    keys = {key for each in row for key in _flag_keys(each)}
    return (
        number_text(council.number),
        council.name,
        "" if certified is None else certified.on.era,
        *(_in_thousands(each.ceiling, language) for each in row),
        reasons_in_short(reason_of(each) for each in row).text(language),
        " ".join(each.mark for key, each in questions.items() if key in keys and each.mark),
    )


def _total(rows: Sequence[Sequence[SubsidyRange]], place: int) -> YenRange:
    return YenRange.total(row[place].ceiling for row in rows)


def _total_line(
    rule: SubsidyRule, place: int, rows: Sequence[Sequence[SubsidyRange]], language: Language
) -> str:
    total = _total(rows, place)
    return Wording(
        f"{_letter(place)} {rule.wording.ja}: {len(rows)}協議会の上限額の合計 {total.text('ja')}",
        f"{_letter(place)} {rule.wording.en}: {total.text('en')} in all for {len(rows)} councils",
    ).text(language)


def _question_line(asked: _Marked, policy: Policy, language: Language) -> str:
    letters = {rule.key: _letter(place) for place, rule in _lettered(policy)}
    about = Wording("・", ", ").text(language).join(letters[key] for key in asked.subsidies)
    lead = Wording(f"{asked.mark}（{about}）", f"{asked.mark} ({about}) ".lstrip()).text(language)
    totals = [f"{letters[key]} {total.text(language)}" for key, total in asked.totals.items()]
    if not totals:
        return lead + asked.wording.text(language)
    told = Wording("，", ", ").text(language).join(totals)
    other = Wording(f"ほかの読みでの合計 {told}", f"in all on the other reading {told}")
    return f"{lead}{asked.wording.text(language)}: {other.text(language)}"


def _numbers(rows: Sequence[Sequence[SubsidyRange]], policy: Policy, language: Language) -> Table:
    parts = ("ceiling_least", "ceiling_most", "reason", "flags")
    columns = key_columns(
        "number",
        "name",
        "certified",
        "fiscal_year",
        *(f"{rule.key}_{part}" for rule in policy.subsidies for part in parts),
    )
    return Table(columns, tuple(_number_row(row, language) for row in rows))


def _number_row(row: Sequence[SubsidyRange], language: Language) -> tuple[str, ...]:
    council = row[0].council
    certified = certification(council)
    return (
        number_text(council.number),
        council.name,
        "" if certified is None else certified.on.iso,
        str(row[0].fiscal_year.year),
        *(cell for reading in row for cell in _number_cells(reading, language)),
    )


def _number_cells(reading: SubsidyRange, language: Language) -> tuple[str, ...]:
    return (
        str(reading.ceiling.least),
        str(reading.ceiling.most),
        reasons_in_short([reason_of(reading)]).text(language),
        "|".join(_flag_keys(reading)),
    )


# --- one council ---------------------------------------------------------------------------------

_ONE_COLUMNS: Final = (
    Column("council", Wording("協議会", "council")),
    Column("subsidy", Wording("補助金", "subsidy")),
    Column("fiscal_year", Wording("年度", "fiscal year")),
    Column("ceiling", Wording("上限額", "ceiling")),
    Column("applies", Wording("適用", "applies")),
    *FINDING_COLUMNS,
)


def one_subsidies(row: Sequence[SubsidyRange], language: Language) -> Answer:
    """Explain in full what one council may receive.

    Args:
        row: The reading of every subsidy of the policy, in order.
        language: The language of the answer.
    """
    cells = tuple(cells for reading in row for cells in _one_rows(reading, language))
    without_council = Table(_ONE_COLUMNS[1:], tuple(each[1:] for each in cells))
    asked = [
        line.removeprefix("  ")
        for reading in row
        for flag in reading.flags
        for line in flag_lines(flag, language)
    ]
    heads = [explain_subsidy(reading, language).split("\n\n")[0] for reading in row]
    return Answer(
        tuple(explain_subsidy(reading, language) for reading in row),
        markdown="\n\n".join(
            [
                *(head.replace("\n", "  \n") for head in heads),
                without_council.as_markdown(language),
                _LEFT_OPEN_OF_ONE.text(language),
                "\n".join(asked),
                NOT_THE_CITYS_JUDGEMENT.text(language),
            ]
        ),
        table=Table(_ONE_COLUMNS, cells),
        plain={"subsidies": [plain_subsidy(reading, language) for reading in row]},
        provisos=provisos(row[0].policy),
    )


_LEFT_OPEN_OF_ONE: Final = Wording("資料に書かれていないこと:", "What the source does not say:")


def _one_rows(reading: SubsidyRange, language: Language) -> Iterable[tuple[str, ...]]:
    head = (
        reading.council.name,
        reading.rule.wording.text(language),
        year_text(reading, language),
    )
    for finding in reading.findings:
        yield from ((*head, "", "", *cells) for cells in finding_rows(finding, language))
    for tier, applies in zip(reading.ceilings, ceiling_texts(reading), strict=True):
        lead = (*head, yen_text(tier.yen, language), applies.text(language))
        basis = tier.ceiling.amount_in(reading.fiscal_year).basis.text(language)
        yield (*lead, tier.ceiling.wording.text(language), "", "", "", "", basis, "")
        for finding in tier.findings:
            yield from ((*lead, *cells) for cells in finding_rows(finding, language))
    for each in reading.totals:
        yield (
            *(*head, each.left.text(language), _LEFT.text(language)),
            each.limit.wording.text(language),
            "",
            each.limit.told.text(language),
            count_told(each.paid, each.limit.paid, each.records).text(language),
            "\n".join(record_text(record, language) for record in each.records),
            each.limit.basis.text(language),
            each.remedy.text(language),
        )


_LEFT: Final = Wording("複数年度の限度額の残り", "left of a limit over several years")
