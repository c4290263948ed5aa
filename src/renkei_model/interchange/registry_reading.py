"""Read the rows of a registry: each cell for itself, and with what the rest of the table tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.date_text import parse_fiscal_year
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import Fault, InvalidDate
from renkei_model.interchange.council_titles import (
    NicknameKind,
    Title,
    is_one_nickname,
    is_plain_name,
    is_total,
    nickname_kind,
    read_title,
)
from renkei_model.interchange.districts import District, divider_of, read_districts
from renkei_model.interchange.ledger_names import folded_council
from renkei_model.interchange.meetings import BETWEEN, Meetings, read_activities, read_meetings
from renkei_model.interchange.registry_notes import (
    Note,
    districts_of_notes,
    find_note,
    gather_notes,
)
from renkei_model.interchange.registry_rows import RegistryRow
from renkei_model.interchange.spreadsheets import Row, Sheet, one_line, whole_number
from renkei_model.wording import Wording, nearest_names

__all__ = ["rows_of"]


@attrs.frozen
class _Told:
    """What a table tells of one council, outside of its row.

    Attributes:
        title: What stands in the cell of its name.
        year: The fiscal year of its block; None if there is none.
        notes: The notes on it.
        divider: What divides its districts, beside `|`.
    """

    title: Title
    year: FiscalYear | None
    notes: tuple[Note, ...]
    divider: str


def rows_of(sheet: Sheet, divider: str) -> tuple[RegistryRow, ...]:
    """Read the councils of a registry.

    Args:
        sheet: The table.
        divider: What divides districts, beside `|` and what the heading says; empty for nothing.

    Raises:
        DocumentError: With every fault of the table.
    """
    faults: list[Fault] = []
    counted = [row for row in sheet.rows if not _is_sum(row)]
    notes = [note for note in map(find_note, counted) if note is not None]
    noted = {note.row.number for note in notes}
    councils = list(_with_years([row for row in counted if row.number not in noted], faults))
    titles = [read_title(row["name"]) for row, _ in councils]
    gathered = gather_notes(notes, {title.name for title in titles} - {""})
    gathered.check(titles, faults)
    seen: dict[tuple[str, str], int] = {}
    read = []
    for (row, year), title in zip(councils, titles, strict=True):
        between = divider or divider_of(row.headings["districts"].ja)
        told = _Told(title, year, gathered.on(title), between)
        read.append(_council(row, told, seen, faults))
    sheet.check(faults)
    return tuple(row for row in read if row is not None)


_COUNT: Final = re.compile(r"[0-9,]+\s*(?:協議会|団体|組織|地区|校区|件)?")


def _is_sum(row: Row) -> bool:
    """Tell whether a row sums others up: it begins with 合計 or the like and names no council."""
    if not is_total(next(filter(None, row.cells.values()), "")):
        return False
    name = unicodedata.normalize("NFKC", one_line(row["name"]))
    return not name or is_total(name) or _COUNT.fullmatch(name) is not None


def _with_years(
    rows: Sequence[Row], faults: list[Fault]
) -> Iterator[tuple[Row, FiscalYear | None]]:
    """Give each council's row with the fiscal year of its block, which stands once, at its top."""
    year: FiscalYear | None = None
    for row in rows:
        if row["fiscal_year"]:
            year = _fiscal_year(row, faults)
        if any(cell for key, cell in row.cells.items() if key != "fiscal_year"):
            yield row, year


def _fiscal_year(row: Row, faults: list[Fault]) -> FiscalYear | None:
    try:
        return parse_fiscal_year(one_line(row["fiscal_year"]))
    except InvalidDate as error:
        faults.append(row.fault("fiscal_year", error.problem, error.remedy))
        return None


def _council(
    row: Row, told: _Told, seen: dict[tuple[str, str], int], faults: list[Fault]
) -> RegistryRow | None:
    found = len(faults)
    number = _number(row, faults)
    districts = _districts(row, told, faults)
    certified = _certified(row, told.year, faults)
    _check_title(row, told, faults)
    nickname, kind = _nickname(row, told.title, faults)
    meetings, activities = _activities(row, faults)
    _check_repeated(row, {"number": str(number or ""), "name": told.title.name}, seen, faults)
    if len(faults) > found:
        return None
    return RegistryRow(
        number=number,
        name=told.title.name,
        nickname=nickname,
        nickname_kind=kind,
        districts=tuple(district.name for district in districts),
        district_remarks=tuple(district.remark for district in districts),
        certified=certified,
        meetings=meetings,
        activities=activities,
        note="\n".join(filter(None, [row["note"], *(note.text for note in told.notes)])),
    )


_NUMBER: Final = re.compile(r"(?:No\.?|第)?\s*(\d+)\s*(?:番|号)?", re.IGNORECASE)


def _number(row: Row, faults: list[Fault]) -> int | None:
    if not row["number"]:
        return None
    written = _NUMBER.fullmatch(unicodedata.normalize("NFKC", one_line(row["number"])))
    number = None if written is None else whole_number(written[1])
    if not number:
        problem = Wording(
            f"「{row['number']}」は1以上の整数ではありません",
            f"{row['number']!r} is not a whole number from 1 on",
        )
        remedy = Wording("番号を書くか，空にしてください", "write the number, or leave it empty")
        faults.append(row.fault("number", problem, remedy))
    return number


# --- districts -----------------------------------------------------------------------------------


def _districts(row: Row, told: _Told, faults: list[Fault]) -> tuple[District, ...]:
    named = districts_of_notes(row, told.title.name, told.notes, faults)
    districts = read_districts(row["districts"], told.divider) if named is None else named
    if not all(district.name for district in districts):
        between = told.divider if BETWEEN not in row["districts"] else BETWEEN
        problem = Wording(
            f"{between} の前後に校区名がありません", f"a district is missing beside a {between}"
        )
        remedy = Wording(
            f"校区名を書くか，{between} を除いてください",
            f"write the district, or drop the {between}",
        )
        faults.append(row.fault("districts", problem, remedy))
    elif any(re.search("[()（）]", district.name) for district in districts):
        problem = Wording(
            "括弧が校区名の後で閉じていません", "its brackets do not close at the end of a district"
        )
        remedy = Wording(
            "校区についての備考は，校区名の後に一組の括弧で書いてください",
            "write a remark on a district in one pair of brackets after it",
        )
        faults.append(row.fault("districts", problem, remedy))
    return districts


# --- certification -------------------------------------------------------------------------------

_NOT_CERTIFIED: Final = frozenset("-－―—–‐ー") | {"未認定", "なし"}


def _certified(row: Row, year: FiscalYear | None, faults: list[Fault]) -> Span | None:
    written = one_line(row["certified"])
    if written in _NOT_CERTIFIED:
        return None
    if not written:
        if year is not None and "certified" in row.cells:
            faults.append(_without_month(row, year))
        return None
    whole = attrs.evolve(row, cells={**row.cells, "certified": written})
    certified = whole.read_date("certified", faults)
    if certified is not None and year is not None and not certified.overlaps(year.span):
        faults.append(_outside_year(row, certified, year))
    return certified


def _without_month(row: Row, year: FiscalYear) -> Fault:
    return row.fault(
        "certified",
        Wording(
            f"{year.text('ja')}の欄にありますが，認定年月がありません",
            f"it stands under {year.text('en')} and has no month of certification",
        ),
        Wording(
            f"認定年月（分からなければ{year.text('ja')}）か，"
            "認定されていなければ「－」を書いてください",
            f"write the month ({year.text('en')} if it is not known), or - if it is not certified",
        ),
    )


def _outside_year(row: Row, certified: Span, year: FiscalYear) -> Fault:
    right = FiscalYear.of(certified.first)
    return row.fault(
        "certified",
        Wording(
            f"{certified.text('ja')}は{year.text('ja')}ではなく{right.text('ja')}です",
            f"{certified.text('en')} lies in {right.text('en')}, not in {year.text('en')}",
        ),
        Wording("年度か認定年月を直してください", "correct the fiscal year or the month"),
    )


# --- names ---------------------------------------------------------------------------------------


def _check_title(row: Row, told: _Told, faults: list[Fault]) -> None:
    if not told.title.name:
        problem = Wording("協議会の名称がありません", "the council has no name")
        faults.append(row.fault("name", problem, Wording("名称を書いてください", "write its name")))
    elif is_total(told.title.name):
        problem = Wording(
            f"「{told.title.name}」は合計の行の言葉で，協議会の名称ではありません",
            f"{told.title.name!r} is what a row of totals is called, and no council",
        )
        remedy = Wording(
            "協議会の名称を書くか，合計の行なら番号などを消してください",
            "write the council's name; if the row holds totals, begin it with that word",
        )
        faults.append(row.fault("name", problem, remedy))
    elif not is_plain_name(told.title.name):
        problem = Wording(
            f"名称「{told.title.name}」の中に，通称か注の印があります",
            f"a nickname or the mark of a note stands inside the name {told.title.name!r}",
        )
        remedy = Wording(
            "通称と注の印は，名称の後に（通称：○○），（※）のように書いてください",
            "write them in brackets after the name",
        )
        faults.append(row.fault("name", problem, remedy))
    known = {note.mark for note in told.notes}
    for mark in told.title.marks:
        if mark not in known:
            problem = Wording(f"「{mark}」の注がありません", f"there is no note {mark}")
            remedy = Wording(
                f"表の下に {mark} で始まる注の行を加えるか，印を除いてください",
                f"add a row that begins with {mark} below the table, or drop the mark",
            )
            faults.append(row.fault("name", problem, remedy))


def _nickname(row: Row, title: Title, faults: list[Fault]) -> tuple[str, NicknameKind | None]:
    """Read the nickname beside the name, or in a column of its own; a second one is a fault."""
    written, kind = one_line(row["nickname"]), _kind(row, faults)
    if title.nickname and written and written != title.nickname:
        problem = Wording(
            f"名称の欄の「{title.nickname}」と異なります",
            f"it is not {title.nickname!r}, which stands beside the name",
        )
        remedy = Wording("どちらか一方にしてください", "keep one of the two")
        faults.append(row.fault("nickname", problem, remedy))
    if title.nickname_kind and kind and title.nickname_kind is not kind:
        beside = title.nickname_kind
        problem = Wording(
            f"名称の欄では「{beside.text('ja')}」です",
            f"beside the name it is a {beside.text('en')}",
        )
        remedy = Wording("どちらか一方にしてください", "keep one of the two")
        faults.append(row.fault("nickname_kind", problem, remedy))
    nickname, kind = title.nickname or written, title.nickname_kind or kind
    if kind and not nickname:
        problem = Wording("通称がありません", "there is no nickname")
        remedy = Wording(
            "通称を書くか，その種類を消してください", "write the nickname, or clear its kind"
        )
        faults.append(
            row.fault("name" if title.nickname_kind else "nickname_kind", problem, remedy)
        )
    if not is_one_nickname(nickname):
        problem = Wording(
            f"「{nickname}」は二つ以上の通称のようで，どれを読むか分かりません",
            f"{nickname!r} seems to hold more than one nickname",
        )
        remedy = Wording(
            "通称を一つだけ残し，ほかは備考に書いてください（一つの通称なら，区切りを・にします）",
            "keep one and write the others into the note "
            "(if it is one, divide it by a middle dot instead)",
        )
        faults.append(row.fault("name" if title.nickname else "nickname", problem, remedy))
    if nickname and kind is None:
        kind = nickname_kind(row.headings["nickname"].ja)
    return nickname, kind


def _kind(row: Row, faults: list[Fault]) -> NicknameKind | None:
    written = row["nickname_kind"]
    kind = nickname_kind(written)
    if written and kind is None:
        names = [name for one in NicknameKind for name in (one.value, one.text("ja"))]
        problem = Wording("通称の種類ではありません", "it is no kind of nickname")
        remedy = Wording(
            "通称，愛称，略称のいずれかを書いてください",
            "write common_name, pet_name or short_name",
        )
        nearest = nearest_names(written, names)
        faults.append(row.fault("nickname_kind", problem, remedy, nearest=nearest))
    return kind


def _check_repeated(
    row: Row, told: dict[str, str], seen: dict[tuple[str, str], int], faults: list[Fault]
) -> None:
    for key, value in told.items():
        before = seen.setdefault((key, folded_council(value)), row.number) if value else row.number
        if before != row.number:
            problem = Wording(
                f"「{value}」は{before}行目と同じです", f"{value!r} stands in row {before} already"
            )
            remedy = Wording("どちらかを直してください", "correct one of the two")
            faults.append(row.fault(key, problem, remedy))


# --- what it does --------------------------------------------------------------------------------


def _activities(row: Row, faults: list[Fault]) -> tuple[tuple[Meetings, ...], tuple[str, ...]]:
    meetings, other = read_meetings(row["meetings"])
    if other:
        problem = Wording(
            f"「{other}」は会議の回数ではありません", f"{other!r} is not how often they met"
        )
        remedy = Wording(
            "「総会1回」「部会複数回」「部会:2+」のように書き，ほかは取組の列に書いてください",
            "write a kind and its count, like general meeting:1 or working group:2+; "
            "anything else goes into the column of activities",
        )
        faults.append(row.fault("meetings", problem, remedy))
    listed = filter(None, map(one_line, row["activities"].split(BETWEEN)))
    counted, others = read_activities(row["recent"])
    return (*meetings, *counted), (*listed, *others)
