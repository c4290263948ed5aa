"""Tabulate what differs between two policies, and for which councils."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from renkei_model.councils import Council
from renkei_model.differences.ceilings import CeilingDifference, ceiling_lines
from renkei_model.differences.councils import CouncilDifference, council_lines
from renkei_model.differences.policies import DifferenceLine, PolicyDifference, lines_of
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

__all__ = [
    "ceiling_differences_table",
    "council_differences_table",
    "policy_difference_table",
]

_COLUMNS: Final = (
    Column("transition", Wording("移行", "step"), shrinks=True),
    Column("key", Wording("キー", "key"), shrinks=True),
    Column("change", Wording("違い", "change")),
    Column("what", Wording("対象", "what"), shrinks=True),
    Column("first", Wording("基準A", "policy A"), shrinks=True),
    Column("second", Wording("基準B", "policy B"), shrinks=True),
)
_COUNCIL: Final = (
    Column("number", Wording("番号", "no."), right=True),
    Column("name", Wording("名称", "name"), shrinks=True),
)
_SAID_OTHERWISE: Final = Wording("文言や根拠だけ", "wording or basis alone")


def policy_difference_table(difference: PolicyDifference, language: Language) -> Table:
    """Tabulate what differs between two policies: what decides first, then what is only said.

    Args:
        difference: What `compare` found.
        language: The language of the cells.
    """
    decisive = tuple(_cells(line, language) for line in lines_of(difference))
    said = tuple(
        (
            "",
            text.place,
            _SAID_OTHERWISE.text(language),
            text.where.text(language),
            text.before.text(language),
            text.after.text(language),
        )
        for text in difference.texts
    )
    return Table(_COLUMNS, decisive + said)


def council_differences_table(
    differences: Sequence[CouncilDifference], language: Language
) -> Table:
    """Tabulate what is read otherwise of each council, in the order given; it ranks nobody.

    Args:
        differences: What `compare_councils` found.
        language: The language of the cells.
    """
    return _of_councils(((each.council, council_lines(each)) for each in differences), language)


def ceiling_differences_table(
    differences: Sequence[CeilingDifference], language: Language
) -> Table:
    """Tabulate whose ceilings change, in the order given, each with its rules; it ranks nobody.

    Args:
        differences: What `compare_ceilings` found.
        language: The language of the cells.
    """
    return _of_councils(((each.council, ceiling_lines(each)) for each in differences), language)


def _of_councils(
    told: Iterable[tuple[Council, Iterable[DifferenceLine]]], language: Language
) -> Table:
    return Table(
        (*_COUNCIL, *_COLUMNS),
        tuple(
            (
                "" if council.number is None else str(council.number),
                council.name,
                *_cells(line, language),
            )
            for council, lines in told
            for line in lines
        ),
    )


def _cells(line: DifferenceLine, language: Language) -> tuple[str, ...]:
    return (
        "" if line.transition is None else line.transition.key,
        line.key,
        line.how(language),
        line.what.text(language),
        line.before.text(language),
        line.after.text(language),
    )
