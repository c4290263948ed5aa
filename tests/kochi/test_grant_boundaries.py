"""The boundary tables of Kochi's subsidies and plans, which must notice every slip of the pen.

The expected columns are written by hand, from the leaflet and from the readings that the policy
gives for what the leaflet leaves open. How to read a row of `grants/subsidies.csv`:

- 計画: the council's community plans, each with its dates; 内容すべて: it holds all five parts.
- 記録: records by the facts' names with their dates.
- 該当なしと確認済み: of these it was confirmed, at the end of the year, that nothing else happened;
  認定 is the city's certification, 計画 everything that can be recorded of plans.
- 活動促進, 計画策定: the ceiling of each subsidy in yen, or the least and the most it may be.
- ほかの読み方: what it would be on another reading of the leaflet, by the words of `QUESTIONS`;
  年度: the leaflet does not speak of that year. Questions without a figure (`WITHOUT_A_FIGURE`)
  stand beside every answer above 0 yen and are not repeated in the rows.

In `projects.csv` a council certified in 2019, which drafts a plan, has the project on 1 May 2023;
the yen are what is paid, and the signs what is said to each requirement: ○ met, ？ open, × unmet.
"""

import csv
import datetime
import pathlib
import re

import attrs
import pytest

from boundary_tables import needed
from renkei_model import Completeness, Council, FiscalYear, Record, Verdict, kochi, parse_span
from renkei_model.community_plans import CommunityPlan, PlanProject
from renkei_model.kochi.grants import PROJECT_FACTS
from renkei_model.money import YenRange
from renkei_model.projects import Project
from renkei_model.slips import BoundaryCase, PlanCase, SubsidyAnswer, SubsidyCase, unnoticed_edits

TABLES = pathlib.Path(__file__).parent / "grants"
POLICY = kochi.POLICY
NAME = "みのり地区連携協議会（架空の例）"
SIGNS = {verdict.sign("ja"): verdict for verdict in Verdict}
QUESTIONS = {
    "年度": "other_year",
    "策定だけ": "drafting_alone",
    "期限切れ": "lapsed_plan",
    "月割り": "mid_year",
    "校区ごと": "districts",
    "端数": "rounding",
    "更新": "renewal",
    "併給": "both_in_one_year",
}
WITHOUT_A_FIGURE = {
    "activity_promotion": (
        "promotion_stopped",
        "other_grant_and_drafting",
        "who_decides",
        "advance_payment",
    ),
    "plan_drafting": ("notes_on_projects", "how_many_years"),
}
COLUMNS = {"活動促進": "activity_promotion", "計画策定": "plan_drafting"}
ASKED_BY = {
    "activity_promotion": "活動促進の要件（主催／ほかの補助／特定の利益／種類）",
    "plan_drafting": "計画策定の要件（主催／ほかの補助／特定の利益／計画の策定）",
}
PLAN_DATES = {
    "策定作業": "drafting",
    "策定": "drafted",
    "市長の認定": "recognised",
    "推進": "promoted",
    "期間": "term",
}
PARTS = tuple(part.key for part in POLICY.plan_rule.parts)
ASKED_OF_PROJECTS = dict(
    zip(
        ("主催", "ほかの補助", "特定の利益", "会議", "広報", "行事", "見守り", "計画策定"),
        PROJECT_FACTS,
        strict=True,
    )
)
MAY_FIRST = datetime.date(2023, 5, 1)


def _rows(name):
    with (TABLES / name).open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def _listed(cell):
    return tuple(filter(None, cell.split("；")))


# --- subsidies -----------------------------------------------------------------------------------


def _plan(text):
    number, entries = re.fullmatch(r"第(\d)期：(.+)", text).groups()
    given = {}
    for entry in entries.split("，"):
        if entry == "内容すべて":
            given["parts"] = PARTS
        else:
            what, when = re.fullmatch(r"(\D+)(\d.+)", entry).groups()
            given[PLAN_DATES[what]] = parse_span(when)
    return CommunityPlan(number=int(number), **given)


def _council(row, last):
    facts = {fact.wording.ja: fact for fact in POLICY.facts}
    confirmed = {"認定": [facts["市による認定"]], "計画": []}
    confirmed["計画"] = [fact for _, fact in POLICY.plan_rule.facts.named()]
    records = [re.fullmatch("(.+)（(.+)）", text).groups() for text in _listed(row["記録"])]
    complete = [
        Completeness(fact, last)
        for text in _listed(row["該当なしと確認済み"])
        for fact in confirmed.get(text) or [facts[text]]
    ]
    return Council(
        name=NAME,
        districts=tuple(f"第{number}校区" for number in range(int(row["校区"] or 1))),
        plans=tuple(map(_plan, _listed(row["計画"]))),
    ).add(*(Record(facts[fact], parse_span(on)) for fact, on in records), *complete)


def _yen(text):
    least, _, most = text.partition("-")
    return YenRange(int(least), int(most or least))


def _flags(subsidy, ceiling, cell):
    told = (text.partition("=") for text in _listed(cell))
    figures = tuple((QUESTIONS[key], _yen(yen) if yen else None) for key, _, yen in told)
    return figures + tuple((key, None) for key in WITHOUT_A_FIGURE[subsidy] if ceiling)


def _answers(row, verdicts=None):
    """Give what each subsidy should come to; `verdicts` are of its requirements on the project."""
    for column, subsidy in COLUMNS.items():
        yen = _yen(row[column])
        # A project may well be paid nothing although the council could receive something.
        flags = _flags(subsidy, yen.most or verdicts, row[f"{column}：ほかの読み方"])
        yield SubsidyAnswer(subsidy, yen, flags, () if verdicts is None else (verdicts[subsidy],))


def _subsidy_case(row):
    year = FiscalYear(int(row["年度"]))
    return SubsidyCase(
        name=row["事例"],
        council=_council(row, year.last),
        fiscal_year=year,
        as_of=year.last,
        answers=tuple(_answers(row)),
    )


def _project_case(row):
    yes, no = (
        tuple(ASKED_OF_PROJECTS[name] for name in _listed(row[answer]))
        for answer in ("はい", "いいえ")
    )
    project = Project(name=row["事例"], on=MAY_FIRST, cost=int(row["費用"]), yes=yes, no=no)
    verdicts = {
        subsidy: tuple(SIGNS[sign] for sign in row[ASKED_BY[subsidy]])
        for subsidy in COLUMNS.values()
    }
    year = FiscalYear.of(MAY_FIRST)
    council = Council(name=NAME, districts=("第1校区",)).add(
        Record(POLICY.fact("certified"), datetime.date(2019, 7, 1)),
        Record(POLICY.fact("plan_drafting"), MAY_FIRST),
        *(Completeness(fact, year.last) for _, fact in POLICY.plan_rule.facts.named()),
    )
    return SubsidyCase(
        name=row["事例"],
        council=council,
        fiscal_year=year,
        as_of=year.last,
        projects=(project,),
        answers=tuple(_answers(row, verdicts)),
    )


# --- plans ---------------------------------------------------------------------------------------


def _plan_case(row):
    held = {"すべて": PARTS, "なし": (), "": None}
    projects = [
        PlanProject(name=f"{kind}{number}", soft=soft)
        for kind, soft in (("ソフト", True), ("ハード", False), ("不明", None))
        for number in range(int(row[kind] or 0))
    ]
    drafted, term, ends = (
        parse_span(row[column]) if row[column] else None
        for column in ("策定", "期間", "期間の終わり")
    )
    written = row["内容"].removesuffix(" ほか未確認")
    parts = held.get(written, tuple(written.split()))
    missing = row["足りない内容"]
    return PlanCase(
        name=row["事例"],
        plan=CommunityPlan(
            drafted=drafted,
            term=term,
            parts=parts,
            parts_complete=written == row["内容"],
            projects=tuple(projects),
        ),
        missing=None if parts is None or missing == "未確認" else tuple(missing.split()),
        mainly_soft=SIGNS[row["ソフト中心"]],
        ends=ends,
    )


# A council of which a plan is recorded, and one less of each thing than is asked for: its plan, and
# the requirements that are met by it.
PLANS_ALONE = """
第1期：策定作業2024-04                                    |
第2期：策定作業2024-04                                    |
第1期：策定2024-04                                        | plan_drafted
第1期：策定2024-04，内容すべて                            | plan_drafted plan_complete
第1期：策定2024-04，市長の認定2024-05                     | plan_drafted plan_recognised
第1期：策定2024-04，推進2024-05                           | plan_drafted
"""
ONE_LESS = (
    ("member_bodies", "町内会"),
    ("sharing_meetings", ""),
    ("joint_events", ""),
    ("fields_linked", "防災"),
    ("fields_linked", "福祉"),
)


def _plans_alone(policy):
    return [_plan_alone(policy, row) for row in PLANS_ALONE.strip().splitlines()]


def _plan_alone(policy, row):
    """Make the case that everything is open, but for what a plan is evidence of."""
    told, met = (cell.strip() for cell in row.split("|"))
    records = (Record(policy.fact(key), MAY_FIRST, item=item) for key, item in ONE_LESS)
    return BoundaryCase(
        name=told,
        council=Council(name=NAME, plans=(_plan(told),)).add(*records),
        on=datetime.date(2024, 10, 1),
        verdicts=tuple(
            (
                way.key,
                tuple(
                    Verdict.MET if need.key in met.split() else Verdict.OPEN
                    for need in way.requirements
                ),
            )
            for way in policy.transitions
        ),
        surely=(policy.initial.key,),
        possibly=("self_standing",),
    )


SUBSIDIES = [_subsidy_case(row) for row in _rows("subsidies.csv")]
PROJECTS = [_project_case(row) for row in _rows("projects.csv")]
PLANS = [_plan_case(row) for row in _rows("plans.csv")]
CASES = [*SUBSIDIES, *PROJECTS, *PLANS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_policy_decides_every_case_as_it_was_written(case):
    """What the tables expect of a council, a project or a plan is what the library says."""
    assert case == case.given_by(POLICY)


def test_every_slip_of_the_pen_is_noticed():
    """No amount, year, rate, requirement, question or fact can change without a case that says so.

    The tables of the stages help: an edit may be of a guard and of a subsidy at once.
    """
    unnoticed = unnoticed_edits(POLICY, [*CASES, *_plans_alone(POLICY), *needed(POLICY)])

    assert "\n".join(slip.text("ja") for slip in unnoticed) == ""


@pytest.mark.parametrize("policy", kochi.POLICIES, ids=lambda policy: policy.key)
def test_every_policy_gives_the_same_subsidies(policy):
    """The other policies differ in guards alone, so the subsidies are looked at once for all."""
    assert (policy.subsidies, policy.plan_rule) == (POLICY.subsidies, POLICY.plan_rule)


def test_every_slip_in_what_plans_tell_the_indicators_is_noticed():
    """The indicators alone count whether a plan is complete and recognised.

    The other readings count nothing of plans that neither the default policy nor these count.
    """
    policy = kochi.INDICATOR_POLICY
    cases = [*_plans_alone(policy), *PLANS, *needed(policy)]
    unnoticed = unnoticed_edits(attrs.evolve(policy, subsidies=()), cases)

    assert "\n".join(slip.text("ja") for slip in unnoticed) == ""
