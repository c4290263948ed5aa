"""Assessments: where a council stands, and what is met and missing for every step."""

import attrs
import pytest

from invented import (
    ACCOUNTS_FILED,
    ACQUAINTED,
    AWARE,
    BRANCHING,
    CLUB,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    LINKED,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    PLANNED,
    RESTING,
    REVIVED,
    REVOCABLE,
    STANDING,
    STATED,
    WORKING,
    change,
    council,
    day,
    transition,
)
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.facts import Completeness, Record
from renkei_model.lifecycle import (
    NOT_THE_CITYS_JUDGEMENT,
    StageRange,
    advance,
    assess,
    judge_transition,
    replay,
    supported_stages,
    take,
    timeline,
)
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

TODAY = day("2026-04-10")
MET_TWICE = Record(NEIGHBOURS_MET, Span.month(2026, 3), count=2, by="事務局", evidence="議事録")
LISTED = Record(ISSUES_LISTED, day("2026-03-20"))
ADOPTED = Record(PLAN_ADOPTED, day("2026-03-31"))


def keys_of(readings):
    """Give the keys of the transitions that were read."""
    return [read.transition.key for read in readings]


# --- the recorded stage --------------------------------------------------------------------------


def test_a_stage_that_nobody_recorded_is_never_derived():
    """However much evidence there is, the recorded stage stays unrecorded."""
    reading = assess(council(MET_TWICE, LISTED, ADOPTED), LADDER, TODAY)

    assert reading.recorded is None
    assert reading.supported.surely == (STANDING,)


def test_without_a_recorded_stage_the_next_steps_start_where_the_evidence_surely_reaches():
    """The next step is the one after the stage that is sure."""
    reading = assess(council(MET_TWICE, LISTED), LADDER, TODAY)

    assert reading.stands_at == (WORKING,)
    assert keys_of(reading.next) == ["working_to_standing"]


def test_a_recorded_stage_decides_where_the_next_steps_start():
    """What was recorded counts, also where the evidence reaches further."""
    stepped = council(
        MET_TWICE, LISTED, ADOPTED, history=(change("meeting_to_working", "2026-03-25"),)
    )
    reading = assess(stepped, LADDER, TODAY)

    assert WORKING is reading.recorded
    assert reading.stands_at == (WORKING,)
    assert keys_of(reading.next) == ["working_to_standing"]


def test_a_stage_entered_after_the_day_judged_is_not_recorded_yet():
    """On an earlier day, the step had not been taken."""
    stepped = council(history=(change("meeting_to_working", "2026-04-11"),))

    assert assess(stepped, LADDER, TODAY).recorded is None


def test_a_recorded_stage_of_another_policy_is_refused():
    """A council whose history names a stage that the policy lacks cannot be assessed by it."""
    resting = council(history=(change("working_to_resting", "2026-04-01"),))

    with pytest.raises(UnknownName, match="unknown stage 'resting'"):
        assess(resting, LADDER, TODAY)


def test_a_council_is_assessed_on_a_day():
    """A text instead of a day is refused."""
    with pytest.raises(InvalidValue, match="is not a day; give a datetime"):
        assess(council(), LADDER, "2026-04-10")


# --- supported stages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "surely", "possibly"),
    [
        ((), MEETING, STANDING),
        ((MET_TWICE,), MEETING, STANDING),
        ((MET_TWICE, Completeness(ISSUES_LISTED, TODAY)), MEETING, MEETING),
        ((MET_TWICE, LISTED), WORKING, STANDING),
        ((MET_TWICE, LISTED, Completeness(PLAN_ADOPTED, TODAY)), WORKING, WORKING),
        ((MET_TWICE, LISTED, ADOPTED), STANDING, STANDING),
        ((ADOPTED,), MEETING, STANDING),
    ],
    ids=["nothing", "half", "closed", "first step", "stuck", "all", "later evidence alone"],
)
def test_the_evidence_supports_a_range_of_stages(entries, surely, possibly):
    """Surely as far as every guard is met, possibly as far as none is ruled out."""
    supported = supported_stages(council(*entries), LADDER, TODAY)

    assert StageRange((surely,), (possibly,)) == supported
    assert supported == assess(council(*entries), LADDER, TODAY).supported


def test_where_the_ways_branch_several_stages_may_be_the_furthest():
    """On a fork both ends are supported, until one of them leads on."""
    both = council(MET_TWICE, LISTED, Completeness(PLAN_ADOPTED, TODAY))
    closed = attrs.evolve(
        BRANCHING,
        transitions=(
            *BRANCHING.transitions[:3],
            transition("club_to_standing", CLUB, STANDING, PLANNED),
        ),
    )

    assert StageRange((WORKING, CLUB), (WORKING, CLUB)) == supported_stages(both, closed, TODAY)
    assert StageRange((STANDING,), (STANDING,)) == supported_stages(
        council(MET_TWICE, Completeness(ISSUES_LISTED, TODAY)), BRANCHING, TODAY
    )


def test_withdrawals_support_no_stage():
    """That a council may be put to rest does not make it possibly resting."""
    resting_is_met = council(MET_TWICE, Completeness(ACCOUNTS_FILED, TODAY))
    withdrawal = judge_transition(
        resting_is_met, REVOCABLE, REVOCABLE.transition("working_to_resting"), TODAY
    )

    assert withdrawal.verdict is Verdict.MET
    assert StageRange((WORKING,), (WORKING,)) == supported_stages(resting_is_met, REVOCABLE, TODAY)


def test_on_a_cycle_every_stage_that_leads_back_is_furthest():
    """Where steps of progress go in a circle, no stage of it is further than another."""
    circle = attrs.evolve(
        REVOCABLE,
        stages=(MEETING, WORKING, RESTING),
        transitions=(
            transition("meeting_to_working", MEETING, WORKING, AWARE),
            transition("working_to_resting", WORKING, RESTING, AWARE),
            transition("resting_to_working", RESTING, WORKING, AWARE),
        ),
    )

    assert StageRange((WORKING, RESTING), (WORKING, RESTING)) == supported_stages(
        council(LISTED), circle, TODAY
    )


@pytest.mark.parametrize(
    ("supported", "ja", "en"),
    [
        (StageRange((WORKING,), (WORKING,)), "協働期", "working"),
        (
            StageRange((MEETING,), (WORKING, CLUB)),
            "確実なのは出会い期，可能性があるのは協働期・同好期まで",
            "surely meeting … possibly working・club",
        ),
    ],
    ids=["one", "several"],
)
def test_a_range_of_stages_reads_from_sure_to_possible(supported, ja, en):
    """One stage stands alone; otherwise both ends are named."""
    assert ja == supported.text("ja")
    assert en == supported.text("en")


# --- every transition ----------------------------------------------------------------------------


def test_every_step_is_read_with_the_next_ones_first():
    """A council sees its next step first and all others after it, in order of declaration."""
    stepped = council(history=(change("working_to_resting", "2026-04-01"),))
    reading = assess(stepped, REVOCABLE, TODAY)

    assert keys_of(reading.transitions) == [
        "resting_to_working",
        "meeting_to_working",
        "working_to_resting",
    ]
    assert keys_of(reading.next) == ["resting_to_working"]


def test_a_withdrawal_is_never_a_next_step():
    """From a stage that only a withdrawal leaves, nothing is next."""
    stepped = council(history=(change("meeting_to_working", "2026-04-01"),))

    assert assess(stepped, REVOCABLE, TODAY).next == ()


def test_all_that_is_missing_for_the_next_steps_is_one_flat_list():
    """Every missing leaf of every next step is listed, and none of later steps."""
    reading = assess(council(), BRANCHING, TODAY)

    assert [(leaf.requirement.key, leaf.leaf.fact) for leaf in reading.missing] == [
        ("aware", ISSUES_LISTED),
        ("acquainted", NEIGHBOURS_MET),
    ]


def test_a_step_counts_its_requirements_by_verdict():
    """Met, open and unmet requirements of a step are counted, and the least decides."""
    entries = (MET_TWICE, Completeness(ISSUES_LISTED, TODAY))
    read, _ = assess(council(*entries), LADDER, TODAY).transitions

    assert read.counts() == {Verdict.MET: 1, Verdict.OPEN: 0, Verdict.UNMET: 1}
    assert read.verdict is Verdict.UNMET
    assert [leaf.requirement for leaf in read.missing] == [AWARE]


def test_an_open_gate_is_met():
    """A step that asks for nothing may always be taken."""
    gate = BRANCHING.transition("club_to_standing")

    assert judge_transition(council(), BRANCHING, gate, TODAY).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("way", "on", "sentence"),
    [
        ("meeting_to_working", TODAY, "^transition: 'meeting_to_working' is no Transition"),
        (LADDER.transitions[0], None, "^as_of: None is not a day"),
    ],
)
def test_judging_no_step_or_on_no_day_is_refused(way, on, sentence):
    """One step is judged as the policy declares it, on one day."""
    with pytest.raises(InvalidValue, match=sentence):
        judge_transition(council(), LADDER, way, on)


def test_a_requirement_that_guards_two_steps_is_found_once():
    """Conditions are counted once each, however many steps they guard and when they began."""
    shared = attrs.evolve(
        LADDER,
        transitions=(
            transition("meeting_to_working", MEETING, WORKING, AWARE),
            transition("working_to_standing", WORKING, STANDING, AWARE, PLANNED),
        ),
    )
    stepped = council(LISTED, history=(change("meeting_to_working", "2026-04-01"),))
    reading = assess(stepped, shared, TODAY)

    assert [finding.requirement for finding in reading.findings] == [AWARE, PLANNED]
    assert reading.evidence_text("ja") == "2要件のうち1要件に記録あり"
    assert reading.evidence_text("en") == "1 of 2 conditions with evidence"


def test_evidence_is_counted_even_where_it_does_not_suffice():
    """A condition with one of two meetings on file has evidence, though it is not met."""
    one_meeting = Record(NEIGHBOURS_MET, TODAY)
    reading = assess(council(one_meeting), LADDER, TODAY)

    assert reading.with_evidence == 2
    assert [finding.requirement for finding in reading.findings if finding.records] == [
        ACQUAINTED,
        LINKED,
    ]


# --- since the stage was entered -----------------------------------------------------------------

AFTER_REST = Record(NEIGHBOURS_MET, day("2026-03-01"))


@pytest.mark.parametrize(
    ("entered", "verdict"),
    [
        ("2026-02-28", Verdict.MET),
        ("2026-03-01", Verdict.MET),
        ("2026-03-02", Verdict.OPEN),
        (Span.month(2026, 2), Verdict.MET),
        (Span.month(2026, 3), Verdict.OPEN),
    ],
)
def test_evidence_since_the_stage_was_entered_must_be_new(entered, verdict):
    """Only a meeting on or after the entry surely counts for coming back."""
    rested = council(AFTER_REST, history=(change("working_to_resting", entered),))
    (read,) = assess(rested, REVOCABLE, TODAY).next

    assert [finding.requirement for finding in read.findings] == [REVIVED]
    assert verdict is read.verdict


def test_the_last_entry_into_a_stage_counts():
    """A council that was put to rest twice must meet after the second time."""
    rested_twice = council(
        AFTER_REST,
        history=(
            change("working_to_resting", "2026-02-01"),
            change("resting_to_working", "2026-03-02"),
            change("working_to_resting", "2026-04-01"),
        ),
    )
    (read,) = assess(rested_twice, REVOCABLE, TODAY).next

    assert read.verdict is Verdict.OPEN


def test_evidence_on_the_day_of_entry_counts_on_that_day():
    """A council put to rest today may meet today."""
    rested = council(
        Record(NEIGHBOURS_MET, TODAY), history=(change("working_to_resting", TODAY.isoformat()),)
    )
    (read,) = assess(rested, REVOCABLE, TODAY).next

    assert read.verdict is Verdict.MET


def test_a_stage_that_was_left_again_is_still_read_from_its_last_entry():
    """Going back to work does not move the day on which the rest began."""
    back = council(
        AFTER_REST,
        history=(
            change("working_to_resting", "2026-02-01"),
            change("resting_to_working", "2026-03-05"),
        ),
    )
    lifted = judge_transition(back, REVOCABLE, REVOCABLE.transition("resting_to_working"), TODAY)

    assert lifted.verdict is Verdict.MET


def test_an_entry_in_the_running_month_may_or_may_not_have_been():
    """On 1 April a rest that began some time in April leaves open which entry counts."""
    perhaps_rested_again = council(
        AFTER_REST,
        history=(
            change("working_to_resting", "2026-02-01"),
            change("resting_to_working", "2026-03-05"),
            change("working_to_resting", Span.month(2026, 4)),
        ),
    )
    lifting = REVOCABLE.transition("resting_to_working")

    before, during = (
        judge_transition(perhaps_rested_again, REVOCABLE, lifting, day(on)).verdict
        for on in ("2026-03-31", "2026-04-01")
    )

    assert (before, during) == (Verdict.MET, Verdict.OPEN)


def test_a_council_has_been_in_the_first_stage_from_the_beginning():
    """Without any step on record, all evidence lies after the entry into the first stage."""
    returning = attrs.evolve(
        REVOCABLE,
        stages=(MEETING, WORKING),
        transitions=(
            transition("meeting_to_working", MEETING, WORKING, REVIVED),
            transition("working_to_meeting", WORKING, MEETING, AWARE),
        ),
    )

    first = judge_transition(
        council(AFTER_REST), returning, returning.transition("meeting_to_working"), TODAY
    )
    again = judge_transition(
        council(
            AFTER_REST,
            history=(
                change("meeting_to_working", "2026-03-10"),
                change("working_to_meeting", Span.month(2026, 4)),
            ),
        ),
        returning,
        returning.transition("meeting_to_working"),
        TODAY,
    )

    assert first.verdict is Verdict.MET
    assert again.verdict is Verdict.OPEN


# --- the receipt ---------------------------------------------------------------------------------


def test_an_answer_carries_its_receipt():
    """Each assessment says its day, its policy and which recorded facts were not read."""
    receipt = assess(council(LISTED, Record(LETTERS_SENT, TODAY)), LADDER, TODAY).receipt

    assert (TODAY, LADDER.stamp, (LETTERS_SENT,)) == (
        receipt.as_of,
        receipt.policy,
        receipt.unread,
    )
    assert receipt.text("ja") == "令和8年4月10日時点／基準 minori@1#775730144a62"
    assert receipt.text("en") == "as of 2026-04-10; policy minori@1#775730144a62"


def test_facts_that_the_policy_does_not_read_are_named_not_refused():
    """A ledger may hold more than a policy asks for; the receipt says what was left out."""
    entries = (Record(LETTERS_SENT, TODAY), Completeness(COMPLAINTS, TODAY))
    receipt = assess(council(*entries), LADDER, TODAY).receipt

    assert receipt.unread_text("ja") == "判定に使わない記録: 便りの発行，苦情"
    assert receipt.unread_text("en") == (
        "recorded, but not read by this policy: letters sent; complaints"
    )
    assert assess(council(LISTED), LADDER, TODAY).receipt.unread_text("ja") == ""


# --- words ---------------------------------------------------------------------------------------

EXPLAINED = council(
    MET_TWICE,
    Record(FIELDS_JOINED, day("2026-03-01"), item="防災", basis=STATED),
    Record(FIELDS_JOINED, day("2026-03-08"), item="福祉"),
    Record(LETTERS_SENT, day("2026-03-09")),
    Completeness(ISSUES_LISTED, TODAY),
)

EXPLAINED_JA = """\
7 みのり地区協議会（みのりん）
令和8年4月10日時点／基準 minori@1#775730144a62
この基準は市の資料の文言どおりではありません。4要件のうち1要件は，求める数も含めて，このモデルの仮定です。
記録された段階: 記録なし
記録から読み取れる段階: 出会い期（4要件のうち2要件に記録あり）
段階の記録がないため，次の移行は，記録から確実に読み取れる段階から数えています。

■ 次: 出会い期 → 協働期 [meeting_to_working]  充足 1・未確認 0・未充足 1
  ○ 住民が顔見知りである [充足]
    必要: 「顔合わせの会」2件以上 / 記録: 2件以上
    根拠となる記録: 令和8年3月 ×2，事務局，議事録（台帳に記録）
    要件の根拠: 仮定／目安として置く／妥当な範囲は1～3
  × 課題を知っている [未充足]
    必要: 「課題の洗い出し」1件以上 / 記録: 0件（該当なしと確認）
    根拠となる記録: 令和8年4月10日まで該当なしと確認
    次に: 課題の一覧を添えて，「課題の洗い出し」（issues_listed）を記録する
    要件の根拠: 明記／N1「育ち方」2頁

協働期 → 定着期 [working_to_standing]  充足 0・未確認 2・未充足 0
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
          ○ 必要: 「顔合わせの会」1件以上 / 記録: 2件以上
            根拠となる記録: 令和8年3月 ×2，事務局，議事録（台帳に記録）
    要件の根拠: 推定／N2「育ち方」2頁／手引きの例から読み取る
  ？ 計画がある [未確認]
    必要: 「計画の決定」1件以上 / 記録: なし（未確認）
    次に: 計画書を添えて，「計画の決定」（plan_adopted）を記録する
    要件の根拠: 明記／N1「育ち方」2頁

判定に使わない記録: 便りの発行
これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。"""

EXPLAINED_EN = """\
7 みのり地区協議会 (みのりん)
as of 2026-04-10; policy minori@1#775730144a62
This is not the city's own wording. The model assumes 1 of the 4 requirements, thresholds included.
recorded stage: none on record
stages the evidence supports: meeting (2 of 4 conditions with evidence)
No stage is on record, so the next step is counted from the stage that the records establish.

■ next: meeting → working [meeting_to_working]  1 met, 0 open, 1 unmet
  ○ neighbours know each other [met]
    need: “neighbours met”: at least 2 / have: 2 or more
    rests on: 2026-03 ×2; 事務局; 議事録 (recorded in the ledger)
    rule: assumed; set as a rule of thumb; plausibly 1 to 3
  × the issues are known [unmet]
    need: “issues listed”: at least 1 / have: 0 (confirmed)
    rests on: confirmed that there was none until 2026-04-10
    next: file the list of issues and record “issues listed” (issues_listed)
    rule: stated; N1 “How councils grow”, page 2

working → standing [working_to_standing]  0 met, 2 open, 0 unmet
  ? linkage has widened [open]
    ? any of
      ? need: “plan adopted”: at least 1 / have: none on record
        next: file the plan and record “plan adopted” (plan_adopted)
      ? at least 2 of these 3
        ○ need: “fields joined”: at least 2 different / have: 2 or more
          rests on: 2026-03-01; 防災; stated; N1 “How councils grow”, page 2
          rests on: 2026-03-08; 福祉 (recorded in the ledger)
        ? need: “events held together”: at least 3 / have: none on record
          next: file the record of the event \
and record 3 more of “events held together” (events_held)
        × all of
          × need: “issues listed”: at least 1 / have: 0 (confirmed)
            rests on: confirmed that there was none until 2026-04-10
            next: file the list of issues and record “issues listed” (issues_listed)
          ○ need: “neighbours met”: at least 1 / have: 2 or more
            rests on: 2026-03 ×2; 事務局; 議事録 (recorded in the ledger)
    rule: inferred; N2 “How councils grow”, page 2; read from an example
  ? there is a plan [open]
    need: “plan adopted”: at least 1 / have: none on record
    next: file the plan and record “plan adopted” (plan_adopted)
    rule: stated; N1 “How councils grow”, page 2

recorded, but not read by this policy: letters sent
This is the model's reading of recorded evidence, not the city's judgement."""


def test_an_assessment_explains_itself_in_full():
    """Met, open and unmet parts, records with their basis, and where every rule comes from."""
    reading = assess(EXPLAINED, LADDER, TODAY)

    assert reading.explain("ja") == EXPLAINED_JA
    assert reading.explain("en") == EXPLAINED_EN


def test_at_the_end_of_the_way_the_explanation_says_so():
    """A council in the last stage reads its recorded stage and that no stage follows."""
    arrived = council(
        MET_TWICE,
        LISTED,
        ADOPTED,
        history=(
            change("meeting_to_working", "2026-03-31"),
            change("working_to_standing", "2026-04-01"),
        ),
    )
    reading = assess(arrived, LADDER, TODAY)

    assert reading.missing == ()
    assert reading.explain("ja").splitlines()[3:7] == [
        "記録された段階: 定着期",
        "記録から読み取れる段階: 定着期（4要件のうち4要件に記録あり）",
        "この先に進む段階はありません。",
        "",
    ]
    assert reading.explain("en").splitlines()[3:7] == [
        "recorded stage: standing",
        "stages the evidence supports: standing (4 of 4 conditions with evidence)",
        "No further stage follows.",
        "",
    ]


def test_a_council_without_number_or_nickname_is_titled_by_its_name():
    """What a council does not have is not shown."""
    plain = attrs.evolve(council(), number=None, nickname="")

    assert assess(plain, LADDER, TODAY).explain("ja").splitlines()[0] == "みのり地区協議会"
    assert assess(plain, LADDER, TODAY).explain("en").splitlines()[0] == "みのり地区協議会"


def test_no_explanation_passes_for_the_citys_judgement():
    """Every explanation ends by saying whose reading it is."""
    reading = assess(council(Record(EVENTS_HELD, TODAY)), BRANCHING, TODAY)

    assert reading.explain("ja").endswith(NOT_THE_CITYS_JUDGEMENT.ja)
    assert reading.explain("en").endswith(NOT_THE_CITYS_JUDGEMENT.en)


@pytest.mark.parametrize("verb", [assess, supported_stages])
def test_a_reading_on_no_day_is_refused(verb):
    """A text is no day, even under a policy without transitions."""
    one_stage = attrs.evolve(LADDER, stages=LADDER.stages[:1], transitions=())
    with pytest.raises(InvalidValue, match="as_of: '2026-04-10' is not a day"):
        verb(council(), one_stage, "2026-04-10")


def test_records_after_the_day_judged_are_counted_in_the_receipt():
    """What lies after the day is left out, and the answer says how much that is."""
    later = (Record(NEIGHBOURS_MET, day("2026-04-11")), Record(EVENTS_HELD, Span.month(2026, 5)))
    running = Record(PLAN_ADOPTED, Span.month(2026, 4))
    reading = assess(council(MET_TWICE, running, *later), LADDER, TODAY)

    assert reading.receipt.later == 2
    assert "判定日より後の記録 2件は数えていません。" in reading.explain("ja").splitlines()
    assert "Records dated after that day, and not counted: 2." in reading.explain("en").splitlines()


def test_steps_after_the_day_judged_are_counted_in_the_receipt():
    """A step of the last day counts; one of the next day, or of the month that runs, does not."""
    taken = change("meeting_to_working", TODAY.isoformat())
    history = (
        taken,
        change("working_to_standing", "2026-04-11"),
        change("working_to_standing", Span.month(2026, 4)),
    )
    late = Record(NEIGHBOURS_MET, day("2026-04-11"))
    reading = assess(council(late, history=history), LADDER, TODAY)

    assert reading.recorded == LADDER.stage("working")
    assert reading.receipt.later_steps == 2
    assert reading.receipt.later_text("ja") == (
        "判定日より後の記録 1件は数えていません。判定日より後の段階の変更 2件は数えていません。"
    )
    assert reading.receipt.later_text("en") == (
        "Records dated after that day, and not counted: 1. "
        "Steps dated after that day, and not counted: 2."
    )
    assert assess(council(history=(taken,)), LADDER, TODAY).receipt.later_text("ja") == ""


def test_a_council_without_a_recorded_stage_is_told_that_steps_are_recorded_one_by_one():
    """Where the evidence reaches further, recording begins in the first stage all the same."""
    ahead = assess(council(MET_TWICE, LISTED), LADDER, TODAY)
    at_the_start = assess(council(), LADDER, TODAY)
    sentence = "段階の変更を記録するときは，最初の段階（出会い期）から一段階ずつ記録してください。"

    assert sentence in ahead.explain("ja").splitlines()
    assert "Steps themselves are recorded one by one, from the first stage (meeting) on." in (
        ahead.explain("en").splitlines()
    )
    assert sentence not in at_the_start.explain("ja")


def test_a_recorded_stage_beyond_the_evidence_is_named():
    """Who was recorded further than the records reach is told so, and where to look."""
    history = (change("meeting_to_working", "2026-04-01"),)
    without = assess(council(MET_TWICE, history=history), LADDER, TODAY)
    backed = assess(council(MET_TWICE, LISTED, history=history), LADDER, TODAY)
    rested = assess(
        council(history=(change("working_to_resting", "2026-04-01"),)), REVOCABLE, TODAY
    )

    assert [reading.recorded_is_ahead for reading in (without, backed, rested)] == [
        True,
        False,
        False,
    ]
    assert "記録された段階は，記録から確実に読み取れる段階より先です。" in without.explain("ja")
    assert "The recorded stage is ahead of what the records establish." in without.explain("en")
    assert "より先です" not in backed.explain("ja")


@pytest.mark.parametrize(
    "verb",
    [
        lambda council, policy: assess(council, policy, TODAY),
        lambda council, policy: supported_stages(council, policy, TODAY),
        lambda council, policy: advance(council, policy, TODAY),
        lambda council, policy: take(council, policy, "meeting_to_working", TODAY),
        replay,
        timeline,
    ],
    ids=["assess", "supported_stages", "advance", "take", "replay", "timeline"],
)
def test_council_and_policy_in_the_wrong_order_are_told_apart(verb):
    """Every verb takes the council first, and says so."""
    with pytest.raises(InvalidValue, match=r"^council: Policy\(.* is no Council; give a Council"):
        verb(LADDER, council())
    with pytest.raises(InvalidValue, match=r"^policy: 'minori' is no Policy; give a Policy"):
        verb(council(), "minori")


def test_readings_show_themselves_briefly():
    """In a console no reading fills the screen."""
    reading = assess(EXPLAINED, LADDER, TODAY)
    (first, _) = reading.transitions
    shown = [reading, first, first.findings[0], first.missing[0], reading.receipt]
    stepped = council(history=(change("meeting_to_working", "2026-04-01"),))
    shown += [timeline(EXPLAINED, LADDER), replay(stepped, LADDER)]

    assert [repr(value) for value in shown if len(repr(value)) > 500] == []
    assert repr(reading) == (
        "Assessment(council='みのり地区協議会', policy=minori@1#775730144a62, as_of=2026-04-10, "
        "recorded=None, supported=StageRange(surely=(meeting), possibly=(meeting)))"
    )


def test_an_equal_policy_answers_in_its_own_words():
    """Two policies that decide alike and are worded differently do not lend each other words."""
    reworded = attrs.evolve(
        LADDER,
        stages=tuple(
            attrs.evolve(each, wording=Wording("別名", f"other {each.key}"))
            for each in LADDER.stages
        ),
    )
    council = Council(name="みのり")
    words = [
        assess(council, policy, day("2026-04-01")).supported.text("en")
        for policy in (LADDER, reworded)
    ]

    assert reworded == LADDER
    assert words == [
        "surely meeting … possibly standing",
        "surely other meeting … possibly other standing",
    ]
