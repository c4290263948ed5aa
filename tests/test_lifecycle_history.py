"""Replay: was each recorded step legal when it was taken?"""

import attrs
import pytest

from invented import (
    INFERRED,
    ISSUES_LISTED,
    LADDER,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    REVOCABLE,
    change,
    council,
    day,
)
from renkei_model.dates import Span
from renkei_model.facts import Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import RemarkKind, advance, replay

MET_TWICE = Record(NEIGHBOURS_MET, Span.month(2026, 3), count=2)
LISTED = Record(ISSUES_LISTED, day("2026-03-20"))
ADOPTED = Record(PLAN_ADOPTED, day("2026-04-20"))
READY = council(MET_TWICE, LISTED, ADOPTED)
FIRST = change("meeting_to_working", "2026-04-01", by="事務局")
SECOND = change("working_to_standing", "2026-05-01")


def found_in(replayed):
    """Give the kinds of remarks of each step."""
    return [[remark.kind for remark in step.remarks] for step in replayed.steps]


def with_history(*history, ledger=READY.ledger):
    """Make the ready council with some recorded steps."""
    return attrs.evolve(READY, history=history, ledger=ledger)


def test_a_council_without_steps_is_legal():
    """Where nothing is recorded, nothing is wrong."""
    replayed = replay(READY, LADDER)

    assert replayed.steps == ()
    assert replayed.is_legal
    assert "段階の変更は記録されていません。" in replayed.explain("ja").splitlines()
    assert "No step is on record." in replayed.explain("en").splitlines()


def test_steps_that_were_taken_by_advancing_are_legal():
    """What advance recorded, replay confirms, with positions from 1."""
    stepped = advance(advance(READY, LADDER, day("2026-04-01")), LADDER, day("2026-05-01"))
    replayed = replay(stepped, LADDER)

    assert replayed.is_legal
    assert [(step.position, step.is_legal, step.remarks) for step in replayed.steps] == [
        (1, True, ()),
        (2, True, ()),
    ]


def test_a_step_by_hand_is_judged_by_the_ledger():
    """A recorded step without any stamp or evidence is legal if its guard was met that day."""
    assert replay(with_history(FIRST, SECOND), LADDER).is_legal


def test_a_skipped_stage_is_found():
    """A step from a stage that the council was not in is no legal step."""
    replayed = replay(with_history(SECOND), LADDER)

    assert found_in(replayed) == [[RemarkKind.SKIP]]
    assert not replayed.is_legal


def test_a_step_that_the_policy_does_not_have_is_found():
    """A jump over a stage under a name of its own is unknown to the policy."""
    jump = attrs.evolve(FIRST, transition="jump", target="standing")

    assert found_in(replay(with_history(jump), LADDER)) == [[RemarkKind.UNKNOWN_STEP]]


@pytest.mark.parametrize("field", ["transition", "source", "target"])
def test_a_step_is_the_policys_only_if_key_and_both_stages_agree(field):
    """A known key between other stages is no step of the policy."""
    odd = attrs.evolve(FIRST, **{field: "club"})
    (kinds,) = found_in(replay(with_history(odd), LADDER))

    assert RemarkKind.UNKNOWN_STEP in kinds


def test_a_step_whose_guard_was_not_met_on_its_date_is_found():
    """Evidence that came later does not make an early step legal."""
    early = attrs.evolve(SECOND, on=Span.day(day("2026-04-19")))
    replayed = replay(with_history(FIRST, early), LADDER)
    (remark,) = replayed.steps[1].remarks

    assert remark.kind is RemarkKind.NOT_MET
    assert remark.text("ja") == (
        "その日付では要件を満たしていません: 連携が広がっている / 計画がある"
    )
    assert remark.text("en") == (
        "its requirements were not met on its date: linkage has widened / there is a plan"
    )


def test_a_step_dated_by_a_month_is_judged_at_its_end():
    """A step some time in April may have been taken on 30 April."""
    april = attrs.evolve(SECOND, on=Span.month(2026, 4))

    assert replay(with_history(attrs.evolve(FIRST, on=Span.month(2026, 4)), april), LADDER).is_legal


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        (Span.day(day("2026-03-31")), [RemarkKind.OUT_OF_ORDER, RemarkKind.NOT_MET]),
        (Span.month(2026, 3), [RemarkKind.OUT_OF_ORDER, RemarkKind.NOT_MET]),
        (Span.month(2026, 4), []),
    ],
    ids=["day before", "month before", "perhaps after"],
)
def test_a_step_surely_before_an_earlier_one_is_found(second, kinds):
    """Only what surely lies before an earlier step is out of order."""
    replayed = replay(with_history(FIRST, attrs.evolve(SECOND, on=second)), LADDER)

    assert [[], kinds] == found_in(replayed)


def test_a_step_is_compared_with_all_earlier_ones():
    """A step after its neighbour and before the one before that is still out of order."""
    history = (
        change("meeting_to_working", "2026-05-10"),
        change("working_to_resting", "2026-04-01"),
        change("resting_to_working", "2026-04-25"),
    )
    *_, kinds = found_in(replay(with_history(*history), REVOCABLE))

    assert RemarkKind.OUT_OF_ORDER in kinds


def test_evidence_that_was_withdrawn_is_found():
    """A step rests on what it rested on: if a record is gone, the step is no longer legal."""
    stepped = advance(READY, LADDER, day("2026-04-01"))
    lost = with_history(
        *stepped.history, ledger=Ledger((MET_TWICE, attrs.evolve(LISTED, on=day("2026-03-21"))))
    )
    replayed = replay(lost, LADDER)
    (remark,) = replayed.steps[0].remarks

    assert remark.kind is RemarkKind.EVIDENCE_WITHDRAWN
    assert remark.text("ja") == (
        "根拠とした記録が，台帳から削除または変更されています: 課題の洗い出し 令和8年3月20日"
    )
    assert remark.text("en") == (
        "records it rests on were removed from the ledger or changed: issues listed 2026-03-20"
    )


def test_evidence_that_was_dated_more_closely_still_stands():
    """Whoever follows the advice to give the day does not make an earlier step illegal."""
    stepped = advance(READY, LADDER, day("2026-04-01"))
    by_day = attrs.evolve(MET_TWICE, on=day("2026-03-15"), by="事務局", basis=INFERRED)

    assert replay(with_history(*stepped.history, ledger=Ledger((by_day, LISTED))), LADDER).is_legal


def test_evidence_stands_as_long_as_one_record_upholds_it():
    """Further records of the same fact do not take away what a step rests on."""
    stepped = advance(READY, LADDER, day("2026-04-01"))
    more = Record(ISSUES_LISTED, day("2026-04-15"))

    assert replay(stepped.add(more), LADDER).is_legal


def test_a_step_is_judged_by_the_steps_before_it():
    """What was recorded after a step, even for the same day, does not count against it."""
    history = (
        change("working_to_resting", "2026-02-01"),
        change("resting_to_working", "2026-03-20"),
        change("working_to_resting", "2026-03-20"),
    )
    met_in_between = council(Record(NEIGHBOURS_MET, day("2026-03-01")), history=history)
    _, back, _ = replay(met_in_between, REVOCABLE).steps

    assert back.remarks == ()


def test_a_step_judged_under_another_policy_is_remarked_and_legal():
    """Another fingerprint is worth knowing; the step is judged by the policy given now."""
    stepped = advance(READY, REVOCABLE, day("2026-04-01"))
    replayed = replay(stepped, LADDER)
    (remark,) = replayed.steps[0].remarks

    assert replayed.is_legal
    assert remark.kind is RemarkKind.OTHER_POLICY
    assert remark.text("ja") == (f"別の基準（または別の版）で判定されています: {REVOCABLE.stamp}")
    assert remark.text("en") == f"it was judged under another policy or version: {REVOCABLE.stamp}"


def test_a_version_that_decides_the_same_is_not_another_policy():
    """A corrected wording changes the version and not the fingerprint, so nothing is remarked."""
    reworded = attrs.evolve(LADDER, version="2")
    stepped = advance(READY, reworded, day("2026-04-01"))

    assert found_in(replay(stepped, LADDER)) == [[]]


def test_a_replay_shows_itself_briefly():
    """In a console a replay shows the council, the policy and which steps were legal."""
    odd = change("meeting_to_resting", Span.month(2026, 3))

    assert repr(replay(with_history(FIRST, odd), LADDER)) == (
        "Replay(council='みのり地区協議会', policy=minori@1#775730144a62, steps=(legal, illegal))"
    )


REPLAYED_JA = """\
7 みのり地区協議会（みのりん）
基準 minori@1#775730144a62
この基準は市の資料の文言どおりではありません。4要件のうち1要件は，求める数も含めて，このモデルの仮定です。
○ 1. 令和8年4月1日 出会い期 → 協働期（事務局）
× 2. 令和8年3月 出会い期 → この基準にない段階（resting）
    - 直前の段階から続いていません: 「協働期」にあるのに「出会い期」からの移行です
    - 先に記録された段階変更より前の日付です: 令和8年3月は令和8年4月1日より前です
    - この基準にない移行です: 出会い期 → この基準にない段階（resting） [meeting_to_resting]
これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。"""

REPLAYED_EN = """\
7 みのり地区協議会 (みのりん)
policy minori@1#775730144a62
This is not the city's own wording. The model assumes 1 of the 4 requirements, thresholds included.
○ 1. 2026-04-01 meeting → working (事務局)
× 2. 2026-03 meeting → a stage this policy lacks (resting)
    - it does not leave the stage entered before it: it was in 'working', not in 'meeting'
    - it is dated before an earlier step: 2026-03 lies before 2026-04-01
    - the policy has no such step: meeting → a stage this policy lacks (resting) \
[meeting_to_resting]
This is the model's reading of recorded evidence, not the city's judgement."""


def test_a_replay_explains_itself_step_by_step():
    """Each step with its date, stages and recorder, and below it everything that was found."""
    odd = change("meeting_to_resting", Span.month(2026, 3))
    replayed = replay(with_history(FIRST, odd), LADDER)

    assert replayed.explain("ja") == REPLAYED_JA
    assert replayed.explain("en") == REPLAYED_EN
