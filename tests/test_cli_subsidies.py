"""`renkei subsidies`, as its users type it."""

import csv
import io
import json
import sys

import attrs
import pytest
import wcwidth

from renkei_model import kochi
from renkei_model.cli import commands
from renkei_model.conditions import Unspecified
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.wording import Wording


def _keys(value):
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else None


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
    assert [(row["number"], row["key"], row["fiscal_year"], row["yen"]) for row in rows[:3]] == [
        ("13", "activity_promotion", "2023", ""),
        ("13", "activity_promotion", "2023", "1000000"),
        ("13", "activity_promotion", "2023", "1000000"),
    ]
    assert {(row["ceiling_least"], row["ceiling_most"]) for row in rows} == {
        ("400000", "1000000"),
        ("0", "250000"),
    }
    assert "| 活動促進事業費補助金 | 令和5年度 | 400,000円～1,000,000円 | 0円～" in page
    assert "| 補助金 | 上限額 | 適用 |" in page
    assert "- 概算払（前払い）があるか [advance_payment]" in page


def test_a_record_that_does_not_count_is_told_with_the_reason(renkei):
    """The plan of council 6 is on record, but its term may be over: it is not passed by."""
    text = renkei("subsidies", "6")[1]
    (row, *_) = [
        row
        for row in csv.DictReader(io.StringIO(renkei("subsidies", "6", "--format", "csv")[1]))
        if row["uncounted"]
    ]
    promotion, drafting = json.loads(renkei("subsidies", "6", "--format", "json")[1])["subsidies"]

    assert "■ 数えていない記録（活動促進事業費補助金）" in text
    assert "■ 数えていない記録（コミュニティ計画策定補助金）" not in text
    assert "計画期間が年度の初めまでに終わる可能性があるため，確実な額には数えない" in text
    assert row["requirement"] == "前年度までにコミュニティ計画を策定している"
    assert [each["record"]["fact"] for each in promotion["uncounted"]] == ["plan_drafted"]
    assert drafting["uncounted"] == []


def test_what_the_text_says_of_later_records_and_old_plans_stands_in_every_format(renkei, tmp_path):
    """Records after the day or the year, and those of a plan whose term is over, with reasons."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date,plan,plan_entry\n"
        "みのり,certified,2012-07-01,,\n"
        "みのり,community_plan,2015-05-01,1,drafted\n"
        "みのり,community_plan,2015-06-01,1,promoted\n"
        "みのり,community_plan,2024-06-01,2,drafted\n"
        "みのり,plan_promoted,2025-03-01,,\n",
        encoding="utf-8",
    )
    asked = ("subsidies", "みのり", "--ledger", ledger, "--fiscal-year", "2023")

    def answered(kind):
        return renkei(*asked, "--as-of", "2024-12-01", "--lang", "en", "--format", kind)[1]

    promotion = json.loads(answered("json"))["subsidies"][0]
    rows = list(csv.DictReader(io.StringIO(answered("csv"))))
    reasons = {
        "not counted: the plan's term is over when the year begins",
        "not counted: it lies outside the days that are asked about",
        "not counted: it is dated after the day that is judged",
    }

    assert (promotion["later_records"], promotion["records_beyond_the_year"]["number"]) == (1, 1)
    assert {each["reason"] for each in promotion["uncounted"]} == reasons
    assert {(row["later_records"], row["records_beyond_the_year"]) for row in rows} == {("1", "1")}
    for said in (answered("text"), answered("markdown")):
        assert "Records dated after that day, and not counted: 1." in said
        assert "Records dated after the year that was asked about, and not counted: 1:" in said
        assert "recorded, but not used for this answer: " in said
    for said in (answered("text"), answered("markdown"), str(rows)):
        assert all(reason in said for reason in reasons)


def test_nothing_is_said_of_records_where_all_of_them_count(renkei, tmp_path):
    """A page without records that were passed by has no line on them."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("council,fact,date\nみのり,certified,2012-07-01\n", encoding="utf-8")
    page = renkei("subsidies", "みのり", "--ledger", ledger, "--format", "markdown")[1]

    assert "数えていません" not in page
    assert "判定に使わない記録" not in page


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("plan_drafted,2015-04-01", "not counted: the plan's term is over when the year begins"),
        ("plan_drafted,2023-06-01", "not counted: it lies outside the days that are asked about"),
    ],
)
def test_a_record_of_another_time_does_not_count(renkei, tmp_path, row, reason):
    """A plan of long ago is over, and one of the year itself was not drafted by the last one."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(f"council,fact,date\n15,{row}\n", encoding="utf-8")
    output = renkei("subsidies", "--ledger", ledger, "--as-of", "2023-08-31", "--lang", "en")[1]

    assert reason in output


def test_a_condition_that_the_source_leaves_open_has_no_records(renkei, monkeypatch):
    """Where nothing says what would count, no record is told not to count."""
    promotion, drafting = kochi.POLICY.subsidies
    (need,) = promotion.requirements
    asks = Unspecified(Wording("課に聞く", "ask the section"))
    unsaid = attrs.evolve(need, key="unsaid", condition=asks)
    rule = attrs.evolve(promotion, requirements=(unsaid,))
    policy = attrs.evolve(kochi.POLICY, subsidies=(rule, drafting))
    monkeypatch.setattr(commands, "find_policy", lambda _: policy)

    assert "数えていない記録" not in renkei("subsidies", "15")[1]


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


def test_the_councils_of_a_ledger_come_by_number(renkei, tmp_path):
    """As the sentence below the table says; one without a number comes last."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date\nみのりの会,founded,2021-05-10\n15,founded,2015-05-10\n"
        "9,founded,2015-05-10\n",
        encoding="utf-8",
    )
    rows = csv.DictReader(
        io.StringIO(renkei("subsidies", "--ledger", ledger, "--format", "csv")[1])
    )

    assert [row["number"] for row in rows] == ["9", "15", ""]


def test_a_question_has_a_letter_only_where_rows_with_a_ceiling_differ(renkei, tmp_path):
    """Of a council that receives nothing the source leaves little open, and that is no letter."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text(
        "council,fact,date,complete_through\nみのりの会,certified,,2030-03-31\n"
        "9,founded,2015-05-10,\n",
        encoding="utf-8",
    )
    known = ("--as-of", "2023-08-31", "--fiscal-year", "R4")
    output = renkei("subsidies", "--ledger", ledger, *known)[1]

    assert "\n（A）概算払（前払い）があるか\n" in output
    assert "\na（" not in output


def _asking(count):
    """Give the policy with as many questions about some councils only, each of its own key."""
    promotion, drafting = kochi.POLICY.subsidies
    district = next(each for each in promotion.questions if each.key == "districts")
    asked = tuple(attrs.evolve(district, key=f"question_{number}") for number in range(count))
    rule = attrs.evolve(promotion, questions=asked)
    return attrs.evolve(kochi.POLICY, subsidies=(rule, drafting))


def test_letters_go_on_after_z(renkei, monkeypatch):
    """As columns of a spreadsheet do."""
    monkeypatch.setattr(commands, "find_policy", lambda _: _asking(28))
    output = renkei("subsidies")[1]

    assert "\nz（A）" in output
    assert "\nab（A）" in output


def test_one_key_with_two_wordings_is_two_questions(renkei, monkeypatch):
    """What the source leaves open of one subsidy may be something else of another."""
    promotion, drafting = kochi.POLICY.subsidies
    other = Wording("端数処理を誰が決めるか", "who decides on rounding")
    questions = tuple(
        attrs.evolve(each, key="advance_payment", wording=other)
        if each.key == "how_many_years"
        else each
        for each in drafting.questions
    )
    policy = attrs.evolve(
        kochi.POLICY, subsidies=(promotion, attrs.evolve(drafting, questions=questions))
    )
    monkeypatch.setattr(commands, "find_policy", lambda _: policy)
    output = renkei("subsidies")[1]

    assert "（A）概算払（前払い）があるか\n" in output
    assert "（B）端数処理を誰が決めるか\n" in output


@pytest.mark.parametrize(
    "arguments", [["subsidies"], ["project", "--cost", "1", "--on", "2023-08"]]
)
def test_a_policy_without_subsidies_cannot_be_asked_about_them(renkei, monkeypatch, arguments):
    """One clear error, with what to do."""
    bare = attrs.evolve(kochi.POLICY, subsidies=())
    monkeypatch.setattr(commands, "find_policy", lambda _: bare)
    code, output, errors = renkei(*arguments, "--lang", "en")

    assert (code, output) == (2, "")
    assert errors == (
        "renkei: --policy: kochi says nothing of subsidies; choose a policy that has subsidies.\n"
    )


def test_a_number_alone_is_no_fiscal_year(renkei):
    """The error gives examples of fiscal years, not of days."""
    _, _, errors = renkei("subsidies", "--fiscal-year", "5")

    assert "年度として読めません。「2023」「R5」「令和5年度」のように書いてください。" in errors


def test_names_of_the_registry_are_japanese(renkei):
    """Whoever writes a name in Latin letters is told how else to ask."""
    _, _, errors = renkei("subsidies", "Kuju", "--lang", "en")

    assert "Numbers run from 1 to 29, and names are Japanese" in errors


@pytest.mark.parametrize("columns", ["80", "60"])
def test_text_fits_the_columns_that_are_asked_for(renkei, monkeypatch, columns):
    """COLUMNS works without a terminal too: long lines go on below their beginning, indented."""
    monkeypatch.setenv("COLUMNS", columns)
    output = renkei("subsidies", "6")[1]

    assert max(wcwidth.width(line) for line in output.splitlines()) <= int(columns)


@pytest.mark.parametrize("columns", ["", "0", "wide"])
def test_columns_that_are_no_number_change_nothing(renkei, monkeypatch, columns):
    """Then lines are as long as what they say."""
    plain = renkei("subsidies", "6")
    monkeypatch.setenv("COLUMNS", columns)

    assert renkei("subsidies", "6") == plain


def test_alone_and_all_go_with_a_ledger(renkei):
    """Without one there is nothing to read alone."""
    assert renkei("subsidies", "--alone")[0] == 2


def test_subsidies_by_assumptions_say_so(renkei):
    """A policy that counts carries its caveat, on the error stream for CSV."""
    code, _, errors = renkei("subsidies", "--policy", "kochi-indicators", "--format", "csv")

    assert code == 0
    assert kochi.INDICATOR_POLICY.caveat.ja in errors
