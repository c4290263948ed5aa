"""One row of a ledger file: a record, a statement of completeness, a step, or part of a plan."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import attrs

from renkei_model.checks import MOST_COUNTED
from renkei_model.councils import StageChange
from renkei_model.dates import Span
from renkei_model.errors import Fault
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.interchange.ledger_bases import cells_of_basis, read_basis
from renkei_model.interchange.ledger_names import (
    CHANGE_COLUMNS,
    COMMUNITY_PLAN,
    COMMUNITY_PLAN_WORDING,
    FORM_ONLY_COLUMNS,
    PLAN_COLUMNS,
    STAGE_CHANGE,
    STAGE_CHANGE_WORDING,
    FactNames,
    is_community_plan,
    is_stage_change,
    refuse_reserved,
)
from renkei_model.interchange.plan_rows import PlanSaying, read_plan_row
from renkei_model.interchange.spreadsheets import Row, whole_number
from renkei_model.interchange.stage_changes import cells_of_change, read_change
from renkei_model.plan_rules import PlanPart
from renkei_model.wording import Wording

__all__ = ["Entry", "cells_of", "is_unfilled", "read_entry"]

_OF_THE_FORM: Final = ("council", *(column.key for column in FORM_ONLY_COLUMNS), "fact")
_NEED_A_DATE: Final = ("count", "item", "basis", "reason")
_ONLY_FOR: Final = tuple(
    (column.key, key, wording)
    for columns, key, wording in (
        (CHANGE_COLUMNS, STAGE_CHANGE, STAGE_CHANGE_WORDING),
        (PLAN_COLUMNS, COMMUNITY_PLAN, COMMUNITY_PLAN_WORDING),
    )
    for column in columns
)
"""The columns of rows of one kind: with what stands as the fact in them, and what it is called."""


@attrs.frozen
class Entry:
    """What one row says.

    Attributes:
        row: The row.
        record: The record in it, if any.
        complete: The statement of completeness in it, if any.
        change: The change of stage in it, if any.
        plan: What it says of a plan, if anything.
        is_lower_bound: Whether the record's count is a least number only (複数回).
    """

    row: Row
    record: Record | None = None
    complete: Completeness | None = None
    change: StageChange | None = None
    plan: PlanSaying | None = None
    is_lower_bound: bool = False


def is_unfilled(row: Row) -> bool:
    """Tell whether a row is a line of the form that nobody filled in."""
    return bool(row["fact"]) and not _filled(row)


def _filled(row: Row) -> tuple[str, ...]:
    of_the_form = _OF_THE_FORM
    if is_community_plan(row["fact"]):
        of_the_form = (*_OF_THE_FORM, "plan_entry")
    return tuple(key for key, cell in row.cells.items() if cell and key not in of_the_form)


def read_entry(
    row: Row, facts: FactNames, parts: Sequence[PlanPart] | None, faults: list[Fault]
) -> Entry:
    """Read one row.

    Args:
        row: The row, with something filled in.
        facts: The facts it may name.
        parts: The parts of a plan it may name; any when None.
        faults: Where to put everything that is wrong with it.

    Returns:
        What it says; only to be used if there were no faults.
    """
    if not row["council"]:
        problem = Wording("協議会の名称がありません", "the council's name is missing")
        remedy = Wording("協議会の名称を書いてください", "write the council's name")
        faults.append(row.fault("council", problem, remedy))
    if not row["fact"] and not _filled(row):
        return Entry(row)  # it only says that there is such a council
    if is_stage_change(row["fact"]):
        return Entry(row, change=read_change(row, facts, faults))
    if is_community_plan(row["fact"]):
        return Entry(row, plan=read_plan_row(row, parts, faults))
    fact = facts.find(row, faults)
    for key, kind, called in _ONLY_FOR:
        if row[key]:
            problem = Wording(
                f"{called.ja}の行だけに書ける列です",
                f"this column is for rows of a {called.en} only",
            )
            remedy = Wording(
                f"消すか，項目を「{called.ja}」にしてください",
                f"clear it, or write {kind} as the fact",
            )
            faults.append(row.fault(key, problem, remedy))
    complete = _read_completeness(row, fact, faults)
    if not row["date"]:
        _check_date_is_needless(row, faults)
        return Entry(row, complete=complete)
    count, is_lower_bound = _read_count(row, faults)
    record = _read_record(row, fact, count, faults)
    return Entry(row, record=record, complete=complete, is_lower_bound=is_lower_bound)


def _check_date_is_needless(row: Row, faults: list[Fault]) -> None:
    """Refuse a row without a date unless it states completeness and nothing of a record."""
    filled = [key for key in _NEED_A_DATE if row[key]]
    if (row["complete_through"] or row["complete_since"]) and not filled:
        return
    problem = Wording("日付がありません", "the date is missing")
    if filled:
        heading = row.headings[filled[0]]
        problem = Wording(
            f"{heading.ja} があるのに日付がありません", f"there is a {heading.en} but no date"
        )
    remedy = Wording(
        "起きた日（または月や期間）を書いてください。「ない」と確かめた場合は，"
        "これ以外なし（確認日）だけを書きます",
        "write the day, month or span; if you checked that there is nothing, "
        "write only the day of the check as complete_through",
    )
    faults.append(row.fault("date", problem, remedy))


def _read_record(row: Row, fact: Fact | None, count: int, faults: list[Fault]) -> Record | None:
    on = row.read_date("date", faults)
    basis = read_basis(row, faults)
    if fact is not None and fact.distinct and not row["item"]:
        problem = Wording(
            f"「{fact.wording.ja}」は重複を除いて数えるので，内容が必要です",
            f"{fact.key} counts different items and needs one",
        )
        remedy = Wording(
            "一行に一つずつ，何であるかを書いてください", "write which one it is, one a row"
        )
        faults.append(row.fault("item", problem, remedy))
        return None
    if fact is not None and fact.unit is not None and not fact.distinct and not row["count"]:
        # Nothing written would be one yen.
        problem = Wording(
            f"「{fact.wording.ja}」がいくらか（{fact.unit.ja}）書かれていません",
            f"{fact.key} is counted in {fact.unit.en}, and no number is written",
        )
        remedy = Wording("数を書いてください", "write how much it was")
        faults.append(row.fault("count", problem, remedy))
        return None
    if fact is not None and fact.distinct and count != 1:
        problem = Wording(
            f"「{fact.wording.ja}」は重複を除いて数えるので，回数は書けません",
            f"{fact.key} counts different items, not times",
        )
        remedy = Wording("一行に一つずつ書いてください", "write one item a row")
        faults.append(row.fault("count", problem, remedy))
        return None
    if fact is None or on is None:
        return None
    return Record(
        fact,
        on,
        count=count,
        item=row["item"],
        by=row["by"],
        evidence=row["evidence"],
        basis=basis,
    )


_SEVERAL: Final = frozenset({"複数", "複数回", "複数件", "数回", "several"})
_IN_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+")


def _read_count(row: Row, faults: list[Fault]) -> tuple[int, bool]:
    """Read how many times, and whether that is only the least number."""
    written = unicodedata.normalize("NFKC", row["count"]).strip().casefold()
    if not written:
        return 1, False
    if written in _SEVERAL:
        return 2, True
    is_lower_bound = written.endswith(("以上", "+"))
    digits = re.sub(r"([回件円]|\s*yen)?(以上|\+)?$", "", written)
    count = whole_number(digits.replace(",", "") if _IN_THOUSANDS.fullmatch(digits) else digits)
    if not count:
        problem = Wording(
            f"「{row['count']}」は1以上の整数ではありません",
            f"{row['count']!r} is not a whole number from 1 on",
        )
        remedy = Wording(
            "回数を数字で書くか，空にしてください（空は1回）。起きていなければ，行に日付を書きません",
            "write a number, or nothing for 1; if it did not happen, write no date in the row",
        )
        faults.append(row.fault("count", problem, remedy))
    elif count > MOST_COUNTED:
        problem = Wording(
            f"「{row['count']}」は{MOST_COUNTED:,}を超えています",
            f"{row['count']!r} is above {MOST_COUNTED:,}",
        )
        remedy = Wording("回数を確かめてください", "check the number")
        faults.append(row.fault("count", problem, remedy))
        return 1, is_lower_bound
    return count or 1, is_lower_bound


def _read_completeness(row: Row, fact: Fact | None, faults: list[Fault]) -> Completeness | None:
    through, since = (_read_day(row, key, faults) for key in ("complete_through", "complete_since"))
    if row["complete_since"] and not row["complete_through"]:
        problem = Wording(
            "起点だけで確認日がありません", "it says since when, but not through when"
        )
        remedy = Wording("確認日も書いてください", "write the day of the check too")
        faults.append(row.fault("complete_through", problem, remedy))
    if through is None:
        return None
    if since is not None and since > through:
        begins, ends = Span.day(since), Span.day(through)
        problem = Wording(
            f"起点（{begins.text('ja')}）が確認日（{ends.text('ja')}）より後です",
            f"it begins on {begins.iso}, after it ends on {ends.iso}",
        )
        remedy = Wording("二つの日付を確かめてください", "check the two days")
        faults.append(row.fault("complete_since", problem, remedy))
        return None
    return None if fact is None else Completeness(fact, through, since=since)


def _read_day(row: Row, key: str, faults: list[Fault]) -> datetime.date | None:
    span = row.read_date(key, faults)
    if span is None or span.is_day:
        return None if span is None else span.first
    problem = Wording(f"「{row[key]}」は一日に決まりません", f"{row[key]!r} is not a single day")
    remedy = Wording("確かめた日を年月日で書いてください", "write year, month and day")
    faults.append(row.fault(key, problem, remedy))
    return None


# --- writing -------------------------------------------------------------------------------------


def cells_of(council: str, entry: Record | Completeness | StageChange) -> dict[str, str]:
    """Give the cells of the row that says something about a council, by column.

    Args:
        council: The council's name.
        entry: What the row says.
    """
    return {"council": council, **_cells_of_entry(entry)}


def _cells_of_entry(entry: Record | Completeness | StageChange) -> dict[str, str]:
    if isinstance(entry, Record):
        return _cells_of_record(entry)
    if isinstance(entry, StageChange):
        return cells_of_change(entry, "en")
    refuse_reserved(entry.fact)
    return {
        "fact": entry.fact.key,
        "complete_through": Span.day(entry.through).iso,
        "complete_since": "" if entry.since is None else Span.day(entry.since).iso,
    }


def _cells_of_record(record: Record) -> dict[str, str]:
    refuse_reserved(record.fact)
    return {
        "fact": record.fact.key,
        "date": record.on.iso,
        "count": "" if record.count == 1 else str(record.count),
        "item": record.item,
        "evidence": record.evidence,
        "by": record.by,
        **cells_of_basis(record.basis),
    }
