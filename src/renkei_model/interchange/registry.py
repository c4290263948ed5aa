"""The registry of councils as a table, as a city keeps it and as it is written here.

A city writes numbers in either width, months in eras, the fiscal year once for a block of rows,
nicknames beside names, and meetings and activities into one cell. What it leaves open stays open:
nothing is divided, completed or dropped that the file does not say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from renkei_model.checks import require_kind
from renkei_model.interchange.council_titles import NicknameKind
from renkei_model.interchange.districts import districts_cell
from renkei_model.interchange.files import FilePath
from renkei_model.interchange.meetings import BETWEEN, Meetings
from renkei_model.interchange.registry_reading import rows_of
from renkei_model.interchange.registry_rows import RegistryRow
from renkei_model.interchange.spreadsheets import read_sheet, read_sheet_file
from renkei_model.tables import Column, Table
from renkei_model.wording import Wording

__all__ = [
    "Meetings",
    "NicknameKind",
    "RegistryRow",
    "parse_registry",
    "read_registry",
    "registry_csv",
]

_WRITTEN: Final = (
    Column(
        "number",
        Wording("番号", "number"),
        right=True,
        also=("No.", "No", "番", "通し番号", "通番"),
    ),
    Column(
        "name",
        Wording("名称", "name"),
        also=(
            "協議会",
            "協議会名",
            "協議会の名称",
            "協議会名称",
            "団体名",
            "団体の名称",
            "団体名称",
            "council",
        ),
    ),
    Column("nickname", Wording("通称", "nickname"), also=("愛称", "略称", "通称・愛称")),
    Column("nickname_kind", Wording("通称の種類", "kind of nickname")),
    Column(
        "districts",
        Wording("小学校区", "districts"),
        also=("校区", "小学校区名", "校区名", "小校区", "district"),
    ),
    Column(
        "certified",
        Wording("認定", "certified"),
        also=("認定年月", "認定年月日", "認定日", "認定月", "認定時期"),
    ),
    Column("meetings", Wording("会議", "meetings"), also=("会議の開催", "会議の回数")),
    Column("activities", Wording("取組", "activities"), also=("取組内容", "主な取組")),
    Column("note", Wording("備考", "note"), also=("注記", "摘要", "注")),
)
_CITYS_OWN: Final = (
    Column("fiscal_year", Wording("年度", "fiscal year"), also=("認定年度",)),
    Column(
        "recent",
        Wording("近年の活動", "recent activities"),
        also=("近年の活動状況", "活動", "活動状況", "活動内容", "主な活動"),
    ),
)
_COLUMNS: Final = (*_WRITTEN, *_CITYS_OWN)


def registry_csv(rows: Iterable[RegistryRow]) -> str:
    """Write a registry as CSV; `parse_registry` reads the same rows from it.

    Args:
        rows: The councils.
    """
    return Table(_WRITTEN, tuple(map(_cells, rows))).as_csv()


def _cells(row: RegistryRow) -> tuple[str, ...]:
    return (
        "" if row.number is None else str(row.number),
        row.name,
        row.nickname,
        "" if row.nickname_kind is None else row.nickname_kind.value,
        districts_cell(row.districts, row.district_remarks),
        "" if row.certified is None else row.certified.iso,
        BETWEEN.join(meetings.cell for meetings in row.meetings),
        BETWEEN.join(row.activities),
        row.note,
    )


def parse_registry(
    text: str, document: str = "registry", *, districts_separated_by: str = ""
) -> tuple[RegistryRow, ...]:
    r"""Read a registry from CSV.

    Args:
        text: Rows under the headings number, name, nickname, nickname_kind, districts (`|` between
            them), certified (any date as people write it), meetings, activities and note, or under
            a city's own: 年度, 番号, 小学校区, 協議会名, 認定年月, 近年の活動 and the like. Only
            the name is required.
        document: The file's name, for errors.
        districts_separated_by: What else than `|` stands between the districts of one council,
            such as `・`; a heading `小学校区（・区切り）` says the same.

    Returns:
        The councils, in the order of the rows.

    Raises:
        DocumentError: If anything in it is wrong; with every fault by row and column.

    Example:
        >>> text = "番号,校区,協議会名,認定年月\n１,川北・川南,みのりの会,R１.７\n"
        >>> (row,) = parse_registry(text)
        >>> row.number, row.districts, row.certified.iso
        (1, ('川北・川南',), '2019-07')
    """
    require_kind("parse_registry", districts_separated_by, str)
    sheet = read_sheet(text, _COLUMNS, ["name"], document, titled=True)
    return rows_of(sheet, districts_separated_by)


def read_registry(path: FilePath, *, districts_separated_by: str = "") -> tuple[RegistryRow, ...]:
    """Read a registry from a CSV file.

    Args:
        path: The file: UTF-8 or cp932, with columns as in `parse_registry`.
        districts_separated_by: As in `parse_registry`.

    Returns:
        The councils, in the order of the rows.

    Raises:
        DocumentError: If it cannot be read, or anything in it is wrong; with every fault.
    """
    require_kind("read_registry", districts_separated_by, str)
    sheet = read_sheet_file(path, _COLUMNS, ["name"], titled=True)
    return rows_of(sheet, districts_separated_by)
