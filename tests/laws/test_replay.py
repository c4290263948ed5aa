"""Judging recorded steps again: what was taken legally is legal, and what was spoilt is found."""

import datetime

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from renkei_model.councils import Council, StageChange
from renkei_model.date_text import parse_span
from renkei_model.dates import Span
from renkei_model.errors import HistoryNotInOrder, StepError
from renkei_model.facts import Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import (
    RemarkKind,
    advance,
    judge_transition,
    may_take,
    replay,
)
from renkei_model.stages import TransitionKind
from renkei_model.testing import (
    FIRST_DAY,
    days,
    histories,
    laws,
    months_for_days,
    narrower,
    policies,
    roundabouts,
    spans,
    spoilt_histories,
)
from renkei_model.testing.minori import FACTS, roundabout
from renkei_model.verdicts import Verdict


@st.composite
def lives(draw, **shape):
    """Draw a policy and a council whose steps were taken under it one by one."""
    if not shape and draw(st.booleans()):
        return draw(roundabouts())
    policy = draw(policies(**shape))
    return policy, draw(histories(policy))


def remarks(council, policy):
    """Give the kinds of remarks on each step, but for duties, which have a law of their own."""
    return [
        {remark.kind for remark in step.remarks} - {RemarkKind.DUTY_PASSED_OVER}
        for step in replay(council, policy).steps
    ]


def redated(council, dates):
    """Give a council whose steps have other dates."""
    steps = zip(council.history, dates, strict=True)
    return attrs.evolve(council, history=tuple(attrs.evolve(step, on=on) for step, on in steps))


def step_of(policy, key, on):
    """Give a step as a registry would record it, dated as people write it."""
    way = policy.transition(key)
    return StageChange(
        transition=key, source=way.source.key, target=way.target.key, on=parse_span(on)
    )


@given(lives())
def test_what_was_taken_step_by_step_is_legal(life):
    """Replaying a history made by taking steps finds nothing in any of them."""
    policy, council = life
    replayed = replay(council, policy)

    assert [set()] * len(council.history) == remarks(council, policy)
    assert replayed.is_legal
    assert list(range(1, len(council.history) + 1)) == [step.position for step in replayed.steps]


@given(lives())
def test_a_duty_is_passed_over_exactly_where_another_step_was_taken_instead(life):
    """On the day of the step a duty could be taken, and what was taken was none."""
    policy, council = life
    passed_over = [
        RemarkKind.DUTY_PASSED_OVER in {remark.kind for remark in step.remarks}
        for step in replay(council, policy).steps
    ]
    expected = []
    for place, change in enumerate(council.history):
        before = attrs.evolve(council, history=council.history[:place])
        due = {way.key for way in policy.duties if may_take(before, policy, way, change.on.last)}
        expected.append(bool(due) and change.transition not in due)

    assert passed_over == expected


@given(lives(), st.data())
def test_a_history_is_legal_exactly_when_its_steps_can_be_taken_in_turn(life, data):
    """Whatever the order and the days of the steps, replay is the fold of taking them."""
    policy, council = life
    order = data.draw(st.permutations(council.history) | st.just(council.history))
    shuffled = attrs.evolve(council, history=tuple(order))
    dates = [data.draw(st.just(step.on) | days().map(Span.day)) for step in shuffled.history]

    laws.replay_is_the_fold_of_advance(redated(shuffled, dates), policy)


@given(
    policies(unspecified=False).flatmap(
        lambda policy: st.tuples(st.just(policy), spoilt_histories(policy))
    )
)
def test_a_slip_is_found_where_it_was_made(drawn):
    """A step lost, misdated, misnamed, judged elsewhere or bereft of evidence is remarked on."""
    policy, spoilt = drawn

    assert spoilt.kind in remarks(spoilt.council, policy)[spoilt.position - 1]
    assert (spoilt.kind is RemarkKind.OTHER_POLICY) == replay(spoilt.council, policy).is_legal


@given(lives())
def test_two_steps_the_wrong_way_round_are_a_skip(life):
    """When two steps that followed each other change places, the first of them skips."""
    policy, council = life
    for place in range(len(council.history) - 1):
        steps = list(council.history)
        steps[place], steps[place + 1] = steps[place + 1], steps[place]
        swapped = attrs.evolve(council, history=tuple(steps))

        assert RemarkKind.SKIP in remarks(swapped, policy)[place]


@given(lives(unspecified=False))
def test_a_step_dated_before_its_evidence_was_not_met(life):
    """Moved to a day before the first record, a step of progress is remarked as not met."""
    policy, council = life
    too_early = FIRST_DAY - datetime.timedelta(days=400)
    for place, change in enumerate(council.history):
        way = policy.transition(change.transition)
        dates = [step.on for step in council.history]
        dates[place] = Span.day(too_early)
        found = remarks(redated(council, dates), policy)[place]

        if way.kind is TransitionKind.PROGRESS:
            assert bool(way.requirements) == (RemarkKind.NOT_MET in found)
        assert (place > 0) == (RemarkKind.OUT_OF_ORDER in found)


@given(lives(unspecified=False))
def test_no_step_that_asks_for_anything_stands_without_a_ledger(life):
    """With nothing on record, every step is remarked as not met unless its gate is open."""
    policy, council = life
    bare = attrs.evolve(council, ledger=Ledger())
    for change, found in zip(council.history, remarks(bare, policy), strict=True):
        asks = bool(policy.transition(change.transition).requirements)

        assert asks == (RemarkKind.NOT_MET in found)
        assert bool(change.rests_on) == (RemarkKind.EVIDENCE_WITHDRAWN in found)


@given(lives(), st.data())
def test_a_step_is_out_of_order_exactly_when_it_surely_lies_before_an_earlier_one(life, data):
    """Dates that overlap are in order; a date wholly before an earlier step's is not."""
    policy, council = life
    dates = [data.draw(spans()) for _ in council.history]
    expected = [
        any(on.last < earlier.first for earlier in dates[:place]) for place, on in enumerate(dates)
    ]
    found = remarks(redated(council, dates), policy)

    assert expected == [RemarkKind.OUT_OF_ORDER in kinds for kinds in found]


@given(lives(unspecified=False), st.data())
def test_no_step_follows_a_history_out_of_order(life, data):
    """Going on is refused exactly where a replay finds a step out of order."""
    policy, council = life
    council = redated(council, [data.draw(spans()) for _ in council.history])
    disordered = any(RemarkKind.OUT_OF_ORDER in kinds for kinds in remarks(council, policy))
    try:
        advance(council, policy, datetime.date(2030, 4, 1))
    except HistoryNotInOrder:
        assert disordered
    except StepError:
        assert not disordered
    else:
        assert not disordered


@given(lives(ever_only=True))
def test_steps_of_progress_stay_legal_when_dated_by_month(life):
    """A registry that gives months instead of days makes no step of progress illegal."""
    policy, council = life
    found = remarks(months_for_days(council), policy)
    for change, kinds in zip(council.history, found, strict=True):
        if policy.transition(change.transition).kind is TransitionKind.PROGRESS:
            assert kinds == set()


@given(roundabouts(), days())
def test_steps_dated_by_month_never_decide_otherwise(life, day):
    """A verdict given with steps dated by month is open, or the same as with their days."""
    policy, council = life
    by_month = months_for_days(council)
    for on in {day, *(change.on.first for change in council.history)}:
        for way in policy.transitions:
            exact = judge_transition(council, policy, way, on).verdict
            vague = judge_transition(by_month, policy, way, on).verdict

            assert vague in {Verdict.OPEN, exact}


@given(lives(ever_only=True), st.data())
def test_evidence_that_says_it_more_closely_is_not_withdrawn(life, data):
    """Records dated more exactly, and counted higher, still carry the steps of progress."""
    policy, council = life
    closer = [
        attrs.evolve(
            record,
            on=data.draw(narrower(record.on)),
            count=record.count + (not record.fact.distinct),
        )
        for record in council.ledger.records
    ]
    council = attrs.evolve(council, ledger=attrs.evolve(council.ledger, records=tuple(closer)))
    for change, kinds in zip(council.history, remarks(council, policy), strict=True):
        if policy.transition(change.transition).kind is TransitionKind.PROGRESS:
            assert kinds == set()


def test_a_step_is_out_of_order_although_a_vague_one_lies_between():
    """A day before the first step stays out of order after a step that may have been any day."""
    policy, days_of = roundabout(FACTS[0], 1), ["2024-05-01", "2024-01/2024-12", "2024-04-30"]
    steps = zip(("there", "back", "there"), days_of, strict=True)
    council = Council(
        name="みのり地区連携協議会",
        history=tuple(step_of(policy, key, on) for key, on in steps),
    )

    assert [set(), set(), {RemarkKind.OUT_OF_ORDER}] == remarks(council, policy)


def test_what_counts_since_stage_entry_waits_for_the_end_of_a_month_that_may_hold_a_re_entry():
    """Evidence from before a re-entry dated by month does not meet what counts since entry."""
    policy, fact = roundabout(FACTS[0], 1), FACTS[0]
    days_of = ["2024-03-01", "2024-03-31", "2024-05"]
    steps = zip(("there", "back", "there"), days_of, strict=True)
    council = Council(
        name="みのり地区連携協議会",
        ledger=Ledger((Record(fact, datetime.date(2024, 4, 1)),)),
        history=tuple(step_of(policy, key, on) for key, on in steps),
    )
    way = policy.transition("on")
    in_may, in_june = (
        judge_transition(council, policy, way, datetime.date(2024, month, 15)).verdict
        for month in (5, 6)
    )

    assert in_may is Verdict.OPEN
    assert in_june is Verdict.OPEN


@given(lives(), st.sampled_from(["ja", "en"]))
def test_a_replay_can_be_read_in_both_languages(life, language):
    """The text has a line for every step, with its date, and says that the city did not judge."""
    policy, council = life
    text = replay(council, policy).explain(language)

    for change in council.history:
        assert change.on.text(language) in text
        assert policy.stage(change.target).text(language) in text
    assert ("市の判断ではありません" if language == "ja" else "not the city's judgement") in text


@given(roundabouts(), days(), st.randoms(use_true_random=False))
def test_steps_sorted_otherwise_are_the_same_steps(life, on, random):
    """The dates decide when a stage was entered, whatever order a spreadsheet put the steps in."""
    policy, council = life
    dated = {change.on for change in council.history}
    assume(len(dated) == len(council.history))
    shuffled = attrs.evolve(
        council, history=tuple(random.sample(council.history, len(council.history)))
    )
    verdicts = [
        [judge_transition(each, policy, way, on).verdict for way in policy.transitions]
        for each in (council, shuffled)
    ]

    assert verdicts[0] == verdicts[1]
