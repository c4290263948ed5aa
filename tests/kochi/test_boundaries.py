"""The boundary tables of Kochi's policies: reviewed cases that must notice every slip of the pen.

Each table in `boundaries/` is of one policy. Its expected columns are written by hand, from the
leaflet's development model and from what the policy says of itself, and never from an answer of
the library. How to read a row stands in `boundaries/README.md`, for those who review the tables.
"""

import csv
import datetime
import pathlib
import re

import pytest

from renkei_model import Completeness, Council, Record, Verdict, kochi, parse_span
from renkei_model.slips import BoundaryCase, one_slip_edits, unnoticed_edits

TABLES = pathlib.Path(__file__).parent / "boundaries"
POLICIES = pytest.mark.parametrize("policy", kochi.POLICIES, ids=lambda policy: policy.key)
BEFORE = datetime.date(2024, 4, 1)
ENTRY = re.compile(
    r"(?P<fact>.+?)(×(?P<count>\d+))?(：(?P<item>[^（）]+))?(（(?P<date>\d[\d-]+)）)?"
)
SIGNS = {verdict.sign("ja"): verdict for verdict in Verdict}


def _rows(policy):
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
    )


def _cases(policy):
    return [_case(policy, row) for row in _rows(policy)]


def _needed(policy):
    """Give the cases that are not there for a reason of their own."""
    return [_case(policy, row) for row in _rows(policy) if not row["理由"]]


CASES = [
    pytest.param(policy, case, id=f"{policy.key}: {case.name}")
    for policy in kochi.POLICIES
    for case in _cases(policy)
]


def test_every_policy_has_its_table():
    """No policy ships without boundary cases, and no table is left of one that is gone."""
    tables = sorted(path.stem for path in TABLES.glob("*.csv"))

    assert sorted(policy.key for policy in kochi.POLICIES) == tables


def test_every_table_opens_in_a_spreadsheet():
    """A spreadsheet takes a CSV file for Japanese only if it begins with a byte order mark."""
    without = [
        path.name
        for path in TABLES.glob("*.csv")
        if not path.read_bytes().startswith(b"\xef\xbb\xbf")
    ]

    assert without == []


@POLICIES
def test_the_headings_name_every_requirement(policy):
    """A reader finds each sign under a word of its own, step by step."""
    headings = [heading for heading in _rows(policy)[0] if "→" in heading]
    words = [len(heading.split("：")[1].split("／")) for heading in headings]

    assert words == [len(way.requirements) for way in policy.transitions]


@pytest.mark.parametrize(("policy", "case"), CASES)
def test_the_policy_decides_every_case_as_it_was_written(policy, case):
    """What the table expects of a council is what the library says."""
    assert case == case.given_by(policy)


@POLICIES
def test_every_slip_of_the_pen_is_noticed(policy):
    """No number, name or word of a guard can change without a case that says so."""
    unnoticed = [slip.text("ja") for slip in unnoticed_edits(policy, _needed(policy))]

    assert "\n".join(unnoticed) == ""


@POLICIES
def test_no_row_is_there_without_need(policy):
    """A row without a reason of its own notices a slip that no other such row notices."""
    cases = _needed(policy)
    noticing = [
        [case.name for case in cases if case.notices(slip.outcome)]
        for slip in one_slip_edits(policy)
        if not slip.is_refused
    ]
    needed = {names[0] for names in noticing if len(names) == 1}

    assert [case.name for case in cases if case.name not in needed] == []
