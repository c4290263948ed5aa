"""A table of cells, written as aligned text, Markdown or CSV.

Japanese characters are two columns wide on a terminal; alignment goes by that width.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

import attrs
import wcwidth

from renkei_model.wording import Language, Wording

__all__ = ["Column", "Table", "csv_line", "safe_cell", "wrapped"]

_GAP: Final = "  "
# Japanese spreadsheets take the full-width signs for the others.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        key: Its name for programs: the CSV heading.
        heading: Its name for people.
        right: Whether cells are aligned to the right, as numbers are.
    """

    key: str
    heading: Wording
    right: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Table:
    """Rows of cells under columns.

    Attributes:
        columns: The columns.
        rows: The rows, each with a cell for every column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self, language: Language) -> str:
        """Write it for a terminal: aligned by display width, a rule under the headings."""
        headings = tuple(column.heading.text(language) for column in self.columns)
        widths = [
            max(wcwidth.width(row[place]) for row in (headings, *self.rows))
            for place in range(len(self.columns))
        ]
        rule = tuple("-" * width for width in widths)
        return "\n".join(self._line(row, widths) for row in (headings, rule, *self.rows))

    def _line(self, row: Sequence[str], widths: Sequence[int]) -> str:
        cells = (
            wcwidth.rjust(cell, width) if column.right else wcwidth.ljust(cell, width)
            for cell, width, column in zip(row, widths, self.columns, strict=True)
        )
        return _GAP.join(cells).rstrip()

    def as_markdown(self, language: Language) -> str:
        """Write it as a Markdown table."""
        headings = [column.heading.text(language) for column in self.columns]
        rule = ["---:" if column.right else "---" for column in self.columns]
        return "\n".join(
            "| " + " | ".join(map(_markdown_cell, row)) + " |"
            for row in (headings, rule, *self.rows)
        )

    def as_csv(self) -> str:
        """Write it as CSV under the columns' keys, safe to open in a spreadsheet."""
        return csv_line(column.key for column in self.columns) + "".join(map(csv_line, self.rows))


def csv_line(cells: Iterable[str], line_end: str = "\n") -> str:
    """Write one row of CSV, safe to open in a spreadsheet.

    Args:
        cells: The cells; a formula among them is guarded.
        line_end: What ends the row.
    """
    line = io.StringIO(newline="")
    # With the default line end Python quotes both characters of it inside a cell, on 3.11 too.
    csv.writer(line).writerow(map(safe_cell, cells))
    return line.getvalue().removesuffix("\r\n") + line_end


def safe_cell(cell: str) -> str:
    """Guard a cell that a spreadsheet would run as a formula, by an apostrophe before it.

    A cell that already begins with such a guard is guarded once more, so that taking one
    apostrophe off always gives the cell back.
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA_STARTS) else cell


def _markdown_cell(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")


def wrapped(text: str, width: int) -> str:
    """Break long lines at a terminal's width, keeping each line's indentation.

    Args:
        text: Lines of text.
        width: How many columns the terminal has.
    """
    return "\n".join(line for long in text.splitlines() for line in _wrapped_line(long, width))


def _wrapped_line(line: str, width: int) -> Iterable[str]:
    if wcwidth.width(line) <= width:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()))
    return wcwidth.wrap(line, width, subsequent_indent=indent + "  ") or [line]
