"""Findings: what a ledger says to a requirement, completely and in words."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    AWARE,
    BLAMED,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    INFERRED,
    ISSUES_LISTED,
    LINKED,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    REVIVED,
    SILENT,
    STATED,
    TRUSTED,
    day,
)
from renkei_model.conditions import AllOf, AtLeast, AtMost, about
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.findings import judge, record_text
from renkei_model.ledgers import Count, Ledger
from renkei_model.money import YEN
from renkei_model.provenance import recorded
from renkei_model.requirements import Requirement
from renkei_model.verdicts import Verdict
from renkei_model.windows import THIS_FISCAL_YEAR, Moment
from renkei_model.wording import Wording

MET, OPEN, UNMET = Verdict.MET, Verdict.OPEN, Verdict.UNMET

TODAY = day("2026-04-10")
NOW = Moment.at(TODAY)
MET_IN_MARCH = Record(NEIGHBOURS_MET, Span.month(2026, 3), by="事務局", evidence="議事録")


def asking(condition):
    """Make a requirement of one condition."""
    return Requirement(
        key="asked", condition=condition, wording=Wording("問い", "asked"), basis=STATED
    )


def remedies(requirement, *entries, on=NOW):
    """Give what to do about each missing leaf, in Japanese and English."""
    missing = judge(requirement, Ledger().add(*entries), on).missing
    return [(leaf.remedy.ja, leaf.remedy.en) for leaf in missing]


# --- requirements --------------------------------------------------------------------------------


def test_a_requirement_is_what_its_key_and_condition_say():
    """Words and basis can be corrected without a requirement becoming another one."""
    reworded = attrs.evolve(AWARE, wording=Wording("知る", "know"), basis=INFERRED)

    assert reworded == AWARE
    assert attrs.evolve(AWARE, condition=AtLeast(ISSUES_LISTED, n=2)) != AWARE


def test_a_requirement_has_a_key_that_files_can_hold():
    """A key with a space is refused."""
    with pytest.raises(InvalidValue, match=r"Requirement\.key: 'two words' cannot be a key"):
        attrs.evolve(AWARE, key="two words")


def test_a_requirement_of_a_bare_fact_is_refused():
    """Whoever forgets AtLeast is told to write it."""
    with pytest.raises(InvalidValue, match=r"Requirement\.condition: .* wrap a fact as AtLeast"):
        attrs.evolve(AWARE, condition=ISSUES_LISTED)


@pytest.mark.parametrize(("part", "kind"), [("wording", "Wording"), ("basis", "Basis")])
def test_a_requirement_with_a_part_of_another_kind_is_refused(part, kind):
    """A requirement's parts say what kind to give."""
    with pytest.raises(InvalidValue, match=rf"^Requirement\.{part}: '問い' is no {kind}; give a"):
        attrs.evolve(AWARE, **{part: "問い"})


# --- findings ------------------------------------------------------------------------------------


def test_a_met_requirement_misses_nothing():
    """When the verdict is met, no leaf is missing, unmet or open."""
    finding = judge(AWARE, Ledger().add(Record(ISSUES_LISTED, TODAY)), NOW)

    assert finding.verdict is MET
    assert finding.missing == finding.unmet == finding.open == ()


def test_an_open_requirement_names_what_nobody_recorded():
    """A leaf without any record is open, with what the ledger has."""
    (leaf,) = judge(AWARE, Ledger(), NOW).open

    assert (leaf.verdict, leaf.have, leaf.records) == (OPEN, Count(0, None), ())
    assert leaf.requirement is AWARE


def test_an_unmet_requirement_names_what_surely_fails():
    """A leaf that surely fails is among the unmet ones."""
    finding = judge(AWARE, Ledger().add(Completeness(ISSUES_LISTED, TODAY)), NOW)

    assert finding.verdict is UNMET
    assert finding.unmet == finding.missing
    assert finding.open == ()


def test_every_missing_leaf_is_named_and_not_only_the_first():
    """Of a nested condition all leaves that could still help are listed, met parts left out."""
    ledger = Ledger().add(
        Record(FIELDS_JOINED, TODAY, item="防災"),
        Record(FIELDS_JOINED, TODAY, item="福祉"),
        Completeness(EVENTS_HELD, TODAY),
    )
    finding = judge(LINKED, ledger, NOW)

    assert finding.verdict is OPEN
    assert [(leaf.leaf.fact, leaf.verdict) for leaf in finding.leaves] == [
        (PLAN_ADOPTED, OPEN),
        (FIELDS_JOINED, MET),
        (EVENTS_HELD, UNMET),
        (ISSUES_LISTED, OPEN),
        (NEIGHBOURS_MET, OPEN),
    ]
    assert [leaf.leaf.fact for leaf in finding.missing] == [
        PLAN_ADOPTED,
        EVENTS_HELD,
        ISSUES_LISTED,
        NEIGHBOURS_MET,
    ]
    assert [leaf.leaf.fact for leaf in finding.unmet] == [EVENTS_HELD]


def test_an_alternative_that_is_not_needed_any_more_is_not_missing():
    """Once the plan is adopted, nobody is asked for events."""
    finding = judge(LINKED, Ledger().add(Record(PLAN_ADOPTED, TODAY)), NOW)

    assert finding.verdict is MET
    assert finding.missing == ()


def test_a_finding_shows_the_records_it_rests_on_in_the_order_of_filing():
    """Records are shown as often as they were filed, also those that only may count."""
    april = Record(PLAN_ADOPTED, Span.month(2026, 4))
    ledger = Ledger().add(april, MET_IN_MARCH, Record(COMPLAINTS, TODAY), MET_IN_MARCH)

    assert (april, MET_IN_MARCH, MET_IN_MARCH) == judge(LINKED, ledger, NOW).records


def test_a_leaf_is_as_firm_as_its_weakest_record():
    """The weakest basis among a leaf's records is named; without records there is none."""
    ledger = Ledger().add(
        MET_IN_MARCH, Record(NEIGHBOURS_MET, TODAY, basis=INFERRED), Record(NEIGHBOURS_MET, TODAY)
    )
    (leaf,) = judge(ACQUAINTED, ledger, NOW).leaves
    (bare,) = judge(AWARE, ledger, NOW).leaves

    assert leaf.basis == INFERRED
    assert bare.basis is None


def test_records_whose_dates_decide_nothing_are_named():
    """A record of the running month is undecided; one of last month is not."""
    april = Record(NEIGHBOURS_MET, Span.month(2026, 4))
    (leaf,) = judge(ACQUAINTED, Ledger().add(MET_IN_MARCH, april), NOW).leaves
    (unspecified,) = judge(TRUSTED, Ledger().add(april), NOW).leaves

    assert (april,) == leaf.undecided_records
    assert unspecified.undecided_records == ()


# --- what to do next -----------------------------------------------------------------------------


def test_what_is_met_asks_for_nothing():
    """A leaf that is met has no remedy."""
    (leaf,) = judge(AWARE, Ledger().add(Record(ISSUES_LISTED, TODAY)), NOW).leaves

    assert not leaf.remedy


def test_what_is_missing_says_what_to_file():
    """A leaf without enough records names the paper to file and the fact to record."""
    assert remedies(AWARE) == [
        (
            "課題の一覧を添えて，「課題の洗い出し」（issues_listed）を記録する",
            "file the list of issues and record “issues listed” (issues_listed)",
        )
    ]


def test_a_record_dated_by_the_running_month_asks_for_its_day():
    """Where the days alone would settle it, nothing else is asked for."""
    april = Record(NEIGHBOURS_MET, Span.month(2026, 4))
    spring = Record(NEIGHBOURS_MET, Span(day("2026-03-01"), day("2026-05-31")))

    assert remedies(ACQUAINTED, april, spring) == [
        (
            (
                "「顔合わせの会」（neighbours_met）の令和8年4月，令和8年3月～令和8年5月の記録は，"
                "判定する期間のことか分からないため，日（年月日）まで書き直す"
            ),
            (
                "give the day of the record of “neighbours met” (neighbours_met) dated 2026-04, "
                "2026-03 to 2026-05, which may lie outside the days that count"
            ),
        )
    ]


def test_days_that_would_not_suffice_ask_for_more_records_too():
    """Where even the day would leave too few, both are asked for."""
    april = Record(NEIGHBOURS_MET, Span.month(2026, 4))

    assert remedies(ACQUAINTED, april) == [
        (
            (
                "「顔合わせの会」（neighbours_met）の令和8年4月の記録は，判定する期間のことか分からないため，"
                "日（年月日）まで書き直す。さらに，会の議事録を添えて，「顔合わせの会」（neighbours_met）をあと1件記録する"
            ),
            (
                "give the day of the record of “neighbours met” (neighbours_met) dated 2026-04, "
                "which may lie outside the days that count; "
                "and file the minutes of the meeting "
                "and record 1 more of “neighbours met” (neighbours_met)"
            ),
        )
    ]


def test_an_unknown_entry_into_the_stage_asks_for_its_day():
    """Where days are known and the stage's entry is not, the entry is what to record."""
    assert remedies(REVIVED, Record(NEIGHBOURS_MET, TODAY)) == [
        ("現在の段階に入った日を記録する", "record the day on which the stage was entered")
    ]


def test_what_must_not_have_happened_asks_for_a_check():
    """That there was none needs somebody to confirm it."""
    assert remedies(SILENT) == [
        (
            (
                "「会計報告」（accounts_filed）がほかにないことを確かめ，"
                "「これ以外なし（確認日）」の欄（complete_through）に確認日を書く"
            ),
            (
                "check that there is no other “accounts filed” (accounts_filed) "
                "and write the day of the check in complete_through"
            ),
        )
    ]


def test_a_check_of_all_time_until_today_can_be_made_today():
    """Where the days that count end today, nothing has to be waited for."""
    assert remedies(asking(AtMost(COMPLAINTS))) == [
        (
            (
                "「苦情」（complaints）がほかにないことを確かめ，"
                "「これ以外なし（確認日）」の欄（complete_through）に確認日を書く"
            ),
            (
                "check that there is no other “complaints” (complaints) "
                "and write the day of the check in complete_through"
            ),
        )
    ]


def test_a_check_of_a_year_that_goes_on_waits_for_its_end():
    """Nobody can confirm today that nothing will happen until the fiscal year ends."""
    within_the_year = asking(AtMost(COMPLAINTS, during=THIS_FISCAL_YEAR))

    assert remedies(within_the_year, Completeness(COMPLAINTS, TODAY)) == [
        (
            (
                "令和9年3月31日を過ぎてから，「苦情」（complaints）がほかにないことを確かめ，"
                "「これ以外なし（確認日）」の欄（complete_through）に確認日を書く"
            ),
            (
                "after 2027-03-31, check that there is no other “complaints” (complaints) "
                "and write the day of the check in complete_through"
            ),
        )
    ]


def test_too_many_records_ask_whether_they_are_right():
    """What happened too often cannot be filed away; only the records can be checked."""
    at_most_one = asking(AtMost(COMPLAINTS, n=1))

    assert remedies(at_most_one, Record(COMPLAINTS, TODAY, count=2)) == [
        (
            "「苦情」（complaints）の記録が1件を超えているため，記録に誤りがないか確かめる",
            (
                "more than 1 of “complaints” (complaints) are recorded; "
                "check that the records are right"
            ),
        )
    ]


def test_a_complete_ledger_with_a_vague_date_asks_for_the_day():
    """Where everything is on file and only a date is vague, the day is asked for."""
    none = asking(AtMost(COMPLAINTS))
    entries = (Record(COMPLAINTS, Span.month(2026, 4)), Completeness(COMPLAINTS, TODAY))

    assert remedies(none, *entries) == [
        (
            (
                "「苦情」（complaints）の令和8年4月の記録は，判定する期間のことか分からないため，"
                "日（年月日）まで書き直す"
            ),
            (
                "give the day of the record of “complaints” (complaints) dated 2026-04, "
                "which may lie outside the days that count"
            ),
        )
    ]


def test_a_rule_that_nobody_spelt_out_asks_the_office():
    """What the source leaves out can only be asked."""
    assert remedies(TRUSTED) == [
        ("担当課に条件の内容を確かめる", "ask the office in charge what the condition is")
    ]


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "ja", "en"),
    [
        (
            MET_IN_MARCH,
            "令和8年3月，事務局，議事録（台帳に記録）",
            "2026-03; 事務局; 議事録 (recorded in the ledger)",
        ),
        (
            Record(EVENTS_HELD, TODAY, count=2),
            "令和8年4月10日 ×2（台帳に記録）",
            "2026-04-10 ×2 (recorded in the ledger)",
        ),
        (
            Record(FIELDS_JOINED, TODAY, item="防災", basis=STATED),
            "令和8年4月10日，防災，明記／N1「育ち方」2頁",
            "2026-04-10; 防災; stated; N1 “How councils grow”, page 2",
        ),
    ],
)
def test_a_record_reads_as_one_line(record, ja, en):
    """When, how often, which, by whom, on which paper and by whose word, in one line."""
    assert ja == record_text(record, "ja")
    assert en == record_text(record, "en")


EXPLAINED = judge(
    LINKED,
    Ledger().add(
        Record(FIELDS_JOINED, day("2026-03-01"), item="防災", basis=STATED),
        Record(FIELDS_JOINED, day("2026-03-08"), item="福祉"),
        MET_IN_MARCH,
        Completeness(ISSUES_LISTED, TODAY),
    ),
    NOW,
)

EXPLAINED_JA = """\
？ 連携が広がっている [未確認]
  ？ 次のいずれか
    ？ 必要: 「計画の決定」1件以上 / 記録: なし（未確認）
      次に: 計画書を添えて，「計画の決定」（plan_adopted）を記録する
    ？ 次の3つのうち2つ以上
      ○ 必要: 「加わった分野」重複を除き2件以上 / 記録: 2件以上
        根拠となる記録: 令和8年3月1日，防災，明記／N1「育ち方」2頁
        根拠となる記録: 令和8年3月8日，福祉（台帳に記録）
      ？ 必要: 「共に開いた行事」3件以上 / 記録: なし（未確認）
        次に: 行事の記録を添えて，「共に開いた行事」（events_held）をあと3件記録する
      × 次のすべて
        × 必要: 「課題の洗い出し」1件以上 / 記録: 0件（該当なしと確認）
          根拠となる記録: 令和8年4月10日まで該当なしと確認
          次に: 課題の一覧を添えて，「課題の洗い出し」（issues_listed）を記録する
        ○ 必要: 「顔合わせの会」1件以上 / 記録: 1件以上
          根拠となる記録: 令和8年3月，事務局，議事録（台帳に記録）
  要件の根拠: 推定／N2「育ち方」2頁／手引きの例から読み取る"""

EXPLAINED_EN = """\
? linkage has widened [open]
  ? any of
    ? need: “plan adopted”: at least 1 / have: none on record
      next: file the plan and record “plan adopted” (plan_adopted)
    ? at least 2 of these 3
      ○ need: “fields joined”: at least 2 different / have: 2 or more
        rests on: 2026-03-01; 防災; stated; N1 “How councils grow”, page 2
        rests on: 2026-03-08; 福祉 (recorded in the ledger)
      ? need: “events held together”: at least 3 / have: none on record
        next: file the record of the event and record 3 more of “events held together” (events_held)
      × all of
        × need: “issues listed”: at least 1 / have: 0 (confirmed)
          rests on: confirmed that there was none until 2026-04-10
          next: file the list of issues and record “issues listed” (issues_listed)
        ○ need: “neighbours met”: at least 1 / have: 1 or more
          rests on: 2026-03; 事務局; 議事録 (recorded in the ledger)
  rule: inferred; N2 “How councils grow”, page 2; read from an example"""


def test_a_finding_explains_itself_in_full():
    """Each part with its verdict, each leaf with need, have, records and what to file next."""
    assert EXPLAINED.explain("ja") == EXPLAINED_JA
    assert EXPLAINED.explain("en") == EXPLAINED_EN


def test_a_single_leaf_says_its_verdict_once():
    """A requirement of one leaf does not repeat the mark of the leaf."""
    finding = judge(BLAMED, Ledger(), NOW)

    assert finding.explain("en") == (
        "? complaints keep coming [open]\n"
        "  need: “complaints”: at least 2 / have: none on record\n"
        "  next: file the record of the complaint and record 2 more of “complaints” (complaints)\n"
        "  rule: assumed; set as a rule of thumb; plausibly 1 to 3"
    )


def test_a_rule_that_is_not_spelt_out_counts_nothing():
    """Where nothing is counted, no count and no records are shown."""
    assert judge(TRUSTED, Ledger(), NOW).explain("ja") == (
        "？ 信頼されている [未確認]\n"
        "  必要: 定めのない条件（信頼の測り方）\n"
        "  次に: 担当課に条件の内容を確かめる\n"
        "  要件の根拠: 記載なし／N3「育ち方」2頁／手引きに内容がない"
    )


# --- what was confirmed --------------------------------------------------------------------------


def confirmed(requirement, *entries, on=NOW):
    """Give what the first leaf says was confirmed, in Japanese and English."""
    leaf, *_ = judge(requirement, Ledger().add(*entries), on).leaves
    return [(said.ja, said.en) for said in leaf.confirmations]


def test_a_check_until_today_is_what_an_unmet_verdict_rests_on():
    """Who wrote that there was none until today reads it as the reason."""
    assert confirmed(AWARE, Completeness(ISSUES_LISTED, TODAY)) == [
        ("令和8年4月10日まで該当なしと確認", "confirmed that there was none until 2026-04-10")
    ]


def test_a_check_that_ends_before_today_says_so():
    """The next day the verdict is open again, and the explanation says from when on."""
    statement = Completeness(ISSUES_LISTED, day("2026-03-31"), since=day("2025-04-01"))
    (leaf,) = judge(AWARE, Ledger().add(statement), NOW).leaves

    assert leaf.verdict is OPEN
    assert leaf.on_record == Wording("なし（未確認）", "none on record")
    assert [(said.ja, said.en) for said in leaf.confirmations] == [
        (
            "令和7年4月1日から令和8年3月31日まで該当なしと確認（確認日より後は未確認）",
            (
                "confirmed that there was none from 2025-04-01 until 2026-03-31 "
                "(nobody has confirmed it for the days after)"
            ),
        )
    ]


def test_a_check_beside_records_says_that_there_was_nothing_else():
    """Where something is on record, the check says that nothing else was."""
    entries = (Record(NEIGHBOURS_MET, day("2026-03-01")), Completeness(NEIGHBOURS_MET, TODAY))

    assert confirmed(ACQUAINTED, *entries) == [
        (
            "令和8年4月10日までほかに該当なしと確認",
            "confirmed that there was nothing else until 2026-04-10",
        )
    ]


def test_only_checks_of_the_days_that_count_are_told():
    """A check of last year says nothing of this one, and is cut to the days that count."""
    this_year = asking(AtMost(COMPLAINTS, during=THIS_FISCAL_YEAR))
    last = Completeness(COMPLAINTS, day("2026-03-31"))
    until = Completeness(COMPLAINTS, TODAY)

    assert confirmed(this_year, last) == []
    assert [ja for ja, _ in confirmed(this_year, last, until)] == [
        "令和8年4月1日から令和8年4月10日まで該当なしと確認（確認日より後は未確認）"
    ]
    assert confirmed(TRUSTED, until) == []


def test_a_leaf_that_counts_nothing_has_nothing_on_record():
    """Where nothing can be counted, nothing is said to be on record."""
    (leaf,) = judge(TRUSTED, Ledger(), NOW).leaves

    assert not leaf.on_record


def test_a_record_of_some_years_lies_between_their_ends():
    """A span is told as a time between two ends, and not as something that lasted."""
    years = Record(EVENTS_HELD, Span(day("2020-04-01"), day("2023-08-31")), count=2, basis=STATED)

    assert record_text(years, "ja") == (
        "令和2年4月から令和5年8月までの間 ×2，明記／N1「育ち方」2頁"
    )
    assert record_text(years, "en") == (
        "between 2020-04 and 2023-08 ×2; stated; N1 “How councils grow”, page 2"
    )


def test_a_record_with_a_reason_of_its_own_tells_it():
    """What a ledger remarks on its record stands in the brackets."""
    noted = Record(EVENTS_HELD, TODAY, basis=recorded(Wording("聞き取り", "by ear")))

    assert record_text(noted, "ja") == "令和8年4月10日（台帳に記録／聞き取り）"
    assert record_text(noted, "en") == "2026-04-10 (recorded in the ledger; by ear)"


def test_what_is_evidence_of_a_plan_names_the_plan_in_both_languages():
    """The plan that a record comes from is filed under one name, and read in either language."""
    of_a_plan = Record(PLAN_ADOPTED, day("2026-04-10"), item="第2期の計画")
    named = attrs.evolve(of_a_plan, item="第2期のみのり計画")

    assert record_text(of_a_plan, "ja").startswith("令和8年4月10日，第2期の計画")
    assert record_text(of_a_plan, "en").startswith("2026-04-10; the plan of term 2 (")
    assert record_text(named, "en").startswith("2026-04-10; 第2期のみのり計画 (")


# --- soft numbers, and numbers with a unit -------------------------------------------------------

JUDGED = about(EVENTS_HELD, 2, 4, PLAN_ADOPTED)


def test_a_soft_number_among_other_parts_stays_one_line_of_the_tree():
    """Its sign, its one need, and its one remedy stand beside those of the other parts."""
    ledger = Ledger().add(Record(EVENTS_HELD, day("2026-01-01"), count=2))
    told = judge(asking(AllOf(AtLeast(NEIGHBOURS_MET), JUDGED)), ledger, NOW).explain("en")

    assert told.splitlines()[1:7] == [
        "  ? all of",
        "    ? need: “neighbours met”: at least 1 / have: none on record",
        "      next: file the minutes of the meeting and record “neighbours met” (neighbours_met)",
        (
            "    ? need: “events held together”: at least 4 (2 to 3 will do with “plan adopted”) / "
            "have: 2 or more"
        ),
        "      rests on: 2026-01-01 ×2 (recorded in the ledger)",
        (
            "      next: file the record of the event and record 2 more of “events held together” "
            "(events_held) (from 2 on it will also do to file the plan and record “plan adopted” "
            "(plan_adopted))"
        ),
    ]


def test_what_was_judged_needs_only_the_fewest():
    """Once the judgement is on record, what it judged is asked for and no more."""
    ledger = Ledger().add(
        Record(EVENTS_HELD, day("2026-01-01")), Record(PLAN_ADOPTED, day("2026-02-01"))
    )
    soft = judge(asking(JUDGED), ledger, NOW).soft

    assert soft.remedy.en == (
        "file the record of the event and record 1 more of “events held together” (events_held)"
    )


def test_a_soft_number_that_is_met_asks_for_nothing():
    """Four events are enough beyond doubt."""
    finding = judge(asking(JUDGED), Ledger().add(Record(EVENTS_HELD, TODAY, count=4)), NOW)

    assert finding.soft.remedy.en == ""
    assert "next" not in finding.explain("en")
    assert judge(asking(AtLeast(EVENTS_HELD)), Ledger(), NOW).soft is None


def test_what_is_counted_in_yen_is_told_in_yen():
    """Need, have, records and remedies all give amounts, never numbers of times."""
    own_funds = attrs.evolve(EVENTS_HELD, unit=YEN)
    ledger = Ledger().add(Record(own_funds, day("2026-01-01"), count=60_000))
    asked = judge(asking(AtLeast(own_funds, n=100_000)), ledger, NOW)
    allowed = judge(asking(AtMost(own_funds, n=50_000)), ledger, NOW)

    assert asked.explain("ja").splitlines()[1:4] == [
        "  必要: 「共に開いた行事」100,000円以上 / 記録: 60,000円以上",
        "  根拠となる記録: 令和8年1月1日 60,000円（台帳に記録）",
        "  次に: 行事の記録を添えて，「共に開いた行事」（events_held）をあと40,000円記録する",
    ]
    assert asked.explain("en").splitlines()[3] == (
        "  next: file the record of the event and record 40,000 yen more of "
        "“events held together” (events_held)"
    )
    assert [leaf.remedy.ja for leaf in allowed.missing] == [
        (
            "「共に開いた行事」（events_held）の記録が50,000円を超えているため，"
            "記録に誤りがないか確かめる"
        )
    ]
