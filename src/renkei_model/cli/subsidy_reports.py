"""Write what many councils may receive as an answer: a table, totals, and what is left open."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model.cli.answers import Answer
from renkei_model.cli.reports import (
    CERTIFIED_ON,
    NAME,
    NUMBER,
    certification,
    many_heading,
    number_text,
    provisos,
)
from renkei_model.dates import FiscalYear
from renkei_model.flags import Flag
from renkei_model.interchange.readings import plain_council
from renkei_model.interchange.subsidy_readings import plain_subsidy, plain_yen
from renkei_model.money import YenRange
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.subsidies import SubsidyRange
from renkei_model.subsidy_ranges import year_text
from renkei_model.subsidy_reasons import reason_of, reasons_in_short
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.tables import Column, Table, key_columns
from renkei_model.wording import Language, Wording

__all__ = ["many_subsidies"]

_THOUSAND: Final = 1000


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
    "資料に書かれていないこと（記号は表の「注」。"
    "記号のないものは，上限額のあるすべての行に当てはまる）:",
    "What the source does not say (letters: the notes of the table; without one it holds for all "
    "with a ceiling):",
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
    return _letters(place, string.ascii_uppercase)


def _letters(place: int, alphabet: str) -> str:
    """Number by letters as the columns of a spreadsheet are: a to z, then aa, ab and so on."""
    more, place = divmod(place, len(alphabet))
    return (_letters(more - 1, alphabet) if more else "") + alphabet[place]


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


_Asked = tuple[str, Wording]
"""A question by its key and its words: subsidies may word one key differently."""


def _asked(reading: SubsidyRange) -> dict[_Asked, Flag]:
    return {(flag.key, flag.wording): flag for flag in reading.flags}


def _questions(rows: Sequence[Sequence[SubsidyRange]]) -> dict[_Asked, _Marked]:
    """Give every question about some row, those about all rows first and without a letter.

    All rows are those with a ceiling: of a council that receives nothing, little can be asked.
    """
    flagged = [[_asked(each) for each in row] for row in rows]
    asked = dict.fromkeys(key for row in flagged for each in row for key in each)
    common = {key for key in asked if _is_about_all(key, rows, flagged)}
    rarer = [key for key in asked if key not in common]
    marks = {key: _letters(place, string.ascii_lowercase) for place, key in enumerate(rarer)}
    return {
        key: _Marked(
            marks.get(key, ""), _askers(rows, key), key[1], _other_totals(rows, flagged, key)
        )
        for key in sorted(asked, key=lambda key: key not in common)
    }


def _is_about_all(
    key: _Asked,
    rows: Sequence[Sequence[SubsidyRange]],
    flagged: Sequence[Sequence[dict[_Asked, Flag]]],
) -> bool:
    """Tell whether a question is about all rows with a ceiling, in each column that has it."""
    columns = [
        [(reading, key in flags) for reading, flags in zip(*column, strict=True)]
        for column in zip(zip(*rows, strict=True), zip(*flagged, strict=True), strict=True)
    ]
    return all(
        holds or not reading.ceiling.most
        for column in columns
        if any(holds for _, holds in column)
        for reading, holds in column
    )


def _askers(rows: Sequence[Sequence[SubsidyRange]], key: _Asked) -> tuple[str, ...]:
    askers = (each.rule.key for row in rows for each in row if key in _asked(each))
    return tuple(dict.fromkeys(askers))


def _flag_keys(reading: SubsidyRange) -> list[str]:
    return [flag.key for flag in reading.flags]


def _other_totals(
    rows: Sequence[Sequence[SubsidyRange]],
    flagged: Sequence[Sequence[dict[_Asked, Flag]]],
    key: _Asked,
) -> dict[str, YenRange]:
    """Add up the ceilings on the other reading of a question, by subsidy."""
    totals = {}
    for column, flags in zip(zip(*rows, strict=True), zip(*flagged, strict=True), strict=True):
        others = [each[key].ceiling if key in each else None for each in flags]
        if any(other is not None for other in others):
            totals[column[0].rule.key] = YenRange.total(
                each.ceiling if other is None else other
                for each, other in zip(column, others, strict=True)
            )
    return totals


def _shown(
    rows: Sequence[Sequence[SubsidyRange]],
    policy: Policy,
    questions: dict[_Asked, _Marked],
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
    row: Sequence[SubsidyRange], questions: dict[_Asked, _Marked], language: Language
) -> tuple[str, ...]:
    council = row[0].council
    certified = certification(council)
    keys = {key for each in row for key in _asked(each)}
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
