"""A table of cells, written as aligned text, Markdown or CSV.

Japanese characters are two columns wide on a terminal; alignment goes by that width.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs
import wcwidth

from renkei_model.wording import Language, Wording

__all__ = ["Column", "Table", "csv_line", "key_columns", "safe_cell", "wrapped"]

_GAP: Final = "  "
_NARROWEST: Final = 8
_CUT: Final = "…"
# Japanese spreadsheets take the full-width signs for the others.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        key: Its name for programs: the CSV heading.
        heading: Its name for people.
        right: Whether cells are aligned to the right, as numbers are.
        shrinks: Whether cells may be cut short where a terminal is too narrow for the table.
        also: Further headings that people write for it in files of their own; a remark in brackets
            after a heading of such a column is no part of its name.
    """

    key: str
    heading: Wording
    right: bool = attrs.field(default=False, kw_only=True)
    shrinks: bool = attrs.field(default=False, kw_only=True)
    also: tuple[str, ...] = attrs.field(default=(), kw_only=True)


def key_columns(*keys: str) -> tuple[Column, ...]:
    """Make the columns of a table for programs, whose headings are keys in both languages."""
    return tuple(Column(key, Wording.same(key)) for key in keys)


@attrs.frozen
class Table:
    """Rows of cells under columns.

    Attributes:
        columns: The columns.
        rows: The rows, each with a cell for every column.
        unfolds: Whether a terminal that is too narrow for it gets each row as lines, one a cell,
            because its cells are sentences that would be cut.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    unfolds: bool = attrs.field(default=False, kw_only=True)

    def as_text(self, language: Language, *, width: int | None = None) -> str:
        """Write it for a terminal: aligned by display width, a rule under the headings.

        Args:
            language: The language of the headings.
            width: How many columns the terminal has; cells of columns that shrink are cut to fit,
                or the table is unfolded.
        """
        headings = tuple(column.heading.text(language) for column in self.columns)
        widths = [
            max(wcwidth.width(row[place]) for row in (headings, *self.rows))
            for place in range(len(self.columns))
        ]
        gap = _GAP
        if width is not None and sum(widths) + len(gap) * (len(widths) - 1) > width:
            if self.unfolds:
                return wrapped(self._unfolded(language), width)
            gap = " "
            self._shrink(widths, width - len(gap) * (len(widths) - 1))
        rule = tuple("-" * width for width in widths)
        return "\n".join(self._line(row, widths, gap) for row in (headings, rule, *self.rows))

    def _unfolded(self, language: Language) -> str:
        """Write each row as lines below its first cell, which is said once for rows that share it.

        A cell without text is left out.
        """
        first, *headings = (column.heading.text(language) for column in self.columns)
        lines: list[str] = []
        for place, (head, *cells) in enumerate(self.rows):
            if not place or head != self.rows[place - 1][0]:
                lines += ["", f"{first}: {head}"]
            told = [f"{name}: {cell}" for name, cell in zip(headings, cells, strict=True) if cell]
            lines += [f"  {cell}" for cell in told[:1]] + [f"    {cell}" for cell in told[1:]]
        return "\n".join(lines[1:])

    def _shrink(self, widths: list[int], room: int) -> None:
        """Take width off the widest columns that shrink until the whole fits the room."""
        places = [place for place, column in enumerate(self.columns) if column.shrinks]
        while sum(widths) > room:
            widest = max(places, key=lambda place: widths[place], default=None)
            if widest is None or widths[widest] <= _NARROWEST:
                return
            widths[widest] -= 1

    def _line(self, row: Sequence[str], widths: Sequence[int], gap: str) -> str:
        cells = (
            wcwidth.rjust(cell, width) if column.right else wcwidth.ljust(_cut(cell, width), width)
            for cell, width, column in zip(row, widths, self.columns, strict=True)
        )
        return gap.join(cells).rstrip()

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


def _cut(cell: str, width: int) -> str:
    if wcwidth.width(cell) <= width:
        return cell
    return wcwidth.clip(cell, 0, width - wcwidth.width(_CUT)) + _CUT


def wrapped(text: str, width: int) -> str:
    """Break long lines at a terminal's width, keeping each line's indentation.

    Lines break between Japanese characters and between words, never inside a key or a number,
    and no line begins with a closing bracket or a full stop.

    Args:
        text: Lines of text.
        width: How many columns the terminal has.
    """
    return "\n".join(line for long in text.splitlines() for line in _wrapped_line(long, width))


# What stays together: opening brackets with what follows, closing ones and stops with what leads.
_UNIT: Final = re.compile(
    r"""[（「『【〔“(\[]*
        (?: [!-'*-Z\\^-~…]+ | [^（「『【〔“(\[] | $ )
        [，。、．：；）」』】〕”)\]・！？]*""",
    re.VERBOSE,
)


def _wrapped_line(line: str, width: int) -> Iterator[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    hanging = indent + "  "
    done = indent
    for unit in _UNIT.findall(line.lstrip()):
        if wcwidth.width(done + unit.rstrip()) > width and done.strip():
            yield done.rstrip()
            done = hanging + unit.lstrip()
        else:
            done += unit
    yield done.rstrip()
