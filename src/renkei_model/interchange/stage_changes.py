"""The row of a change of stage in a ledger file, and the records it rests on, as text.

A record is pointed at as `fact date xN: item`, so that a person can find its row. The note of a
change stands in the evidence column.
"""

from __future__ import annotations

import re
from typing import Final

from renkei_model.councils import StageChange
from renkei_model.date_text import parse_span
from renkei_model.errors import Fault, InvalidDate, InvalidValue
from renkei_model.facts import Record
from renkei_model.interchange.ledger_names import (
    PLAN_COLUMNS,
    STAGE_CHANGE,
    STAGE_CHANGE_WORDING,
    FactNames,
)
from renkei_model.interchange.spreadsheets import Row
from renkei_model.policy import PolicyStamp
from renkei_model.wording import Language, Wording

__all__ = ["cells_of_change", "read_change"]

_NEEDED: Final = ("date", "transition", "from", "to")
_OUT_OF_PLACE: Final = (
    *("count", "item", "complete_through", "complete_since", "basis", "reason"),
    *(column.key for column in PLAN_COLUMNS),
)


def read_change(row: Row, facts: FactNames, faults: list[Fault]) -> StageChange | None:
    """Read the row of a change of stage.

    Args:
        row: The row.
        facts: The facts that its records may name.
        faults: Where to put everything that is wrong with it.

    Returns:
        The change; None if something is wrong with it.
    """
    found = len(faults)
    for key in _NEEDED:
        if not row[key]:
            problem = Wording("段階の変更に必要です", "a change of stage needs it")
            remedy = Wording(
                "書いてください（renkei advance で記録すれば，書き込まれます）",
                "write it (`renkei advance` records a change with all it needs)",
            )
            faults.append(row.fault(key, problem, remedy))
    for key in _OUT_OF_PLACE:
        if row[key]:
            problem = Wording("段階の変更の行には書けません", "a change of stage has no such thing")
            remedy = Wording(
                "消すか，別の行に書いてください", "clear it, or write it in a row of its own"
            )
            faults.append(row.fault(key, problem, remedy))
    on = row.read_date("date", faults)
    policy = _read_stamp(row, faults)
    rests_on = _read_rests_on(row, facts, faults)
    if on is None or len(faults) > found:
        return None
    return StageChange(
        transition=row["transition"],
        source=row["from"],
        target=row["to"],
        on=on,
        by=row["by"],
        note=row["evidence"],
        policy=policy,
        rests_on=rests_on,
    )


_STAMP: Final = re.compile(r"([^@]+)@(.*)#([^#]+)", re.DOTALL)


def _read_stamp(row: Row, faults: list[Fault]) -> PolicyStamp | None:
    if not row["policy"]:
        return None
    found = _STAMP.fullmatch(row["policy"])
    if found is None:
        problem = Wording(
            f"「{row['policy']}」は基準の表記ではありません",
            f"{row['policy']!r} is no policy stamp",
        )
        remedy = Wording(
            "キー@版#指紋 の形で書くか，空にしてください",
            "write it as key@version#fingerprint, or leave it empty",
        )
        faults.append(row.fault("policy", problem, remedy))
        return None
    return PolicyStamp(*found.groups())


# `founded 2024-04-20 ; meetings 2024-05 x3: 総会`: a backslash keeps a semicolon inside an item.
_PIECES: Final = re.compile(r"(?:\\.|[^;\\]|\\$)+", re.DOTALL)
_PIECE: Final = re.compile(
    r"(?P<fact>[^\s:]+)\s+(?P<date>[^\s:]+)(?:\s+[x×](?P<count>[0-9]{1,9}))?(?:\s*:\s*(?P<item>.+))?",
    re.DOTALL,
)


def _read_rests_on(row: Row, facts: FactNames, faults: list[Fault]) -> tuple[Record, ...]:
    records = []
    for piece in filter(None, map(str.strip, _PIECES.findall(row["rests_on"]))):
        record = _read_piece(piece, facts)
        if record is not None:
            records.append(record)
            continue
        problem = Wording(
            f"「{piece}」は記録を指していません", f"{piece!r} does not point at a record"
        )
        remedy = Wording(
            "「項目 日付 x回数: 内容」の形で，; で区切って書いてください",
            "write `fact date xN: item`, with ; between records",
        )
        faults.append(row.fault("rests_on", problem, remedy))
    return tuple(records)


def _read_piece(piece: str, facts: FactNames) -> Record | None:
    found = _PIECE.fullmatch(piece)
    fact = facts.named(found["fact"]) if found else None
    if found is None or fact is None:
        return None
    item = re.sub(r"\\(.)", r"\1", found["item"] or "", flags=re.DOTALL)
    try:
        return Record(fact, parse_span(found["date"]), count=int(found["count"] or 1), item=item)
    except (InvalidDate, InvalidValue):
        return None


def cells_of_change(change: StageChange, language: Language) -> dict[str, str]:
    """Give the cells of a change of stage, by column.

    Args:
        change: The change.
        language: The language of the file: in a Japanese one facts stand by their wordings. The
            keys of transition and stages are the policy's and stay.
    """
    names = FactNames(record.fact for record in change.rests_on)
    return {
        "fact": STAGE_CHANGE_WORDING.ja if language == "ja" else STAGE_CHANGE,
        "date": change.on.iso,
        "evidence": change.note,
        "by": change.by,
        "transition": change.transition,
        "from": change.source,
        "to": change.target,
        "policy": "" if change.policy is None else str(change.policy),
        "rests_on": " ; ".join(
            _piece(record, names if language == "ja" else None) for record in change.rests_on
        ),
    }


# What can stand as a fact before its date, and is read back as it was.
_NAME_IN_PIECE: Final = re.compile(r"[^\s:;\\]+")


def _piece(record: Record, names: FactNames | None) -> str:
    name = record.fact.key if names is None else names.written(record.fact, "ja")
    if not _NAME_IN_PIECE.fullmatch(name):
        name = record.fact.key
    count = "" if record.count == 1 else f" x{record.count}"
    item = re.sub(r"([\\;])", r"\\\1", record.item)
    return f"{name} {record.on.iso}{count}" + (f": {item}" if item else "")
