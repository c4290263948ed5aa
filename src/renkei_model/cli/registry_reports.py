"""List the councils of a registry: for people by name and place, for programs with all it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from renkei_model.cli.answers import Answer
from renkei_model.cli.reports import CERTIFIED_ON, NAME, NUMBER, number_text
from renkei_model.interchange.readings import Plain
from renkei_model.interchange.registry import RegistryRow, registry_csv
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

__all__ = ["registry"]

_OF_THE_LEAFLET: Final = Wording(
    "（令和5年8月現在，市の公表資料による）", " (as of August 2023, from the city's leaflet)"
)


def registry(rows: Sequence[RegistryRow], language: Language, *, shipped: bool) -> Answer:
    """List registered councils.

    Args:
        rows: The councils.
        language: The language of the answer.
        shipped: Whether they are those of the city's leaflet.
    """
    columns = (
        NUMBER,
        NAME,
        Column("nickname", Wording("通称・愛称", "nickname")),
        Column("districts", Wording("小学校区", "districts")),
        CERTIFIED_ON,
    )
    separator = "，" if language == "ja" else ", "
    shown = Table(
        columns,
        tuple(
            (
                number_text(row.number),
                row.name,
                row.nickname,
                separator.join(row.districts),
                "" if row.certified is None else row.certified.era,
            )
            for row in rows
        ),
    )
    told = [_total(rows, shipped=shipped).text(language)]
    if any(row.meetings or row.activities for row in rows):
        told.append(_what_they_did(rows).text(language))
    return Answer(
        (shown, *told),
        markdown="\n\n".join([shown.as_markdown(language), *told]),
        csv=registry_csv(rows),
        plain={"councils": list(map(_plain, rows))},
    )


def _total(rows: Sequence[RegistryRow], *, shipped: bool) -> Wording:
    districts = sum(len(row.districts) for row in rows)
    source = _OF_THE_LEAFLET if shipped else Wording.same("")
    return Wording(
        f"{len(rows)}協議会，{districts}小学校区{source.ja}",
        f"{len(rows)} council{'s' * (len(rows) != 1)} in "
        f"{districts} district{'s' * (districts != 1)}{source.en}",
    )


def _what_they_did(rows: Sequence[RegistryRow]) -> Wording:
    meetings = sum(len(row.meetings) for row in rows)
    activities = sum(len(row.activities) for row in rows)
    return Wording(
        f"会議の記載{meetings}件，取組の記載{activities}件"
        "（--format csv か --format json で示します）",
        f"meetings: {meetings} entr{_ies(meetings)}, activities: {activities} "
        f"entr{_ies(activities)} "
        "(--format csv or --format json shows them)",
    )


def _ies(count: int) -> str:
    return "y" if count == 1 else "ies"


def _plain(row: RegistryRow) -> Plain:
    return {
        "number": row.number,
        "name": row.name,
        "nickname": row.nickname,
        "nickname_kind": None if row.nickname_kind is None else row.nickname_kind.value,
        "districts": list(row.districts),
        "district_remarks": list(row.district_remarks),
        "certified": None if row.certified is None else row.certified.iso,
        "meetings": [
            {"kind": held.kind, "least": held.least, "or_more": held.or_more}
            for held in row.meetings
        ],
        "activities": list(row.activities),
        "note": row.note,
    }
