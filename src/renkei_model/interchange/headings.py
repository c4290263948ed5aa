"""The headings of a CSV file: which columns they name, and what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from renkei_model.errors import Fault
from renkei_model.tables import Column
from renkei_model.wording import Language, Wording, nearest_names

__all__ = [
    "find_column",
    "find_keys",
    "folded_heading",
    "heading_of_each_column",
    "language_of",
    "missing_columns",
    "names_of",
]

_NO_COLUMN: Final = Wording("この見出しの列はありません", "there is no such column")
_MOST_SHOWN: Final = 5
_SHORTEST_BEGINNING: Final = 3


def language_of(headings: Sequence[str]) -> Language:
    """Give the language in which a file's headings are written."""
    return "en" if all(map(str.isascii, headings)) else "ja"


def names_of(columns: Sequence[Column]) -> Wording:
    """List columns by the headings that people write: Japanese wordings, English keys."""
    return Wording(
        "，".join(column.heading.ja for column in columns),
        ", ".join(column.key for column in columns),
    )


def find_column(heading: str, columns: Sequence[Column]) -> Column | None:
    """Find the column that a heading names, by key or by its wording; None if none."""
    folded = folded_heading(heading)
    without_remark = re.sub(r"\([^()]*\)$", "", folded)
    named = (column for column in columns if folded in map(folded_heading, _names(column)))
    remarked = (
        column
        for column in columns
        if column.also and without_remark in map(folded_heading, _names(column))
    )
    return next(named, None) or next(remarked, None)


def folded_heading(heading: str) -> str:
    """Fold width, case, spaces and joints, so that `Complete through` is `complete_through`."""
    return re.sub(r"[\s_\-‐・]", "", unicodedata.normalize("NFKC", heading)).casefold()


def _names(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys([column.key, column.heading.ja, column.heading.en, *column.also]))


def find_keys(
    headings: Sequence[str], columns: Sequence[Column], faults: list[Fault], row: int = 1
) -> list[str]:
    """Give the key of each heading, empty for one that names no column or repeats another.

    Args:
        headings: The headings as they are written.
        columns: The columns that they may name.
        faults: Where to put everything that is wrong with them.
        row: The number of the row that they stand in.
    """
    keys: list[str] = []
    strange: list[tuple[Wording, str]] = []
    for number, written in enumerate(headings, start=1):
        column, heading = find_column(written, columns), written.strip()
        place = _heading_place(row, number, heading)
        if column is None:
            near_miss = _near_miss(place, heading, columns)
            if near_miss:
                faults.append(near_miss)
            elif heading:
                strange.append((place, heading))
            keys.append("")
        elif column.key in keys:
            faults.append(_repeated_column(place, heading, keys.index(column.key) + 1))
            keys.append("")
        else:
            keys.append(column.key)
    faults += _unknown_columns(strange, columns, row)
    return keys


def heading_of_each_column(
    keys: Sequence[str], headings: Sequence[str], columns: Sequence[Column]
) -> Mapping[str, Wording]:
    """Give each column's heading as the file writes it; where it lacks it, as it would be."""
    known = {column.key: Wording(column.heading.ja, column.key) for column in columns}
    written = zip(keys, headings, strict=True)
    return known | {key: Wording.same(heading.strip()) for key, heading in written if key}


def _heading_place(row: int, number: int, heading: str) -> Wording:
    return Wording(
        f"{row}行目 {number}番目の列「{heading}」", f"row {row}, column {number} {heading!r}"
    )


def _row_place(row: int) -> Wording:
    return Wording(f"{row}行目", f"row {row}")


def _near_miss(place: Wording, heading: str, columns: Sequence[Column]) -> Fault | None:
    """Report a heading that names no column and shows what was meant; None if it does not."""
    if ";" in heading or "\t" in heading:
        with_commas = Wording(
            "列をコンマ（,）で区切って保存し直してください",
            "save the file again with commas between the columns",
        )
        return Fault(place, _NO_COLUMN, with_commas, found=heading)
    names = [name for column in columns for name in _names(column)]
    nearest = (
        _beginning_with(heading, columns)
        or nearest_names(heading, names)
        or nearest_names(heading.casefold(), names)
    )
    return _unknown_column(place, heading, columns, nearest) if nearest else None


def _beginning_with(heading: str, columns: Sequence[Column]) -> tuple[str, ...]:
    """Give the columns that a heading is the beginning of: `host` of `hosted_by_council`."""
    begun = folded_heading(heading)
    if len(begun) < _SHORTEST_BEGINNING:
        return ()
    begins = (
        next((name for name in _names(column) if folded_heading(name).startswith(begun)), "")
        for column in columns
    )
    return tuple(filter(None, begins))


def _unknown_column(
    place: Wording, heading: str, columns: Sequence[Column], nearest: tuple[str, ...] = ()
) -> Fault:
    return Fault(place, _NO_COLUMN, _drop_or_correct(columns), found=heading, nearest=nearest)


def _unknown_columns(
    strange: Sequence[tuple[Wording, str]], columns: Sequence[Column], row: int
) -> Iterator[Fault]:
    """Report headings that resemble no column: all in one, for a garbled row has many."""
    if len(strange) == 1:
        yield _unknown_column(*strange[0], columns)
    elif strange:
        headings = [heading for _, heading in strange]
        problem, remedy = _there_are_no(headings), _drop_or_correct(columns)
        yield Fault(_row_place(row), problem, remedy, found=", ".join(headings))


def _drop_or_correct(columns: Sequence[Column]) -> Wording:
    known = names_of(columns)
    return Wording(
        f"見出しを直すか，列を除いてください（使えるのは {known.ja}）",
        f"correct the heading or drop the column (known: {known.en})",
    )


def _there_are_no(headings: Sequence[str]) -> Wording:
    shown, more = headings[:_MOST_SHOWN], len(headings) - _MOST_SHOWN
    ja = "".join(f"「{heading}」" for heading in shown)
    en = ", ".join(map(repr, shown))
    return Wording(
        ja + (f"など{len(headings)}個の" if more > 0 else "という") + "見出しの列はありません",
        f"there are no columns {en}" + (f" and {more} more" if more > 0 else ""),
    )


def _repeated_column(place: Wording, heading: str, before: int) -> Fault:
    return Fault(
        place,
        Wording(f"{before}番目の列と同じ列です", f"it repeats column {before}"),
        Wording("どちらか一方にしてください", "keep one of the two"),
        found=heading,
    )


def missing_columns(
    keys: Sequence[str],
    headings: Sequence[str],
    columns: Sequence[Column],
    required: Sequence[str],
    row: int = 1,
) -> Iterator[Fault]:
    """Find the required columns that no heading names, with the heading that was likely meant."""
    strange = [heading.strip() for heading in headings if find_column(heading, columns) is None]
    for column in columns:
        if column.key not in required or column.key in keys:
            continue
        similar = [
            heading
            for heading in strange
            if any(nearest_names(name, [heading]) for name in _names(column))
        ]
        remedy = Wording(
            f"{row}行目にこの見出しの列を加えてください",
            f"add a column with this heading to row {row}",
        )
        if similar:
            remedy = Wording(
                f"{row}行目の「{similar[0]}」をこの見出しに直してください",
                f"rename the heading {similar[0]!r} in row {row} to it",
            )
        yield Fault(
            _row_place(row),
            Wording(
                f"必要な列「{column.heading.ja}」がありません",
                f"the required column {column.key!r} is missing",
            ),
            remedy,
            found=", ".join(heading.strip() for heading in headings),
        )
