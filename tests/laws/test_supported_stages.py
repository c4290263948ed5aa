"""Where evidence puts a council: surely, and possibly."""

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.lifecycle import assess, judge_transition, supported_stages
from renkei_model.stages import TransitionKind
from renkei_model.testing import completeness, councils, days, histories, laws, policies, records
from renkei_model.verdicts import Verdict


@st.composite
def lives(draw, *, walked=False, **shape):
    """Draw a policy, a council under it, and a day."""
    policy = draw(policies(**shape))
    council = draw(histories(policy) if walked else councils(policy))
    return policy, council, draw(days())


def places(policy, stages):
    """Give the places of stages on a ladder."""
    return [policy.stages.index(stage) for stage in stages]


def leads_to(policy, start, goal, allowed):
    """Tell whether allowed transitions lead from a stage to a stage."""
    reached = {start}
    for _ in policy.stages:
        reached |= {way.target for way in allowed if way.source in reached}
    return goal in reached


@given(lives(ladder=True))
def test_on_a_ladder_surely_is_never_beyond_possibly(life):
    """On a ladder both ends of the range are one stage, and they are in order."""
    policy, council, day = life
    supported = supported_stages(council, policy, day)
    (surely,), (possibly,) = (
        places(policy, supported.surely),
        places(policy, supported.possibly),
    )

    assert surely <= possibly


@given(lives(ladder=True))
def test_on_a_ladder_the_range_ends_at_the_first_step_that_is_not_met(life):
    """A council's sure stage is where the first step stands that its evidence does not carry."""
    policy, council, day = life
    verdicts = [judge_transition(council, policy, way, day).verdict for way in policy.transitions]
    met = [verdict is Verdict.MET for verdict in verdicts]
    not_unmet = [verdict is not Verdict.UNMET for verdict in verdicts]
    supported = supported_stages(council, policy, day)

    assert [[*met, False].index(False)] == places(policy, supported.surely)
    assert [[*not_unmet, False].index(False)] == places(policy, supported.possibly)


@given(lives())
def test_what_is_sure_is_possible(life):
    """From every stage surely reached, some stage possibly reached can still be reached."""
    policy, council, day = life

    laws.surely_leads_to_possibly(council, policy, day)


@given(lives())
def test_the_furthest_stages_are_reached_and_nothing_lies_beyond_them(life):
    """Each furthest stage is reached by met steps, and met steps from it lead back to it."""
    policy, council, day = life
    met = [
        way
        for way in policy.transitions
        if way.kind is TransitionKind.PROGRESS
        and judge_transition(council, policy, way, day).verdict is Verdict.MET
    ]
    surely = supported_stages(council, policy, day).surely

    for stage in policy.stages:
        reached = leads_to(policy, policy.initial, stage, met)
        beyond = [goal for goal in policy.stages if leads_to(policy, stage, goal, met)]
        furthest = reached and all(leads_to(policy, goal, stage, met) for goal in beyond)

        assert furthest == (stage in surely)


@given(lives(ladder=True), st.data())
def test_more_evidence_never_moves_the_sure_stage_back(life, data):
    """Filing a record keeps a council at least where it surely was, and possibly was."""
    policy, council, day = life
    more = council.add(data.draw(records(policy.facts)))
    before, after = (supported_stages(each, policy, day) for each in (council, more))

    assert places(policy, before.surely) <= places(policy, after.surely)
    assert places(policy, before.possibly) <= places(policy, after.possibly)


@given(lives(ladder=True), st.data())
def test_stating_completeness_only_narrows_the_range(life, data):
    """Saying that nothing else happened never touches what is sure, and opens nothing."""
    policy, council, day = life
    closed = council.add(data.draw(completeness(policy.facts)))
    before, after = (supported_stages(each, policy, day) for each in (council, closed))

    assert before.surely == after.surely
    assert places(policy, after.possibly) <= places(policy, before.possibly)


@given(lives(ladder=True), days())
def test_time_never_moves_the_sure_stage_back(life, other):
    """Assessed on a later day, a council is surely at least as far."""
    policy, council, day = life
    earlier, later = (
        supported_stages(council, policy, each).surely for each in sorted([day, other])
    )

    assert places(policy, earlier) <= places(policy, later)


@given(lives(ladder=True, walked=True))
def test_the_sure_stage_is_never_behind_a_recorded_legal_one(life):
    """On a ladder, evidence that carried every recorded step still supports the stage it led to."""
    policy, council, day = life
    reading = assess(council, policy, day)

    if reading.recorded is not None:
        assert places(policy, [reading.recorded]) <= places(policy, reading.supported.surely)


@given(lives(walked=True))
def test_an_assessment_reads_every_transition_once(life):
    """No transition is left out of an assessment, and the next ones come first."""
    policy, council, day = life
    reading = assess(council, policy, day)

    laws.assessments_read_every_step(council, policy, day)
    assert tuple(reading.transitions[: len(reading.next)]) == reading.next
    assert reading.missing == tuple(leaf for way in reading.next for leaf in way.missing)
    assert supported_stages(council, policy, day) == reading.supported


@given(lives(walked=True))
def test_the_next_steps_start_where_the_council_stands(life):
    """The next steps leave the recorded stage, or else the sure ones, and are progress."""
    policy, council, day = life
    reading = assess(council, policy, day)
    stands_at = reading.supported.surely if reading.recorded is None else (reading.recorded,)
    expected = {
        way.key
        for way in policy.transitions
        if way.source in stands_at and way.kind is TransitionKind.PROGRESS
    }

    assert expected == {read.transition.key for read in reading.next}


@given(lives(walked=True))
def test_the_recorded_stage_is_the_target_of_the_last_step_by_then(life):
    """A stage is recorded only by a step, and by none taken after the day that is judged."""
    policy, council, day = life
    by_then = [change.target for change in council.history if change.on.last <= day]
    recorded = assess(council, policy, day).recorded

    assert (by_then[-1] if by_then else None) == (recorded.key if recorded else None)


@given(lives(walked=True), st.sampled_from(["ja", "en"]))
def test_an_assessment_can_be_read_in_both_languages(life, language):
    """The text names council, every transition, the receipt, and that the city did not judge."""
    policy, council, day = life
    reading = assess(council, policy, day)
    text = reading.explain(language)

    assert council.name in text
    assert policy.fingerprint in text
    for way in policy.transitions:
        assert way.text(language) in text
    assert ("市の判断ではありません" if language == "ja" else "not the city's judgement") in text
