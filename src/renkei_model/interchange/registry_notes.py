"""The notes below a city's table: which council each is on, and which districts it names.

A note is a row with nothing but a text that begins with `※`. It is on the councils whose name it
begins with, or else on those that bear its mark. One that says how many districts a council has
(「…は，介良・介良潮見台の２つの小学校区で構成されている」) names them.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import attrs

from renkei_model.errors import Fault
from renkei_model.interchange.council_titles import NOTE_MARK, Title
from renkei_model.interchange.districts import District, read_districts
from renkei_model.interchange.spreadsheets import Row, one_line
from renkei_model.wording import Wording

__all__ = ["Note", "Notes", "districts_of_notes", "find_note", "gather_notes"]


@attrs.frozen
class Note:
    """A note below a table.

    Attributes:
        row: The row it stands in.
        key: The key of the column it stands in.
        mark: Its mark, such as `※` or `※1`.
        text: What it says.
    """

    row: Row
    key: str
    mark: str
    text: str


_NOTE: Final = re.compile(
    rf"{NOTE_MARK}(?P<number>\d*)(?P<text>.*)",
    re.DOTALL,
)


def find_note(row: Row) -> Note | None:
    """Find the note that a row is; None if it is none."""
    filled = [(key, cell) for key, cell in row.cells.items() if cell]
    if len(filled) != 1:
        return None
    ((key, cell),) = filled
    found = _NOTE.fullmatch(cell)
    if found is None:
        return None
    mark = NOTE_MARK + unicodedata.normalize("NFKC", found["number"])
    return Note(row, key, mark, one_line(found["text"].lstrip(" 　:：.．")))


@attrs.frozen
class Notes:
    """The notes below a table.

    Attributes:
        by_name: Those that begin with the name of a council, by it.
        by_mark: The others, by their mark.
    """

    by_name: Mapping[str, Sequence[Note]]
    by_mark: Mapping[str, Sequence[Note]]

    def on(self, title: Title) -> tuple[Note, ...]:
        """Give the notes on one council."""
        marked = [self.by_mark.get(mark, ()) for mark in title.marks]
        return (*self.by_name.get(title.name, ()), *itertools.chain.from_iterable(marked))

    def check(self, titles: Iterable[Title], faults: list[Fault]) -> None:
        """Find the notes that are on no council of the table.

        Args:
            titles: The councils'.
            faults: Where to put the faults.
        """
        marks = {mark for title in titles for mark in title.marks}
        for mark, notes in self.by_mark.items():
            if mark not in marks:
                faults += map(_on_no_council, notes)


def gather_notes(notes: Iterable[Note], names: Collection[str]) -> Notes:
    """Find out which notes begin with the name of a council.

    Args:
        notes: The notes below the table.
        names: The names of its councils.
    """
    by_name: dict[str, list[Note]] = {}
    by_mark: dict[str, list[Note]] = {}
    for note in notes:
        ends = [found.start() for found in re.finditer("は|:|：", note.text)]
        named = [name for end in ends if (name := note.text[:end].strip()) in names]
        if named:
            by_name.setdefault(named[-1], []).append(note)
        else:
            by_mark.setdefault(note.mark, []).append(note)
    return Notes(by_name, by_mark)


def _on_no_council(note: Note) -> Fault:
    problem = Wording(
        f"「{note.mark}」の注がどの協議会のものか分かりません",
        f"no council bears the mark of this note ({note.mark})",
    )
    remedy = Wording(
        f"協議会の名称の後に（{note.mark}）を付けるか，この行を除いてください",
        f"put ({note.mark}) after a council's name, or drop this row",
    )
    return note.row.fault(note.key, problem, remedy)


_COUNTED: Final = re.compile(
    r"""(?: [^，、,]* は [，、,] \s* )? (?P<names> \S.*? )
        の \s* (?P<count> \d{1,2} | [二三四五六七八九] )
        \s* つの \s* (?: 小学校区 | 小学校 | 小校区 | 校区 )""",
    re.VERBOSE | re.DOTALL,
)
_KANJI: Final = {numeral: number for number, numeral in enumerate("二三四五六七八九", start=2)}


def districts_of_notes(
    row: Row, name: str, notes: Sequence[Note], faults: list[Fault]
) -> tuple[District, ...] | None:
    """Read the districts of a council that a note on it names, with the remarks of its own cell.

    Args:
        row: The council's row.
        name: Its name.
        notes: The notes on it.
        faults: Where to put what is wrong with the note, or with the cell beside it.

    Returns:
        The districts; None if no note names any.
    """
    for note in notes:
        told = note.text.removeprefix(name)
        if told != note.text:
            told = told.lstrip().removeprefix("は").lstrip("，、,:： 　")
        found = _COUNTED.match(told)
        if found is None:
            continue
        count = _KANJI.get(found["count"]) or int(found["count"])
        listed = (_divided(found["names"], between) for between in ("・", "，、,", "と"))
        named = next((named for named in listed if len(named) == count), None)
        if named is None:
            problem = Wording(
                f"{count}の校区があるとしていますが，{count}つの名称を読み取れません",
                f"it speaks of {count} districts and does not name {count}",
            )
            remedy = Wording(
                "校区名を ・ で区切るか，小学校区の列に | で区切って書いてください",
                "put a middle dot between them, or write them into the districts' column with |",
            )
            faults.append(note.row.fault(note.key, problem, remedy))
            return ()
        return _as_named(row, named, faults)
    return None


def _divided(text: str, between: str) -> tuple[District, ...]:
    parts = re.split(f"[{between}]", text)
    return tuple(itertools.chain.from_iterable(map(read_districts, parts)))


def _as_named(row: Row, named: tuple[District, ...], faults: list[Fault]) -> tuple[District, ...]:
    """Give the districts that a note names, if the cell beside it names the same, perhaps short."""
    cells = read_districts(row["districts"], "・")
    if not cells:
        return named
    alike = len(cells) == len(named) and all(
        cell.name in whole.name for cell, whole in zip(cells, named, strict=True)
    )
    if not alike:
        names = [whole.name for whole in named]
        problem = Wording(
            f"注は別の校区（{'，'.join(names)}）を挙げています",
            f"the note names other districts ({', '.join(names)})",
        )
        remedy = Wording("セルか注を直してください", "correct the cell or the note")
        faults.append(row.fault("districts", problem, remedy))
    return tuple(
        District(whole.name, cell.remark or whole.remark)
        for whole, cell in zip(named, cells, strict=alike)
    )
