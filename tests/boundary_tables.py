"""Read boundary tables of stages.

`tests/kochi/test_boundaries.py` and `tests/another_city/test_boundaries.py` say what they hold.
"""

import csv
import datetime
import pathlib
import re

from renkei_model import Completeness, Council, Record, StageChange, Verdict, parse_span
from renkei_model.slips import BoundaryCase

__all__ = ["TABLES", "cases", "needed", "rows"]

TABLES = pathlib.Path(__file__).parent / "kochi" / "boundaries"
BEFORE = datetime.date(2024, 4, 1)
ENTRY = re.compile(
    r"(?P<fact>.+?)(×(?P<count>\d+))?(：(?P<item>[^（）]+))?(（(?P<date>\d[\d-]+)）)?"
)
SIGNS = {verdict.sign("ja"): verdict for verdict in Verdict}


def rows(policy, folder=TABLES):
    """Give the rows of a policy's table."""
    with (folder / f"{policy.key}.csv").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def _entries(policy, cell):
    facts = {fact.wording.ja: fact for fact in policy.facts}
    for text in filter(None, cell.split("；")):
        entry = ENTRY.fullmatch(text)
        yield facts[entry["fact"]], entry


def _history(policy, cell):
    """Read the steps that were recorded: 準備会 → 認定（2023-06-01）."""
    ways = {way.text("ja"): way for way in policy.transitions}
    for text in filter(None, cell.split("；")):
        entry = ENTRY.fullmatch(text)
        way = ways[entry["fact"]]
        yield StageChange(
            transition=way.key,
            source=way.source.key,
            target=way.target.key,
            on=parse_span(entry["date"]),
        )


def _council(policy, row, on):
    records = [
        Record(
            fact,
            parse_span(entry["date"]) if entry["date"] else BEFORE,
            count=int(entry["count"] or 1),
            item=entry["item"] or "",
        )
        for fact, entry in _entries(policy, row["記録"])
    ]
    complete = [
        Completeness(fact, datetime.date.fromisoformat(entry["date"]) if entry["date"] else on)
        for fact, entry in _entries(policy, row["該当なしと確認済み"])
    ]
    history = tuple(_history(policy, row.get("段階の変更", "")))
    return Council(name="みのり地区連携協議会", history=history).add(*records, *complete)


def _steps(row):
    """Give the columns of a row that are of a step, by the step's name."""
    return {heading.split("：")[0]: cell for heading, cell in row.items() if "→" in heading}


def _named(named, cell, separator="・"):
    """Give the keys of what a cell names; None where the table does not look at it."""
    if cell is None:
        return None
    return tuple(named[name] for name in cell.split(separator) if name)


def _case(policy, row):
    on = datetime.date.fromisoformat(row["判定日"])
    ways = {way.text("ja"): way.key for way in policy.transitions}
    stages = {stage.text("ja"): stage.key for stage in policy.stages}
    return BoundaryCase(
        name=row["事例"],
        council=_council(policy, row, on),
        on=on,
        verdicts=tuple(
            (ways[step], tuple(SIGNS[sign] for sign in signs))
            for step, signs in _steps(row).items()
        ),
        surely=_named(stages, row["確実な段階"]),
        possibly=_named(stages, row["可能性のある段階"]),
        enters=_named(stages, row.get("一歩で入れる段階")),
        advances=_named(stages, row.get("進める段階")),
        # A table without that column is of a city that lays no step on anybody as a duty.
        must=_named(ways, row.get("しなければならない移行", ""), "；"),
    )


def cases(policy, folder=TABLES):
    """Give the cases of a policy."""
    return [_case(policy, row) for row in rows(policy, folder)]


def needed(policy, folder=TABLES):
    """Give the cases that are not there for a reason of their own."""
    return [_case(policy, row) for row in rows(policy, folder) if not row["理由"]]
