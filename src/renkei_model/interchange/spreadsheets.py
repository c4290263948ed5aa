"""The table in a CSV file, checked: known columns, whole rows, every fault with its place.

Cells come out as somebody meant them: without surrounding spaces, and without the apostrophe that
keeps a spreadsheet from running them as formulas. Rows are numbered as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from renkei_model.date_text import parse_span
from renkei_model.dates import Span
from renkei_model.errors import DocumentError, Fault, InvalidDate
from renkei_model.interchange.files import (
    LARGEST,
    FilePath,
    broken_file,
    decode_text,
    no_text,
    read_bytes,
    too_large,
)
from renkei_model.interchange.headings import (
    find_column,
    find_keys,
    heading_of_each_column,
    language_of,
    missing_columns,
    names_of,
)
from renkei_model.tables import Column, safe_cell
from renkei_model.wording import Language, Wording

__all__ = [
    "MOST_ROWS",
    "Row",
    "Sheet",
    "one_line",
    "plain_cell",
    "read_sheet",
    "read_sheet_file",
    "whole_number",
]

MOST_ROWS: Final = 50_000
"""The most rows of a table that is read, without its heading."""

_MOST_TITLES: Final = 20


@attrs.frozen
class Row:
    """One row of a table.

    Attributes:
        number: Its number as a spreadsheet shows it; the first line of the file is row 1.
        cells: What stands under each column's key, in the order of the file.
        headings: Each column's heading: as it is written in the file, or as it would be.
    """

    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, Wording]

    def __getitem__(self, key: str) -> str:
        """Give what stands under a column; empty where the file lacks the column."""
        return self.cells.get(key, "")

    def fault(
        self, key: str, problem: Wording, remedy: Wording, *, nearest: tuple[str, ...] = ()
    ) -> Fault:
        """Make the fault of one cell.

        Args:
            key: The column's key.
            problem: What is wrong.
            remedy: What to do about it.
            nearest: Known names that may have been meant.
        """
        heading = self.headings[key]
        place = Wording(
            f"{self.number}行目 {heading.ja} 列", f"row {self.number}, column {heading.en}"
        )
        return Fault(place, problem, remedy, found=self[key], nearest=nearest)

    def read_date(self, key: str, faults: list[Fault]) -> Span | None:
        """Read a cell as a date.

        Args:
            key: The column's key.
            faults: Where to put the fault of a text that is no date.

        Returns:
            The date; None if the cell is empty or no date.
        """
        if not self[key]:
            return None
        try:
            return parse_span(self[key])
        except InvalidDate as error:
            problem = Wording(
                f"「{error.text}」: {error.problem.ja}", f"{error.text!r}: {error.problem.en}"
            )
            faults.append(self.fault(key, problem, error.remedy))
            return None


@attrs.frozen
class Sheet:
    """The table in a file.

    Attributes:
        document: The file's name.
        rows: The rows with something in them, in order.
        faults: What is wrong with headings and rows, if all else can be read nevertheless.
        language: The language of the headings.
    """

    document: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    language: Language

    def check(self, faults: Sequence[Fault] = ()) -> None:
        """Refuse the table if anything was wrong with it.

        Args:
            faults: What was found in its cells.

        Raises:
            DocumentError: With all the faults of the table and its cells.
        """
        every = sorted((*self.faults, *faults), key=_row_of)
        if every:
            raise DocumentError(self.document, tuple(every))


def read_sheet_file(
    path: FilePath, columns: Sequence[Column], required: Sequence[str], *, titled: bool = False
) -> Sheet:
    """Read the table in a CSV file: UTF-8 with or without byte order mark, or cp932.

    Args:
        path: Where it is.
        columns: The columns it may have.
        required: The keys of those it must have.
        titled: Whether a title may stand above the headings, as in `read_sheet`.

    Raises:
        DocumentError: As `read_sheet`; and if the file cannot be read or decoded.
    """
    document = str(path)
    text = decode_text(read_bytes(path), document).text
    return read_sheet(text, columns, required, document, titled=titled)


def read_sheet(
    text: str,
    columns: Sequence[Column],
    required: Sequence[str],
    document: str,
    *,
    titled: bool = False,
) -> Sheet:
    """Read the table in a text of comma-separated values.

    Args:
        text: The text; its first row holds the headings, but for `titled`.
        columns: The columns it may have, by key or by heading in either language.
        required: The keys of those it must have.
        document: The file's name, for errors.
        titled: Whether rows of a title, which name no column, may stand above the headings.

    Returns:
        The rows with something in them. Faults that leave other rows readable are inside, so
        that they can be reported together with what is wrong in the cells.

    Raises:
        DocumentError: If it is empty, too large, no text, or lacks a required column.
    """
    if len(text) > LARGEST:
        raise too_large(document)
    if "\0" in text:
        raise no_text(document)
    faults: list[Fault] = []
    numbered = _numbered_rows(text.removeprefix("\ufeff"), faults)
    beginning = list(itertools.islice(numbered, _MOST_TITLES if titled else 1))
    top = _top(beginning, columns)
    at, headings = beginning[top] if beginning else (1, ())
    if not any(map(str.strip, headings)):
        raise DocumentError(document, tuple(faults)) if faults else _empty(document, columns)
    keys = find_keys(headings, columns, faults, at)
    missing = tuple(missing_columns(keys, headings, columns, required, at))
    known = heading_of_each_column(keys, headings, columns)
    below = itertools.chain(beginning[top + 1 :], numbered)
    filled = [(number, row) for number, row in below if any(map(str.strip, row))]
    if len(filled) > MOST_ROWS:
        raise _too_many_rows(document, len(filled))
    rows = []
    for number, row in filled:
        if len(row) != len(headings):
            faults.append(_wrong_width(number, len(row), len(headings)))
        else:
            rows.append(_row(number, row, keys, known))
    faults += _nameless(keys, headings, filled, at)
    if missing:
        raise DocumentError(document, (*missing, *faults))
    return Sheet(document, tuple(rows), tuple(faults), language_of(headings))


def _top(rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[Column]) -> int:
    """Find the headings among the first rows: the first row that names a column.

    Where none does, they are the first row with anything in it, and nothing above them is lost.
    """
    filled = [place for place, (_, row) in enumerate(rows) if any(map(str.strip, row))]
    for place in filled:
        if any(find_column(cell, columns) for cell in rows[place][1]):
            return place
    return filled[0] if filled else 0


def plain_cell(cell: str) -> str:
    """Take off the apostrophe that `safe_cell` puts before a formula; else leave the cell."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell


def one_line(text: str) -> str:
    """Put together what was broken over lines, without the spaces around it.

    Between Latin letters and the like a line break is a space; beside Japanese it is nothing.
    """
    lines = [line.strip() for line in re.split(r"[\r\n]", text)]
    whole = ""
    for line in filter(None, lines):
        whole += " " * (whole[-1:].isascii() and line[0].isascii() and bool(whole)) + line
    return whole


def whole_number(text: str) -> int | None:
    """Read a whole number in half-width or full-width digits; None if it is none."""
    written = unicodedata.normalize("NFKC", text).strip()
    return int(written) if re.fullmatch("[0-9]{1,9}", written) else None


def _numbered_rows(text: str, faults: list[Fault]) -> Iterator[tuple[int, Sequence[str]]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            yield number, row
    except csv.Error:
        faults.append(
            Fault(
                _row_place(number + 1),
                Wording(
                    '引用符（"）が正しく閉じていないか，セルが長すぎるため，ここから先を読めません',
                    "a quotation mark is not closed rightly, or a cell is too long: "
                    "nothing from here on can be read",
                ),
                Wording(
                    'この行の引用符を確かめてください（セルの中の " は "" と書きます）',
                    'check the quotation marks of this row (write " inside a cell as "")',
                ),
            )
        )


def _row_place(number: int) -> Wording:
    return Wording(f"{number}行目", f"row {number}")


def _row_of(fault: Fault) -> int:
    """Give the row that a fault's place begins with, as every place of a table does."""
    return int(re.split(r"\D+", fault.place.en)[1])


def _row(
    number: int, cells: Sequence[str], keys: Sequence[str], headings: Mapping[str, Wording]
) -> Row:
    known = zip(keys, cells, strict=True)
    return Row(number, {key: plain_cell(cell).strip() for key, cell in known if key}, headings)


def _nameless(
    keys: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    at: int,
) -> Iterator[Fault]:
    """Find columns without a heading that hold something: their cells would be lost."""
    for place, (key, heading) in enumerate(zip(keys, headings, strict=True)):
        if key or heading.strip():
            continue
        for number, row in rows:
            if len(row) == len(headings) and row[place].strip():
                yield Fault(
                    Wording(
                        f"{number}行目 {place + 1}番目の列", f"row {number}, column {place + 1}"
                    ),
                    Wording("見出しのない列に値があります", "this column has no heading"),
                    Wording(
                        f"{at}行目に見出しを書くか，値を消してください",
                        f"write a heading in row {at}, or clear the cell",
                    ),
                    found=row[place],
                )
                break


# --- the whole table -----------------------------------------------------------------------------


def _empty(document: str, columns: Sequence[Column]) -> DocumentError:
    known = names_of(columns)
    return broken_file(
        document,
        Wording("空か，1行目に見出しがありません", "it is empty, or row 1 has no headings"),
        Wording(
            f"1行目に見出し（{known.ja}）を書いてください",
            f"write the headings in row 1 ({known.en})",
        ),
    )


def _too_many_rows(document: str, count: int) -> DocumentError:
    return broken_file(
        document,
        Wording(
            f"{count:,}行あり，読める{MOST_ROWS:,}行を超えています",
            f"it has {count:,} rows; at most {MOST_ROWS:,} are read",
        ),
        Wording(
            "協議会ごとなど，いくつかのファイルに分けてください",
            "split it into several files, such as one for each council",
        ),
    )


def _wrong_width(number: int, found: int, expected: int) -> Fault:
    return Fault(
        _row_place(number),
        Wording(
            f"セルが{found}個あり，見出しの{expected}個と合いません",
            f"it has {found} cells under {expected} headings",
        ),
        Wording(
            'コンマの数を見出しと同じにしてください（コンマを含むセルは " で囲みます）',
            'give it as many commas as the headings have (put a cell with a comma in "...")',
        ),
        found=str(found),
    )
