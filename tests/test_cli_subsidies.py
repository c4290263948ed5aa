"""`renkei subsidies`, `renkei project` and `renkei plan`, as their users type them."""

import csv
import io
import json
import pathlib
import sys

import attrs
import pytest
import wcwidth

from renkei_model import kochi
from renkei_model.cli import commands
from renkei_model.community_plans import CommunityPlan, PlanProject
from renkei_model.dates import Span
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT

EVENT = ["project", "--cost", "120,000円", "--on", "R5.8.5", "--name", "夏まつり"]
ANSWERED = [*EVENT, "--host", "yes", "--other-grant", "no", "--benefit", "no"]


def _keys(value):
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else None


# --- subsidies -----------------------------------------------------------------------------------


def test_subsidies_lists_the_29_councils_with_their_ceilings(renkei):
    """One row a council: number, name, certification, the ceilings as numbers, reasons, flags."""
    code, output, errors = renkei("subsidies", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(output)))

    assert (code, errors) == (0, f"renkei: {NOT_THE_CITYS_JUDGEMENT.ja}\n")
    assert len(rows) == 29
    assert rows[24] == {
        "number": "25",
        "name": "介良地区連携協議会",
        "certified": "2019-07",
        "fiscal_year": "2023",
        "activity_promotion_ceiling_least": "400000",
        "activity_promotion_ceiling_most": "1000000",
        "activity_promotion_reason": "計画が未記録",
        "activity_promotion_flags": "promotion_stopped|districts|other_grant_and_drafting"
        "|who_decides|advance_payment",
        "plan_drafting_ceiling_least": "0",
        "plan_drafting_ceiling_most": "250000",
        "plan_drafting_reason": "策定作業が未記録",
        "plan_drafting_flags": "both_in_one_year|notes_on_projects|how_many_years|districts",
    }


def test_subsidies_says_the_year_the_totals_the_questions_and_whose_judgement_it_is_not(renkei):
    """Below the table stand the totals as intervals, and what the leaflet does not say."""
    _, output, _ = renkei("subsidies")

    for part in (
        "令和5年8月31日時点",
        "令和5年度の補助金の上限額（単位: 千円）",
        "A 活動促進事業費補助金: 29協議会の上限額の合計 11,600,000円～29,000,000円",
        "B コミュニティ計画策定補助金: 29協議会の上限額の合計 0円～7,250,000円",
        "（A）概算払（前払い）があるか",
        "（B）同じ年度に活動促進事業費補助金と併せて受けられるか",
        "（ここでは受けられると読み，補助金ごとに計算する）: ほかの読みでの合計 B 0円",
        "a（A・B）二つ以上の小学校区の協議会の上限額が校区ごとか（ここでは協議会ごと）: ",
        "ほかの読みでの合計 A 12,000,000円～30,000,000円，B 0円～7,500,000円",
        "優劣を示すものではありません",
        "市の判断ではありません",
    ):
        assert part in output


def test_subsidies_answers_in_english_too(renkei):
    """The same table, totals and questions exist in English."""
    _, output, _ = renkei("subsidies", "--lang", "en", "--format", "markdown")

    for part in (
        "ceilings of subsidies in FY2023, in thousands of yen",
        "| R1.7 | 400 to 1,000 | 0 to 250 | no record: plan, drafting | a |",
        "A activity-promotion subsidy: 11,600,000 to 29,000,000 yen in all for 29 councils",
        "- a (A, B) whether a council of several districts has a ceiling for each",
        "ranks nobody",
        "not the city's judgement",
    ):
        assert part in output


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_table_of_subsidies_fits_80_columns(renkei, monkeypatch, language):
    """On a terminal of 80 columns every council keeps one line, with its number and ceilings."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    output = renkei("subsidies", "--lang", language)[1]

    assert max(wcwidth.width(line) for line in output.splitlines()) <= 80
    assert sum("1,000 0" in line for line in output.splitlines()) == 29


@pytest.mark.parametrize("year", ["2024", "R6", "令和6年度", "FY2024", "2024-04/2025-03"])
def test_a_fiscal_year_is_written_in_any_form(renkei, year):
    """Another year than the leaflet's is computed as if nothing had changed, and says so."""
    document = json.loads(renkei("subsidies", "9", "--fiscal-year", year, "--format", "json")[1])
    promotion, _ = document["subsidies"]

    assert promotion["fiscal_year"] == 2024
    assert promotion["assumed_year"] is True
    assert promotion["flags"][0]["basis"]["kind"] == "assumed"


def test_without_a_year_it_is_that_of_the_judged_day(renkei):
    """A day in March 2022 lies in fiscal 2021."""
    output = renkei("subsidies", "--as-of", "2022-03-01", "--format", "json")[1]

    assert json.loads(output)["fiscal_year"] == 2021


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "ja",
            "年度ではなく，日か月か期間です。年度を書いてください（令和6年2月1日は令和5年度です）。",
        ),
        ("en", "not a fiscal year; write the fiscal year (2024-02-01 lies in FY2023)"),
    ],
)
def test_a_month_is_no_fiscal_year(renkei, language, sentence):
    """The error says in which fiscal year the month lies."""
    code, output, errors = renkei("subsidies", "--fiscal-year", "2024-02", "--lang", language)

    assert (code, output) == (2, "")
    assert sentence in errors


def test_what_is_no_date_is_no_fiscal_year(renkei):
    """The usual error of dates says how to write one."""
    code, _, errors = renkei("subsidies", "--fiscal-year", "next", "--lang", "en")

    assert code == 2
    assert "--fiscal-year: date 'next'" in errors


def test_subsidies_explains_one_council(renkei):
    """By number or name: both subsidies in full, each with what is missing and what to file."""
    code, output, _ = renkei("subsidies", "久重地域連携協議会", "--lang", "en")

    assert code == 0
    for part in (
        "activity-promotion subsidy [activity_promotion]  FY2023",
        "plan-drafting subsidy [plan_drafting]  FY2023",
        "ceiling for the year: 400,000 to 1,000,000 yen",
        "next: file the report on a project of the plan",
        "K033",
        "on the other reading (grants less): ceiling 0 yen; amount 0 yen",
    ):
        assert part in output


def test_one_council_comes_as_csv_and_markdown(renkei):
    """A row for each requirement of the council and of each ceiling, and for ceilings without."""
    rows = list(csv.DictReader(io.StringIO(renkei("subsidies", "13", "--format", "csv")[1])))
    page = renkei("subsidies", "13", "--format", "markdown")[1]

    assert [(row["ceiling"], row["requirement"], row["verdict"]) for row in rows] == [
        ("", "市の認定を受けている", "充足"),
        ("1,000,000円", "計画を策定・推進した場合", ""),
        ("1,000,000円", "前年度までにコミュニティ計画を策定している", "未確認"),
        ("1,000,000円", "前年度までにコミュニティ計画を推進している", "未確認"),
        ("400,000円", "認定を受けた団体", ""),
        ("", "市の認定を受けている", "充足"),
        ("250,000円", "計画を新たに策定する場合", ""),
        ("250,000円", "その年度にコミュニティ計画を新たに策定している", "未確認"),
        ("0円", "計画を新たに策定していない場合", ""),
    ]
    assert "| 補助金 | 年度 | 上限額 | 適用 |" in page
    assert "- 概算払（前払い）があるか [advance_payment]" in page


def test_json_of_subsidies_has_the_same_keys_in_both_languages(renkei):
    """Programs read the same keys in Japanese and in English."""
    arguments = ("subsidies", "--format", "json", "--lang")
    ja, en = (json.loads(renkei(*arguments, language)[1]) for language in ("ja", "en"))

    assert _keys(ja) == _keys(en)
    assert ja["totals"]["activity_promotion"] == {"least": 11_600_000, "most": 29_000_000}
    assert [each["subsidy"]["key"] for each in ja["councils"][0]["subsidies"]] == [
        "activity_promotion",
        "plan_drafting",
    ]


def test_subsidies_reads_a_ledger_on_top_of_the_registry(renkei, tmp_path):
    """With a plan drafted and promoted in time, council 15 has the higher ceiling."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date\n15,plan_drafted,2021-05-10\n15,plan_promoted,2021-10-01\n",
        encoding="utf-8",
    )
    arguments = ["--ledger", ledger, "--as-of", "2023-08-31"]
    document = json.loads(renkei("subsidies", *arguments, "--format", "json")[1])
    table = renkei("subsidies", "--all", *arguments)[1]

    assert document["subsidies"][0]["ceiling"] == {"least": 1_000_000, "most": 1_000_000}
    assert "計画・計画の推進の記録あり，策定作業が未記録" in table


def test_a_ceiling_that_is_no_whole_thousand_is_written_to_the_yen(renkei, monkeypatch):
    """A table in thousands of yen loses none of them."""
    promotion, drafting = kochi.POLICY.subsidies
    tier, default = promotion.ceilings
    odd = attrs.evolve(default.amounts[0], yen=400_050)
    rule = attrs.evolve(promotion, ceilings=(tier, attrs.evolve(default, amounts=(odd,))))
    policy = attrs.evolve(kochi.POLICY, subsidies=(rule, drafting))
    monkeypatch.setattr(commands, "find_policy", lambda _: policy)

    assert "400.050～1,000" in renkei("subsidies")[1]


def test_alone_and_all_go_with_a_ledger(renkei):
    """Without one there is nothing to read alone."""
    assert renkei("subsidies", "--alone")[0] == 2


def test_subsidies_by_assumptions_say_so(renkei):
    """A policy that counts carries its caveat, on the error stream for CSV."""
    code, _, errors = renkei("subsidies", "--policy", "kochi-indicators", "--format", "csv")

    assert code == 0
    assert kochi.INDICATOR_POLICY.caveat.ja in errors


# --- project -------------------------------------------------------------------------------------


def test_an_eligible_project(renkei):
    """Everything answered as asked: 対象, exit code 0."""
    code, output, errors = renkei(*ANSWERED, "--category", "event")

    assert (code, errors) == (0, "")
    assert "対象: 夏まつり  令和5年8月5日" in output
    assert "市の判断ではありません" in output


def test_a_project_that_is_not_eligible_says_why_and_what_to_do(renkei):
    """One answer against the rule is enough: exit code 1."""
    code, output, _ = renkei(*ANSWERED, "--category", "event", "--host", "no", "--lang", "en")

    assert code == 1
    assert "not eligible: 夏まつり" in output
    assert "× the council hosts or co-hosts it [unmet]" in output
    assert "next: change the project so that" in output


def test_what_nobody_answered_is_open(renkei):
    """Without answers the project is neither eligible nor not: exit code 1."""
    code, output, _ = renkei("project", "--cost", "5000", "--on", "2023-08")

    assert code == 1
    assert "未確認: 事業  令和5年8月" in output
    assert output.count("次に: ") == 4


PROJECTS = str(pathlib.Path(__file__).parent.parent / "examples" / "minori_projects.csv")


def test_a_list_of_projects_is_answered_one_by_one(renkei):
    """Each project of a file has its answer; one that is not surely eligible decides the code."""
    code, output, _ = renkei("project", PROJECTS)
    heads = [line for line in output.splitlines() if line.startswith(("対象", "未確認"))]

    assert code == 1
    assert heads == [
        "対象: みのり夏まつり（架空）  令和8年8月2日",
        "未確認: 防災訓練と炊き出し（架空）  令和8年11月15日",
        "対象: 広報紙「みのり」の発行（架空）  令和8年度",
    ]
    assert output.count(NOT_THE_CITYS_JUDGEMENT.ja) == 1


def test_a_list_of_projects_is_a_table_and_plain_values_too(renkei):
    """A row for each requirement of each project; in JSON a value for each project."""
    table = list(csv.DictReader(io.StringIO(renkei("project", PROJECTS, "--format", "csv")[1])))
    plain = json.loads(renkei("project", PROJECTS, "--format", "json")[1])
    page = renkei("project", PROJECTS, "--format", "markdown", "--lang", "en")[1]

    assert len(table) == 3 * 4
    assert len(plain["projects"]) == 3
    assert page.count("| みのり夏まつり（架空） |") == 4
    assert page.rstrip().endswith(NOT_THE_CITYS_JUDGEMENT.en)


def test_the_form_of_projects_is_read_once_it_is_filled_in(renkei, tmp_path):
    """Of one project the answer is that of the options."""
    heading = renkei("template", "--projects")[1].splitlines()[0]
    filled = tmp_path / "projects.csv"
    row = "夏まつり,R5.8.5,120000,はい,いいえ,いいえ,,,はい,,,"
    filled.write_text(f"{heading}\n{row}\n", encoding="utf-8")

    assert renkei("project", str(filled)) == renkei(*ANSWERED, "--category", "event")


@pytest.mark.parametrize(
    "name",
    [
        "event",
        "まつり・運動会・清掃・健康づくりなどの行事",
        "events such as festivals, sports days, cleaning, health",
    ],
)
def test_a_kind_of_project_is_named_by_key_or_name(renkei, name):
    """In files by its key, by people by its name in either language."""
    assert renkei(*ANSWERED, "--category", name)[0] == 0


def test_an_unknown_kind_of_project_names_those_that_there_are(renkei):
    """The leaflet's list gives examples, so the error says how to ask about any other kind."""
    code, output, errors = renkei(*ANSWERED, "--category", "evnt", "--lang", "en")

    assert (code, output) == (2, "")
    assert "event" in errors
    assert "leave --category out" in errors


def test_the_help_names_every_kind_of_project_that_the_policy_knows(renkei):
    """Whoever asks for help sees the keys that --category takes."""
    helped = "".join(renkei("project", "--help", "--lang", "en")[1].split())
    kinds = [fact.key for fact in kochi.POLICY.subsidies[0].project_facts[3:]]

    assert [key for key in kinds if key not in helped] == []


def test_a_project_comes_in_every_format(renkei):
    """A row, or an object, for each condition, with the answers and what to do."""
    rows = list(csv.DictReader(io.StringIO(renkei(*ANSWERED, "--format", "csv")[1])))
    ja, en = (
        json.loads(renkei(*ANSWERED, "--format", "json", "--lang", language)[1])
        for language in ("ja", "en")
    )
    page = renkei(*ANSWERED, "--format", "markdown")[1]

    assert [row["verdict"] for row in rows] == ["充足", "充足", "充足", "未確認"]
    assert _keys(ja) == _keys(en)
    assert (ja["verdict"], ja["fiscal_year"], ja["cost"]) == ("open", 2023, 120_000)
    assert [each["answers"] for each in ja["requirements"][:3]] == [
        {"hosted_by_council": True},
        {"other_grant": False},
        {"particular_benefit": False},
    ]
    assert set(ja["requirements"][3]["answers"].values()) == {None}
    assert "| 事業 | 補助の対象 | 要件 |" in page


def test_a_project_needs_its_cost_and_its_day(renkei):
    """The two that nobody can leave out are named together."""
    code, _, errors = renkei("project", "--name", "夏まつり")

    assert code == 2
    assert "引数が足りません: --cost, --on" in errors


@pytest.mark.parametrize("cost", ["12万円", "-5", "1.5", "", "9" * 30, "9" * 15])
def test_a_cost_is_a_whole_number_of_yen(renkei, cost):
    """Anything else is refused in one sentence, with exit code 2."""
    code, output, errors = renkei("project", f"--cost={cost}", "--on", "2023-08-05")

    assert (code, output) == (2, "")
    assert "--cost" in errors


def test_a_project_in_two_fiscal_years_is_refused(renkei):
    """A project is of one fiscal year, as its subsidy is."""
    code, _, errors = renkei("project", "--cost", "5000", "--on", "2024-03/2024-04")

    assert code == 2
    assert "二つの年度にまたがっています" in errors


def test_a_subsidy_whose_projects_nobody_described_cannot_be_asked(renkei, monkeypatch):
    """Where a source names no condition on projects, the section in charge is to be asked."""
    promotion, drafting = kochi.POLICY.subsidies
    silent = attrs.evolve(drafting, project_requirements=())
    policy = attrs.evolve(kochi.POLICY, subsidies=(promotion, silent))
    monkeypatch.setattr(commands, "find_policy", lambda _: policy)
    code, output, errors = renkei(*ANSWERED, "--subsidy", "plan_drafting")

    assert (code, output) == (2, "")
    assert "資料は事業の要件を挙げていません" in errors


def test_the_plan_drafting_subsidy_pays_for_drafting_a_plan(renkei):
    """What is no drafting of a plan is not paid by it, and the error names its kind of work."""
    of_it = (*ANSWERED, "--subsidy", "plan_drafting")

    assert renkei(*of_it, "--category", "plan_drafting_work")[0] == 0
    code, output, _ = renkei(*of_it, "--category", "event")
    assert code == 1
    assert "？ コミュニティ計画を新たに策定する事業である [未確認]" in output


def test_a_project_of_a_year_beyond_the_leaflet_is_assumed_to_be_paid_the_same(renkei):
    """The answer says that the leaflet does not speak of the year, as text and as plain values."""
    later = ["R8.8.5" if each == "R5.8.5" else each for each in ANSWERED]
    said = "令和8年度も金額と条件が同じと仮定して計算した [other_year]"

    assert said in renkei(*later)[1]
    assert said not in renkei(*ANSWERED)[1]
    flags = json.loads(renkei(*later, "--format", "json")[1])["flags"]
    assert [flag["key"] for flag in flags] == ["other_year"]


def test_an_unknown_subsidy_is_refused(renkei):
    """The error names the subsidies that there are."""
    code, _, errors = renkei(*ANSWERED, "--subsidy", "activity", "--lang", "en")

    assert code == 2
    assert "activity_promotion" in errors


# --- plan ----------------------------------------------------------------------------------------

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
        monkeypatch.setattr(commands, "choose", lambda _: ((council,), ()))

    return give


def _plan(first, last, **other):
    return attrs.evolve(
        PLAN, term=Span(Span.month(first, 4).first, Span.month(last, 3).last), **other
    )


def test_a_council_without_a_plan_on_record_says_so(renkei):
    """The leaflet holds no plan as such: exit code 1, in every format."""
    code, output, _ = renkei("plan", "9")
    document = json.loads(renkei("plan", "9", "--format", "json")[1])

    assert code == 1
    assert "9 久重地域連携協議会" in output
    assert "計画の記録がない" in output
    assert document["councils"][0]["plans"] == []
    assert "計画の記録がない" in renkei("plan", "9", "--format", "markdown")[1]


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
    with_plans(_plan(2015, 2020))
    over, _, _ = renkei("plan", "9")
    with_plans(_plan(2015, 2020), _plan(2020, 2025, number=2))
    renewed, _, _ = renkei("plan", "9")

    assert (over, renewed) == (1, 0)


def test_plans_come_in_every_format(renkei, with_plans):
    """A row, or an object, for each plan."""
    with_plans(_plan(2021, 2026, parts=None), attrs.evolve(PLAN, number=2, term=None, drafted=None))
    rows = list(csv.DictReader(io.StringIO(renkei("plan", "9", "--format", "csv")[1])))
    english = renkei("plan", "9", "--format", "csv", "--lang", "en")[1]
    document = json.loads(renkei("plan", "9", "--format", "json")[1])
    first, second = document["councils"][0]["plans"]

    assert rows[0] == {
        "council": "久重地域連携協議会",
        "plan": "第1期の計画",
        "missing": "未確認",
        "soft": "2件のうち1～2件",
        "ends": "2026-03-31",
        "renewal": "令和7年度",
    }
    assert (rows[1]["missing"], rows[1]["ends"], rows[1]["renewal"]) == ("なし", "", "")
    assert "1 to 2 of 2" in english
    assert (first["missing"], first["renewal"]) == (None, {"first": 2025, "last": 2025})
    assert (second["missing"], second["ends"], second["renewal"]) == ([], None, None)
    assert first["term"] == "2021-04/2026-03"


def test_a_plan_of_a_file_is_judged_today(renkei, tmp_path):
    """A user's file is about now, as with every command that reads one."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("council,fact,date\n15,plan_drafted,2021-05-10\n", encoding="utf-8")

    assert renkei("plan", ledger)[0] == 1
