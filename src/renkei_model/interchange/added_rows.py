"""Add one row to somebody's own CSV file and keep all else in it as it is, byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

import attrs

from renkei_model.interchange.files import DecodedText, decode_text, encode_text
from renkei_model.interchange.headings import find_column, language_of
from renkei_model.tables import Column, csv_line

__all__ = ["with_row_added"]

_BYTE_ORDER_MARK = "\ufeff"


@attrs.frozen
class _Line:
    """One row as it stands in the file: its cells, its text, and what ends it."""

    cells: tuple[str, ...]
    text: str
    end: str


def with_row_added(
    content: bytes, cells: Mapping[str, str], columns: Sequence[Column], document: str
) -> bytes:
    """Add one row at the end of a CSV file's content.

    Encoding, byte order mark, line ends, quotation and the order of columns stay as they are.
    Columns that the row needs and the file lacks are added at the end of every row, in the
    language of the headings.

    Args:
        content: The file's bytes, which `read_sheet` reads without a fault.
        cells: What the row says, by the columns' keys.
        columns: Every column that the file may have.
        document: The file's name, for errors.

    Raises:
        DocumentError: If the file's encoding lacks a character of the row.
    """
    decoded = decode_text(content, document)
    lines = list(_lines(decoded.text))
    found = [find_column(heading, columns) for heading in lines[0].cells]
    added = [column for column in columns if cells.get(column.key) and column not in found]
    line_end = lines[0].end or "\n"
    row = [cells.get(column.key, "") if column else "" for column in found]
    widened = content if not added else _widened(content, decoded, lines, added)
    gap = "" if lines[-1].end else line_end
    last = csv_line([*row, *(cells[column.key] for column in added)], line_end)
    return widened + encode_text(gap + last, _plain(decoded.encoding), document)


def _plain(encoding: str) -> str:
    """Give the encoding of what stands inside a file, after any byte order mark."""
    return encoding.removesuffix("-sig")


def _lines(text: str) -> Iterator[_Line]:
    """Cut a text into rows; a cell may hold line ends, so a row may have several lines."""
    source = list(io.StringIO(text, newline=""))
    reader = csv.reader(source, strict=True)
    taken = 0
    for row in reader:
        whole = "".join(source[taken : reader.line_num])
        taken = reader.line_num
        body = whole.removesuffix("\n").removesuffix("\r")
        yield _Line(tuple(row), body, whole[len(body) :])


def _widened(
    content: bytes, decoded: DecodedText, lines: Sequence[_Line], added: Sequence[Column]
) -> bytes:
    """Add columns at the end of every row, without encoding anew what stands in the file."""
    encoding = _plain(decoded.encoding)
    in_japanese = language_of(lines[0].cells) == "ja"
    headings = [column.heading.ja if in_japanese else column.key for column in added]
    widened = [_BYTE_ORDER_MARK.encode()] if decoded.encoding == "utf-8-sig" else []
    place = sum(map(len, widened))
    for number, line in enumerate(lines):
        size = len(line.text.encode(encoding))
        widened.append(content[place : place + size])
        if number == 0:
            widened.append(("," + ",".join(headings)).encode(encoding))
        elif len(line.cells) == len(lines[0].cells):
            widened.append(b"," * len(added))
        place += size
        widened.append(line.end.encode(encoding))
        place += len(line.end)
    return b"".join(widened)
