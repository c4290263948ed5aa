"""The `renkei` command, as its users type it."""

import csv
import datetime
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import wcwidth

from renkei_model import dump_council, kochi, read_ledger
from renkei_model.cli import commands, main, sources
from renkei_model.cli.arguments import COMMANDS, POLICY_COMMANDS
from renkei_model.interchange.registry import parse_registry
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT

ROOT = Path(__file__).parent.parent
MINORI = ROOT / "examples" / "minori.csv"
MINORI_NAME = "みのり地区連携協議会（架空の例）"


TODAY = datetime.date(2026, 11, 1)
CLOCK = sources.today


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Let the command run on one day, whatever the day is."""
    monkeypatch.setattr(sources, "today", lambda: TODAY)
    monkeypatch.setattr(commands, "today", lambda: TODAY)


@pytest.fixture
def minori(tmp_path):
    """Give a copy of the invented council's ledger that a test may change."""
    return Path(shutil.copy(MINORI, tmp_path / "minori.csv"))


# --- the main job --------------------------------------------------------------------------------


def test_assess_lists_the_29_councils_with_every_step(renkei):
    """One command gives number, name, certification, range, counts for four steps and evidence."""
    code, output, errors = renkei("assess", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(output)))

    assert (code, errors) == (0, f"renkei: {NOT_THE_CITYS_JUDGEMENT.ja}\n")
    assert len(rows) == 29
    assert rows[14] == {
        "number": "15",
        "name": "鏡地域連携協議会",
        "certified": "2016-07",
        "recorded_stage": "",
        "surely": "acquaintance",
        "possibly": "self_standing",
        "unfounded_to_acquaintance_met": "1",
        "unfounded_to_acquaintance_open": "0",
        "unfounded_to_acquaintance_unmet": "0",
        "acquaintance_to_spreading_met": "0",
        "acquaintance_to_spreading_open": "3",
        "acquaintance_to_spreading_unmet": "0",
        "spreading_to_solving_met": "1",
        "spreading_to_solving_open": "2",
        "spreading_to_solving_unmet": "0",
        "solving_to_self_standing_met": "1",
        "solving_to_self_standing_open": "1",
        "solving_to_self_standing_unmet": "0",
        "with_evidence": "3",
        "conditions": "9",
    }


def test_assess_says_the_day_the_totals_and_whose_judgement_it_is_not(renkei):
    """The table carries its as-of date, its totals, and that it is not the city's judgement."""
    _, output, _ = renkei("assess")

    assert "令和5年8月31日" in output
    assert "29協議会，261要件: 充足 43，未確認 218，未充足 0" in output
    assert "市の判断ではありません" in output
    assert "優劣を示すものではありません" in output


def test_assess_answers_in_english_too(renkei):
    """The same table, totals and note exist in English."""
    _, output, _ = renkei("--lang", "en", "assess")

    assert "29 councils, 261 conditions: 43 met, 218 open, 0 unmet" in output
    assert "not the city's judgement" in output
    assert "ranks nobody" in output


@pytest.mark.parametrize("name", ["15", "第１５", "15番", "鏡地域連携協議会"])
def test_assess_explains_one_council_by_number_or_name(renkei, name):
    """One answer holds need, have, records, basis, statement, heading and what to file."""
    code, output, _ = renkei("assess", name, "--lang", "en")

    assert code == 0
    for part in (
        "15 鏡地域連携協議会",
        "3 of 9 conditions with evidence",
        "K315",
        "K071",
        "inferred",
        "need:",
        "have:",
        "next: file",
        "between 2020-04 and 2023-08",
    ):
        assert part in output


def test_assess_finds_a_council_by_its_nickname(renkei):
    """The name that people use in the district is enough."""
    assert "潮江南地域連合会" in renkei("assess", "みなみ連合")[1]


def test_assess_gives_json_with_keys_that_do_not_depend_on_the_language(renkei):
    """Programs read the same keys in Japanese and in English."""
    ja, en = (
        json.loads(renkei("assess", "15", "--format", "json", "--lang", language)[1])
        for language in ("ja", "en")
    )

    assert _keys(ja) == _keys(en)
    assert ja["supported_stages"] == {"surely": ["acquaintance"], "possibly": ["self_standing"]}
    assert ja["recorded_stage"] is None
    assert ja["conditions"] == {"with_evidence": 3, "all": 9}


def _keys(value):
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else None


def test_assess_gives_json_for_all_councils(renkei):
    """One document holds the 29 assessments."""
    document = json.loads(renkei("assess", "--format", "json")[1])

    assert len(document["councils"]) == 29
    assert document["as_of"] == "2023-08-31"


@pytest.mark.parametrize(
    "arguments", [["assess"], ["assess", "15"], ["policy"], ["councils"], ["policy", "list"]]
)
def test_answers_come_as_markdown_tables(renkei, arguments):
    """Text for a report can be pasted as it is."""
    output = renkei(*arguments, "--format", "markdown")[1]

    assert any(set(line) <= set("|-: ") and line.startswith("|") for line in output.splitlines())


def test_as_of_moves_the_day_that_is_judged(renkei):
    """Before its certification month ended, a council was not surely founded."""
    _, output, _ = renkei("assess", "29", "--as-of", "令和3年9月30日", "--format", "json")
    document = json.loads(output)

    assert document["as_of"] == "2021-09-30"
    assert document["supported_stages"]["surely"] == ["unfounded"]


# --- a user's own ledger -------------------------------------------------------------------------


def test_template_writes_a_form_with_every_fact_and_what_to_file(renkei):
    """The form has a line for each fact, and is no ledger until something is filled in."""
    code, output, _ = renkei("template", "--lang", "en", "--council", MINORI_NAME)
    rows = list(csv.DictReader(io.StringIO(output)))

    assert code == 0
    assert [row["key"] for row in rows[:-7]] == [fact.key for fact in kochi.FACTS]
    assert {row["key"] for row in rows[-7:]} == {"community_plan"}
    assert {row["council"] for row in rows} == {MINORI_NAME}


def test_template_for_spreadsheets_begins_with_a_byte_order_mark(renkei, tmp_path):
    """A form written to a file opens in a spreadsheet with its Japanese right."""
    form = tmp_path / "ledger.csv"
    code, output, _ = renkei("template", "--output", form)

    assert code == 0
    assert str(form) in output
    assert form.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_filled_form_is_assessed(renkei, tmp_path):
    """A secretary who fills in one line of the form gets an answer for her council."""
    form = tmp_path / "ledger.csv"
    renkei("template", "--output", form, "--council", "なぎさ地区連携協議会（架空の例）")
    rows = list(csv.reader(io.StringIO(form.read_text(encoding="utf-8-sig"))))
    (founded,) = [row for row in rows if "founded" in row]
    founded[rows[0].index("日付")] = "R6.4.20"
    with form.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)

    code, output, errors = renkei(
        "assess", "--ledger", form, "--as-of", "2024-05-01", "--format", "json"
    )

    assert (code, errors) == (0, "")
    assert json.loads(output)["supported_stages"]["surely"] == ["acquaintance"]


def test_an_untouched_form_says_that_nothing_is_filled_in(renkei, tmp_path):
    """Reading the empty form is no silent success."""
    form = tmp_path / "ledger.csv"
    renkei("template", "--output", form)
    code, output, errors = renkei("assess", "--ledger", form)

    assert (code, output) == (2, "")
    assert str(form) in errors


def test_a_ledger_of_one_council_is_explained_in_full(renkei):
    """For the invented council the answer names the stage on record and what is missing."""
    _, output, _ = renkei("assess", "--ledger", MINORI, "--as-of", "2026-04-01")

    assert "記録された段階: 課題解決期" in output
    assert "将来を見据えた計画を策定している" in output


def test_changing_one_line_changes_the_answer_as_predicted(renkei, minori):
    """With the plan drafted a month earlier, nothing is missing on 1 April."""

    def missing():
        output = renkei("assess", "--ledger", minori, "--as-of", "2026-04-01", "--format", "json")[
            1
        ]
        return [leaf["requirement"] for leaf in json.loads(output)["missing"]]

    before = missing()
    text = minori.read_text(encoding="utf-8")
    minori.write_text(text.replace("plan_drafted,2026-04-12", "plan_drafted,2026-03-12"))

    assert before == ["plan_drafted"]
    assert missing() == []


def _filed(tmp_path, name):
    ledger = tmp_path / "filed.csv"
    ledger.write_text(f"council,fact,date\n{name},issues_grasped,2022-05-14\n", encoding="utf-8")
    return ledger


@pytest.mark.parametrize("name", ["15", "鏡地域連携協議会"])
def test_a_registered_council_is_read_on_top_of_the_registry(renkei, tmp_path, name):
    """The user's record and the leaflet's evidence count together."""
    arguments = ["--ledger", _filed(tmp_path, name), "--as-of", "2023-08-31", "--format", "json"]
    document = json.loads(renkei("assess", *arguments)[1])

    assert document["council"]["number"] == 15
    assert document["conditions"]["with_evidence"] == 4


def test_a_plan_in_a_ledger_is_evidence(renkei, tmp_path):
    """A registered council's plan counts on top of the registry's evidence."""
    ledger = tmp_path / "kagami.csv"
    ledger.write_text(
        "council,fact,date,plan,plan_entry\n15,community_plan,2023-03,1,drafted\n",
        encoding="utf-8",
    )
    arguments = ["--ledger", ledger, "--as-of", "2023-08-31", "--format", "json"]
    document = json.loads(renkei("assess", *arguments)[1])

    assert document["conditions"]["with_evidence"] == 4


def test_a_ledger_can_be_read_alone(renkei, tmp_path):
    """With --alone the registry's evidence does not count."""
    arguments = ["--ledger", _filed(tmp_path, "鏡地域連携協議会"), "--alone", "--format", "json"]
    document = json.loads(renkei("assess", *arguments)[1])

    assert document["conditions"]["with_evidence"] == 1


def test_a_ledger_can_be_shown_among_all_registered_councils(renkei, tmp_path):
    """With --all the table has the registry in its order, the filed council in its place."""
    arguments = ["--ledger", _filed(tmp_path, "15"), "--all", "--as-of", "2023-08-31"]
    output = renkei("assess", *arguments, "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(output)))

    assert [row["number"] for row in rows] == [str(number) for number in range(1, 30)]
    assert rows[14]["with_evidence"] == "4"


def test_an_unregistered_council_follows_the_registered_ones(renkei):
    """With --all a council without a number stands at the end of the table."""
    output = renkei("assess", "--ledger", MINORI, "--all", "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(output)))

    assert len(rows) == 30
    assert rows[-1]["name"] == MINORI_NAME
    assert (rows[-1]["number"], rows[-1]["certified"]) == ("", "")


def test_a_registered_council_that_the_ledger_does_not_hold_is_told_so(renkei, tmp_path):
    """No. 8 exists; that this file says nothing of it is what the reader needs to know."""
    ledger = tmp_path / "six.csv"
    names = ("あおば", "みどり", "ひので", "こまどり", "なぎさ", "みなと")
    rows = "".join(f"{name}（架空）,founded,2024-05\n" for name in names)
    ledger.write_text(f"council,fact,date\n{rows}", encoding="utf-8")
    code, output, ja = renkei("assess", "8", "--ledger", ledger)
    en = renkei("timeline", ledger, "--council", "８番", "--lang", "en")[2]

    assert (code, output) == (2, "")
    assert ja.endswith(
        "six.csv: 「朝倉第二小学校区地域内連携協議会」の記録はありません（あるのは "
        "あおば（架空），みどり（架空），ひので（架空），こまどり（架空），なぎさ（架空） "
        "など6の協議会）。登録簿の証拠だけを読むには，ファイルを指定せずに番号か名称を書いてください。\n"
    )
    assert "it holds nothing on '朝倉第二小学校区地域内連携協議会', but on あおば（架空）, " in en
    assert "and others, 6 in all" in en


def test_one_council_of_a_ledger_can_be_asked_for(renkei, tmp_path):
    """Where a ledger holds several councils, a name picks one."""
    ledger = tmp_path / "two.csv"
    ledger.write_text(
        "council,fact,date\nあおば（架空）,founded,2024-05\nみどり（架空）,founded,2024-06\n",
        encoding="utf-8",
    )
    both = renkei("assess", "--ledger", ledger, "--format", "csv")[1]
    one = renkei("assess", "みどり（架空）", "--ledger", ledger)[1]

    assert len(both.splitlines()) == 3
    assert one.startswith("みどり（架空）\n")


# --- a council's life ----------------------------------------------------------------------------


def test_advance_writes_the_step_into_the_ledger(renkei, minori):
    """When everything is met, one line is added and every other line stays."""
    before = minori.read_bytes()
    code, output, errors = renkei("advance", minori, "--on", "2026-04-20", "--by", "事務局")

    assert (code, errors) == (0, "")
    assert "「課題解決期」から「自立期」" in output
    assert minori.read_bytes().startswith(before)
    assert len(minori.read_bytes().splitlines()) == len(before.splitlines()) + 1
    assert renkei("replay", minori)[0] == 0


def test_advance_says_what_is_missing_and_changes_nothing(renkei, minori):
    """When something is missing the exit code is 1 and the file is the same byte for byte."""
    before = minori.read_bytes()
    code, output, errors = renkei("advance", minori, "--on", "2026-04-01", "--by", "事務局")

    assert (code, output) == (1, "")
    assert "「コミュニティ計画の策定」（plan_drafted）を記録する" in errors
    assert "台帳は変更していません" in errors
    assert minori.read_bytes() == before


def test_advance_to_a_stage_that_is_not_next_is_refused(renkei, minori):
    """No leaps: a stage that no single step reaches is an error."""
    code, _, errors = renkei(
        "advance",
        minori,
        "--on",
        "2026-04-20",
        "--by",
        "事務局",
        "--to",
        "spreading",
        "--lang",
        "en",
    )

    assert code == 2
    assert "'spreading [spreading]' is not one step from 'solving issues'" in errors


def test_advance_with_several_councils_asks_which(renkei, tmp_path):
    """A step is never recorded for a council that nobody named."""
    ledger = tmp_path / "two.csv"
    ledger.write_text(
        "council,fact,date\nあおば（架空）,founded,2024-05-01\nみどり（架空）,founded,2024-06-01\n",
        encoding="utf-8",
    )
    step = ["--on", "2024-07-01", "--by", "事務局"]
    code, _, errors = renkei("advance", ledger, *step)
    named, _, _ = renkei("advance", ledger, *step, "--council", "みどり（架空）")

    assert code == 2
    assert errors.endswith(
        "two.csv: 2つの協議会（あおば（架空），みどり（架空））があります。"
        "--council で一つ選んでください。\n"
    )
    assert named == 0
    assert "みどり（架空）,stage_change" in ledger.read_text(encoding="utf-8")


def test_a_stage_to_enter_and_a_step_are_not_both_named(renkei, minori):
    """A step has one name: it is found by the stage that it enters, or by its own key."""
    step = ["--on", "2026-04-20", "--by", "事務局", "--to", "自立期", "--transition", "x"]
    code, output, errors = renkei("advance", minori, *step)

    assert (code, output) == (2, "")
    assert errors.startswith("renkei: --to と --transition は，どちらか一つを使います。\n")


def test_today_is_the_day_of_the_machine():
    """Without a day to judge, a ledger is read on the day on which the command runs."""
    before = datetime.date.today()

    assert before <= CLOCK() <= datetime.date.today()


def test_a_step_of_tomorrow_is_refused(renkei, minori):
    """A record of the future is a slip; today's is none."""
    before = minori.read_bytes()
    late, early = (
        renkei("advance", minori, "--on", day, "--by", "事務局", "--lang", language)
        for day, language in (("2026-11-02", "ja"), ("2026-11-02", "en"))
    )
    unchanged = minori.read_bytes() == before
    on_the_day = renkei("advance", minori, "--on", "2026-11-01", "--by", "事務局")

    assert late == (
        2,
        "",
        (
            "renkei: 日付「2026-11-02」: 今日より後の日です。"
            "段階の変更は，その日を迎えてから記録してください。\n"
        ),
    )
    assert early == (
        2,
        "",
        "renkei: date '2026-11-02': it lies after today; record a step once its day has come.\n",
    )
    assert unchanged
    assert on_the_day[0] == 0


def test_timeline_tells_when_each_requirement_was_met(renkei):
    """A month stays a month, and what is not met yet says so."""
    _, output, _ = renkei("timeline", MINORI)
    rows = json.loads(renkei("timeline", "15", "--format", "json")[1])["timelines"][0]

    assert "令和6年9月  情報と課題を共有している" in output
    assert rows["transitions"][0]["requirements"][0]["met"] == "2012-04/2016-07"
    assert rows["transitions"][1]["met"] is None


def test_timeline_comes_as_csv(renkei):
    """A timeline can go into a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(renkei("timeline", MINORI, "--format", "csv")[1])))

    assert len(rows) == 9
    assert rows[3]["met"] == "2024-09"


def test_replay_of_a_sound_history_is_legal(renkei):
    """The invented council's recorded steps were all met on their dates."""
    code, output, _ = renkei("replay", MINORI, "--lang", "en")

    assert code == 0
    assert "getting acquainted → spreading" in output


def test_replay_by_a_policy_without_a_stage_says_that_it_has_none(renkei):
    """A key is no name: where 設立前 is no stage, the reader is told so."""
    asked = ("replay", MINORI, "--policy", "kochi-founding-divider")
    ja, en = (renkei(*asked, "--lang", language)[1].splitlines() for language in ("ja", "en"))

    assert ja[4:6] == [
        (
            "    - 直前の段階から続いていません: "
            "「親交期」にあるのに「この基準にない段階（unfounded）」からの移行です"
        ),
        (
            "    - この基準にない移行です: "
            "この基準にない段階（unfounded） → 親交期 [unfounded_to_acquaintance]"
        ),
    ]
    assert en[3] == (
        "× 1. 2024-04-20 a stage this policy lacks (unfounded) → getting acquainted (事務局)"
    )


def test_replay_reports_evidence_that_was_taken_out(renkei, minori):
    """A step that rests on a record no longer in the ledger is reported, with exit code 1."""
    lines = minori.read_text(encoding="utf-8").splitlines(keepends=True)
    minori.write_text("".join(line for line in lines if ",issues_grasped," not in line))
    code, output, _ = renkei("replay", minori, "--format", "json")
    remarks = [remark["kind"] for remark in json.loads(output)["replays"][0]["steps"][1]["remarks"]]

    assert code == 1
    assert remarks == ["not_met", "evidence_withdrawn"]


def test_a_council_document_is_read_like_a_ledger(renkei, tmp_path):
    """Where a file may be a ledger, it may be a council's JSON too."""
    document = tmp_path / "minori.json"
    document.write_text(dump_council(read_ledger(MINORI)), encoding="utf-8")

    assert renkei("replay", document) == renkei("replay", MINORI)


def test_a_file_with_several_councils_is_shown_whole_or_in_part(renkei, tmp_path):
    """Timeline shows every council of a file, or the one that is named."""
    ledger = tmp_path / "two.csv"
    ledger.write_text(
        "council,fact,date\nあおば（架空）,founded,2024-05\nみどり（架空）,founded,2024-06\n",
        encoding="utf-8",
    )
    both = renkei("timeline", ledger)[1]
    one = renkei("timeline", ledger, "--council", "みどり（架空）")[1]

    assert ("あおば（架空）" in both, "みどり（架空）" in both) == (True, True)
    assert ("あおば（架空）" in one, "みどり（架空）" in one) == (False, True)


# --- the registry, the policy, the drawing -------------------------------------------------------


def test_councils_lists_the_registry_and_its_csv_loads_again(renkei):
    """The registry that the command writes is the registry that the library reads."""
    text = renkei("councils")[1]
    rows = parse_registry(renkei("councils", "--format", "csv")[1])
    document = json.loads(renkei("councils", "--format", "json")[1])

    assert "29協議会，30小学校区" in text
    assert rows == kochi.REGISTRY
    assert [row.name for row in rows] == [council.name for council in kochi.COUNCILS]
    assert kochi.councils.councils_from(rows) == kochi.COUNCILS
    assert document["councils"][24]["districts"] == ["介良", "介良潮見台"]


def test_policy_tabulates_stages_requirements_and_basis(renkei):
    """Every requirement stands in the table with the kind of its basis and its statement."""
    _, output, _ = renkei("policy")
    document = json.loads(renkei("policy", "--format", "json")[1])

    assert "自立期 [明記]" in output
    assert "K072" in output
    assert "つながりが感じられる地域社会へ" in output
    assert document["transitions"][3]["requirements"][1]["condition"] == {
        "at_least": {"fact": "plan_drafted"}
    }


def test_diagram_is_mermaid_and_can_colour_a_councils_range(renkei):
    """The drawing has ASCII ids and labels in the asked language."""
    plain = renkei("diagram", "--lang", "en")[1]
    coloured = renkei("diagram", "--council", "15")[1]

    assert plain.startswith("stateDiagram-v2\n")
    assert 'state "solving issues" as solving' in plain
    assert "class acquaintance surely" in coloured


# --- other policies ------------------------------------------------------------------------------

NOT_THE_CITYS_WORDING = (
    "この基準は市の資料の文言どおりではありません。"
    "11要件のうち9要件は，求める数も含めて，このモデルの仮定です。"
)


@pytest.mark.parametrize("name", ["kochi-indicators", "kochi_indicators"])
def test_councils_are_read_by_the_policy_that_is_named(renkei, name):
    """The policy by counts has eleven conditions; its name may be written with - or _."""
    _, output, _ = renkei("assess", "15", "--policy", name, "--format", "json")
    document = json.loads(output)

    assert document["policy"]["key"] == "kochi_indicators"
    assert document["conditions"] == {"with_evidence": 4, "all": 11}


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess"],
        ["assess", "--format", "markdown"],
        ["assess", "--format", "json"],
        ["assess", "15"],
        ["assess", "15", "--format", "markdown"],
        ["assess", "15", "--format", "json"],
        ["policy"],
        ["policy", "--format", "markdown"],
        ["policy", "--format", "json"],
        ["timeline", "15"],
        ["timeline", "15", "--format", "markdown"],
        ["timeline", "15", "--format", "json"],
        ["replay", "15"],
        ["replay", "15", "--format", "markdown"],
        ["replay", "15", "--format", "json"],
    ],
    ids=" ".join,
)
def test_an_answer_that_rests_on_assumptions_says_so(renkei, arguments):
    """By counts every answer says whose numbers they are; by the default policy none needs to."""
    assert NOT_THE_CITYS_WORDING in renkei(*arguments, "--policy", "kochi-indicators")[1]
    assert "市の資料の文言どおりではありません" not in renkei(*arguments)[1]


@pytest.mark.parametrize(
    "arguments", [["assess"], ["assess", "15"], ["timeline", "15"], ["replay", "15"]]
)
def test_numbers_on_councils_say_beside_them_what_they_are(renkei, arguments):
    """CSV has no place for a sentence, so assumptions and whose reading it is go to the errors."""
    asked = (*arguments, "--format", "csv", "--policy", "kochi-indicators")
    _, output, errors = renkei(*asked)

    assert NOT_THE_CITYS_WORDING not in output
    assert errors.splitlines() == [
        f"renkei: {NOT_THE_CITYS_WORDING}",
        f"renkei: {NOT_THE_CITYS_JUDGEMENT.ja}",
    ]


def test_a_table_of_rules_says_beside_it_what_is_assumed(renkei):
    """A policy is no reading of a council, so of it only the assumptions are told."""
    errors = renkei("policy", "--format", "csv", "--policy", "kochi-indicators")[2]

    assert errors == f"renkei: {NOT_THE_CITYS_WORDING}\n"


@pytest.mark.parametrize("command", ["assess", "timeline", "replay"])
def test_a_page_on_a_council_says_whose_reading_it_is(renkei, command):
    """Markdown that is pasted elsewhere carries the policy, its assumptions and the sentence."""
    asked = (command, MINORI, "--policy", "kochi-indicators", "--format", "markdown")
    if command == "assess":
        asked = (command, "--ledger", *asked[1:])
    page = renkei(*asked)[1]

    assert f"基準 {kochi.INDICATOR_POLICY.stamp}" in page
    assert NOT_THE_CITYS_WORDING in page
    assert page.endswith(f"\n{NOT_THE_CITYS_JUDGEMENT.ja}\n")


def test_title_and_assumptions_are_two_lines_of_a_page(renkei):
    """Markdown joins lines that do not end with two spaces."""
    page = renkei("assess", "--policy", "kochi-indicators", "--format", "markdown")[1]
    title, caveat, *_ = page.splitlines()

    assert title.endswith(f"基準 {kochi.INDICATOR_POLICY.stamp}  ")
    assert caveat == NOT_THE_CITYS_WORDING


def test_a_drawing_of_assumptions_says_so_in_a_note(renkei):
    """The note stands beside the first stage, a sentence a line, and is closed."""
    lines = renkei("diagram", "--policy", "kochi-indicators", "--lang", "en")[1].splitlines()
    start = lines.index("    note right of unfounded")

    assert lines[start + 1 : start + 4] == [
        "        This is not the city's own wording.",
        "        The model assumes 9 of the 11 requirements, thresholds included.",
        "    end note",
    ]
    assert "note" not in renkei("diagram", "--lang", "en")[1]


def test_a_drawing_of_a_council_says_which_one_when_and_whose_reading_it_is(renkei):
    """The picture travels without its command, so the note beside the first stage tells all."""
    asked = ("diagram", "--council", "29", "--as-of", "2022-04-01", "--policy", "kochi-indicators")
    lines = renkei(*asked)[1].splitlines()
    start = lines.index("    note right of unfounded")

    assert lines[start + 1 : start + 7] == [
        "        29 一宮東連携協議会（一宮東をつなぐ会）",
        "        令和4年4月1日時点",
        "        この基準は市の資料の文言どおりではありません。",
        "        11要件のうち9要件は，求める数も含めて，このモデルの仮定です。",
        f"        {NOT_THE_CITYS_JUDGEMENT.ja}",
        "    end note",
    ]


def test_a_step_is_taken_by_the_policy_that_is_named(renkei, minori):
    """By counts the invented council is not ready; the step that is taken carries its policy."""
    step = ["--on", "2026-04-20", "--by", "事務局", "--policy"]
    refused = renkei("advance", minori, *step, "kochi-indicators")
    taken = renkei("advance", minori, *step, "kochi-plan-any")

    assert (refused[0], refused[1]) == (1, "")
    assert "（plan_complete）を記録する" in refused[2]
    assert f"{NOT_THE_CITYS_WORDING}\n台帳は変更していません。\n" in refused[2]
    assert taken[0] == 0
    assert "9要件のうち1要件は，このモデルの仮定です。" in taken[1]
    assert "kochi_plan_any@2023-08#" in minori.read_text(encoding="utf-8").splitlines()[-1]


def test_a_replay_by_another_policy_says_which_one_was_applied(renkei, minori):
    """A step that one reading allowed is judged again by the other, and says so."""
    step = ["--on", "2026-04-20", "--by", "事務局"]
    renkei("advance", minori, *step, "--policy", "kochi-plan-any")
    code, output, _ = renkei("replay", minori, "--format", "json")
    (last,) = json.loads(output)["replays"][0]["steps"][-1:]

    assert code == 0
    assert [remark["kind"] for remark in last["remarks"]] == ["other_policy"]


def test_a_stage_is_one_of_the_policy_that_is_named(renkei, minori):
    """Where founding ends 親交期, there is no stage before it to go to."""
    step = ["--on", "2026-04-20", "--by", "事務局", "--to", "設立前"]
    code, _, errors = renkei("advance", minori, *step, "--policy", "kochi-founding-divider")

    assert code == 2
    assert "使えるのは acquaintance, spreading, solving, self_standing です" in errors


def test_an_assumed_number_comes_with_its_range_for_programs(renkei):
    """Meetings are asked for twice, plausibly once to six times; founding has no range."""
    document = json.loads(renkei("policy", "--policy", "kochi-indicators", "--format", "json")[1])
    founding, acquaintance, *_ = (way["requirements"] for way in document["transitions"])

    assert founding[0]["basis"]["plausible"] is None
    assert acquaintance[1]["key"] == "sharing_meetings"
    assert acquaintance[1]["basis"]["plausible"] == [1, 6]


def test_policies_are_listed_with_what_is_inferred_and_assumed_in_them(renkei):
    """Both numbers stand side by side; the default policy assumes nothing and infers all."""
    text = renkei("policy", "list")[1].splitlines()
    english = renkei("policy", "list", "--lang", "en")[1].splitlines()
    markdown = renkei("policy", "list", "--lang", "en", "--format", "markdown")[1].splitlines()
    rows = list(csv.DictReader(io.StringIO(renkei("policy", "list", "--format", "csv")[1])))
    document = json.loads(renkei("policy", "list", "--format", "json", "--lang", "en")[1])

    assert text[:2] == [
        f"{kochi.POLICY.stamp}  高知市地域内連携協議会の発展モデル",
        "  9要件（推定 9，仮定 0）",
    ]
    assert [line.split("@")[0] for line in text if "@" in line] == [
        policy.key for policy in kochi.POLICIES
    ]
    assert text[6:8] == [
        "  9要件（推定 8，仮定 1）",
        "  仮定の内容: 将来を見据えた計画を策定している",
    ]
    assert english[1] == "  9 requirements: 9 inferred, 0 assumed"
    assert english[3] == "  11 requirements: 2 inferred, 9 assumed"
    assert markdown[0] == (
        "| name | version | fingerprint | title | requirements | inferred | assumed | assumes |"
    )
    assert markdown[2].endswith(" | 9 | 9 | 0 |  |")
    assert rows[0] == {
        "name": "kochi",
        "version": "2023-08",
        "fingerprint": kochi.POLICY.fingerprint,
        "title": "高知市地域内連携協議会の発展モデル",
        "requirements": "9",
        "inferred": "|".join(need.key for need in kochi.POLICY.requirements),
        "assumed": "",
    }
    assert rows[4]["assumed"] == "two_of_three"
    assert document["policies"][1]["inferred"] == [
        {"key": "founded", "wording": "the council has been founded"},
        {"key": "issues_shared", "wording": "information and issues have been shared"},
    ]
    assert document["policies"][2]["assumed"] == [
        {"key": "plan_drafted", "wording": "a plan with the future in view has been drafted"}
    ]


def test_no_policy_of_the_list_is_said_to_be_the_citys_wording(renkei):
    """The list says of all of them, and not of some, that the city did not write them so."""
    ja, en = (renkei("policy", "list", "--lang", language)[1] for language in ("ja", "en"))

    assert "どれも市の資料の文言どおりではありません。" in ja.splitlines()[-1]
    assert "None is the city's own wording:" in en.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--policy", "kochi", "list"],
        ["list", "--policy", "kochi"],
        ["--policy", "kochi", "diff", "kochi", "kochi-plan-any"],
        ["diff", "kochi", "kochi-plan-any", "--policy=kochi"],
    ],
)
def test_what_is_about_several_policies_takes_no_single_one(renkei, arguments):
    """An option that would be ignored is one error, wherever it stands, and in the help of none."""
    code, output, errors = renkei("policy", *arguments, "--lang", "en")
    name = next(word for word in arguments if word in POLICY_COMMANDS)

    assert (code, output) == (2, "")
    assert errors.startswith(
        f"renkei: --policy, the one policy to read by, does not go with policy {name}.\n"
    )
    assert "--policy" not in renkei("policy", name, "--help")[1]


def test_options_may_stand_before_the_command_of_a_command(renkei):
    """`renkei policy --format csv list` is `renkei policy list --format csv`."""
    before = renkei("policy", "--lang", "en", "--format", "csv", "list")

    assert before == renkei("policy", "list", "--lang", "en", "--format", "csv")


# --- what cannot be used -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "ja", "en"),
    [
        (["asses"], "assess ではありませんか", "Did you mean assess?"),
        (["assess", "--as-of", "R1.4"], "H31", "H31"),
        (["assess", "--as-of", "2026-02-30"], "暦にない", "no such day"),
        (["assess", "--format", "xml"], "--format", "--format"),
        (["assess", "--lagder", "x"], "--lagder", "--lagder"),
        (["assess", "--ledger"], "値がありません", "needs a value"),
        (["advance", "x.csv", "--on", "2026-04", "--by", "a"], "年月日まで", "year, month and day"),
        (["advance", "x.csv"], "--on", "--on"),
        (
            ["advance", str(MINORI), "--on", "2026-04-20", "--by", "a", "--to", "spredding"],
            "spreading",
            "Did you mean 'spreading'?",
        ),
        (["assess", "30"], "番号は1から29", "1 to 29"),
        (["assess", "鏡地域連携協義会"], "鏡地域連携協議会", "鏡地域連携協議会"),
        (["assess", "朝倉"], "朝倉小学校区地域内連携協議会", "朝倉小学校区地域内連携協議会"),
        (["assess", "--ledger", "nowhere.csv"], "nowhere.csv", "nowhere.csv"),
        (["timeline", "nowhere.json"], "nowhere.json", "nowhere.json"),
        (["replay", "."], "フォルダー", "folder"),
        (["timeline", str(MINORI), "--council", "みのる"], "「みのる」", "'みのる'"),
        (["assess", "--all=yes"], "--all", "--all"),
        (
            ["assess", "--policy", "kochi-indicator"],
            "「kochi_indicators」ではありませんか。使えるのは kochi, kochi_indicators,",
            "Did you mean 'kochi_indicators'? Known: kochi, kochi_indicators,",
        ),
        (["policy", "lst"], "list ではありませんか", "Did you mean list?"),
        ([], "コマンド", "COMMAND"),
    ],
)
def test_what_cannot_be_used_gets_one_clear_sentence(renkei, arguments, ja, en):
    """Exit code 2, nothing on the output, and a sentence in the asked language."""
    in_japanese = renkei(*arguments)
    in_english = renkei(*arguments, "--lang", "en")

    assert (in_japanese[0], in_japanese[1]) == (2, "")
    assert (in_english[0], in_english[1]) == (2, "")
    assert ja in in_japanese[2]
    assert en in in_english[2]


@pytest.mark.parametrize(
    "command", ["", *COMMANDS, *(f"policy {name}" for name in POLICY_COMMANDS)]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_help_exists_for_every_command_in_both_languages(renkei, command, language):
    """Help is in the asked language and ends with exit code 0."""
    words = command.split()
    code, output, _ = renkei(*words, "--help", f"--lang={language}")

    assert code == 0
    assert ("この説明を表示する" in output) == (language == "ja")


# --- two policies --------------------------------------------------------------------------------


def test_policy_diff_of_a_policy_with_itself_is_nothing_and_all_is_well(renkei):
    """Nothing differs, all 29 councils are read alike, and the exit code is that of a fine day."""
    code, output, errors = renkei("policy", "diff", "kochi", "kochi")

    assert (code, errors) == (0, "")
    assert "二つの基準に違いはありません。" in output
    assert "29協議会: 段階か移行の判定が異なる 0，要件の判定だけが異なる 0，同じ 29" in output


def test_policy_diff_names_the_rule_and_the_councils_it_concerns(renkei):
    """A draft that asks for one thing more is told with whom it concerns, and is a finding."""
    code, output, errors = renkei(
        "policy", "diff", "kochi", "kochi-plan-recognised-required", "--lang", "en"
    )

    assert (code, errors) == (1, "")
    for line in (
        "as of 2023-08-31; policies A kochi@2023-08#",
        (
            "    only B asks: the mayor has recognised the community plan [plan_recognised]: "
            "not asked ↔ open"
        ),
        kochi.VARIANTS[1].caveat.en,
        "The order ranks nobody.",
        "not the city's judgement.",
    ):
        assert line in output


def test_policy_diff_reads_a_ledger_on_a_day(renkei):
    """A council with all for the last step reads which rule of the draft would keep it from it."""
    code, output, _ = renkei(
        "policy",
        "diff",
        "kochi",
        "kochi_plan_recognised_required",
        "--ledger",
        MINORI,
        "--as-of",
        "2026-11-01",
    )

    assert code == 1
    assert output.split("\n\n")[-2].splitlines() == [
        MINORI_NAME,
        "  記録から読み取れる段階: 自立期 ↔ 確実なのは課題解決期，可能性があるのは自立期まで",
        "    理由: 課題解決期 → 自立期",
        "  課題解決期 → 自立期: 充足 ↔ 未確認",
        (
            "    Bだけが求める: コミュニティ計画を市長が認めている [plan_recognised]: "
            "問わない ↔ 未確認"
        ),
    ]


def test_policy_diff_gives_a_row_for_every_difference_and_the_caveat_apart(renkei):
    """A spreadsheet holds the policies' differences without a council, then each council's."""
    asked = ("policy", "diff", "kochi", "kochi-two-of-three", "--format", "csv", "--lang", "en")
    code, output, errors = renkei(*asked)
    rows = list(csv.DictReader(io.StringIO(output)))

    assert code == 1
    assert [line.split("@")[0] for line in errors.splitlines()] == [
        "renkei: as of 2023-08-31; policies A kochi",
        "renkei: kochi_two_of_three",
        (
            "renkei: 29 councils: 0 with other stages or other verdicts on a step, 29 with other "
            "verdicts on requirements only, 0 read alike"
        ),
        "renkei: councils whose ceilings differ: FY2023, as of 2023-08-31",
        "renkei: The order ranks nobody.",
        "renkei: This is the model's reading of recorded evidence, not the city's judgement.",
    ]
    assert [row["key"] for row in rows if not row["name"]] == [
        "linkage_widened",
        "made_known",
        "understanding_promoted",
        "two_of_three",
        "title",
    ]
    assert [tuple(row.values()) for row in rows if row["number"] == "15"] == [
        (
            "15",
            "鏡地域連携協議会",
            "",
            "spreading_to_solving",
            "differs",
            "spreading → solving issues",
            "open",
            "open",
        ),
        (
            "15",
            "鏡地域連携協議会",
            "spreading_to_solving",
            "linkage_widened",
            "only A asks",
            "linkage has widened across the whole district",
            "open",
            "not asked",
        ),
        (
            "15",
            "鏡地域連携協議会",
            "spreading_to_solving",
            "understanding_promoted",
            "only A asks",
            "understanding of the district's work has been promoted",
            "open",
            "not asked",
        ),
        (
            "15",
            "鏡地域連携協議会",
            "spreading_to_solving",
            "two_of_three",
            "only B asks",
            "two or more hold of: linkage widened, made known, understanding promoted",
            "not asked",
            "open",
        ),
    ]


def test_policy_diff_gives_json_with_keys_that_do_not_depend_on_the_language(renkei):
    """A program reads what differs, for whom, and how many are read alike, by stable keys."""
    asked = ("policy", "diff", "kochi", "kochi-founding-divider", "--ledger", MINORI)
    asked = (*asked, "--as-of", "2024-04-01", "--format", "json")
    ja, en = (json.loads(renkei(*asked, "--lang", language)[1]) for language in ("ja", "en"))
    (council,) = en["councils"]

    assert _keys(ja) == _keys(en)
    assert en["decides_otherwise"]
    assert en["stages"] == {
        "dropped": ["unfounded"],
        "added": [],
        "reordered": False,
        "first": {"before": "unfounded", "after": "acquaintance"},
    }
    assert [(way["key"], way["change"], way["after"]) for way in en["transitions"]] == [
        ("unfounded_to_acquaintance", "dropped", None),
        (
            "acquaintance_to_spreading",
            "changed",
            {
                "source": "acquaintance",
                "target": "spreading",
                "kind": "progress",
                "force": "may",
            },
        ),
    ]
    assert en["transitions"][1]["requirements"] == [
        {
            "key": "founded",
            "wording": "the council has been founded",
            "change": "moved_here",
            "before": {"at_least": {"fact": "founded"}},
            "after": {"at_least": {"fact": "founded"}},
            "elsewhere": ["unfounded_to_acquaintance"],
        }
    ]
    assert en["read_alike"] == 0
    assert council["decisive"]
    assert council["before"]["supported_stages"]["surely"] == ["unfounded"]
    assert council["after"]["supported_stages"]["surely"] == ["acquaintance"]
    assert council["stages_differ_by"] == []
    assert [
        (step["key"], step["change"], step["before"], step["after"], len(step["rules"]))
        for step in council["steps"]
    ] == [
        ("unfounded_to_acquaintance", "dropped", "open", None, 0),
        ("acquaintance_to_spreading", "changed", "open", "open", 1),
    ]
    assert council["steps"][1]["rules"] == [
        {
            "key": "founded",
            "wording": "the council has been founded",
            "change": "moved_here",
            "before": None,
            "after": "open",
        }
    ]


def test_policy_diff_tells_whose_ceilings_change_in_a_fiscal_year(renkei):
    """The six policies pay alike, which is said of the year that was asked about."""
    output = renkei("policy", "diff", "kochi", "kochi-plan-any", "--fiscal-year", "R6")[1]
    page = renkei(
        "policy", "diff", "kochi", "kochi", "--fiscal-year", "R6", "--format", "markdown"
    )[1]

    plain = json.loads(
        renkei("policy", "diff", "kochi", "kochi", "--fiscal-year", "R6", "--format", "json")[1]
    )
    heading = (
        "補助金の上限額が異なる協議会: "
        "令和6年度（金額・条件は令和5年度と同じと仮定）（令和5年8月31日時点）"
    )

    assert f"{heading}\n上限額はどの協議会も同じです。\n\n{NOT_THE_CITYS_JUDGEMENT.ja}" in output
    assert f"## {heading}\n\n上限額はどの協議会も同じです。" in page
    assert plain["fiscal_years"] == [
        {"year": 2024, "wording": "令和6年度（金額・条件は令和5年度と同じと仮定）"}
    ]


def test_policy_diff_writes_markdown(renkei):
    """One page holds the two policies, their differences, and for each council what changes."""
    output = renkei(
        "policy", "diff", "kochi", "kochi_two_of_three", "--format", "markdown", "--lang", "en"
    )[1]
    lines = output.splitlines()

    assert lines[0].startswith("# Kochi City's development model of councils ↔ ")
    assert "| step | key | change | what | policy A | policy B |" in lines
    assert "- spreading → solving issues: open" in lines
    assert (
        "  - only A asks: understanding of the district's work has been promoted "
        "[understanding_promoted]: open ↔ not asked"
    ) in lines
    assert lines[-1].endswith("not the city's judgement.")


def test_policy_diff_of_nothing_has_no_empty_table_in_markdown(renkei):
    """Where nothing differs the page says so in a sentence."""
    output = renkei("policy", "diff", "kochi", "kochi", "--format", "markdown", "--lang", "en")[1]

    assert "\nThe two policies differ in nothing.\n" in output
    assert "|" not in output


def test_policy_diff_needs_two_policies_that_exist(renkei):
    """One name is too few, and an unknown one is answered with those that are meant."""
    missing, unknown = (
        renkei("policy", "diff", *names, "--lang", "en")
        for names in (["kochi"], ["kochi", "kochi-two-of-tree"])
    )

    assert missing[0] == unknown[0] == 2
    assert "arguments are missing: B." in missing[2]
    assert "kochi_two_of_three" in unknown[2]


# --- the terminal --------------------------------------------------------------------------------


def test_on_a_terminal_long_sentences_are_broken_at_its_width(renkei, monkeypatch):
    """Prose fits the window, and a table that cannot be cut any further is left whole."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    narrow = renkei("assess", "15")[1].splitlines()
    table = renkei("assess")[1].splitlines()

    assert max(_width(line) for line in narrow) <= 60
    assert max(_width(line) for line in table) > 60


def _width(line):
    return wcwidth.width(line)


def test_a_reader_that_stops_early_is_no_error():
    """`renkei assess | head -1` ends quietly."""
    code = "import sys; from renkei_model.cli import main; sys.exit(main(['assess']))"
    with subprocess.Popen(  # noqa: S603 - a fresh Python of our own
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        errors = process.stderr.read()

    assert errors == b""


def _told_without_output(how):
    """Give exit code and errors of `renkei assess` where standard output takes nothing."""
    done = subprocess.run(  # noqa: S603 - a fresh Python of our own
        ["/bin/sh", "-c", f'exec "$0" -m renkei_model --lang en assess {how}', sys.executable],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell that closes streams")
def test_an_output_that_is_closed_is_told_in_one_sentence():
    """`renkei assess >&-` says why nothing is printed; without errors either, it only ends."""
    sentence = "renkei: the answer cannot be printed: its output is closed.\n"

    assert _told_without_output(">&-") == (2, sentence)
    assert _told_without_output(">&- 2>&-") == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_output_that_is_full_is_told_in_one_sentence():
    """`renkei assess > /dev/full` is no crash, and no success."""
    sentence = "renkei: the answer cannot be printed (No space left on device).\n"

    assert _told_without_output(">/dev/full") == (2, sentence)


@pytest.mark.parametrize("name", ["あ" * 300, "a\0b", "loop.csv", "loop.csv/council"])
def test_a_name_that_no_system_takes_is_answered_in_words(renkei, tmp_path, monkeypatch, name):
    """A name too long for a path, or a link that leads to itself, is no crash."""
    monkeypatch.chdir(tmp_path)
    Path("loop.csv").symlink_to("loop.csv")
    code, output, errors = renkei("timeline", name)

    assert (code, output) == (2, "")
    assert errors.startswith("renkei: ")


def test_an_output_that_lacks_a_character_shows_its_code():
    """A console without Japanese gets codes instead of a crash."""
    done = subprocess.run(
        [sys.executable, "-c", "from renkei_model.cli import main; main(['councils'])"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert b"\\u9ad8" in done.stdout or b"\\u5e02" in done.stdout


def test_the_command_can_be_called_by_a_program_that_captures_its_output(monkeypatch):
    """A plain text stream in place of the console gets the same answer."""
    captured = io.StringIO()
    monkeypatch.setattr(sys, "stdout", captured)
    code = main(["diagram"])

    assert code == 0
    assert captured.getvalue().startswith("stateDiagram-v2\n")


# --- what newcomers ran into ---------------------------------------------------------------------


def test_a_file_that_exists_is_never_overwritten(renkei, tmp_path):
    """Asking for the form twice does not destroy a ledger that was filled in meanwhile."""
    form = tmp_path / "ledger.csv"
    form.write_text("council,fact,date\nあおば（架空）,founded,2024-05\n", encoding="utf-8")
    before = form.read_bytes()
    code, output, errors = renkei("template", "--output", form)

    assert (code, output) == (2, "")
    assert "すでにあります" in errors
    assert form.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["assess", "--format", "csv"], b"\xef\xbb\xbfnumber,name"),
        (["assess", "15", "--format", "json"], b"{"),
        (["policy", "--format", "markdown"], b"# "),
        (["councils"], "番号".encode()),
        (["diagram"], b"stateDiagram-v2"),
    ],
)
def test_every_answer_can_be_written_to_a_file(renkei, tmp_path, arguments, begins):
    """CSV is written so that a spreadsheet opens it; everything else as it is printed."""
    path = tmp_path / "answer"
    code, output, _ = renkei(*arguments, "--output", path)

    assert code == 0
    assert str(path) in output
    assert path.read_bytes().startswith(begins)


def test_every_command_reads_a_registered_council_on_top_of_the_registry(renkei, tmp_path):
    """A registered council needs no record of its founding to be advanced, told or replayed."""
    ledger = tmp_path / "kagami.csv"
    ledger.write_text("council,fact,date\n15,actors_acquainted,2022-05-14\n", encoding="utf-8")
    step = ["--on", "2024-04-01", "--by", "事務局"]
    alone = renkei("advance", ledger, *step, "--alone")
    taken = renkei("advance", ledger, *step, "--to", "親交期")
    told = renkei("timeline", ledger)[1]

    assert (alone[0], taken[0]) == (1, 0)
    assert "鏡地域連携協議会: 令和6年4月1日，「設立前」から「親交期」へ" in taken[1]
    assert ledger.read_text(encoding="utf-8").splitlines()[-1].startswith("15,stage_change,")
    assert told.startswith("15 鏡地域連携協議会")
    assert renkei("replay", ledger)[0] == 0


def test_two_spellings_of_a_registered_council_are_one(renkei, tmp_path):
    """Number, name and full-width number all mean the same council."""
    ledger = tmp_path / "kagami.csv"
    ledger.write_text(
        "council,fact,date\n"
        "15,actors_acquainted,2022-05-14\n"
        "１５,issues_grasped,2022-06-11\n"
        "鏡地域連携協議会,issues_shared,2022-07-09\n",
        encoding="utf-8",
    )
    output = renkei("assess", "--ledger", ledger, "--format", "json")[1]

    assert json.loads(output)["conditions"] == {"with_evidence": 6, "all": 9}


def test_a_number_that_is_not_registered_is_refused(renkei, tmp_path):
    """No council is called 31."""
    ledger = tmp_path / "numbers.csv"
    ledger.write_text("council,fact,date\n31,founded,2022-05-14\n", encoding="utf-8")
    code, _, errors = renkei("assess", "--ledger", ledger)

    assert code == 2
    assert "番号は1から29" in errors


def test_a_name_nearly_that_of_a_registered_council_is_remarked(renkei, tmp_path):
    """A slip of the pen makes a new council, and says so on the error stream."""
    ledger = tmp_path / "slip.csv"
    ledger.write_text("council,fact,date\n鏡地域連携協議,founded,2022-05-14\n", encoding="utf-8")
    code, output, errors = renkei("assess", "--ledger", ledger)

    assert code == 0
    assert output.startswith("鏡地域連携協議\n")
    assert "「鏡地域連携協議会」（15番）ではありませんか" in errors
    assert renkei("assess", "--ledger", ledger, "--alone")[2] == ""


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("久重", "「久重地域連携協議会」（9番）"),
        ("久重小学校区", "「久重地域連携協議会」（9番）"),
        ("朝倉", "「朝倉小学校区地域内連携協議会」（7番）"),
        ("江陽", "「こうようネットワーク」（21番）"),
        ("ふれあいネットワーク", "「第六ふれあいネットワークの会」（13番）"),
    ],
    ids=["district", "its full name", "district of one, name of two", "another name", "part"],
)
def test_the_form_for_a_district_or_half_a_name_asks_which_council_was_meant(renkei, name, meant):
    """Who calls a registered council by its district hears of it before the form is filled in."""
    code, output, errors = renkei("template", "--council", name)

    assert (code, name in output) == (0, True)
    assert errors == (
        f"renkei: 「{name}」は登録簿にありません。{meant}ではありませんか。"
        "新しい協議会なら，このままで構いません。\n"
    )


def test_a_council_without_a_number_is_not_called_none(renkei):
    """What is absent is no name."""
    code, _, errors = renkei("assess", "None", "--ledger", MINORI)

    assert code == 2
    assert "「None」はありません" in errors


@pytest.mark.parametrize("name", ["", "9", "久重地域連携協議会", "みなみ連合", "協議会", "ひので"])
def test_a_name_that_means_one_council_or_none_is_not_remarked(renkei, name):
    """A registered council, a word that stands in many names, and a new name are left alone."""
    assert renkei("template", "--council", name)[2] == ""


def test_every_command_that_reads_a_file_asks_which_council_was_meant(renkei, tmp_path):
    """A ledger of 久重 is one of a new council, and no command passes over that."""
    ledger = tmp_path / "kujyu.csv"
    ledger.write_text("council,fact,date\n久重,founded,2022-05-14\n", encoding="utf-8")
    step = ["--on", "2022-06-01", "--by", "事務局"]
    asked = [
        ("assess", "--ledger", ledger),
        ("timeline", ledger),
        ("advance", ledger, "--on", "2022-05-01", "--by", "事務局"),
        ("advance", ledger, *step),
        ("replay", ledger),
        ("policy", "diff", "kochi", "kochi-plan-any", "--ledger", ledger),
    ]

    for arguments in asked:
        assert "did you mean '久重地域連携協議会' (no. 9)?" in (
            renkei(*arguments, "--lang", "en")[2].casefold()
        )
        if arguments[0] in {"timeline", "replay", "advance"}:
            assert "no. 9" not in renkei(*arguments, "--lang", "en", "--alone")[2]


def test_a_registry_file_is_listed_and_checked(renkei, tmp_path):
    """The registry that was written is listed again, and a broken one gets its faults."""
    path = tmp_path / "registry.csv"
    renkei("councils", "--format", "csv", "--output", path)
    again = renkei("councils", "--registry", path)[1]
    path.write_text("number,name,certified\n1,あおば（架空）,H31.5\n", encoding="utf-8")
    code, _, errors = renkei("councils", "--registry", path)

    assert "29協議会，30小学校区\n" in again
    assert code == 2
    assert "2行目" in errors


CITY_REGISTRY = """\
年度,番号,校区,協議会名,認定年月,近年の活動
R1,１,川北・川南,あおば（架空）（愛称：あおば）,R１.７,"総会１回・部会複数回，夏祭り"
"""


def test_a_citys_own_registry_is_listed_in_every_form(renkei, tmp_path):
    """A table as a city keeps it is listed as the one that ships, and told as values."""
    path = tmp_path / "city.csv"
    path.write_text(CITY_REGISTRY, encoding="cp932")
    text = renkei("councils", path, "--lang", "en")[1]
    divided = renkei("councils", path, "--districts-separated-by", "・")[1]
    markdown = renkei("councils", path, "--format", "markdown")[1]
    (row,) = json.loads(renkei("councils", path, "--format", "json")[1])["councils"]
    written = renkei("councils", path, "--format", "csv")[1]

    assert "1 council in 1 district\n" in text
    assert "meetings: 2 entries, activities: 1 entry (--format csv or" in text
    assert "1協議会，2小学校区\n" in divided
    assert "| 1 | あおば（架空） | あおば | 川北・川南 | R1.7 |" in markdown
    assert row == {
        "number": 1,
        "name": "あおば（架空）",
        "nickname": "あおば",
        "nickname_kind": "pet_name",
        "districts": ["川北・川南"],
        "district_remarks": [],
        "certified": "2019-07",
        "meetings": [
            {"kind": "総会", "least": 1, "or_more": False},
            {"kind": "部会", "least": 2, "or_more": True},
        ],
        "activities": ["夏祭り"],
        "note": "",
    }
    assert parse_registry(written) == parse_registry(CITY_REGISTRY)


def test_a_list_of_names_is_a_registry(renkei, tmp_path):
    """A city that knows nothing but names begins with these, and no line tells of meetings."""
    path = tmp_path / "names.csv"
    path.write_text("協議会名\nあおば（架空）\n", encoding="utf-8")

    assert renkei("councils", path)[1].endswith("\n\n1協議会，0小学校区\n")


def test_a_citys_own_registry_is_refused_with_every_fault(renkei, tmp_path):
    """What is wrong is told by row and column, with exit code 2."""
    path = tmp_path / "city.csv"
    wrong = CITY_REGISTRY.replace("R１.７", "R１.４").replace("あおば（架空）（", "（")
    path.write_text(wrong, encoding="utf-8-sig")
    code, output, errors = renkei("councils", path)

    assert (code, output) == (2, "")
    assert "（2件）" in errors
    assert "  - 2行目 認定年月 列: 「R１.４」: 令和と書けるのは" in errors
    assert "  - 2行目 協議会名 列: 協議会の名称がありません。名称を書いてください。" in errors


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("a.csv", "--registry", "b.csv"), "give the registry's file only once."),
        (
            ("--districts-separated-by", "・"),
            "--districts-separated-by goes with the file of a registry.",
        ),
    ],
)
def test_a_registry_is_named_once_and_only_its_own_districts_are_divided(
    renkei, arguments, sentence
):
    """Arguments that do not go together are refused with a sentence."""
    code, _, errors = renkei("councils", *arguments, "--lang", "en")

    assert (code, errors.splitlines()[0]) == (2, f"renkei: {sentence}")


def test_the_command_says_its_version(renkei):
    """A bug report can name the version."""
    assert renkei("--version")[:2] == (0, "renkei 0.1.0\n")


def test_the_package_runs_as_a_module():
    """`python -m renkei_model` is the command."""
    done = subprocess.run(
        [sys.executable, "-m", "renkei_model", "diagram"], check=True, capture_output=True
    )

    assert done.stdout.startswith(b"stateDiagram-v2")


def test_the_name_of_whoever_records_a_step_is_required(renkei, minori):
    """A step that nobody recorded is no record."""
    code, _, errors = renkei("advance", minori, "--on", "2026-04-20", "--by", " ")

    assert code == 2
    assert "--by" in errors


def test_options_that_need_a_ledger_say_so(renkei):
    """An option that would be ignored is an error instead."""
    code, _, errors = renkei("assess", "--all", "--lang", "en")

    assert code == 2
    assert "--ledger" in errors


def test_tables_fit_a_narrow_terminal(renkei, monkeypatch):
    """On 80 columns names are cut, and every council keeps one line."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    lines = renkei("assess")[1].splitlines()
    english = renkei("assess", "--lang", "en")[1].splitlines()

    assert max(_width(line) for line in [*lines, *english]) <= 80
    assert sum("親交期" in line for line in lines) >= 29
    assert sum("getting a" in line for line in english) >= 29


@pytest.mark.parametrize("policy", kochi.POLICIES, ids=lambda policy: policy.key)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_table_of_councils_is_no_wider_than_a_page(renkei, policy, language):
    """On 120 columns no name and no number is cut."""
    output = renkei("assess", "--policy", policy.key, "--lang", language)[1]
    table = output.split("\n\n")[1].splitlines()

    assert len(table) == 31
    assert max(_width(line) for line in table) <= 120


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "ja",
            (
                "「確実」は，記録から満たしたと確かめられる最も先の段階，"
                "「可能性」は，記録で否定されていない最も先の段階です。"
            ),
        ),
        (
            "en",
            (
                "Surely: the furthest stage that the records establish. "
                "Possibly: the furthest one that no record rules out."
            ),
        ),
    ],
)
def test_the_table_of_councils_explains_its_two_stages(renkei, language, sentences):
    """Who reads 可能性 自立期 must not take it for a promise."""
    assert sentences in renkei("assess", "--lang", language)[1].splitlines()


def test_the_numbers_above_the_english_table_are_explained(renkei):
    """Names of stages are too long to stand above numbers of three signs."""
    output = renkei("assess", "--lang", "en", "--policy", "kochi-founding-divider")[1]

    assert "→ 1 spreading, → 2 solving issues, → 3 self-standing." in output


def test_rules_are_told_line_by_line_where_their_table_does_not_fit(renkei, monkeypatch):
    """Sentences that were cut would be no rules; a wide terminal shows them side by side."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    lines = renkei("policy")[1].splitlines()
    monkeypatch.setenv("COLUMNS", "400")
    wide = renkei("policy")[1].splitlines()

    assert max(_width(line) for line in lines) <= 80
    assert [line for line in lines if line.startswith("移行: ")] == [
        f"移行: {way.text('ja')}" for way in kochi.POLICY.transitions
    ]
    start = lines.index("移行: 課題解決期 → 自立期")
    assert lines[start + 1 : start + 6] == [
        "  要件: 地域にとって望ましい解決策を検討している",
        "    必要な記録: 「解決策の検討」1件以上",
        "    根拠の種類: 推定",
        "    出典: K071",
        "    読み方: 内容は明記。次の段階へ進む条件とみなす点は推定",
    ]
    assert sum("根拠の種類" in line for line in wide) == 1
