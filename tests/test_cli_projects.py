"""`renkei project`, as its users type it."""

import csv
import io
import json
import pathlib

import attrs
import pytest

from invented_grants import GRANTS
from renkei_model import kochi
from renkei_model.cli import commands

EVENT = ["project", "--cost", "120,000円", "--on", "R5.8.5", "--name", "夏まつり"]
ANSWERED = [*EVENT, "--host", "yes", "--other-grant", "no", "--benefit", "no"]


def _keys(value):
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else None


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
    assert output.count("市の判断ではありません") == 1
    assert output.count("令和8年度も金額と条件が同じと仮定して計算した [other_year]") == 1


def test_a_list_of_projects_is_a_table_and_plain_values_too(renkei):
    """A row for each requirement of each project; in JSON a value for each project."""
    table = list(csv.DictReader(io.StringIO(renkei("project", PROJECTS, "--format", "csv")[1])))
    plain = json.loads(renkei("project", PROJECTS, "--format", "json")[1])
    page = renkei("project", PROJECTS, "--format", "markdown", "--lang", "en")[1]

    assert len(table) == 3 * 4
    assert len(plain["projects"]) == 3
    assert page.count("| みのり夏まつり（架空） |") == 1 + 4
    assert page.rstrip().endswith("of what was answered, not the city's judgement.")


@pytest.mark.parametrize("format_", ["text", "markdown", "csv", "json"])
def test_what_nobody_wrote_about_a_year_is_told_in_every_format(renkei, format_):
    """That amounts of another year are assumed stands in the answer, or beside it for CSV."""
    _, output, errors = renkei("project", PROJECTS, "--format", format_)

    told = errors if format_ == "csv" else output
    assert "令和8年度も金額と条件が同じと仮定して計算した" in told


def test_a_list_says_date_cost_subsidy_and_yen_of_each_project(renkei):
    """In Markdown for people, in CSV as ISO dates and numbers."""
    page = renkei("project", PROJECTS, "--format", "markdown")[1]
    rows = list(csv.DictReader(io.StringIO(renkei("project", PROJECTS, "--format", "csv")[1])))

    assert (
        "| 防災訓練と炊き出し（架空） | 令和8年11月15日 | 120,000円 | 活動促進事業費補助金 "
        "| 未確認 | 0円～120,000円 |"
    ) in page
    assert {
        (row["date"], row["cost"], row["subsidy"], row["payable_least"], row["payable_most"])
        for row in rows
    } == {
        ("2026-08-02", "350000", "activity_promotion", "350000", "350000"),
        ("2026-11-15", "120000", "activity_promotion", "0", "120000"),
        ("2026-04/2027-03", "90000", "activity_promotion", "90000", "90000"),
    }


def test_the_total_of_a_list_is_told_without_a_council_too(renkei):
    """What may be paid of all of them, within a ceiling that nobody named."""
    output = renkei("project", PROJECTS)[1]
    (total,) = json.loads(renkei("project", PROJECTS, "--format", "json")[1])["totals"]

    assert (
        "令和8年度の活動促進事業費補助金: 3事業，経費の計 560,000円，"
        "補助 440,000円～560,000円（年度の上限額まで"
    ) in output
    assert total == {
        "subsidy": "activity_promotion",
        "fiscal_year": 2026,
        "cost": 560_000,
        "payable": {"least": 440_000, "most": 560_000},
        "council": None,
        "reading": None,
    }


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
    assert (ja["payable"], en["payable"]) == ({"least": 0, "most": 120_000},) * 2
    assert "| 事業 | 日付 | 経費 | 補助金 | 補助の対象 | 補助され得る額 |" in page


def test_a_project_needs_its_cost_and_its_day(renkei):
    """The two that nobody can leave out are named together, with the help of this command."""
    code, _, errors = renkei("project", "--name", "夏まつり")

    assert code == 2
    assert "引数が足りません: --cost, --on" in errors
    assert "renkei project --help" in errors


@pytest.mark.parametrize("cost", ["￥120,000", "１２００００yen", "120000 円"])
def test_a_cost_is_read_as_in_a_file_of_projects(renkei, cost):
    """What a file may say of a cost, the option may say as well."""
    document = json.loads(
        renkei("project", "--cost", cost, "--on", "R5.8.5", "--format", "json")[1]
    )

    assert document["cost"] == 120_000


@pytest.mark.parametrize("cost", ["1,,0,00", "12万円", "-5", "1.5", "", "9" * 30, "9" * 15])
def test_a_cost_is_a_whole_number_of_yen(renkei, cost):
    """Anything else is refused in one sentence, with exit code 2."""
    code, output, errors = renkei("project", f"--cost={cost}", "--on", "2023-08-05")

    assert (code, output) == (2, "")
    assert "--cost" in errors


def test_a_project_in_two_fiscal_years_is_refused(renkei):
    """A project is of one fiscal year, as its subsidy is."""
    code, _, errors = renkei("project", "--cost", "5000", "--on", "2024-03/2024-04")

    assert code == 2
    assert "--on: 「事業」は二つの年度にまたがっています" in errors


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


def test_a_kind_that_another_subsidy_asks_about_is_asked_of_that_one(renkei):
    """Without --subsidy, drafting a plan is a matter of the plan-drafting subsidy."""
    code, output, _ = renkei(*ANSWERED, "--category", "plan_drafting_work")

    assert code == 0
    assert "コミュニティ計画策定補助金 [plan_drafting]\n対象: 夏まつり" in output
    assert "活動促進事業費補助金" not in output


def test_a_list_may_hold_projects_of_both_subsidies(renkei, tmp_path):
    """Each is asked of its own, and each has its total."""
    listed = tmp_path / "projects.csv"
    listed.write_text(
        "name,date,cost,event,plan_drafting_work\nまつり,R5.8.5,1000,○,\n計画づくり,R5.9.1,2000,,○\n",
        encoding="utf-8",
    )
    totals = json.loads(renkei("project", listed, "--format", "json")[1])["totals"]

    assert [(each["subsidy"], each["cost"]) for each in totals] == [
        ("activity_promotion", 1000),
        ("plan_drafting", 2000),
    ]


@pytest.mark.parametrize("name", ["コミュニティ計画策定補助金", "plan-drafting subsidy"])
def test_a_subsidy_is_named_by_its_name_too(renkei, name):
    """People know its name, in either language."""
    assert "[plan_drafting]" in renkei(*ANSWERED, "--subsidy", name)[1]


# --- answers -------------------------------------------------------------------------------------


def test_any_fact_is_answered_by_yes_and_no(renkei):
    """By key or name; so whatever the subsidies of a policy ask can be answered."""
    said = ["--yes", "hosted-by-council", "--no", "ほかの補助金等の交付"]
    said += ["--no", "particular_benefit", "--yes", "event"]

    assert renkei(*EVENT, *said) == renkei(*ANSWERED, "--category", "event")


@pytest.mark.parametrize("yes", ["はい", "○", "YES", "有"])
def test_a_question_is_answered_as_in_a_file(renkei, yes):
    """The words of the form of projects work on the command line."""
    said = ["--host", yes, "--other-grant", "いいえ", "--benefit", "×", "--category", "event"]

    assert renkei(*EVENT, *said)[0] == 0


def test_an_answer_that_is_neither_yes_nor_no_is_refused(renkei):
    """The error says what can be written, and the help says it in Japanese."""
    code, _, errors = renkei(*EVENT, "--host", "たぶん")

    assert code == 2
    assert "--host: たぶん: はい・いいえのどちらでもありません。はい（○），いいえ（×）" in errors
    assert "はい|いいえ|不明" in renkei("project", "--help")[1]


def test_what_is_said_both_ways_is_refused(renkei):
    """By the option's name, not by that of a class."""
    code, _, errors = renkei(*ANSWERED, "--no", "hosted_by_council")

    assert code == 2
    assert (
        "renkei: --no: 「夏まつり」の hosted_by_council に，はいといいえの両方があります" in errors
    )


def test_a_part_of_one_name_alone_is_enough(renkei):
    """As with the names of councils: まつり is in one kind of project, 策定 too; 会 is in two."""
    ambiguous = renkei(*ANSWERED, "--category", "行")[2]

    assert renkei(*ANSWERED, "--category", "まつり") == renkei(*ANSWERED, "--category", "event")
    assert "publicity" in ambiguous
    assert "event" in ambiguous


def test_an_unknown_kind_is_answered_with_the_names_of_all(renkei):
    """Whoever does not know the keys sees what each of them is."""
    errors = renkei(*ANSWERED, "--category", "パレード")[2]

    assert "safety（まち歩き・見守り・防災訓練など）" in errors


def test_an_unknown_fact_is_answered_with_all_of_them(renkei):
    """--yes and --no take whatever a subsidy of the policy asks."""
    code, _, errors = renkei(*EVENT, "--yes", "hosted_by", "--no", "other", "--lang", "en")
    unknown = renkei(*EVENT, "--yes", "sunny", "--lang", "en")[2]

    assert code == 1
    assert "unknown fact of a project 'sunny'" in unknown
    assert "other_grant (another grant received for it)" in unknown
    assert errors == ""


def _of_minori(monkeypatch):
    """Let the command read by a policy whose subsidies ask other things than Kochi's."""
    monkeypatch.setattr(commands, "find_policy", lambda _: GRANTS)


def test_projects_are_asked_about_by_any_policy(renkei, monkeypatch):
    """What Minori's grant asks is answered by --yes and --no, and half of the cost is paid."""
    _of_minori(monkeypatch)
    asked = ("project", "--cost", "1001", "--on", "2024-06-01", "--format", "json")
    plain = json.loads(renkei(*asked, "--yes", "open_to_all", "--no", "paid_elsewhere")[1])

    assert (plain["verdict"], plain["payable"]) == ("met", {"least": 500, "most": 500})


def test_an_option_for_kochi_does_not_answer_for_another_policy(renkei, monkeypatch):
    """The error says how to answer instead."""
    _of_minori(monkeypatch)
    code, _, errors = renkei(*EVENT, "--host", "yes", "--lang", "en")

    assert code == 2
    assert (
        "--host: the subsidies of minori_grants do not ask about it; answer by --yes and --no."
        in errors
    )


def test_the_form_of_projects_is_that_of_the_policy(renkei, monkeypatch):
    """Its columns are what the policy's subsidies ask."""
    _of_minori(monkeypatch)

    assert renkei("template", "--projects", "--lang", "en")[1].splitlines()[0] == (
        "name,date,cost,open_to_all,paid_elsewhere,how_to_fill_in"
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--cost", "5000"),
        ("--on", "2023-08"),
        ("--name", "夏まつり"),
        ("--host", "no"),
        ("--other-grant", "unknown"),
        ("--benefit", "no"),
        ("--category", "event"),
        ("--yes", "event"),
        ("--no", "event"),
    ],
)
def test_what_would_be_passed_over_beside_a_file_is_refused(renkei, option, value):
    """An answer on the command line does not hold for the projects of a file."""
    code, output, errors = renkei("project", PROJECTS, option, value)

    assert (code, output) == (2, "")
    assert f"{option} は，一つの事業を尋ねるときのものです" in errors


@pytest.mark.parametrize("arguments", [["--as-of", "2023-08-31"], ["--alone"]])
def test_what_goes_with_a_council_is_refused_without_one(renkei, arguments):
    """Nothing is judged on a day, or read alone, where no council's ceiling is read."""
    code, output, _ = renkei(*ANSWERED, *arguments)

    assert (code, output) == (2, "")


def test_a_heading_that_is_the_beginning_of_one_column_names_it(renkei, tmp_path):
    """Whoever takes the option's name for the column's is told the column."""
    listed = tmp_path / "projects.csv"
    listed.write_text("name,date,cost,host\nまつり,R5.8.5,1000,○\n", encoding="utf-8")
    errors = renkei("project", listed)[2]

    assert "「host」: この見出しの列はありません。「hosted_by_council」ではありませんか" in errors


def test_the_form_of_projects_has_no_place_for_a_council(renkei):
    """--council is refused, not passed over."""
    assert renkei("template", "--projects", "--council", "9")[0] == 2


# --- within the ceiling of a council -------------------------------------------------------------

DEAR = ["project", "--cost", "1,200,000", *ANSWERED[3:], "--category", "event"]


def test_a_council_is_named_to_read_what_is_paid_within_its_ceiling(renkei):
    """The ceiling of council 9 is open, so what is paid of a dear project is open too."""
    code, output, _ = renkei(*DEAR, "--council", "久重地域連携協議会")
    plain = json.loads(renkei(*DEAR, "--council", "9", "--format", "json")[1])
    (total,) = plain["totals"]

    assert code == 0
    assert (
        "令和5年度の活動促進事業費補助金，9 久重地域連携協議会（令和5年8月31日時点）: 1事業，"
        "経費の計 1,200,000円，上限額 400,000円～1,000,000円（計画の時期が未確認），"
        "交付され得る額 400,000円～1,000,000円"
    ) in output
    assert "答えられた内容と記録された証拠" in output
    assert plain["payable"] == {"least": 1_000_000, "most": 1_000_000}
    assert total["payable"] == {"least": 400_000, "most": 1_000_000}
    assert total["council"]["number"] == 9
    assert total["reading"]["ceiling"] == {"least": 400_000, "most": 1_000_000}


def test_csv_of_projects_gives_the_year_of_the_council_as_numbers(renkei):
    """Ceiling and amount of the year stand in every row of it."""
    rows = csv.DictReader(io.StringIO(renkei(*DEAR, "--council", "9", "--format", "csv")[1]))
    keys = ("council", "ceiling_least", "ceiling_most", "amount_least", "amount_most")

    assert {tuple(row[key] for key in keys) for row in rows} == {
        ("久重地域連携協議会", "400000", "1000000", "400000", "1000000")
    }


def test_a_council_that_may_receive_nothing_is_a_finding(renkei):
    """Nobody recorded that council 9 is drafting a plan, so perhaps nothing is paid for it."""
    asked = [*ANSWERED, "--category", "plan_drafting_work", "--council", "9", "--lang", "en"]
    code, output, _ = renkei(*asked)

    assert code == 1
    assert "ceiling 0 to 250,000 yen (no record: drafting), 0 to 120,000 yen may be paid" in output


def test_the_other_readings_of_a_council_in_yen_are_told(renkei):
    """Council 25 has two districts; whether its ceiling counts twice is left open."""
    output = renkei(*DEAR, "--council", "25")[1]

    assert "[districts]" in output
    assert "[advance_payment]" not in output


def test_a_ledger_names_its_only_council(renkei, tmp_path):
    """With a plan drafted and promoted in time, the dear project is paid up to a million."""
    ledger = tmp_path / "ledger.csv"
    rows = "15,plan_drafted,2021-05-10\n15,plan_promoted,2021-10-01\n"
    ledger.write_text(f"council,fact,date\n{rows}", encoding="utf-8")
    asked = [*DEAR, "--ledger", ledger, "--as-of", "2023-08-31", "--format", "json"]
    (total,) = json.loads(renkei(*asked)[1])["totals"]

    assert total["payable"] == {"least": 1_000_000, "most": 1_000_000}


def test_of_a_ledger_with_several_councils_one_is_named(renkei, tmp_path):
    """Else nobody could say whose ceiling counts."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date\n15,founded,2015-05\n9,founded,2015-05\n", encoding="utf-8"
    )
    code, _, errors = renkei(*DEAR, "--ledger", ledger)

    assert code == 2
    assert "--council で一つ選んでください" in errors
    assert "久重" in renkei(*DEAR, "--ledger", ledger, "--council", "9")[1]
