"""What makes two policies the same, and what makes one sound."""

import itertools
import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    SomeOf,
    Unspecified,
    leaves,
    plain_form,
)
from renkei_model.dates import Span
from renkei_model.errors import PolicyError
from renkei_model.policy import Policy
from renkei_model.provenance import unstated
from renkei_model.stages import Force, TransitionKind
from renkei_model.testing import catalogues, conditions, policies
from renkei_model.wording import Wording

OTHER_WORDS = Wording("言い換え", "other words")
OTHER_BASIS = unstated(reason=OTHER_WORDS)


def with_conditions(policy, change):
    """Give a policy whose requirements ask what a function makes of what they asked."""
    return attrs.evolve(
        policy,
        transitions=tuple(
            attrs.evolve(
                way,
                requirements=tuple(
                    attrs.evolve(need, condition=change(need.condition))
                    for need in way.requirements
                ),
            )
            for way in policy.transitions
        ),
    )


def with_leaf(condition, target, change):
    """Give a condition with one leaf, counted from 0 in reading order, changed."""
    count = itertools.count()
    return with_leaves(condition, lambda leaf: change(leaf) if next(count) == target else leaf)


def with_leaves(condition, change):
    """Give a condition with every leaf changed, in reading order."""

    def rebuilt(node):
        match node:
            case AllOf(parts):
                return AllOf(*map(rebuilt, parts))
            case AnyOf(parts):
                return AnyOf(*map(rebuilt, parts))
            case SomeOf(k, parts):
                return SomeOf(k, *map(rebuilt, parts))
            case _:
                return change(node)

    return rebuilt(condition)


@given(policies())
def test_drawn_policies_are_sound_and_complete(policy):
    """Every stage can be reached, every leaf is in the catalogue, and progress is monotone."""
    reached = {policy.initial}
    for _ in policy.stages:
        reached |= {way.target for way in policy.transitions if way.source in reached}

    assert set(policy.stages) == reached
    for way in policy.transitions:
        for need in way.requirements:
            counted = [leaf for leaf in leaves(need.condition) if not isinstance(leaf, Unspecified)]

            assert {leaf.fact for leaf in counted} <= set(policy.facts)
            assert way.kind is TransitionKind.WITHDRAWAL or not any(
                isinstance(leaf, AtMost) for leaf in counted
            )


@given(policies())
def test_words_sources_and_bases_do_not_change_the_fingerprint(policy):
    """Reworded, with other sources and bases, a policy decides the same and says so."""
    reworded = attrs.evolve(
        policy,
        key="renamed",
        version="9999",
        title=OTHER_WORDS,
        jurisdiction=OTHER_WORDS,
        published=Span.month(2000, 1),
        sources=(),
        facts=tuple(
            attrs.evolve(fact, wording=OTHER_WORDS, evidence=OTHER_WORDS, basis=OTHER_BASIS)
            for fact in policy.facts
        ),
        stages=tuple(
            attrs.evolve(stage, wording=OTHER_WORDS, basis=OTHER_BASIS) for stage in policy.stages
        ),
        transitions=tuple(
            attrs.evolve(
                way,
                basis=OTHER_BASIS,
                requirements=tuple(
                    attrs.evolve(need, wording=OTHER_WORDS, basis=OTHER_BASIS)
                    for need in way.requirements
                ),
            )
            for way in policy.transitions
        ),
    )

    assert policy.fingerprint == reworded.fingerprint
    assert policy.transitions == reworded.transitions
    assert policy.stamp != reworded.stamp


@given(policies())
def test_the_reason_why_a_rule_is_left_open_does_not_change_the_fingerprint(policy):
    """Saying in other words what the source leaves out decides nothing else."""

    def reworded(leaf):
        return Unspecified(OTHER_WORDS) if isinstance(leaf, Unspecified) else leaf

    changed = with_conditions(policy, lambda condition: with_leaves(condition, reworded))

    assert policy.fingerprint == changed.fingerprint


@given(policies(), st.data())
def test_any_other_number_changes_the_fingerprint(policy, data):
    """One threshold moved by one, anywhere, is another policy."""
    places = [
        (need.key, place)
        for need in policy.requirements
        for place, leaf in enumerate(leaves(need.condition))
        if not isinstance(leaf, Unspecified)
    ]
    if not places:
        return
    key, place = data.draw(st.sampled_from(places))
    conditions_by_key = {need.key: need.condition for need in policy.requirements}
    target = conditions_by_key[key]
    changed = with_conditions(
        policy,
        lambda condition: (
            with_leaf(condition, place, lambda leaf: attrs.evolve(leaf, n=leaf.n + 1))
            if condition is target
            else condition
        ),
    )

    assert policy.fingerprint != changed.fingerprint
    assert policy != changed


@given(policies(), st.data())
def test_any_other_target_name_kind_or_force_changes_the_fingerprint(policy, data):
    """A step renamed, of another kind or force, or without one requirement is another policy."""
    place = data.draw(st.integers(0, len(policy.transitions) - 1))
    way = policy.transitions[place]
    slips = [attrs.evolve(way, key="renamed"), attrs.evolve(way, kind=TransitionKind.WITHDRAWAL)]
    if way.requirements:
        rest = way.requirements[1:]
        slips.append(attrs.evolve(way, requirements=rest, open_gate=not rest, force=Force.MAY))
        slips += [attrs.evolve(way, force=force) for force in Force]
    changed = data.draw(st.sampled_from([slip for slip in slips if slip != way]))
    ways = (*policy.transitions[:place], changed, *policy.transitions[place + 1 :])

    assert policy.fingerprint != attrs.evolve(policy, transitions=ways).fingerprint


@given(policies(), policies())
def test_equal_fingerprints_mean_equal_decisions(one, other):
    """Two policies share a fingerprint exactly when they decide the same."""

    def decided(policy):
        read = sorted(policy.facts_read, key=lambda fact: fact.key)
        return read, policy.stages, policy.transitions

    assert (decided(one) == decided(other)) == (one.fingerprint == other.fingerprint)


@given(policies())
def test_a_fact_that_nothing_reads_does_not_change_the_fingerprint(policy):
    """A catalogue may hold more facts than the policy reads."""
    bare = attrs.evolve(
        policy, facts=tuple(fact for fact in policy.facts if fact in policy.facts_read)
    )

    assert policy.fingerprint == bare.fingerprint


@given(catalogues().flatmap(lambda known: conditions(known, one_polarity=False)))
def test_plain_form_is_json_and_tells_conditions_apart(condition):
    """A condition's plain form survives JSON and has one key on each level."""
    plain = plain_form(condition)

    assert plain == json.loads(json.dumps(plain))
    assert len(plain) == 1
    if isinstance(condition, AtLeast):
        assert condition.fact.key == plain["at_least"]["fact"]


@given(policies(), st.data())
def test_a_policy_reports_all_its_faults_at_once(policy, data):
    """Several slips of different kinds are refused together, each with its place."""
    lost = data.draw(st.sampled_from(policy.stages[1:]))
    silent = attrs.evolve(policy.stages[0], wording=Wording("", ""))
    twice = policy.transitions[0]

    with pytest.raises(PolicyError) as caught:
        attrs.evolve(
            policy,
            stages=(silent, *(stage for stage in policy.stages[1:] if stage != lost)),
            transitions=(*policy.transitions, twice),
        )

    places = {fault.place.en for fault in caught.value.faults}
    assert f"stages.{silent.key}" in places
    assert f"transitions.{twice.key}" in places
    assert any(place.endswith((".source", ".target")) for place in places)


@given(policies())
def test_every_name_finds_what_it_names(policy):
    """Stages and transitions are found by their keys, and ways by the stage they leave."""
    assert policy.stages == tuple(policy.stage(stage.key) for stage in policy.stages)
    assert policy.transitions == tuple(policy.transition(way.key) for way in policy.transitions)
    progress = [way for way in policy.transitions if way.kind is TransitionKind.PROGRESS]
    found = [way for stage in policy.stages for way in policy.ways_from(stage)]

    assert sorted(way.key for way in progress) == sorted(way.key for way in found)


@given(policies())
def test_a_policy_is_a_value(policy):
    """A policy made again of the same parts is equal to it and has its hash."""
    fields = {field.name: getattr(policy, field.name) for field in attrs.fields(Policy)}
    again = Policy(**fields)

    assert policy == again
    assert hash(policy) == hash(again)
