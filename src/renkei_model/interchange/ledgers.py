"""Ledger files: CSV that a secretary keeps in a spreadsheet, one row for each thing that happened.

A row is a record (a fact and its date), a statement that nothing else of a fact happened (the day
of the check), both at once, or a change of stage. Lines of the form that nobody filled in are
skipped; everything else is read, or reported by row and column.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence

from renkei_model.councils import Council, StageChange
from renkei_model.errors import Fault, InvalidValue, UnknownName
from renkei_model.facts import Completeness, Fact, Ledger, Record
from renkei_model.interchange.added_rows import with_row_added
from renkei_model.interchange.files import (
    FilePath,
    broken_file,
    decode_text,
    read_bytes,
    write_bytes,
)
from renkei_model.interchange.ledger_names import BASE_COLUMNS, COLUMNS, FORM_COLUMNS, FactNames
from renkei_model.interchange.ledger_rows import Entry, cells_of, is_unfilled, read_entry
from renkei_model.interchange.spreadsheets import Sheet, read_sheet, read_sheet_file
from renkei_model.tables import csv_line
from renkei_model.wording import Language, Wording, nearest_names

__all__ = ["append_stage_change", "ledger_csv", "parse_ledgers", "read_ledgers", "template_csv"]

_REQUIRED = ("council", "fact", "date")


def parse_ledgers(
    text: str, facts: Sequence[Fact], document: str = "ledger"
) -> tuple[Council, ...]:
    """Read the councils of a ledger from CSV.

    Args:
        text: Rows under headings, in English or Japanese, as `template_csv` writes them.
        facts: The facts that it may record.
        document: The file's name, for errors.

    Returns:
        One council for each name, in order of appearance, with its records, its statements of
        completeness and its changes of stage in the order of the rows. Who checked that nothing
        else happened, and on what paper, stays in the file.

    Raises:
        DocumentError: If anything in it is wrong, with every fault by row and column; or if
            nothing is filled in.
    """
    return _councils(read_sheet(text, COLUMNS, _REQUIRED, document), facts)


def read_ledgers(path: FilePath, facts: Sequence[Fact]) -> tuple[Council, ...]:
    """Read the councils of a ledger file: UTF-8 with or without byte order mark, or cp932.

    Args:
        path: The file.
        facts: The facts that it may record.

    Returns:
        The councils, as `parse_ledgers` gives them.

    Raises:
        DocumentError: If it cannot be read, or anything in it is wrong; with every fault.
    """
    return _councils(read_sheet_file(path, COLUMNS, _REQUIRED), facts)


def _councils(sheet: Sheet, facts: Sequence[Fact]) -> tuple[Council, ...]:
    names, faults = FactNames(facts), list[Fault]()
    entries = [read_entry(row, names, faults) for row in sheet.rows if not is_unfilled(row)]
    faults += _counts_that_cannot_be_complete(entries)
    sheet.check(faults)
    if not entries:
        raise broken_file(
            sheet.document,
            Wording("まだ何も記入されていません", "nothing is filled in yet"),
            Wording(
                "協議会・項目・日付の列（「ない」と確かめた項目は，これ以外なし（確認日）の列）"
                "に記入してください",
                "fill in the columns council, fact and date (or complete_through, for a fact that "
                "you checked and found nothing of)",
            ),
        )
    by_council: dict[str, list[Entry]] = {}
    for entry in entries:
        by_council.setdefault(entry.row["council"], []).append(entry)
    return tuple(
        Council(
            name=name,
            ledger=Ledger(
                tuple(entry.record for entry in said if entry.record),
                tuple(entry.complete for entry in said if entry.complete),
            ),
            history=tuple(entry.change for entry in said if entry.change),
        )
        for name, said in by_council.items()
    )


def _counts_that_cannot_be_complete(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Find counts of "several" in days of which somebody said that nothing is missing.

    The most that may have happened would come out as two, which nobody said.
    """
    complete: dict[tuple[str, Fact], list[Entry]] = {}
    for entry in entries:
        if entry.complete is not None:
            key = (entry.row["council"], entry.complete.fact)
            complete.setdefault(key, []).append(entry)
    for entry in entries:
        if entry.record is None or not entry.is_lower_bound:
            continue
        on = entry.record.on
        for other in complete.get((entry.row["council"], entry.record.fact), ()):
            made = other.complete
            if made and (made.since or datetime.date.min) <= on.last and on.first <= made.through:
                yield entry.row.fault(
                    "count",
                    Wording(
                        f"「{entry.row['count']}」では全部で何回か決まらず，"
                        f"{other.row.number}行目の「これ以外なし」と合いません",
                        f"{entry.row['count']!r} leaves open how many there were, but row "
                        f"{other.row.number} says that nothing else happened",
                    ),
                    Wording(
                        "正確な回数を書くか，これ以外なし（確認日）を消してください",
                        "write the exact number, or clear complete_through",
                    ),
                )
                break


# --- writing -------------------------------------------------------------------------------------


def ledger_csv(councils: Iterable[Council]) -> str:
    """Write ledgers as CSV; `parse_ledgers` reads the same ledgers and histories from it.

    Registry numbers, nicknames and districts are no part of a ledger; of a record's basis its
    kind and its reason are kept, and the ids of the statements it cites stand in the reason.

    Args:
        councils: The councils, each with a name of its own.

    Raises:
        InvalidValue: If two councils have the same name, or a fact has the key `stage_change`.
    """
    rows: list[dict[str, str]] = []
    names: set[str] = set()
    for council in councils:
        name = council.name.strip()
        if name in names:
            raise InvalidValue(
                "ledger_csv",
                Wording(f"「{name}」が二つあります", f"two councils are called {name!r}"),
                Wording("名称を区別してください", "give them different names"),
            )
        names.add(name)
        ledger = council.ledger
        said: list[Record | Completeness | StageChange]
        said = [*ledger.records, *ledger.complete, *council.history]
        # A council of which nothing is recorded is still there: its row holds its name alone.
        rows += [cells_of(name, entry) for entry in said] or [{"council": name}]
    columns = [
        column.key
        for column in COLUMNS
        if column in BASE_COLUMNS or any(row.get(column.key) for row in rows)
    ]
    lines = [[row.get(key, "") for key in columns] for row in rows]
    return "".join(map(csv_line, [columns, *lines]))


def template_csv(facts: Iterable[Fact], language: Language, council: str = "") -> str:
    """Write the form: one line for each fact, with its wording and what to file for it.

    Args:
        facts: The facts that can be recorded.
        language: The language of the headings and of the explanations.
        council: The council's name, if its lines should hold it already.
    """
    headings = [column.heading.ja if language == "ja" else column.key for column in FORM_COLUMNS]
    lines = [
        [council, fact.key, fact.wording.text(language), fact.evidence.text(language)]
        for fact in facts
    ]
    blank = [""] * (len(headings) - 4)
    return "".join(map(csv_line, [headings, *([*line, *blank] for line in lines)]))


def append_stage_change(path: FilePath, council_name: str, change: StageChange) -> None:
    """Add a change of stage to a ledger file, as one row at its end.

    All else in the file stays as it is: encoding, line ends, order and language of the columns.
    Columns that it lacks are added at the end of every row.

    Args:
        path: The ledger file.
        council_name: The council, as the file calls it.
        change: The change, as `advance` records it.

    Raises:
        DocumentError: If the file cannot be read or written; it is as it was then.
        UnknownName: If the file does not speak of that council; with the nearest names.
    """
    document = os.fspath(path)
    content = read_bytes(path)
    sheet = _checked_sheet(content, document)
    names = dict.fromkeys(row["council"] for row in sheet.rows if row["council"])
    if council_name.strip() not in names:
        raise UnknownName(
            Wording(f"{document} の協議会", f"council of {document}"),
            council_name,
            nearest_names(council_name, names),
        )
    cells = cells_of(council_name.strip(), change)
    written = with_row_added(content, cells, COLUMNS, document)
    _checked_sheet(written, document)  # one row more may be one too many
    write_bytes(path, written)


def _checked_sheet(content: bytes, document: str) -> Sheet:
    sheet = read_sheet(decode_text(content, document).text, COLUMNS, _REQUIRED, document)
    sheet.check()
    return sheet
