"""The registry of councils as a table: who they are, where, and since when they are certified."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model.checks import GREATEST_NUMBER, require_count, require_name
from renkei_model.dates import Span
from renkei_model.errors import Fault, InvalidValue
from renkei_model.interchange.files import FilePath
from renkei_model.interchange.spreadsheets import (
    Row,
    Sheet,
    read_sheet,
    read_sheet_file,
    whole_number,
)
from renkei_model.tables import Column, Table
from renkei_model.wording import Wording

__all__ = ["RegistryRow", "parse_registry", "read_registry", "registry_csv"]

_BETWEEN_DISTRICTS: Final = "|"


def _stripped(text: str) -> str:
    return text.strip()


def _all_stripped(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_stripped, texts))


@attrs.frozen(kw_only=True)
class RegistryRow:
    """One council of a registry.

    Surrounding spaces of names are no part of them.

    Attributes:
        number: Its number, at least 1; None if the registry gives none.
        name: Its name.
        nickname: What it is also called.
        districts: The elementary-school districts it covers.
        certified: When it was certified: a day, a month or a span; None if that is not known.

    Raises:
        InvalidValue: If the number is below 1, the name is empty, or a district is empty or
            holds the `|` that stands between districts.
    """

    number: int | None = None
    name: str = attrs.field(converter=_stripped)
    nickname: str = attrs.field(default="", converter=_stripped)
    districts: tuple[str, ...] = attrs.field(default=(), converter=_all_stripped)
    certified: Span | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what no registry file could hold."""
        if self.number is not None:
            require_count("RegistryRow.number", self.number, least=1, most=GREATEST_NUMBER)
        remedy = Wording("協議会の名称を書いてください", "give the council's name")
        require_name("RegistryRow.name", self.name, remedy)
        for district in self.districts:
            if not district or _BETWEEN_DISTRICTS in district:
                raise InvalidValue(
                    "RegistryRow.districts",
                    Wording(
                        f"校区名 {district!r} は使えません", f"{district!r} cannot be a district"
                    ),
                    Wording(
                        "校区ごとに，| を含まない名称を一つずつ書いてください",
                        "give each district one name without |",
                    ),
                )


_COLUMNS: Final = (
    Column("number", Wording("番号", "number"), right=True),
    Column("name", Wording("名称", "name")),
    Column("nickname", Wording("通称", "nickname")),
    Column("districts", Wording("小学校区", "districts")),
    Column("certified", Wording("認定", "certified")),
)


def registry_csv(rows: Iterable[RegistryRow]) -> str:
    """Write a registry as CSV; `parse_registry` reads the same rows from it.

    Args:
        rows: The councils.
    """
    return Table(_COLUMNS, tuple(map(_cells, rows))).as_csv()


def _cells(row: RegistryRow) -> tuple[str, ...]:
    return (
        "" if row.number is None else str(row.number),
        row.name,
        row.nickname,
        _BETWEEN_DISTRICTS.join(row.districts),
        "" if row.certified is None else row.certified.iso,
    )


def parse_registry(text: str, document: str = "registry") -> tuple[RegistryRow, ...]:
    """Read a registry from CSV.

    Args:
        text: Rows under the headings number, name, nickname, districts (`|` between them) and
            certified (any date as people write it); only name is required.
        document: The file's name, for errors.

    Returns:
        The councils, in the order of the rows.

    Raises:
        DocumentError: If anything in it is wrong; with every fault by row and column.
    """
    return _rows(read_sheet(text, _COLUMNS, ["name"], document))


def read_registry(path: FilePath) -> tuple[RegistryRow, ...]:
    """Read a registry from a CSV file.

    Args:
        path: The file: UTF-8 or cp932, with columns as in `parse_registry`.

    Returns:
        The councils, in the order of the rows.

    Raises:
        DocumentError: If it cannot be read, or anything in it is wrong; with every fault.
    """
    return _rows(read_sheet_file(path, _COLUMNS, ["name"]))


def _rows(sheet: Sheet) -> tuple[RegistryRow, ...]:
    faults: list[Fault] = []
    seen: dict[tuple[str, str], int] = {}
    rows: list[RegistryRow] = []
    for row in sheet.rows:
        found = len(faults)
        number = _number(row, faults)
        districts = _districts(row, faults)
        certified = row.read_date("certified", faults)
        _check_name(row, faults)
        _check_repeated(row, number, seen, faults)
        if len(faults) == found:
            rows.append(
                RegistryRow(
                    number=number,
                    name=row["name"],
                    nickname=row["nickname"],
                    districts=districts,
                    certified=certified,
                )
            )
    sheet.check(faults)
    return tuple(rows)


def _number(row: Row, faults: list[Fault]) -> int | None:
    if not row["number"]:
        return None
    number = whole_number(row["number"])
    if not number:
        problem = Wording(
            f"「{row['number']}」は1以上の整数ではありません",
            f"{row['number']!r} is not a whole number from 1 on",
        )
        remedy = Wording("番号を書くか，空にしてください", "write the number, or leave it empty")
        faults.append(row.fault("number", problem, remedy))
    return number


def _districts(row: Row, faults: list[Fault]) -> tuple[str, ...]:
    if not row["districts"]:
        return ()
    districts = tuple(map(str.strip, row["districts"].split(_BETWEEN_DISTRICTS)))
    if not all(districts):
        problem = Wording("| の前後に校区名がありません", "a district is missing beside a |")
        remedy = Wording("校区名を書くか，| を除いてください", "write the district, or drop the |")
        faults.append(row.fault("districts", problem, remedy))
    return districts


def _check_name(row: Row, faults: list[Fault]) -> None:
    if not row["name"]:
        problem = Wording("協議会の名称がありません", "the council has no name")
        faults.append(row.fault("name", problem, Wording("名称を書いてください", "write its name")))


def _check_repeated(
    row: Row, number: int | None, seen: dict[tuple[str, str], int], faults: list[Fault]
) -> None:
    for key, value in (("number", str(number or "")), ("name", row["name"])):
        before = seen.setdefault((key, value), row.number) if value else row.number
        if before != row.number:
            problem = Wording(
                f"「{value}」は{before}行目と同じです", f"{value!r} stands in row {before} already"
            )
            remedy = Wording("どちらかを直してください", "correct one of the two")
            faults.append(row.fault(key, problem, remedy))
