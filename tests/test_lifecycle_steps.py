"""Steps: recorded when their requirements are met, refused completely when not."""

import attrs
import pytest

from invented import (
    ACCOUNTS_FILED,
    ACQUAINTED,
    AWARE,
    BRANCHING,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    ISSUES_LISTED,
    LADDER,
    MEETING,
    NAME,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    RESTING,
    REVOCABLE,
    STANDING,
    STATED,
    WORKING,
    change,
    council,
    day,
    transition,
)
from renkei_model.councils import StageChange
from renkei_model.dates import Span
from renkei_model.errors import (
    ChoiceRequired,
    HistoryNotInOrder,
    InvalidValue,
    NoSuchStep,
    OutOfOrder,
    UnknownName,
)
from renkei_model.facts import Completeness, Record
from renkei_model.lifecycle import TransitionBlocked, advance, assess, take

TODAY = day("2026-04-10")
MET_TWICE = Record(NEIGHBOURS_MET, Span.month(2026, 3), count=2, by="事務局", evidence="議事録")
LISTED = Record(ISSUES_LISTED, TODAY, basis=STATED)
ADOPTED = Record(PLAN_ADOPTED, day("2026-03-31"))


# --- steps that are taken ------------------------------------------------------------------------


def test_a_step_is_recorded_with_who_when_why_and_on_what_it_rests():
    """Advancing adds one stage change with policy stamp and the identities of its evidence."""
    ready = council(MET_TWICE, LISTED)
    stepped = advance(ready, LADDER, TODAY, by="事務局", note="総会で確認")

    assert (
        StageChange(
            transition="meeting_to_working",
            source="meeting",
            target="working",
            on=TODAY,
            by="事務局",
            note="総会で確認",
            policy=LADDER.stamp,
            rests_on=(MET_TWICE.identity, LISTED.identity),
        ),
    ) == stepped.history
    assert ready.ledger == stepped.ledger
    assert ready == council(MET_TWICE, LISTED)


def test_a_step_needs_neither_an_author_nor_a_remark():
    """Who recorded a step and what they remarked stays empty unless somebody says it."""
    ready = council(MET_TWICE, LISTED)
    (advanced,) = advance(ready, LADDER, TODAY).history
    (taken,) = take(ready, LADDER, "meeting_to_working", TODAY).history

    assert (advanced.by, advanced.note) == (taken.by, taken.note) == ("", "")


def test_steps_follow_one_another_from_the_stage_last_recorded():
    """A second step starts where the first one ended, also on the same day."""
    once = advance(council(MET_TWICE, LISTED, ADOPTED), LADDER, TODAY)
    twice = advance(once, LADDER, TODAY)

    assert [step.target for step in twice.history] == ["working", "standing"]


def test_a_step_rests_on_no_record_that_was_not_sure_that_day():
    """Evidence that only may have been there is not what the step rests on."""
    later = Record(NEIGHBOURS_MET, Span.month(2026, 4))
    stepped = advance(council(MET_TWICE, later, LISTED), LADDER, TODAY)

    assert (MET_TWICE.identity, LISTED.identity) == stepped.history[0].rests_on


def test_an_open_gate_is_passed_without_evidence():
    """A step declared free is recorded, resting on nothing."""
    club = council(history=(change("meeting_to_club", "2026-04-01"),))

    assert advance(club, BRANCHING, TODAY).history[-1].rests_on == ()


@pytest.mark.parametrize("to", ["working", WORKING], ids=["by key", "by stage"])
def test_a_way_is_chosen_by_the_stage_it_enters(to):
    """Where two ways are open, naming the stage decides, by key or as a stage."""
    ready = council(MET_TWICE, LISTED)

    assert advance(ready, BRANCHING, TODAY, to=to).history[-1].target == "working"


def test_the_only_open_way_needs_no_choice():
    """Where ways branch and one is met, that one is taken."""
    assert advance(council(LISTED), BRANCHING, TODAY).history[-1].target == "working"


@pytest.mark.parametrize(
    "way",
    ["working_to_resting", REVOCABLE.transition("working_to_resting")],
    ids=["by key", "by transition"],
)
def test_a_withdrawal_is_taken_by_its_name(way):
    """A council is put to rest by naming the withdrawal, never by advancing."""
    working = council(
        Completeness(ACCOUNTS_FILED, TODAY),
        history=(change("meeting_to_working", "2026-03-01"),),
    )
    rested = take(working, REVOCABLE, way, TODAY, by="市")

    assert (rested.history[-1].target, rested.history[-1].by) == ("resting", "市")
    with pytest.raises(NoSuchStep):
        advance(working, REVOCABLE, TODAY)


def test_a_council_comes_back_from_rest_by_new_evidence_only():
    """What was recorded before the rest does not lift it; a meeting since does."""
    rested = council(MET_TWICE, history=(change("working_to_resting", "2026-04-01"),))

    with pytest.raises(TransitionBlocked):
        advance(rested, REVOCABLE, TODAY)
    back = advance(rested.add(Record(NEIGHBOURS_MET, TODAY)), REVOCABLE, TODAY)
    assert back.history[-1].target == "working"
    assert back.history[-1].rests_on == (Record(NEIGHBOURS_MET, TODAY),)


# --- steps that are refused ----------------------------------------------------------------------


def test_what_nobody_recorded_does_not_carry_a_step():
    """Open is not met: without evidence the step is refused and the council stays as it was."""
    empty = council()
    with pytest.raises(TransitionBlocked) as refusal:
        advance(empty, LADDER, TODAY)

    assert empty is refusal.value.council
    assert (refusal.value.policy, refusal.value.on) == (LADDER, TODAY)
    assert [leaf.requirement for leaf in refusal.value.missing] == [ACQUAINTED, AWARE]


def test_a_refusal_of_every_way_lists_them_all():
    """Where ways branch and none is met, the refusal says what each one lacks."""
    with pytest.raises(TransitionBlocked) as refusal:
        advance(council(), BRANCHING, TODAY)

    assert [read.transition.key for read in refusal.value.ways] == [
        "meeting_to_working",
        "meeting_to_club",
    ]


def test_a_refusal_of_a_chosen_way_speaks_of_that_way_only():
    """Naming the stage keeps the other ways out of the refusal."""
    with pytest.raises(TransitionBlocked) as refusal:
        advance(council(LISTED), BRANCHING, TODAY, to="club")

    assert [read.transition.key for read in refusal.value.ways] == ["meeting_to_club"]


REFUSED_JA = """\
7 みのり地区協議会（みのりん）: 令和8年4月10日の時点では移行できません。足りないもの:
  協働期 → 定着期 [working_to_standing]
    × 連携が広がっている [未充足]
      次のいずれか（「計画の決定」1件以上，次の3つのうち2つ以上（「加わった分野」重複を除き2件以上，\
「共に開いた行事」3件以上，次のすべて（「課題の洗い出し」1件以上，「顔合わせの会」1件以上）））
      「計画の決定」1件以上 / 記録: 0件（該当なしと確認）
      → 計画書を添えて，「計画の決定」（plan_adopted）を記録する
      「加わった分野」重複を除き2件以上 / 記録: 1件以上
      → 分野の一覧を添えて，「加わった分野」（fields_joined）をあと1件（重複を除く）記録する
      「共に開いた行事」3件以上 / 記録: 1件
      → 行事の記録を添えて，「共に開いた行事」（events_held）をあと2件記録する
      「課題の洗い出し」1件以上 / 記録: 0件（該当なしと確認）
      → 課題の一覧を添えて，「課題の洗い出し」（issues_listed）を記録する
    × 計画がある [未充足]
      「計画の決定」1件以上 / 記録: 0件（該当なしと確認）
      → 計画書を添えて，「計画の決定」（plan_adopted）を記録する
この基準は市の資料の文言どおりではありません。4要件のうち1要件は，求める数も含めて，\
このモデルの仮定です。"""

REFUSED_EN = """\
7 みのり地区協議会 (みのりん): the step cannot be taken on 2026-04-10. What is missing:
  working → standing [working_to_standing]
    × linkage has widened [unmet]
      any of (“plan adopted”: at least 1; at least 2 of these 3 (“fields joined”: \
at least 2 different; “events held together”: at least 3; all of (“issues listed”: at least 1; \
“neighbours met”: \
at least 1)))
      “plan adopted”: at least 1 / have: 0 (confirmed)
      → file the plan and record “plan adopted” (plan_adopted)
      “fields joined”: at least 2 different / have: 1 or more
      → file the list of fields and record 1 more of the different “fields joined” (fields_joined)
      “events held together”: at least 3 / have: 1
      → file the record of the event and record 2 more of “events held together” (events_held)
      “issues listed”: at least 1 / have: 0 (confirmed)
      → file the list of issues and record “issues listed” (issues_listed)
    × there is a plan [unmet]
      “plan adopted”: at least 1 / have: 0 (confirmed)
      → file the plan and record “plan adopted” (plan_adopted)
This is not the city's own wording. The model assumes 1 of the 4 requirements, \
thresholds included."""


def test_a_refusal_says_everything_that_is_missing_and_what_to_file():
    """Each missing leaf stands there with have and need, and how alternatives join is said."""
    working = council(
        MET_TWICE,
        Record(FIELDS_JOINED, day("2026-03-01"), item="防災"),
        Record(EVENTS_HELD, day("2026-03-08")),
        Completeness(PLAN_ADOPTED, TODAY),
        Completeness(EVENTS_HELD, TODAY),
        Completeness(ISSUES_LISTED, TODAY),
        history=(change("meeting_to_working", "2026-04-01"),),
    )
    with pytest.raises(TransitionBlocked) as refusal:
        advance(working, LADDER, TODAY)

    assert refusal.value.explain("ja") == REFUSED_JA
    assert refusal.value.explain("en") == REFUSED_EN


def test_a_record_dated_by_a_month_does_not_carry_a_step_inside_that_month():
    """Within the month the refusal asks for the day; once the month is over the step is taken."""
    april = attrs.evolve(MET_TWICE, on=Span.month(2026, 4))
    with pytest.raises(TransitionBlocked) as refusal:
        advance(council(april, LISTED), LADDER, day("2026-04-29"))

    assert refusal.value.explain("ja") == (
        "7 みのり地区協議会（みのりん）: 令和8年4月29日の時点では移行できません。足りないもの:\n"
        "  出会い期 → 協働期 [meeting_to_working]\n"
        "    ？ 住民が顔見知りである [未確認]\n"
        "      「顔合わせの会」2件以上 / 記録: 0件以上\n"
        "      → 「顔合わせの会」（neighbours_met）の令和8年4月の記録は，"
        "判定する期間のことか分からないため，日（年月日）まで書き直す\n"
        f"{LADDER.caveat.ja}"
    )
    assert refusal.value.explain("en") == (
        "7 みのり地区協議会 (みのりん): the step cannot be taken on 2026-04-29. "
        "What is missing:\n"
        "  meeting → working [meeting_to_working]\n"
        "    ? neighbours know each other [open]\n"
        "      “neighbours met”: at least 2 / have: 0 or more\n"
        "      → give the day of the record of “neighbours met” (neighbours_met) dated 2026-04, "
        "which may lie outside the days that count\n"
        f"{LADDER.caveat.en}"
    )
    assert advance(council(april, LISTED), LADDER, day("2026-04-30")).history


def test_two_open_ways_need_a_choice():
    """Where two ways are met and nobody says which, both are listed and nothing is recorded."""
    with pytest.raises(ChoiceRequired) as refusal:
        advance(council(MET_TWICE, LISTED), BRANCHING, TODAY)

    assert refusal.value.ways == ("meeting_to_working", "meeting_to_club")
    assert (refusal.value.council, refusal.value.on) == (NAME, TODAY)


def test_two_open_ways_to_one_stage_are_told_apart_by_their_names():
    """Where the stage does not decide, the refusal lists the ways, and take() names one."""
    doubled = attrs.evolve(
        LADDER,
        transitions=(
            *LADDER.transitions,
            transition("shortcut", MEETING, WORKING, AWARE),
        ),
    )
    ready = council(MET_TWICE, LISTED)
    with pytest.raises(ChoiceRequired) as refusal:
        advance(ready, doubled, TODAY, to="working")

    assert refusal.value.ways == ("meeting_to_working", "shortcut")
    assert take(ready, doubled, "shortcut", TODAY).history[-1].transition == "shortcut"


def test_a_stage_cannot_be_skipped():
    """Asking for the stage after the next one says which one comes next."""
    with pytest.raises(NoSuchStep) as refusal:
        advance(council(MET_TWICE, LISTED, ADOPTED), LADDER, TODAY, to="standing")

    assert refusal.value.explain("ja") == (
        "みのり地区協議会: 段階「出会い期」から「定着期 [standing]」へ一歩で移ることは"
        "できません。ここから選べるのは 協働期 [working] です。"
    )
    assert refusal.value.explain("en") == (
        "みのり地区協議会: 'standing [standing]' is not one step from 'meeting'; "
        "from here you can ask for working [working]."
    )


@pytest.mark.parametrize(("to", "asked"), [(None, ""), ("meeting", "meeting")])
def test_beyond_the_last_stage_there_is_no_step(to, asked):
    """At the end of the way nothing leads on, not even back."""
    arrived = council(history=(change("working_to_standing", "2026-04-01"),))
    with pytest.raises(NoSuchStep) as refusal:
        advance(arrived, LADDER, TODAY, to=to)

    assert (asked, ()) == (refusal.value.asked, refusal.value.ways)
    assert STANDING.wording == refusal.value.stage


def test_a_stage_of_another_policy_is_no_step():
    """A stage that this policy lacks is unknown to it, as a stage or by its key."""
    with pytest.raises(UnknownName, match="unknown stage 'resting'"):
        advance(council(), LADDER, TODAY, to=RESTING)
    with pytest.raises(UnknownName, match="unknown stage 'resting'"):
        advance(council(), LADDER, TODAY, to="resting")


def test_a_transition_is_taken_from_its_own_stage_only():
    """Taking a step that leaves another stage lists those that leave this one."""
    with pytest.raises(NoSuchStep) as refusal:
        take(council(), REVOCABLE, "working_to_resting", TODAY)

    assert refusal.value.explain("ja") == (
        "みのり地区協議会: 段階「出会い期」から「協働期 → 休止期 [working_to_resting]」へ"
        "一歩で移ることはできません。"
        "ここから選べるのは 出会い期 → 協働期 [meeting_to_working] です。"
    )
    assert refusal.value.explain("en") == (
        "みのり地区協議会: 'working → resting [working_to_resting]' is not one step from "
        "'meeting'; from here you can ask for meeting → working [meeting_to_working]."
    )


def test_an_unknown_transition_is_refused_with_near_misses():
    """A mistyped transition suggests the right one."""
    with pytest.raises(UnknownName, match="Did you mean 'meeting_to_working'"):
        take(council(), LADDER, "meeting_to_wrking", TODAY)


def test_a_named_step_is_refused_as_completely_as_any():
    """Taking a step by name that is not met carries everything that is missing."""
    with pytest.raises(TransitionBlocked) as refusal:
        take(council(Record(COMPLAINTS, TODAY)), LADDER, "meeting_to_working", TODAY)

    assert [leaf.requirement for leaf in refusal.value.missing] == [ACQUAINTED, AWARE]


@pytest.mark.parametrize(
    ("last", "on"), [("2026-04-10", "2026-04-10"), (Span.month(2026, 4), "2026-04-30")]
)
def test_a_step_may_lie_on_the_last_day_of_the_one_before(last, on):
    """The same day is late enough, and so is the last day of a month."""
    working = council(ADOPTED, LISTED, MET_TWICE, history=(change("meeting_to_working", last),))

    assert Span.day(day(on)) == advance(working, LADDER, day(on)).history[-1].on


@pytest.mark.parametrize(
    ("last", "on"), [("2026-04-11", "2026-04-10"), (Span.month(2026, 4), "2026-04-29")]
)
def test_a_step_before_the_last_recorded_one_is_refused(last, on):
    """The last step may have been taken on any day of its span, so the next comes after all."""
    working = council(ADOPTED, history=(change("meeting_to_working", last),))
    with pytest.raises(OutOfOrder) as refusal:
        advance(working, LADDER, day(on))

    assert (working.name, day(on)) == (refusal.value.council, refusal.value.on)
    assert refusal.value.last == working.history[0].on.last


def test_a_step_is_never_added_to_a_history_that_is_out_of_order():
    """Where the recorded steps stand the wrong way round, somebody must put them right first."""
    odd = council(
        history=(
            change("meeting_to_working", "2026-05-10"),
            change("working_to_standing", "2026-04-01"),
        )
    )
    with pytest.raises(HistoryNotInOrder) as refusal:
        advance(odd, LADDER, TODAY)

    assert (odd.name, day("2026-05-10"), day("2026-04-01")) == (
        refusal.value.council,
        refusal.value.before,
        refusal.value.after,
    )


YEAR = Span(day("2025-04-01"), day("2026-03-31"))


def test_a_vague_date_between_two_steps_does_not_hide_that_they_are_out_of_order():
    """A step dated by a whole year fits anywhere in it; the steps around it still do not."""
    odd = council(
        history=(
            change("meeting_to_working", "2025-12-10"),
            change("working_to_meeting", YEAR),
            change("meeting_to_working", "2025-12-09"),
        )
    )
    with pytest.raises(HistoryNotInOrder) as refusal:
        advance(odd, LADDER, TODAY)

    assert (day("2025-12-10"), day("2025-12-09")) == (refusal.value.before, refusal.value.after)


def test_a_step_waits_for_the_end_of_every_recorded_date():
    """A step some time in a year is not over yet because a later one is dated by a day in it."""
    working = council(
        ADOPTED,
        history=(change("resting_to_meeting", YEAR), change("meeting_to_working", "2025-12-10")),
    )
    with pytest.raises(OutOfOrder) as refusal:
        advance(working, LADDER, day("2026-03-30"))

    assert refusal.value.last == day("2026-03-31")


def test_a_step_is_taken_on_a_day():
    """A month or a text is no day of a step."""
    with pytest.raises(InvalidValue, match=r"^on: '2026-04' is not a day"):
        advance(council(), LADDER, "2026-04")


def test_a_recorded_stage_of_another_policy_takes_no_step():
    """A council whose last stage this policy lacks cannot advance under it."""
    rested = council(history=(change("working_to_resting", "2026-04-01"),))

    with pytest.raises(UnknownName, match="unknown stage 'resting'"):
        advance(rested, LADDER, TODAY)


def test_a_transition_of_the_same_key_from_elsewhere_is_refused():
    """What is taken is the policy's own transition, never another one that borrows its key."""
    own = LADDER.transitions[0]
    borrowed = attrs.evolve(own, requirements=(), open_gate=True)

    with pytest.raises(InvalidValue) as refusal:
        take(council(), LADDER, borrowed, TODAY)

    assert refusal.value.explain("ja") == (
        "meeting_to_working: この基準の同じキーのものと定義が異なります。"
        "基準から取り出して渡してください。"
    )
    assert refusal.value.explain("en") == (
        "meeting_to_working: it differs from the policy's own of that key; take it from the policy."
    )


@pytest.mark.parametrize(
    ("verb", "arguments", "sentence"),
    [
        (advance, (None, LADDER, TODAY), "council: None is no Council"),
        (advance, (council(), "minori", TODAY), "policy: 'minori' is no Policy"),
        (advance, (council(), LADDER, "2026-04-10"), "on: '2026-04-10' is not a day"),
        (take, (council(), LADDER, 3, TODAY), "transition: 3 is no Transition or str"),
    ],
)
def test_a_step_of_arguments_of_another_kind_is_refused(verb, arguments, sentence):
    """Whoever mixes up the arguments of a step learns what to give."""
    with pytest.raises(InvalidValue, match=sentence):
        verb(*arguments)


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"to": 3}, "to: 3 is no Stage or str"),
        ({"by": None}, "by: None is no str"),
        ({"note": 3}, "note: 3 is no str"),
    ],
)
def test_a_step_to_or_by_something_of_another_kind_is_refused(choice, sentence):
    """The stage to enter is a stage or its key, and remarks are texts."""
    with pytest.raises(InvalidValue, match=sentence):
        advance(council(), LADDER, TODAY, **choice)


def test_a_refusal_carries_the_assessment():
    """Who catches a refusal reads at once where the council stands on that day."""
    empty = council()
    with pytest.raises(TransitionBlocked) as refusal:
        advance(empty, LADDER, TODAY)

    assert assess(empty, LADDER, TODAY) == refusal.value.assessment
    assert refusal.value.assessment is refusal.value.assessment


def test_a_refusal_says_where_a_check_ends():
    """A check that ended before the day of the step is told, for it no longer decides."""
    checked = council(MET_TWICE, Completeness(ISSUES_LISTED, day("2026-03-31")))
    with pytest.raises(TransitionBlocked) as refusal:
        advance(checked, LADDER, TODAY)

    assert refusal.value.explain("ja").splitlines()[-4:-1] == [
        "      「課題の洗い出し」1件以上 / 記録: なし（未確認）",
        "      令和8年3月31日まで該当なしと確認（確認日より後は未確認）",
        "      → 課題の一覧を添えて，「課題の洗い出し」（issues_listed）を記録する",
    ]


def test_a_stage_that_only_a_withdrawal_leaves_names_the_withdrawal():
    """Where nothing but a withdrawal leads on, advancing is refused with its name."""
    working = council(history=(change("meeting_to_working", "2026-03-01"),))
    with pytest.raises(NoSuchStep) as refusal:
        advance(working, REVOCABLE, TODAY)

    assert refusal.value.withdrawals == ("working_to_resting",)


def test_a_withdrawal_that_leaves_another_stage_is_not_named():
    """Who asks for a stage too far off learns of no withdrawal that is not theirs."""
    with pytest.raises(NoSuchStep) as refusal:
        advance(council(), REVOCABLE, TODAY, to="resting")

    assert refusal.value.withdrawals == ()
