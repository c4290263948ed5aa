"""What differs between two policies, and what that can change for a council."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.conditions import AtLeast
from renkei_model.differences import Change, compare, compare_councils, explain_councils
from renkei_model.lifecycle import assess
from renkei_model.stages import Force, TransitionKind
from renkei_model.testing import councils, days, histories, policies
from renkei_model.wording import Wording

OTHER_WORDS = Wording("言い換え", "other words")
SWAPPED = {
    Change.DROPPED: Change.ADDED,
    Change.ADDED: Change.DROPPED,
    Change.MOVED_AWAY: Change.MOVED_HERE,
    Change.MOVED_HERE: Change.MOVED_AWAY,
}


def with_step(policy, place, step):
    """Give a policy with another step in one place."""
    ways = list(policy.transitions)
    ways[place] = step
    return attrs.evolve(policy, transitions=tuple(ways))


def reworded(policy):
    """Give a policy that decides the same and names itself and its stages otherwise."""
    stages = tuple(attrs.evolve(stage, wording=OTHER_WORDS) for stage in policy.stages)
    return attrs.evolve(policy, title=OTHER_WORDS, stages=stages)


@st.composite
def slips(draw, policy):
    """Draw a policy that is another one but for one slip."""
    place = draw(st.integers(0, len(policy.transitions) - 1))
    way = policy.transitions[place]
    needs, (first, *rest) = way.requirements, policy.stages
    # Under a key of its own, for another step may share what is asked for here.
    instead = [
        attrs.evolve(need, key="asked_instead", condition=AtLeast(policy.facts[0], n=4))
        for need in needs[:1]
    ]
    slipped = draw(
        st.sampled_from(
            [
                {"key": "renamed"},
                {"kind": TransitionKind.WITHDRAWAL},
                {"requirements": needs[::-1]},
                {"requirements": needs[1:], "open_gate": not needs[1:], "force": Force.MAY},
                {"requirements": (*needs[1:], *instead)},
                "other order of stages",
                "other order of steps",
            ]
        )
    )
    match slipped:
        case "other order of stages":
            return attrs.evolve(policy, stages=(first, *reversed(rest)))
        case "other order of steps":
            return attrs.evolve(policy, transitions=policy.transitions[::-1])
        case _:
            return with_step(policy, place, attrs.evolve(way, **slipped))


@st.composite
def pairs(draw):
    """Draw two policies: one and its slip, one reworded, or two that have little in common."""
    before = draw(policies())
    match draw(st.sampled_from(["slip", "slip", "words", "other"])):
        case "slip":
            return before, draw(slips(before))
        case "words":
            return before, reworded(before)
        case _:
            return before, draw(policies())


@st.composite
def comparisons(draw, *, walked=False):
    """Draw two policies, a council that the first could hold, and a day."""
    before, after = draw(pairs())
    council = draw(histories(before) if walked else councils(before))
    return before, after, council, draw(days())


def by_key(difference):
    """Give each transition's difference in plain values, by its key."""
    return {
        way.transition.key: (
            way.change,
            way.before,
            way.after,
            way.reordered,
            {
                need.requirement.key: (need.change, need.before, need.after)
                for need in way.requirements
            },
        )
        for way in difference.transitions
    }


def swapped(way):
    """Give a transition's difference in plain values as seen from the other side."""
    change, before, after, reordered, needs = way
    turned = {
        key: (SWAPPED.get(change, change), after, before)
        for key, (change, before, after) in needs.items()
    }
    return SWAPPED.get(change, change), after, before, reordered, turned


@given(policies())
def test_a_policy_differs_from_itself_in_nothing(policy):
    """Compared with itself, no policy decides or says anything otherwise."""
    assert compare(policy, policy).is_nothing


@given(pairs())
def test_fingerprints_differ_exactly_when_a_decisive_difference_is_listed(pair):
    """What the fingerprint holds is what a comparison tells, and nothing else."""
    before, after = pair

    assert (before.fingerprint != after.fingerprint) == compare(before, after).is_decisive


@given(policies())
def test_words_are_told_and_decide_nothing(policy):
    """Stages reworded are a difference of texts, each told by its place."""
    difference = compare(policy, reworded(policy))

    assert not difference.is_decisive
    assert {"title", *(f"stages.{stage.key}" for stage in policy.stages)} == {
        text.place for text in difference.texts
    }


@given(pairs())
def test_swapping_the_policies_swaps_the_answer(pair):
    """What one direction calls dropped, the other calls added, and both sides change places."""
    before, after = pair
    there, back = compare(before, after), compare(after, before)

    assert (there.stages_dropped, there.stages_added) == (back.stages_added, back.stages_dropped)
    assert there.stages_reordered == back.stages_reordered
    assert there.transitions_reordered == back.transitions_reordered
    assert {(fact.before, fact.after) for fact in there.facts} == {
        (fact.after, fact.before) for fact in back.facts
    }
    assert by_key(there) == {key: swapped(way) for key, way in by_key(back).items()}
    assert {(text.place, text.before, text.after) for text in there.texts} == {
        (text.place, text.after, text.before) for text in back.texts
    }


@given(comparisons())
def test_swapping_the_policies_swaps_what_councils_are_told(comparison):
    """Whether a council is read otherwise does not depend on which policy comes first."""
    before, after, council, day = comparison
    (there,) = compare_councils(before, after, [council], day)
    (back,) = compare_councils(after, before, [council], day)

    assert (there.before, there.after) == (back.after, back.before)
    assert (there.differs, there.is_decisive) == (back.differs, back.is_decisive)
    assert there.is_only_asked_otherwise == back.is_only_asked_otherwise
    assert {step.transition.key for step in there.decisive_steps} == {
        step.transition.key for step in back.decisive_steps
    }


@given(comparisons(walked=True))
def test_a_council_is_read_otherwise_only_if_the_policies_decide_otherwise(comparison):
    """Without a decisive difference no stage, verdict or rule of any council changes."""
    before, after, council, day = comparison
    (difference,) = compare_councils(before, after, [council], day)

    if not compare(before, after).is_decisive:
        assert not difference.differs
        assert not any(step.rules for step in difference.steps)


@given(comparisons(walked=True))
def test_a_comparison_says_what_an_assessment_under_each_policy_says(comparison):
    """Stages and verdicts are those that the council gets once a policy is in force."""
    before, after, council, day = comparison
    (difference,) = compare_councils(before, after, [council], day)

    for policy, standing in ((before, difference.before), (after, difference.after)):
        if standing.unknown:
            assert standing.unknown not in {stage.key for stage in policy.stages}
            continue
        assert assess(council, policy, day) == standing.reading


@given(comparisons())
def test_another_verdict_on_a_step_is_always_told_with_its_rule(comparison):
    """No step of both policies gets another verdict without a requirement that explains it."""
    before, after, council, day = comparison
    (difference,) = compare_councils(before, after, [council], day)

    for step in difference.steps:
        if step.before and step.after and step.before.verdict is not step.after.verdict:
            assert step.rules
            assert step in difference.changed_steps


@given(comparisons())
def test_other_stages_are_always_told_with_a_step_or_the_first_stage(comparison):
    """No council comes to other stages without a reason, and none is given where it does not."""
    before, after, council, day = comparison
    (difference,) = compare_councils(before, after, [council], day)
    has_reason = bool(difference.decisive_steps) or before.initial != after.initial

    assert has_reason or not difference.stages_differ
    assert difference.stages_differ or not difference.decisive_steps


@given(comparisons(), st.sampled_from(["ja", "en"]))
def test_a_difference_can_be_read_in_both_languages(comparison, language):
    """The text names every step and requirement that differs, and that the city did not judge."""
    before, after, council, day = comparison
    difference = compare(before, after)
    text = difference.explain(language)
    told = explain_councils(compare_councils(before, after, [council], day), language)

    for key in by_key(difference):
        assert f"[{key}]" in text
    for way in difference.transitions:
        for need in way.requirements:
            assert f"[{need.requirement.key}]" in text
    assert ("市の判断ではありません" if language == "ja" else "not the city's judgement") in told
