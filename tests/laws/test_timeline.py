"""When requirements were met: the timeline against the assessments of every day."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.findings import when_text
from renkei_model.lifecycle import judge_transition, timeline
from renkei_model.stages import TransitionKind
from renkei_model.testing import councils, days, histories, laws, policies, records, roundabouts
from renkei_model.verdicts import Verdict

A_DAY = datetime.timedelta(days=1)


@st.composite
def lives(draw, *, walked=False, **shape):
    """Draw a policy and a council under it."""
    if walked and draw(st.booleans()):
        return draw(roundabouts())
    policy = draw(policies(**shape))
    return policy, draw(histories(policy) if walked else councils(policy))


def telling_days(council, day):
    """Give a drawn day, and the days around the dates of records."""
    ends = [record.on.last for record in council.ledger.records]
    return [day, *ends, *(end - A_DAY for end in ends)]


@given(lives(ever_only=True), days())
def test_a_requirement_is_met_from_the_end_of_its_date_on(life, day):
    """On each day, a requirement is met exactly when its date on the timeline lies behind."""
    policy, council = life
    times = timeline(council, policy).transitions
    for on in telling_days(council, day):
        for time in times:
            reading = judge_transition(council, policy, time.transition, on)
            for need, finding in zip(time.requirements, reading.findings, strict=True):
                by_then = need.met is not None and need.met.last <= on

                assert by_then == (finding.verdict is Verdict.MET)


@given(lives(walked=True), days())
def test_since_stage_entry_a_requirement_is_met_from_the_end_of_its_date_on(life, day):
    """After the last recorded step, the same holds for what counts since stage entry."""
    policy, council = life
    last = max((change.on.last for change in council.history), default=day)
    for time in timeline(council, policy).transitions:
        for on in telling_days(council, day):
            reading = judge_transition(council, policy, time.transition, max(on, last))
            for need, finding in zip(time.requirements, reading.findings, strict=True):
                by_then = need.met is not None and need.met.last <= max(on, last)

                assert by_then == (finding.verdict is Verdict.MET)


@given(lives(walked=True))
def test_a_transition_is_met_with_the_last_of_its_requirements(life):
    """A transition has a date exactly when all its requirements have, and none is later."""
    policy, council = life
    for time in timeline(council, policy).transitions:
        met = [need.met for need in time.requirements]
        if met and None not in met:
            assert max(span.last for span in met) == time.met.last
            assert time.met in met
        else:
            assert time.met is None


@given(lives(walked=True))
def test_every_date_is_that_of_a_record(life):
    """A timeline prints no day that nobody recorded, and a step has its last requirement's."""
    policy, council = life

    laws.timelines_give_dates_of_records(council, policy)


@given(lives(walked=True))
def test_a_timeline_tells_of_every_step_of_progress_and_of_no_withdrawal(life):
    """Transitions of progress stand in it, each once and in the policy's order."""
    policy, council = life
    progress = [way for way in policy.transitions if way.kind is TransitionKind.PROGRESS]

    assert progress == [time.transition for time in timeline(council, policy).transitions]


@given(lives(ever_only=True), st.data())
def test_more_evidence_never_delays(life, data):
    """A further record leaves every date as it is or makes it earlier."""
    policy, council = life
    more = council.add(data.draw(records(policy.facts)))
    pairs = zip(
        timeline(council, policy).transitions, timeline(more, policy).transitions, strict=True
    )
    for before, after in pairs:
        for was, now in zip(before.requirements, after.requirements, strict=True):
            assert was.met is None or now.met.last <= was.met.last


@given(lives(walked=True), st.sampled_from(["ja", "en"]))
def test_a_timeline_can_be_read_in_both_languages(life, language):
    """The text names every step of progress and the date of every requirement."""
    policy, council = life
    line = timeline(council, policy)
    text = line.explain(language)

    for time in line.transitions:
        assert time.transition.text(language) in text
        for need in time.requirements:
            assert need.requirement.wording.text(language) in text
            assert need.met is None or when_text(need.met, language) in text
