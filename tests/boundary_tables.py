"""Read the boundary tables of the stages; `tests/kochi/test_boundaries.py` says what they hold."""

import csv
import datetime
import pathlib
import re

from renkei_model import Completeness, Council, Record, Verdict, parse_span
from renkei_model.slips import BoundaryCase

__all__ = ["TABLES", "cases", "needed", "rows"]

TABLES = pathlib.Path(__file__).parent / "kochi" / "boundaries"
BEFORE = datetime.date(2024, 4, 1)
ENTRY = re.compile(
    r"(?P<fact>.+?)(×(?P<count>\d+))?(：(?P<item>[^（）]+))?(（(?P<date>\d[\d-]+)）)?"
)
SIGNS = {verdict.sign("ja"): verdict for verdict in Verdict}


def rows(policy):
    """Give the rows of a policy's table."""
    with (TABLES / f"{policy.key}.csv").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def _entries(policy, cell):
    facts = {fact.wording.ja: fact for fact in policy.facts}
    for text in filter(None, cell.split("；")):
        entry = ENTRY.fullmatch(text)
        yield facts[entry["fact"]], entry


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
    return Council(name="みのり地区連携協議会").add(*records, *complete)


def _steps(row):
    """Give the columns of a row that are of a step, by the step's name."""
    return {heading.split("：")[0]: cell for heading, cell in row.items() if "→" in heading}


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
        surely=(stages[row["確実な段階"]],),
        possibly=(stages[row["可能性のある段階"]],),
        must=(),  # the leaflet lays no step on anybody as a duty
    )


def cases(policy):
    """Give the cases of a policy."""
    return [_case(policy, row) for row in rows(policy)]


def needed(policy):
    """Give the cases that are not there for a reason of their own."""
    return [_case(policy, row) for row in rows(policy) if not row["理由"]]
