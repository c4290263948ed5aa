"""The 29 councils of the leaflet's registry, each with the evidence that the leaflet itself gives.

`councils.csv` beside this module is the registry. `evidence.csv` lists, cell by cell, every meeting
and activity that the registry names, and every place elsewhere in the leaflet that shows the work
of one council's district: what it is read as and why, or why it is read as nothing. The leaflet
assigns no stage to any council, so none is recorded here. The registry gives each council its one
month of certification, so nothing else of that fact happened up to the registry's date.
"""

from __future__ import annotations

import csv
import datetime
import functools
import importlib.resources
from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model.councils import Council
from renkei_model.date_text import parse_span
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.interchange.registry import RegistryRow, parse_registry
from renkei_model.kochi.facts import CERTIFIED, FACTS, FOUNDED
from renkei_model.kochi.leaflet import LEAFLET, cite
from renkei_model.ledgers import Ledger
from renkei_model.provenance import Basis, Citation, inferred, stated
from renkei_model.wording import Wording

__all__ = [
    "COUNCILS",
    "DISTRICTS_IN_THE_CITY",
    "EVIDENCE",
    "REGISTRY",
    "REGISTRY_AS_OF",
    "EvidenceRow",
    "councils_from",
    "registry_citation",
]

REGISTRY_AS_OF: Final = datetime.date(2023, 8, 31)
"""The last day that the registry speaks about."""

DISTRICTS_IN_THE_CITY: Final = 41
"""How many elementary-school districts the city has, with or without a council (K011)."""

_REGISTRY_BEGINS: Final = FiscalYear(2012).first
_LAST_NUMBER_OF_P7: Final = 13
_HEADING: Final = cite("K060").heading


@attrs.frozen
class EvidenceRow:
    """How one cell of the leaflet is read.

    Attributes:
        council: The council's number.
        cell: The meeting or activity as the leaflet names it.
        fact: What it is evidence of; None when it is read as nothing.
        on: When that came about; None when it is read as nothing.
        count: How many times at least; 0 when it is read as nothing.
        item: Which one; empty when it is read as nothing.
        basis: Where the cell stands, the statements that the reading leans on, and the reason.
    """

    council: int
    cell: str
    fact: Fact | None
    on: Span | None
    count: int
    item: str
    basis: Basis

    @property
    def record(self) -> Record | None:
        """The record that a ledger holds of it; None when it is read as nothing."""
        if self.fact is None or self.on is None:
            return None
        return Record(self.fact, self.on, count=self.count, item=self.item, basis=self.basis)


def registry_citation(number: int, name: str) -> Citation:
    """Cite one row of the leaflet's registry.

    Args:
        number: The council's number, 1 to 29.
        name: Its name.

    Example:
        >>> registry_citation(15, "鏡地域連携協議会").text("en")
        'K315 “councils founded and certified”, P6, row 15'
    """
    page = "P7" if number <= _LAST_NUMBER_OF_P7 else "P6"
    return Citation(
        LEAFLET,
        f"K{300 + number}",
        _HEADING,
        Wording(f"{page} {number}番の行", f"{page}, row {number}"),
        Wording(
            f"{name}の小学校区，認定年月，近年の活動",
            f"districts, certification month and recent activities of {name}",
        ),
    )


def councils_from(rows: Iterable[RegistryRow]) -> tuple[Council, ...]:
    """Make the councils of the leaflet's registry, with the leaflet's evidence in their ledgers.

    Args:
        rows: Rows of that registry: all of them, or some.

    Returns:
        One council for each row, in order. A row without a number or a month of certification
        gives a council with nothing recorded.
    """
    return tuple(
        Council(
            name=row.name,
            number=row.number,
            nickname=row.nickname,
            districts=row.districts,
            ledger=_ledger(row),
        )
        for row in rows
    )


def _ledger(row: RegistryRow) -> Ledger:
    if row.number is None or row.certified is None:
        return Ledger()
    return Ledger(
        _records(row, row.number, row.certified), (Completeness(CERTIFIED, REGISTRY_AS_OF),)
    )


def _records(row: RegistryRow, number: int, month: Span) -> tuple[Record, ...]:
    place = registry_citation(number, row.name)
    certified = Record(CERTIFIED, month, basis=stated(place))
    found = [
        record
        for evidence in EVIDENCE
        if evidence.council == number and (record := evidence.record) is not None
    ]
    if any(record.fact == FOUNDED for record in found):
        return (certified, *found)
    return (_founded_before(month, place), certified, *found)


def _founded_before(certified: Span, place: Citation) -> Record:
    reason = Wording(
        "認定された協議会は，その月までに設立されている。"
        "期間の始まりは，表が始まる平成24年度とした（これも推定）",
        "a certified council was founded by that month; the span begins with fiscal 2012, "
        "where the registry begins, which is inferred too",
    )
    return Record(
        FOUNDED,
        Span(_REGISTRY_BEGINS, certified.last),
        basis=inferred(place, cite("K074"), reason=reason),
    )


# --- the tables ----------------------------------------------------------------------------------


def _text_of(name: str) -> str:
    return (importlib.resources.files(__package__) / name).read_text(encoding="utf-8")


@functools.cache
def _span(text: str) -> Span | None:
    return parse_span(text) if text else None


def _evidence(names: dict[int, str]) -> tuple[EvidenceRow, ...]:
    facts: dict[str, Fact | None] = {"": None, **{fact.key: fact for fact in FACTS}}
    return tuple(
        EvidenceRow(
            council=int(row["council"]),
            cell=row["cell"],
            fact=facts[row["fact"]],
            on=_span(row["on"]),
            count=int(row["count"] or 0),
            item=row["item"],
            basis=_basis(row, names[int(row["council"])]),
        )
        for row in csv.DictReader(_text_of("evidence.csv").splitlines())
    )


def _basis(row: dict[str, str], name: str) -> Basis:
    number, place = int(row["council"]), row["place"]
    in_registry = place == f"K{300 + number}"
    return inferred(
        registry_citation(number, name) if in_registry else cite(place),
        *(cite(statement) for statement in row["statement"].split("|") if statement),
        reason=Wording(row["reason_ja"], row["reason_en"]),
    )


REGISTRY: Final = parse_registry(_text_of("councils.csv"), "councils.csv")
"""The leaflet's registry: its 29 rows by number, as a registry file holds them."""

EVIDENCE: Final = _evidence({row.number: row.name for row in REGISTRY if row.number is not None})
"""How every meeting, every activity and every example of the leaflet is read, row by row."""

COUNCILS: Final = councils_from(REGISTRY)
"""The 29 councils, by number, with what the leaflet gives evidence of."""
