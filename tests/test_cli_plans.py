"""`renkei plan`, as its users type it."""

import csv
import datetime
import io
import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import LADDER
from renkei_model import kochi
from renkei_model.cli import commands
from renkei_model.cli.replaced import without_replaced
from renkei_model.community_plans import CommunityPlan, PlanProject
from renkei_model.dates import Span
from renkei_model.ledgers import Ledger
from renkei_model.plans import plan_records

PLAN = CommunityPlan(
    term=Span.month(2021, 4),
    drafted=Span.month(2021, 4),
    parts=("situation", "vision", "projects", "organisation", "city_support"),
    projects=(PlanProject(name="見守り", soft=True), PlanProject(name="集会所")),
)


@pytest.fixture
def with_plans(monkeypatch):
    """Give council 9 some plans, as a council file will hold them."""

    def give(*plans):
        council = attrs.evolve(kochi.COUNCILS[8], plans=plans)
        monkeypatch.setattr(commands, "choose", lambda _, __: ((council,), ()))

    return give


def _plan(first, last, **other):
    return attrs.evolve(
        PLAN, term=Span(Span.month(first, 4).first, Span.month(last, 3).last), **other
    )


def test_a_council_without_a_plan_on_record_says_so(renkei):
    """The leaflet says nothing of a plan of council 1: exit code 1, in every format."""
    code, output, _ = renkei("plan", "1")
    document = json.loads(renkei("plan", "1", "--format", "json")[1])
    (row,) = csv.DictReader(io.StringIO(renkei("plan", "1", "--format", "csv")[1]))

    assert code == 1
    assert "1 布師田の未来を考える会" in output
    assert "計画の記録がない\n次に: 計画の期" in output
    assert document["councils"][0]["plans"] == []
    assert "計画の記録がない" in renkei("plan", "1", "--format", "markdown")[1]
    assert (row["verdict"], row["records"]) == ("未確認", "")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            "6",
            (
                "コミュニティ計画の策定: 平成24年4月から令和5年8月までの間，"
                "コミュニティ計画，推定／K050"
            ),
        ),
        (
            "9",
            (
                "コミュニティ計画の策定: 令和2年4月から令和5年8月までの間，"
                "第２期久重のまちづくり計画，推定／K309"
            ),
        ),
        (
            "13",
            (
                "コミュニティ計画の策定作業: 令和2年4月から令和5年8月までの間，"
                "コミュニティ計画，推定／K313"
            ),
        ),
    ],
)
def test_what_the_registry_has_of_a_plan_is_told(renkei, number, told):
    """No plan with its term, but a record with its date and basis, in every format."""
    code, output, _ = renkei("plan", number)
    document = json.loads(renkei("plan", number, "--format", "json")[1])

    assert code == 1
    assert f"期ごとの計画の記録はない。計画について次の記録がある:\n  - {told}" in output
    assert (
        f"期ごとの計画の記録はない。計画について次の記録がある:\n\n- {told}"
        in (renkei("plan", number, "--format", "markdown")[1])
    )
    assert told in renkei("plan", number, "--format", "csv")[1]
    assert len(document["councils"][0]["records"]) == 1


def test_a_whole_plan_in_its_term_is_fine(renkei, with_plans):
    """Exit code 0, with the fiscal year in which its renewal falls due."""
    with_plans(_plan(2021, 2026))
    code, output, _ = renkei("plan", "9", "--as-of", "2024-04-01")

    assert code == 0
    assert "更新の時期: 令和7年度" in output


def test_a_plan_that_lacks_a_part_is_a_finding(renkei, with_plans):
    """Exit code 1, and the part by its name."""
    with_plans(_plan(2021, 2026, parts=("situation",)))
    code, output, _ = renkei("plan", "9", "--lang", "en")

    assert code == 1
    assert "× vision and basic goals [missing]" in output


def test_a_plan_whose_term_is_over_is_a_finding(renkei, with_plans):
    """Unless a newer one has followed it."""
    old = _plan(2015, 2020, drafted=Span.month(2015, 3))
    with_plans(old)
    over, _, _ = renkei("plan", "9")
    with_plans(old, _plan(2020, 2025, number=2))
    renewed, _, _ = renkei("plan", "9")

    assert (over, renewed) == (1, 0)


def test_a_plan_that_nobody_looked_into_is_a_finding(renkei, with_plans):
    """Only a plan that surely is whole and in its term is fine."""
    with_plans(_plan(2021, 2026, parts=None))

    assert renkei("plan", "9")[0] == 1


@pytest.mark.parametrize("term", [{"term": None, "drafted": None}, {"term": None}])
def test_a_plan_whose_term_may_be_over_is_a_finding(renkei, with_plans, term):
    """Neither is one of which nobody recorded the years."""
    with_plans(attrs.evolve(PLAN, **{"drafted": Span.month(2018, 10), **term}))

    assert renkei("plan", "9", "--as-of", "2023-10-15")[0] == 1


def test_plans_come_in_every_format(renkei, with_plans):
    """A row, or an object, for each plan."""
    with_plans(_plan(2021, 2026, parts=None), attrs.evolve(PLAN, number=2, term=None, drafted=None))
    rows = list(csv.DictReader(io.StringIO(renkei("plan", "9", "--format", "csv")[1])))
    english = renkei("plan", "9", "--format", "csv", "--lang", "en")[1]
    document = json.loads(renkei("plan", "9", "--format", "json")[1])
    first, second = document["councils"][0]["plans"]

    assert rows[0].pop("records").startswith("コミュニティ計画の策定: 令和2年4月から")
    assert rows[0] == {
        "council": "久重地域連携協議会",
        "plan": "第1期の計画",
        "verdict": "未確認",
        "missing": "未確認",
        "soft": "2件のうち1～2件",
        "ends": "令和8年3月31日",
        "renewal": "令和7年度",
    }
    assert (rows[1]["missing"], rows[1]["ends"], rows[1]["renewal"]) == ("なし", "", "")
    assert "1 to 2 of 2" in english
    assert (first["missing"], first["renewal"]) == (None, {"first": 2025, "last": 2025})
    assert (second["missing"], second["ends"], second["renewal"]) == ([], None, None)
    assert first["term"] == "2021-04/2026-03"
    assert document["councils"][0]["verdicts"] == ["open", "open"]


def test_a_plan_of_a_file_is_judged_today(renkei, tmp_path):
    """A user's file is about now, as with every command that reads one."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("council,fact,date\n15,plan_drafted,2021-05-10\n", encoding="utf-8")

    assert renkei("plan", ledger)[0] == 1


def test_a_policy_without_a_rule_of_plans_cannot_be_asked_about_them(renkei, monkeypatch):
    """One clear error, whether or not the council has a plan."""
    monkeypatch.setattr(commands, "find_policy", lambda _: LADDER)
    code, output, errors = renkei("plan", "9", "--lang", "en")

    assert (code, output) == (2, "")
    assert "--policy: minori says nothing of community plans" in errors


# --- a ledger's plan beside what the registry infers ---------------------------------------------


@pytest.fixture
def ceiling_of(renkei, tmp_path):
    """Give the ceiling and its reason in a fiscal year by a ledger with some rows."""

    def ask(year, *rows, council="9"):
        ledger = tmp_path / "ledger.csv"
        lines = ["協議会,項目,日付,期,計画の事柄,内容", *(f"{council},{row}" for row in rows)]
        ledger.write_text("\n".join(lines) + "\n", encoding="utf-8")
        arguments = ("subsidies", council, "--ledger", ledger, "--fiscal-year", year)
        _, output, errors = renkei(*arguments, "--as-of", "2026-11-01", "--format", "json")
        promotion, _ = json.loads(output)["subsidies"]
        return promotion["ceiling"], promotion["reason"], errors

    return ask


A_MILLION = {"least": 1_000_000, "most": 1_000_000}
IN_FORCE = (
    "コミュニティ計画,R4.4.1～R9.3.31,2,計画期間,第２期久重のまちづくり計画",
    "コミュニティ計画,R4.3.20,2,策定,",
    "コミュニティ計画,R4.10.3,2,推進,",
)
OVER = (
    "コミュニティ計画,R3.4.1～R8.3.31,2,計画期間,第２期久重のまちづくり計画",
    "コミュニティ計画,R3.3.20,2,策定,",
    "コミュニティ計画,R3.10.3,2,推進,",
)


@pytest.mark.parametrize("year", ["R5", "R8"])
def test_a_plan_of_a_ledger_in_its_term_gives_the_million(ceiling_of, year):
    """The clerk's steps: the years, the drafting and the promotion of the second plan."""
    ceiling, reason, _ = ceiling_of(year, *IN_FORCE)

    assert (ceiling, reason) == (A_MILLION, "計画・計画の推進の記録あり")


def test_a_plan_of_a_ledger_whose_term_is_over_is_over(ceiling_of):
    """The registry's undated record of it is no second plan whose term nobody knows."""
    _, reason, errors = ceiling_of("R8", *OVER)

    assert reason == "計画の期間が終了"
    assert errors == (
        "renkei: 9 久重地域連携協議会: 登録簿の「コミュニティ計画の策定」（令和2年4月から令和5年8月"
        "までの間，第２期久重のまちづくり計画）は，台帳の「コミュニティ計画の策定」（令和3年3月20日，"
        "第2期の計画）と同じ計画のことと読み，登録簿のほう（推定 K309 K045 K047 K072）は"
        "数えていません。"
        "別の計画であれば，その計画も台帳に書いてください。\n"
    )
    assert ceiling_of("R5", *OVER)[0] == A_MILLION


@pytest.mark.parametrize(
    ("row", "replaced"),
    [
        ("plan_drafted,R3.3.20,,,", True),  # its day lies in the registry's years
        ("コミュニティ計画,R2.3.20,2,策定,", True),  # it names the same term
        ("コミュニティ計画,R3.3.20,1,策定,", False),  # it names another term
        ("コミュニティ計画,R6.3.20,2,策定,", False),  # later than the registry can know
        ("plan_drafted,H29.3.20,,,", False),  # before the registry's years
        ("plan_promoted,R3.3.20,,,", False),  # another fact
    ],
)
def test_the_registry_s_record_gives_way_to_what_may_be_the_same_plan(ceiling_of, row, replaced):
    """And to nothing else: what may be another plan stays."""
    _, _, errors = ceiling_of("R5", row)

    assert ("登録簿のほう" in errors) is replaced


def test_what_was_left_out_is_told_of_the_councils_that_are_shown(renkei, tmp_path):
    """Whoever asks about council 15 hears nothing of council 9, though the ledger holds both."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date\n9,plan_drafted,2021-03-20\n15,founded,2015-05-10\n",
        encoding="utf-8",
    )

    assert "is not counted beside it" in renkei("assess", "--ledger", ledger, "--lang", "en")[2]
    assert renkei("assess", "15", "--ledger", ledger)[2] == ""


def test_a_step_that_rests_on_the_registry_s_record_still_does(renkei, tmp_path):
    """Replaying takes the registry's record as it was when the step was taken."""
    record = "コミュニティ計画の策定 2020-04/2023-08: 第２期久重のまちづくり計画"
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date,transition,from,to,rests_on\n"
        f"9,段階の変更,2024-04-01,solving_to_self_standing,solving,self_standing,{record}\n"
        "9,plan_drafted,2021-03-20,,,,\n",
        encoding="utf-8",
    )
    output = renkei("replay", ledger)[1]

    assert "根拠とした記録" not in output


DAYS = st.dates(datetime.date(2012, 4, 1), datetime.date(2028, 3, 31))


@given(
    council=st.sampled_from([kochi.COUNCILS[5], kochi.COUNCILS[8]]),
    number=st.integers(1, 3),
    drafted=DAYS,
    as_of=DAYS,
)
def test_what_is_left_out_makes_nothing_less_certain(council, number, drafted, as_of):
    """By any day a plan has surely been drafted with the registry's record only if without it."""
    plan = CommunityPlan(number=number, drafted=Span.day(drafted))
    left, _ = without_replaced(council, attrs.evolve(council, ledger=Ledger(), plans=(plan,)))
    told = plan_records(plan, kochi.POLICY.plan_rule)
    fact = kochi.POLICY.plan_rule.facts.drafted
    with_it, without_it = (
        ledger.add(*told).least_by(fact, as_of, as_of) for ledger in (council.ledger, left)
    )

    assert min(with_it, 1) == min(without_it, 1)
