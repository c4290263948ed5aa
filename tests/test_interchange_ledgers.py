"""Ledger files: what a secretary keeps in a spreadsheet, read and written without loss."""

import concurrent.futures
import threading

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import (
    COMPLAINTS,
    EVENTS_HELD,
    FACTS,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    cite,
    day,
)
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.errors import DocumentError, InvalidValue, UnknownName
from renkei_model.facts import Completeness, Record
from renkei_model.interchange import ledger_names
from renkei_model.interchange.ledger_names import council_name, folded_council
from renkei_model.interchange.ledgers import (
    append_stage_change,
    ledger_csv,
    parse_ledgers,
    read_ledgers,
    template_csv,
)
from renkei_model.ledgers import Ledger
from renkei_model.money import YEN
from renkei_model.policy import PolicyStamp
from renkei_model.provenance import Basis, BasisKind, stated
from renkei_model.testing import community_plans, completeness, spans
from renkei_model.wording import Wording

MINORI = "みのり地区協議会"
CHANGE = StageChange(
    transition="meeting_to_working",
    source="meeting",
    target="working",
    on=day("2026-04-20"),
    by="事務局",
    note="第2回全体会",
    policy=PolicyStamp("minori", "2024-03", "0123456789ab"),
    rests_on=(
        Record(NEIGHBOURS_MET, Span.month(2025, 5)),
        Record(EVENTS_HELD, day("2025-08-03"), count=2, item="夏祭り; 盆踊り"),
    ),
)


def only_record(row, headings="council,fact,date,count,item,evidence,by,complete_through"):
    """Read the one record of a file of one row."""
    (council,) = parse_ledgers(f"{headings}\n{row}\n", FACTS)
    (record,) = council.ledger.records
    return record


# --- what a row says -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["400000", "400,000", "400,000円", "４００，０００円", "400,000 yen", "400000円以上"]
)
def test_an_amount_of_yen_is_read_as_people_write_it(written):
    """Commas and the unit may stand in the column of counts."""
    paid = attrs.evolve(COMPLAINTS, unit=YEN)
    text = f'council,fact,date,count\n{MINORI},complaints,2026-04-01,"{written}"\n'
    (council,) = parse_ledgers(text, (paid,))

    assert [record.count for record in council.ledger.records] == [400_000]


def test_the_form_asks_for_the_amount_of_a_payment():
    """A secretary reads in the form that the count is yen."""
    paid = attrs.evolve(COMPLAINTS, unit=YEN)

    assert "いくらか（円）を回数の欄に書く" in template_csv((paid,), "ja")
    assert "as the count how much it was, in yen" in template_csv((paid,), "en")


def test_a_payment_without_its_amount_is_refused():
    """An empty cell means once; of yen it would be one yen, which nobody meant."""
    paid = attrs.evolve(COMPLAINTS, unit=YEN)
    with pytest.raises(DocumentError) as refusal:
        parse_ledgers(f"council,fact,date\n{MINORI},complaints,2026-04-01\n", (paid,))

    assert (
        "column count: complaints is counted in yen, and no number is written. "
        "Write how much it was."
    ) in refusal.value.explain("en")
    assert (
        "回数 列: 「苦情」がいくらか（円）書かれていません。数を書いてください。"
    ) in refusal.value.explain("ja")


def test_a_row_with_a_date_is_a_record():
    """Fact, date, count, item, paper and person of a row become a record of the council."""
    record = only_record("みのり,events_held,2025-08-03,2,夏祭り,実施報告書,行事部会,")

    assert record == Record(
        EVENTS_HELD,
        day("2025-08-03"),
        count=2,
        item="夏祭り",
        evidence="実施報告書",
        by="行事部会",
    )
    assert record.basis == Basis(BasisKind.RECORDED)


def test_a_row_with_a_day_of_the_check_states_completeness():
    """A fact with nothing but the day of the check says that nothing else happened."""
    (council,) = parse_ledgers(
        "council,fact,date,complete_through,complete_since,by\n"
        "みのり,complaints,,2026-03-31,,\n"
        "みのり,events_held,,令和8年3月31日,R7.4.1,事務局\n",
        FACTS,
    )

    assert council.ledger == Ledger(
        complete=(
            Completeness(COMPLAINTS, day("2026-03-31")),
            Completeness(EVENTS_HELD, day("2026-03-31"), since=day("2025-04-01")),
        )
    )


def test_a_row_may_be_a_record_and_a_statement_at_once():
    """One row can say that something happened once and nothing else of it."""
    (council,) = parse_ledgers(
        "council,fact,date,complete_through\nみのり,events_held,2025-08,2026-03-31\n", FACTS
    )

    assert council.ledger == Ledger(
        (Record(EVENTS_HELD, Span.month(2025, 8)),),
        (Completeness(EVENTS_HELD, day("2026-03-31")),),
    )


def test_a_stage_change_is_read_with_all_it_rests_on():
    """The row of a stage change gives the step, its policy and the records it rested on."""
    (council,) = parse_ledgers(
        "council,fact,date,evidence,by,transition,from,to,policy,rests_on\n"
        "みのり,段階の変更,2026-04-20,第2回全体会,事務局,meeting_to_working,meeting,working,"
        "minori@2024-03#0123456789ab,"
        "neighbours_met 2025-05 ; events_held 2025-08-03 x2: 夏祭り\\; 盆踊り\n",
        FACTS,
    )

    assert council == Council(name="みのり", history=(CHANGE,))


def test_a_stage_change_may_come_without_papers():
    """Somebody may write down a step by hand, without policy, person or records."""
    (council,) = parse_ledgers(
        "council,fact,date,transition,from,to,policy,rests_on\n"
        "みのり,stage change,R7.4,a_to_b,a,b,,\n",
        FACTS,
    )

    assert council.history == (
        StageChange(transition="a_to_b", source="a", target="b", on=Span.month(2025, 4)),
    )


@pytest.mark.parametrize(
    "name",
    ["events_held", "EVENTS_HELD", "共に開いた行事", "events held together", " 共に開いた 行事"],
)
def test_a_fact_is_known_by_key_and_by_wording(name):
    """A fact may be written as its key or as people call it in either language."""
    assert only_record(f"みのり,{name},2025-08-03,,,,,").fact == EVENTS_HELD


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("", 1),
        ("1", 1),
        ("２", 2),
        ("12回", 12),
        ("3件", 3),
        ("複数", 2),
        ("複数回", 2),
        ("数回", 2),
        ("several", 2),
        ("2+", 2),
        ("３回以上", 3),
    ],
)
def test_counts_are_read_as_people_write_them(written, count):
    """Digits of either width are a count, and 「複数回」 is at least two."""
    assert count == only_record(f"みのり,events_held,2025-08-03,{written},,,,").count


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("", BasisKind.RECORDED),
        ("inferred", BasisKind.INFERRED),
        ("明記", BasisKind.STATED),
        ("Assumed", BasisKind.ASSUMED),
        ("台帳の記録", BasisKind.RECORDED),
    ],
)
def test_a_record_can_say_how_firmly_it_stands(written, kind):
    """A basis may be written by key or in Japanese, with its reason."""
    record = only_record(
        f"みのり,events_held,2025-08-03,{written},広報紙から", "council,fact,date,basis,reason"
    )

    assert Basis(kind, (), Wording.same("広報紙から")) == record.basis


@pytest.mark.parametrize(
    "spelling", ["9", "９", "第９", "第 9 号", "9番", "９ 番", "No.9", "Ｎｏ９", "№9", "#9", "09"]
)
def test_a_number_of_a_council_is_read_however_it_is_written(spelling):
    """A cell that is a number in some form names one council, by the number alone."""
    councils = parse_ledgers(
        f"council,fact,date\n{spelling},events_held,2025-08\n9,complaints,2025-09\n", FACTS
    )

    assert [(council.name, len(council.ledger.records)) for council in councils] == [("9", 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("みのり地区協議会", "みのり　地区 協議会"),
        ("ﾐﾉﾘ地区協議会", "ミノリ地区協議会"),
        ("第２みのり", "第2 みのり"),
    ],
)
def test_two_spellings_of_a_council_are_one_council(one, other):
    """Spellings that differ in width and spaces only are one council, called as written first."""
    rows = f"{other},complaints,2025-08,複数,\n{one},complaints,2025-09,,2026-03-31\n"

    (council,) = parse_ledgers(
        f"council,fact,date\n{one},events_held,2025-08\n{other},complaints,2025-09\n", FACTS
    )

    assert (council.name, len(council.ledger.records)) == (one, 2)
    with pytest.raises(DocumentError, match="row 3 says that nothing else happened"):
        parse_ledgers(f"council,fact,date,count,complete_through\n{rows}", FACTS)
    with pytest.raises(InvalidValue, match="two councils are called"):
        ledger_csv([Council(name=one), Council(name=other)])


def test_different_councils_stay_different():
    """A name that only begins with a number, or differs by a letter, is another council."""
    names = ["9", "9区", "第9地区", "みのり", "みどり"]
    rows = "".join(f"{name},events_held,2025-08\n" for name in names)

    councils = parse_ledgers(f"council,fact,date\n{rows}", FACTS)

    assert names == [council.name for council in councils]


def test_councils_come_in_order_of_appearance_with_their_own_rows():
    """Rows of several councils may stand in any order in one file."""
    councils = parse_ledgers(
        "council,fact,date\n潮見,events_held,2025-08\nみのり,complaints,2025-09\n"
        "潮見,complaints,2025-07\n川北,,\n",
        FACTS,
    )

    assert [(council.name, len(council.ledger.records)) for council in councils] == [
        ("潮見", 2),
        ("みのり", 1),
        ("川北", 0),
    ]


def test_japanese_headings_in_any_width_are_read():
    """The Japanese form is read, also after a spreadsheet changed the width of its brackets."""
    (council,) = parse_ledgers(
        "協議会,項目,書き方,根拠資料の例,日付,回 数,これ以外なし(確認日),根拠の種類\n"
        "みのり,苦情,どんな苦情も,記録,R７.８,２,,推定\n",
        FACTS,
    )

    assert council.ledger.records == (Record(COMPLAINTS, Span.month(2025, 8), count=2),)


# --- the form ------------------------------------------------------------------------------------


def test_the_form_names_every_fact_and_what_to_file():
    """The form has a line for each fact, with how to fill it in, in the language asked for."""
    japanese, english = template_csv(FACTS, "ja"), template_csv(FACTS, "en", "みのり")

    assert japanese.splitlines()[:4] == [
        (
            "協議会,項目,キー,書き方,根拠資料の例,"
            "日付,回数,内容,根拠資料,確認者,これ以外なし（確認日）"
        ),
        (
            ",顔合わせの会,neighbours_met,"
            "起きた日ごとに1行書く。月しか分からなければ，月と回数を書く,会の議事録,,,,,,"
        ),
        (
            ",課題の洗い出し,issues_listed,"
            "確かめた日と，確かめた人や会議（確認者）を書く,課題の一覧,,,,,,"
        ),
        (
            ",加わった分野,fields_joined,"
            "重複を除いて数える項目。内容（団体名，分野など）を1行に一つずつ書く,分野の一覧,,,,,,"
        ),
    ]
    assert english.splitlines()[:4] == [
        (
            "council,fact,key,how_to_fill_in,example_papers,"
            "date,count,item,evidence,by,complete_through"
        ),
        (
            'みのり,neighbours met,neighbours_met,"one row for each day it happened; where only '
            'the month is known, the month and the count",the minutes of the meeting,,,,,,'
        ),
        (
            'みのり,issues listed,issues_listed,"write the day it was found so, and by whom",'
            "the list of issues,,,,,,"
        ),
        (
            'みのり,fields joined,fields_joined,"counts different items: write each '
            '(a body, a field) as item, in a row of its own",the list of fields,,,,,,'
        ),
    ]
    assert len(FACTS) + 1 == len(japanese.splitlines())


def test_the_form_names_a_fact_by_its_key_where_its_wording_means_another():
    """Every line of the form is read as its own fact, even if wordings are shared."""
    twin = attrs.evolve(EVENTS_HELD, key="events_joined", wording=Wording("苦情", "stage change"))
    facts = [COMPLAINTS, EVENTS_HELD, twin]

    japanese, english = template_csv(facts, "ja"), template_csv(facts, "en")

    assert [line.split(",")[1] for line in japanese.splitlines()[1:]] == [
        "complaints",
        "共に開いた行事",
        "events_joined",
    ]
    assert english.splitlines()[-1].startswith(",events_joined,events_joined,")


def test_a_form_about_a_fact_that_files_could_not_hold_is_refused():
    """No form is written for a fact that reading would take for a change of stage."""
    with pytest.raises(InvalidValue, match="choose another key"):
        template_csv([attrs.evolve(COMPLAINTS, key="stage_change")], "ja")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("council", ["", "みのり"])
def test_an_untouched_form_says_that_nothing_is_filled_in(language, council):
    """Reading the form as it was written asks for the columns to fill in."""
    with pytest.raises(DocumentError) as refused:
        parse_ledgers(template_csv(FACTS, language, council), FACTS, "ledger.csv")

    assert refused.value.explain("en") == (
        "cannot read ledger.csv (1 fault)\n"
        "  - the whole file: nothing is filled in yet. Fill in the columns council, fact and date "
        "(or complete_through, for a fact that you checked and found nothing of)."
    )
    assert refused.value.explain("ja") == (
        "「ledger.csv」を読めません（1件）\n"
        "  - ファイル全体: まだ何も記入されていません。協議会・項目・日付の列"
        "（「ない」と確かめた項目は，これ以外なし（確認日）の列）に記入してください。"
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_lines_of_the_form_that_nobody_filled_in_are_skipped(language):
    """A form with one line filled in gives the one record of that line."""
    form = template_csv(FACTS, language, "みのり")
    blank = next(line for line in form.splitlines() if ",complaints," in line)
    filled = blank.replace(",,,,,,", ",2026-04-01,,,,,")

    (council,) = parse_ledgers(form.replace(blank, filled), FACTS)

    assert council == Council(
        name="みのり", ledger=Ledger((Record(COMPLAINTS, day("2026-04-01")),))
    )


# --- what is refused -----------------------------------------------------------------------------

ALL_COLUMNS = (
    "council,fact,date,count,item,evidence,by,complete_through,plan,plan_entry,project_kind,"
    "complete_since,basis,reason,transition,from,to,policy,rests_on"
)


def refusal(**cells):
    """Give the faults of one row, in English and in Japanese, without place and file."""
    columns = ALL_COLUMNS.split(",")
    cells = {"council": "みのり", "fact": "events_held", "date": "2025-08-03", **cells}
    row = ",".join(cells.get(column, cells.get(f"{column}_", "")) for column in columns)
    with pytest.raises(DocumentError) as refused:
        parse_ledgers(f"{ALL_COLUMNS}\n{row}\n", FACTS)
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


@pytest.mark.parametrize(
    ("cells", "english", "japanese"),
    [
        (
            {"fact": "events_hold"},
            "row 2, column fact: unknown fact 'events_hold'. Did you mean 'events_held'",
            "2行目 fact 列: 項目「events_hold」はありません。「events_held」ではありませんか。",
        ),
        (
            {"fact": "共に開く行事"},
            "row 2, column fact: unknown fact '共に開く行事'. Did you mean '共に開いた行事'?",
            "2行目 fact 列: 項目「共に開く行事」はありません。「共に開いた行事」ではありませんか。",
        ),
        (
            {"fact": "行事"},
            "row 2, column fact: unknown fact '行事'. Did you mean '共に開いた行事'? Write",
            "2行目 fact 列: 項目「行事」はありません。「共に開いた行事」ではありませんか。様式",
        ),
        (
            {"fact": "held"},
            "row 2, column fact: unknown fact 'held'. Did you mean 'events_held' or 'events held ",
            "2行目 fact 列: 項目「held」はありません。「events_held」または",
        ),
        (
            {"fact": "会"},
            "row 2, column fact: unknown fact '会'. Write a fact's key or wording",
            "2行目 fact 列: 項目「会」はありません。様式",
        ),
        (
            {"fact": "stage_chenge"},
            "row 2, column fact: unknown fact 'stage_chenge'. Did you mean 'stage_change'?",
            "2行目 fact 列: 項目「stage_chenge」はありません。「stage_change」ではありませんか。",
        ),
        (
            {"fact": ""},
            (
                "row 2, column fact: the fact is missing. Write a fact's key or wording, "
                "as `renkei template` lists them."
            ),
            (
                "2行目 fact 列: 項目がありません。"
                "様式（renkei template）にある項目のキーか名称を書いてください。"
            ),
        ),
        (
            {"council": ""},
            "row 2, column council: the council's name is missing. Write the council's name.",
            "2行目 council 列: 協議会の名称がありません。協議会の名称を書いてください。",
        ),
        (
            {"date": "2026-02-30"},
            (
                "row 2, column date: '2026-02-30': the calendar has no such day. "
                "Check the month and the day."
            ),
            "2行目 date 列: 「2026-02-30」: 暦にない日付です。月と日を確かめてください。",
        ),
        (
            {"date": "R0.1"},
            "row 2, column date: 'R0.1': Reiwa has no year 0.",
            "2行目 date 列: 「R0.1」: 令和0年はありません。",
        ),
        (
            {"date": "H31.5"},
            "row 2, column date: 'H31.5': Heisei",
            "2行目 date 列: 「H31.5」: 平成",
        ),
        (
            {"count": "0"},
            (
                "row 2, column count: '0' is not a whole number from 1 on. "
                "Write a number, or nothing "
                "for 1; if it did not happen, write no date in the row."
            ),
            (
                "2行目 count 列: 「0」は1以上の整数ではありません。"
                "回数を数字で書くか，空にしてください"
                "（空は1回）。起きていなければ，行に日付を書きません。"
            ),
        ),
        (
            {"count": "100000001"},
            "row 2, column count: '100000001' is above 100,000,000. Check the number.",
            "2行目 count 列: 「100000001」は100,000,000を超えています。回数を確かめてください。",
        ),
        (
            {"count": "たくさん"},
            "row 2, column count: 'たくさん' is not a whole number from 1 on.",
            "2行目 count 列: 「たくさん」は1以上の整数ではありません。",
        ),
        (
            {"fact": "fields_joined"},
            (
                "row 2, column item: fields_joined counts different items and needs one. "
                "Write which one it is, one a row."
            ),
            (
                "2行目 item 列: 「加わった分野」は重複を除いて数えるので，内容が必要です。"
                "一行に一つずつ，何であるかを書いてください。"
            ),
        ),
        (
            {"fact": "fields_joined", "item": "福祉", "count": "2"},
            (
                "row 2, column count: fields_joined counts different items, not times. "
                "Write one item a row."
            ),
            (
                "2行目 count 列: 「加わった分野」は重複を除いて数えるので，回数は書けません。"
                "一行に一つずつ書いてください。"
            ),
        ),
        (
            {"complete_through": "2026-03-31", "complete_since": "2026-04-01"},
            (
                "row 2, column complete_since: it begins on 2026-04-01, after it ends on "
                "2026-03-31. "
                "Check the two days."
            ),
            (
                "2行目 complete_since 列: 起点（令和8年4月1日）が確認日（令和8年3月31日）"
                "より後です。二つの日付を確かめてください。"
            ),
        ),
        (
            {"complete_since": "2026-04-01"},
            (
                "row 2, column complete_through: it says since when, but not through when. "
                "Write the day of the check too."
            ),
            "2行目 complete_through 列: 起点だけで確認日がありません。確認日も書いてください。",
        ),
        (
            {"complete_through": "2026-03"},
            (
                "row 2, column complete_through: '2026-03' is not a single day. "
                "Write year, month and day."
            ),
            (
                "2行目 complete_through 列: 「2026-03」は一日に決まりません。"
                "確かめた日を年月日で書いてください。"
            ),
        ),
        (
            {"basis": "infered"},
            (
                "row 2, column basis: unknown basis 'infered'. Did you mean 'inferred'? "
                "Write one of unstated, assumed, inferred, recorded, stated, or nothing."
            ),
            (
                "2行目 basis 列: 根拠の種類「infered」はありません。「inferred」ではありませんか。"
                "記載なし，仮定，推定，台帳の記録，明記 のどれかを書くか，空にしてください。"
            ),
        ),
        (
            {"transition": "meeting_to_working"},
            (
                "row 2, column transition: this column is for rows of a stage change only. "
                "Clear it, or write stage_change as the fact."
            ),
            (
                "2行目 transition 列: 段階の変更の行だけに書ける列です。"
                "消すか，項目を「段階の変更」にしてください。"
            ),
        ),
        (
            {"date": "", "evidence": "議事録"},
            (
                "row 2, column date: the date is missing. Write the day, month or span; if you "
                "checked that there is nothing, write only the day of the check "
                "as complete_through."
            ),
            (
                "2行目 date 列: 日付がありません。起きた日（または月や期間）を書いてください。"
                "「ない」と確かめた場合は，これ以外なし（確認日）だけを書きます。"
            ),
        ),
        (
            {"date": "", "count": "3", "complete_through": "2026-03-31"},
            "row 2, column date: there is a count but no date.",
            "2行目 date 列: count があるのに日付がありません。",
        ),
        (
            {"fact": "stage_change", "transition": "a_to_b", "from_": "a"},
            (
                "row 2, column to: a change of stage needs it. "
                "Write it (`renkei advance` records a change with all it needs)."
            ),
            (
                "2行目 to 列: 段階の変更に必要です。"
                "書いてください（renkei advance で記録すれば，書き込まれます）。"
            ),
        ),
        (
            {"fact": "stage_change", "transition": "t", "from_": "a", "to": "b", "count": "2"},
            (
                "row 2, column count: a change of stage has no such thing. "
                "Clear it, or write it in a row of its own."
            ),
            "2行目 count 列: 段階の変更の行には書けません。消すか，別の行に書いてください。",
        ),
        (
            {"fact": "stage_change", "transition": "t", "from_": "a", "to": "b", "date": "4月"},
            "row 2, column date: '4月': the year is missing.",
            "2行目 date 列: 「4月」: 年がありません。",
        ),
        (
            {"fact": "stage_change", "transition": "t", "from_": "a", "to": "b", "policy": "kochi"},
            (
                "row 2, column policy: 'kochi' is no policy stamp. "
                "Write it as key@version#fingerprint, or leave it empty."
            ),
            (
                "2行目 policy 列: 「kochi」は基準の表記ではありません。"
                "キー@版#指紋 の形で書くか，空にしてください。"
            ),
        ),
        *(
            (
                {
                    "fact": "stage_change",
                    "transition": "t",
                    "from_": "a",
                    "to": "b",
                    "rests_on": f"neighbours_met 2025-05 ; {piece} ;",
                },
                (
                    f"row 2, column rests_on: '{piece}' does not point at a record. "
                    "Write `fact date xN: item`, with ; between records."
                ),
                (
                    f"2行目 rests_on 列: 「{piece}」は記録を指していません。"
                    "「項目 日付 x回数: 内容」の形で，; で区切って書いてください。"
                ),
            )
            for piece in (
                "events_hold 2025-08-03",
                "events_held",
                "events_held 2025-02-30",
                "fields_joined 2025-05",
                "events_held 2025-05 x0",
            )
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_wrong_cell_is_named_with_what_to_do(cells, english, japanese):
    """Each wrong cell of a ledger is refused by row and column, in both languages."""
    in_english, in_japanese = refusal(**cells)

    assert [english] == [line[: len(english)] for line in in_english]
    assert [japanese] == [line[: len(japanese)] for line in in_japanese]


def test_a_wording_of_two_facts_is_to_be_replaced_by_a_key():
    """A wording that two facts share is refused with both keys."""
    twin = attrs.evolve(EVENTS_HELD, key="events_joined")

    with pytest.raises(DocumentError) as refused:
        parse_ledgers("council,fact,date\nみのり,共に開いた行事,2025-08\n", [EVENTS_HELD, twin])

    assert "'共に開いた行事' names 2 facts. Did you mean 'events_held' or 'events_joined'?" in (
        refused.value.explain("en")
    )
    assert "「共に開いた行事」という項目は2つあります。" in refused.value.explain("ja")


def test_a_key_wins_over_a_wording():
    """A fact whose key is another one's wording is found by its key."""
    other = attrs.evolve(COMPLAINTS, wording=Wording("行事", "events_held"))
    facts = [other, EVENTS_HELD]

    (council,) = parse_ledgers("council,fact,date\nみのり,events_held,2025-08\n", facts)

    assert council.ledger.records[0].fact == EVENTS_HELD


def test_several_and_nothing_else_contradict_each_other():
    """「複数回」 leaves the number open, so nobody can have said that nothing else happened."""
    text = (
        "council,fact,date,count,complete_through,complete_since\n"
        "みのり,events_held,2025-08,複数回,,\n"
        "みのり,events_held,2025-12,複数回,,\n"
        "みのり,events_held,2025-12,2,,\n"
        "潮見,events_held,2025-08,複数回,,\n"
        "みのり,complaints,2025-08,複数回,,\n"
        "みのり,events_held,,,2025-08-15,2025-04-01\n"
        "みのり,events_held,,,2025-07-31,\n"
        "みのり,events_held,,,2025-10-01,2025-09-01\n"
    )

    with pytest.raises(DocumentError) as refused:
        parse_ledgers(text, FACTS)

    assert refused.value.explain("en").splitlines()[1:] == [
        (
            "  - row 2, column count: '複数回' leaves open how many there were, but row 7 says "
            "that "
            "nothing else happened. Write the exact number, or clear complete_through."
        )
    ]
    assert refused.value.explain("ja").splitlines()[1:] == [
        (
            "  - 2行目 count 列: 「複数回」では全部で何回か決まらず，"
            "7行目の「これ以外なし」と合いません。"
            "正確な回数を書くか，これ以外なし（確認日）を消してください。"
        )
    ]


def test_every_fault_of_a_file_is_named_at_once_in_order_of_rows():
    """Faults of headings, widths and cells are reported together."""
    text = "council,fact,date,memo\nみのり,events_hold,2026-02-30,\nみのり,complaints\n,,,x\n"

    with pytest.raises(DocumentError) as refused:
        parse_ledgers(text, FACTS, "ledger.csv")

    places = [fault.place.en for fault in refused.value.faults]
    assert places == [
        "row 1, column 4 'memo'",
        "row 2, column fact",
        "row 2, column date",
        "row 3",
        "row 4, column council",
    ]


def test_the_same_slip_in_many_rows_is_named_in_each():
    """A fact mistyped throughout a file gets its near miss in every row."""
    with pytest.raises(DocumentError) as refused:
        parse_ledgers("council,fact,date\n" + "みのり,complaint,2025-08\n" * 3, FACTS)

    assert [fault.nearest[0] for fault in refused.value.faults] == ["complaints"] * 3


def test_a_file_of_very_many_unknown_facts_is_not_guessed_at_to_the_end(monkeypatch):
    """The first hundred different names get their near misses; all are refused."""
    searched, search = [], ledger_names.nearest_names
    monkeypatch.setattr(
        ledger_names,
        "nearest_names",
        lambda name, known: searched.append(name) or search(name, known),
    )
    rows = "".join(f"みのり,complaint{number},2025-08\n" for number in range(150))
    with pytest.raises(DocumentError) as refused:
        parse_ledgers(f"council,fact,date\n{rows}", FACTS)

    assert len(refused.value.faults) == 150
    assert len(searched) == 100


WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "みのり",
            "community_plan",
            "drafted",
            "part",
            "events_held",
            "加わった分野",
            "stage_change",
            "2025-08-03",
            "R1.4",
        ),
        *("2025-08", "0", "２", "複数回", "2+", "'=1", '"', "\n", "\r\n", ",", ";", "inferred"),
        *("minori@2024-03#f", "events_held 2025-08-03 x2: 夏祭り", "\\"),
    ]
)


def outcome_of(text):
    """Give the councils that a ledger holds, or its refusal."""
    try:
        return parse_ledgers(text, FACTS)
    except DocumentError as refused:
        return refused


@given(
    columns=st.lists(st.sampled_from(ALL_COLUMNS.split(",")), unique=True),
    cells=st.lists(WORDS, max_size=60),
)
def test_any_text_is_read_or_refused_in_words(columns, cells):
    """Whatever stands in a ledger, it is read whole or refused by row and column."""
    headings = ["council", "fact", "date", *columns]
    text = ",".join(dict.fromkeys(headings)) + "\n" + ",".join(cells)

    outcome = outcome_of(text)

    if isinstance(outcome, DocumentError):
        assert all(fault.problem and fault.remedy for fault in outcome.faults)
    else:
        assert parse_ledgers(ledger_csv(outcome), FACTS) == outcome


def test_a_column_that_the_file_lacks_is_named_in_the_language_of_the_reader():
    """A stage change in a Japanese file is told the Japanese headings of what it lacks."""
    with pytest.raises(DocumentError) as refused:
        parse_ledgers("協議会,項目,日付\nみのり,段階の変更,2026-04-20\n", FACTS)

    assert [fault.place for fault in refused.value.faults] == [
        Wording("2行目 移行 列", "row 2, column transition"),
        Wording("2行目 移行前 列", "row 2, column from"),
        Wording("2行目 移行後 列", "row 2, column to"),
    ]


def test_missing_columns_are_named_at_once():
    """A file without council, fact and date is told so in one go."""
    with pytest.raises(DocumentError) as refused:
        parse_ledgers("協議会名,日付,回数\nみのり,2025-08,2\n", FACTS)

    assert refused.value.explain("ja").splitlines()[1:3] == [
        (
            "  - 1行目: 必要な列「協議会」がありません。"
            "1行目の「協議会名」をこの見出しに直してください。"
        ),
        "  - 1行目: 必要な列「項目」がありません。1行目にこの見出しの列を加えてください。",
    ]


@pytest.mark.parametrize(("name", "code"), [("みの\0り", "0000"), ("みの\x0bり", "000B")])
def test_a_character_that_no_file_can_hold_is_refused(name, code):
    """No reader would take the file that it stands in."""
    with pytest.raises(InvalidValue) as refusal:
        ledger_csv([Council(name=name)])

    assert refusal.value.explain("ja") == (
        f"ledger_csv: ファイルに書けない文字（U+{code}）があります。その文字を除いてください。"
    )
    assert refusal.value.explain("en") == (
        f"ledger_csv: it holds U+{code}, which no file can; take it out."
    )


def test_a_fact_that_files_could_not_tell_from_a_step_is_refused():
    """A fact with the key stage_change or community_plan is neither read nor written."""
    plans = attrs.evolve(COMPLAINTS, key="community_plan")
    confusing = attrs.evolve(COMPLAINTS, key="stage_change")
    council = Council(name=MINORI).add(Record(confusing, day("2026-04-01")))
    checked = Council(name=MINORI).add(Completeness(confusing, day("2026-04-01")))

    with pytest.raises(InvalidValue, match="stands for a stage change in ledger files"):
        parse_ledgers("council,fact,date\n", [confusing])
    with pytest.raises(InvalidValue, match="stands for a community plan in ledger files"):
        parse_ledgers("council,fact,date\n", [plans])
    with pytest.raises(InvalidValue, match="choose another key"):
        ledger_csv([council])
    with pytest.raises(InvalidValue, match="choose another key"):
        ledger_csv([checked])


# --- writing -------------------------------------------------------------------------------------

# What files cannot hold: the first control characters but tab and line ends.
CONTROLS = "".join(sorted(set(map(chr, range(32))) - set("\t\r\n")))
TEXTS = st.text(
    st.sampled_from("=+-@'\t\r\n,;:\\\" x2会")
    | st.characters(codec="utf-8", exclude_characters=CONTROLS),
    max_size=8,
).map(str.strip)
# A number has one spelling: a council called 第9 would come back as 9.
NAMES = TEXTS.filter(lambda name: name and council_name(name) == name)
KEYS = st.sampled_from(["meeting", "working", "standing", "meeting_to_working"])
STAMPS = st.builds(PolicyStamp, KEYS, TEXTS, st.sampled_from(["0123456789ab", "f"]))
BASES = st.builds(Basis, st.sampled_from(BasisKind), st.just(()), TEXTS.map(Wording.same))


@st.composite
def records(draw):
    """Draw records as a file holds them: texts without spaces around them."""
    fact = draw(st.sampled_from(FACTS))
    return Record(
        fact,
        draw(spans()),
        count=1 if fact.distinct else draw(st.integers(1, 1_000_000)),
        item=draw(TEXTS.filter(bool) if fact.distinct else TEXTS),
        by=draw(TEXTS),
        evidence=draw(TEXTS),
        basis=draw(BASES),
    )


@st.composite
def changes(draw):
    """Draw changes of stage, which may rest on any records."""
    return StageChange(
        transition=draw(KEYS),
        source=draw(KEYS),
        target=draw(KEYS),
        on=draw(spans()),
        by=draw(TEXTS),
        note=draw(TEXTS),
        policy=draw(st.none() | STAMPS),
        rests_on=tuple(record.identity for record in draw(st.lists(records(), max_size=3))),
    )


@st.composite
def named_councils(draw):
    """Draw councils of which nothing is known but names, ledgers and histories."""
    names = draw(st.lists(NAMES, unique_by=folded_council, min_size=1, max_size=3))
    return tuple(
        Council(
            name=name,
            ledger=Ledger(
                tuple(draw(st.lists(records(), max_size=3))),
                tuple(draw(st.lists(completeness(FACTS), max_size=2))),
            ),
            history=tuple(draw(st.lists(changes(), max_size=2))),
            plans=draw(community_plans(names=TEXTS, bases=BASES)),
        )
        for name in names
    )


def grounds(councils):
    """Give kind and reason of the basis of every record and plan, which equality leaves out."""
    return [
        (each.basis.kind, each.basis.reason)
        for council in councils
        for each in (*council.ledger.records, *council.plans)
    ]


@given(councils=named_councils())
def test_ledgers_are_read_as_they_were_written(councils):
    """Councils to CSV to councils is the identity, with the kind and reason of every basis."""
    read = parse_ledgers(ledger_csv(councils), FACTS)

    assert councils == read
    assert grounds(councils) == grounds(read)


def test_only_the_columns_that_are_needed_are_written():
    """A ledger of plain records has the columns of the form and no others."""
    council = Council(name=MINORI).add(Record(EVENTS_HELD, day("2025-08-03"), count=2))

    assert ledger_csv([council]) == (
        "council,fact,date,count,item,evidence,by,complete_through\n"
        f"{MINORI},events_held,2025-08-03,2,,,,\n"
    )


def test_a_citation_is_written_by_its_statements_id():
    """A record that cites a source keeps the statement's id in the reason."""
    record = Record(EVENTS_HELD, day("2025-08-03"), basis=stated(cite("N1"), cite("N2")))
    (council,) = parse_ledgers(ledger_csv([Council(name=MINORI).add(record)]), FACTS)

    assert Basis(BasisKind.STATED, (), Wording.same("N1 / N2")) == council.ledger.records[0].basis


def test_a_reason_in_two_languages_is_written_in_both():
    """A reason that reads differently in Japanese and English keeps both texts."""
    basis = Basis(BasisKind.INFERRED, (), Wording("広報紙から", "from the bulletin"))
    record = Record(EVENTS_HELD, day("2025-08-03"), basis=basis)

    assert "inferred,広報紙から / from the bulletin\n" in ledger_csv(
        [Council(name=MINORI).add(record)]
    )


def test_two_councils_of_one_name_are_not_written_into_one():
    """Councils that a file could not tell apart are refused."""
    with pytest.raises(InvalidValue) as refused:
        ledger_csv([Council(name=MINORI), Council(name=f"{MINORI} ")])

    assert f"two councils are called '{MINORI}'" in refused.value.explain("en")
    assert f"「{MINORI}」が二つあります" in refused.value.explain("ja")


def test_a_stage_change_points_at_its_records_in_words_a_person_can_follow():
    """The records of a step are written as fact, date, count and item."""
    council = Council(name=MINORI, history=(CHANGE,))

    assert (
        ledger_csv([council])
        .splitlines()[1]
        .endswith(
            ",meeting_to_working,meeting,working,minori@2024-03#0123456789ab,"
            "neighbours_met 2025-05 ; events_held 2025-08-03 x2: 夏祭り\\; 盆踊り"
        )
    )


# --- adding a step to a file ---------------------------------------------------------------------

FILES = {
    "the form's columns": "council,fact,date,count,item,evidence,by,complete_through\n"
    "みのり,neighbours_met,2025-05,,,,,\n",
    "quoted and blank rows": 'fact,date,council\n"neighbours_met",2025-05,"みのり"\n\n,,\n',
    "no line end at the end": "council,fact,date\nみのり,neighbours_met,2025-05",
    "a cell of two lines": 'council,fact,date,item\nみのり,neighbours_met,2025-05,"春の\n会"\n',
    "every column": f"{ALL_COLUMNS}\nみのり,neighbours_met,2025-05{',' * 16}\n",
    "a plan": "council,fact,date,plan,plan_entry\nみのり,community_plan,2026-03,1,drafted\n",
    "Japanese headings": "協議会,項目,日付,確認者\nみのり,顔合わせの会,R7.5,\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", FILES.values(), ids=list(FILES))
def test_a_step_is_added_and_all_else_is_kept(text, line_end, encoding, tmp_path):
    """Adding a step keeps every row, the encoding and the line ends, and can be read back."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(text.replace("\n", line_end).encode(encoding))
    (before,) = read_ledgers(path, FACTS)

    further = attrs.evolve(CHANGE, source=CHANGE.target, target="standing")

    append_stage_change(path, "みのり", CHANGE)
    append_stage_change(path, " みのり ", further)

    (after,) = read_ledgers(path, FACTS)
    content = path.read_bytes()
    assert attrs.evolve(before, history=(CHANGE, further)) == after
    assert content.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    assert content.count(b"\r\n") == (content.count(b"\n") if line_end == "\r\n" else 0)


def test_a_file_with_all_columns_keeps_every_byte(tmp_path):
    """Where no column is missing, the new row stands after the file's own bytes."""
    path = tmp_path / "ledger.csv"
    # 0xEEF9 is a second way to write ¬ in cp932, which encoding anew would change.
    rows = f'{ALL_COLUMNS}\r\nみのり,"neighbours_met",2025-05,,'.encode("cp932") + b"\xee\xf9"
    path.write_bytes(rows + b"," * 14)

    append_stage_change(path, "みのり", CHANGE)

    assert path.read_bytes() == rows + b"," * 14 + (
        "\r\nみのり,stage_change,2026-04-20,,,第2回全体会,事務局,,,,,,,,meeting_to_working,meeting,"
        "working,minori@2024-03#0123456789ab,"
        "neighbours_met 2025-05 ; events_held 2025-08-03 x2: 夏祭り\\; 盆踊り\r\n"
    ).encode("cp932")


def test_missing_columns_are_added_in_the_language_of_the_headings(tmp_path):
    """A Japanese file gets Japanese headings at the end of its first row, and no byte changes."""
    path = tmp_path / "ledger.csv"
    row = "みのり,顔合わせの会,".encode("cp932") + b"R7.5,\xee\xf9"
    path.write_bytes("協議会,項目,日付,内容\n".encode("cp932") + row + b"\n")

    append_stage_change(path, "みのり", attrs.evolve(CHANGE, note="", policy=None, rests_on=()))

    assert path.read_bytes() == (
        "協議会,項目,日付,内容,確認者,移行,移行前,移行後\n".encode("cp932")
        + row
        + b",,,,\n"
        + "みのり,段階の変更,2026-04-20,,事務局,meeting_to_working,meeting,working\n".encode(
            "cp932"
        )
    )


@given(councils=named_councils(), change=changes(), data=st.data())
def test_adding_a_step_is_adding_it_to_the_history(councils, change, data, tmp_path_factory):
    """Whatever a ledger file holds, the step comes last in its council's history."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.csv"
    path.write_bytes(ledger_csv(councils).encode())
    chosen = data.draw(st.sampled_from(councils))
    if chosen.history:
        change = attrs.evolve(change, source=chosen.history[-1].target)

    append_stage_change(path, chosen.name, change)

    assert read_ledgers(path, FACTS) == tuple(
        attrs.evolve(council, history=(*council.history, change)) if council is chosen else council
        for council in councils
    )


def test_a_step_in_a_japanese_file_is_written_in_japanese(tmp_path):
    """Under Japanese headings the step and the facts that it rests on stand in Japanese."""
    path = tmp_path / "ledger.csv"
    path.write_text("協議会,項目,日付\n第9,顔合わせの会,R7.5\n", encoding="utf-8")

    append_stage_change(path, "９", CHANGE)

    headings, _, row = path.read_text(encoding="utf-8").splitlines()
    assert headings == "協議会,項目,日付,根拠資料,確認者,移行,移行前,移行後,基準,根拠となる記録"
    assert row == (
        "第9,段階の変更,2026-04-20,第2回全体会,事務局,meeting_to_working,meeting,working,"
        "minori@2024-03#0123456789ab,"
        "顔合わせの会 2025-05 ; 共に開いた行事 2025-08-03 x2: 夏祭り\\; 盆踊り"
    )
    assert [council.history for council in read_ledgers(path, FACTS)] == [(CHANGE,)]


@pytest.mark.parametrize("wording", ["共に 開いた行事", "行事:共催", "行事;共催", "行\\事", "苦情"])
def test_a_wording_that_could_not_be_read_back_gives_way_to_the_key(wording, tmp_path):
    """A fact whose wording would be cut, or would mean another, is pointed at by its key."""
    fact = attrs.evolve(EVENTS_HELD, wording=Wording(wording, "events held together"))
    facts = [COMPLAINTS, fact]
    rests_on = (Record(COMPLAINTS, Span.month(2025, 5)), Record(fact, day("2025-08-03")))
    path = tmp_path / "ledger.csv"
    path.write_text("協議会,項目,日付\nみのり,complaints,R7.5\n", encoding="utf-8")

    append_stage_change(path, "みのり", attrs.evolve(CHANGE, rests_on=rests_on))

    (council,) = read_ledgers(path, facts)
    assert "; events_held 2025-08-03" in path.read_text(encoding="utf-8")
    assert council.history[0].rests_on == rests_on


@given(change=changes())
def test_a_step_reads_alike_under_headings_of_either_language(change, tmp_path_factory):
    """Whatever a step rests on, it is read back as it was from Japanese and English files."""
    directory = tmp_path_factory.mktemp("ledger")
    for name, headings in (("ja", "協議会,項目,日付"), ("en", "council,fact,date")):
        path = directory / name
        path.write_text(f"{headings}\nみのり,,\n", encoding="utf-8", newline="")

        append_stage_change(path, "み の り", change)

        assert read_ledgers(path, FACTS) == (Council(name="みのり", history=(change,)),)


def test_a_step_of_a_council_that_the_file_does_not_know_is_refused(tmp_path):
    """A mistyped council's name never makes a second council."""
    path = tmp_path / "ledger.csv"
    path.write_text("council,fact,date\nみのり地区,complaints,2025-05\n,,\n", encoding="utf-8")
    before = path.read_bytes()

    with pytest.raises(UnknownName) as refused:
        append_stage_change(path, "みのり地", CHANGE)

    assert refused.value.nearest == ("みのり地区",)
    assert f"unknown council of {path} 'みのり地'. Did you mean 'みのり地区'?" in str(refused.value)
    assert f"{path} の協議会「みのり地」はありません。" in refused.value.explain("ja")
    assert before == path.read_bytes()


def test_a_step_that_the_encoding_cannot_hold_changes_nothing(tmp_path):
    """A name that cp932 lacks is refused, and the file is as it was."""
    path = tmp_path / "ledger.csv"
    path.write_bytes("council,fact,date\nみのり,complaints,2025-05\n".encode("cp932"))
    before = path.read_bytes()

    with pytest.raises(DocumentError, match="cp932 cannot hold '𠮷'"):
        append_stage_change(path, "みのり", attrs.evolve(CHANGE, by="𠮷野"))

    assert before == path.read_bytes()


def test_a_step_that_another_process_took_first_is_not_taken_twice(tmp_path):
    """A step from a stage that the council has left meanwhile is refused, and nothing changes."""
    path = tmp_path / "ledger.csv"
    path.write_text("council,fact,date\nみのり,complaints,2025-05\n", encoding="utf-8")
    append_stage_change(path, "みのり", CHANGE)
    before = path.read_bytes()

    with pytest.raises(DocumentError) as refused:
        append_stage_change(path, "みのり", CHANGE)

    assert (
        "the file was changed meanwhile (みのり is at stage working now, not meeting). Run it again"
        in refused.value.explain("en")
    )
    assert (
        "途中でファイルが変わりました（みのりの段階は今 working で，meeting ではありません）。"
        "もう一度実行してください。"
    ) in refused.value.explain("ja")
    assert before == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_two_processes_that_take_one_step_at_once_record_it_once(tmp_path):
    """However many take the same step of a council at the same moment, one of them records it."""
    path = tmp_path / "ledger.csv"
    path.write_text("council,fact,date\nみのり,complaints,2025-05\n", encoding="utf-8")
    start = threading.Barrier(8)

    def take_step(_number):
        start.wait()
        try:
            append_stage_change(path, "みのり", CHANGE)
        except DocumentError:
            return 0
        return 1

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        taken = sum(pool.map(take_step, range(8)))

    (council,) = read_ledgers(path, FACTS)
    assert taken == 1
    assert council.history == (CHANGE,)


def test_a_file_with_faults_gets_no_step(tmp_path):
    """A file that cannot be read as a table is not written to."""
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"council,fact,date\nA,complaints\n")

    with pytest.raises(DocumentError, match="row 2: it has 2 cells under 3 headings"):
        append_stage_change(path, "A", CHANGE)

    assert path.read_bytes() == b"council,fact,date\nA,complaints\n"


def test_a_full_file_gets_no_step(tmp_path):
    """A step that would be one row too many is refused before it is written."""
    path = tmp_path / "ledger.csv"
    content = b"council,fact,date\n" + b"A,complaints,2025-05\n" * 50_000
    path.write_bytes(content)

    with pytest.raises(DocumentError, match="it has 50,001 rows; at most 50,000 are read"):
        append_stage_change(path, "A", CHANGE)

    assert content == path.read_bytes()


def test_files_of_one_council_can_be_joined():
    """Rows of two files under the same headings are one file."""
    first = ledger_csv([Council(name="みのり").add(Record(COMPLAINTS, day("2025-05-01")))])
    second = ledger_csv([Council(name="みのり").add(Record(PLAN_ADOPTED, day("2025-06-01")))])
    joined = first + second.split("\n", 1)[1]

    (council,) = parse_ledgers(joined, FACTS)

    assert [record.fact for record in council.ledger.records] == [COMPLAINTS, PLAN_ADOPTED]
