"""A policy: what can be asked of it, and what makes it the same policy."""

import attrs
import pytest

from invented import (
    ACQUAINTED,
    AWARE,
    BRANCHING,
    COMPLAINTS,
    FACTS,
    INFERRED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    LINKED,
    MEETING,
    NEIGHBOURS_MET,
    PLANNED,
    RESTING,
    REVOCABLE,
    SILENT,
    STANDING,
    WORKING,
    transition,
)
from invented_grants import GRANT, GRANTS, START, ceiling
from renkei_model.conditions import AtLeast, Unspecified
from renkei_model.errors import InvalidValue, PolicyError, UnknownName
from renkei_model.policy import PolicyStamp
from renkei_model.provenance import assumed
from renkei_model.stages import TransitionKind
from renkei_model.wording import Wording


def with_first_guard(*requirements, **changes):
    """Give the transitions of the ladder with other requirements on its first step."""
    first, second = LADDER.transitions
    return (attrs.evolve(first, requirements=requirements, **changes), second)


def test_every_council_begins_in_the_first_stage():
    """The first stage declared is the initial one."""
    assert MEETING is LADDER.initial


def test_the_ways_from_a_stage_are_its_steps_of_progress():
    """Progress leaves a stage by several ways where they branch; withdrawals are not among them."""
    assert [way.key for way in BRANCHING.ways_from(MEETING)] == [
        "meeting_to_working",
        "meeting_to_club",
    ]
    assert REVOCABLE.ways_from(WORKING) == ()
    assert LADDER.ways_from(STANDING) == ()


def test_the_ways_from_a_stage_of_another_policy_are_unknown():
    """Asking for the ways from a stage that the policy does not have is refused."""
    with pytest.raises(UnknownName, match="unknown stage 'resting'"):
        LADDER.ways_from(RESTING)


def test_a_requirement_that_guards_two_steps_is_one_requirement():
    """The requirements of a policy are listed once each, in the order of its steps."""
    first, second = LADDER.transitions
    shared = attrs.evolve(
        LADDER, transitions=(first, attrs.evolve(second, requirements=(AWARE, PLANNED)))
    )

    assert shared.requirements == (ACQUAINTED, AWARE, PLANNED)


def test_a_policy_knows_the_facts_that_it_reads():
    """Facts of the catalogue that no requirement counts are not read."""
    assert frozenset(FACTS) - LADDER.facts_read >= {COMPLAINTS, LETTERS_SENT}
    assert {NEIGHBOURS_MET, ISSUES_LISTED} <= LADDER.facts_read


def test_stages_and_steps_are_found_by_key():
    """What files name by key is found in the policy."""
    assert WORKING is LADDER.stage("working")
    assert LADDER.transitions[1] is LADDER.transition("working_to_standing")


def test_an_unknown_stage_is_refused_with_near_misses():
    """A mistyped stage suggests the nearest one and lists them all."""
    with pytest.raises(UnknownName) as refusal:
        LADDER.stage("workin")

    assert refusal.value.nearest == ("working",)
    assert refusal.value.explain("ja") == (
        "段階「workin」はありません。「working」ではありませんか。"
        "使えるのは meeting, working, standing です。"
    )
    assert refusal.value.explain("en") == (
        "unknown stage 'workin'. Did you mean 'working'? Known: meeting, working, standing."
    )


def test_an_unknown_transition_is_refused_with_near_misses():
    """A mistyped transition suggests the nearest one and lists them all."""
    with pytest.raises(UnknownName) as refusal:
        LADDER.transition("meeting_to_workin")

    assert refusal.value.explain("ja") == (
        "移行「meeting_to_workin」はありません。「meeting_to_working」ではありませんか。"
        "使えるのは meeting_to_working, working_to_standing です。"
    )
    assert refusal.value.explain("en") == (
        "unknown transition 'meeting_to_workin'. Did you mean 'meeting_to_working'? "
        "Known: meeting_to_working, working_to_standing."
    )


def test_the_fingerprint_is_pinned():
    """The hash of Minori's ladder is the same on every machine and in every run."""
    assert LADDER.fingerprint == "775730144a62"
    assert PolicyStamp("minori", "1", "775730144a62") == LADDER.stamp
    assert str(LADDER.stamp) == "minori@1#775730144a62"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": Wording("別の題", "another title")},
        {"version": "2"},
        {"facts": (*FACTS[::-1],)},
        {"stages": tuple(attrs.evolve(stage, basis=INFERRED) for stage in LADDER.stages)},
        {
            "transitions": with_first_guard(
                attrs.evolve(ACQUAINTED, wording=Wording("別", "other"), basis=INFERRED), AWARE
            )
        },
    ],
    ids=["title", "version", "order of facts", "bases", "words"],
)
def test_the_fingerprint_is_blind_to_words_sources_and_versions(changes):
    """What changes no decision leaves the fingerprint as it was."""
    assert LADDER.fingerprint == attrs.evolve(LADDER, **changes).fingerprint


@pytest.mark.parametrize(
    "transitions",
    [
        with_first_guard(ACQUAINTED),
        with_first_guard(AWARE, ACQUAINTED),
        with_first_guard(attrs.evolve(ACQUAINTED, condition=AtLeast(NEIGHBOURS_MET, n=3)), AWARE),
        with_first_guard(ACQUAINTED, AWARE, key="renamed"),
        with_first_guard(ACQUAINTED, AWARE, kind=TransitionKind.WITHDRAWAL),
    ],
    ids=["dropped", "order", "threshold", "key", "kind"],
)
def test_the_fingerprint_tells_every_change_of_a_decision(transitions):
    """A requirement dropped, a threshold moved or a step renamed makes another fingerprint."""
    assert LADDER.fingerprint != attrs.evolve(LADDER, transitions=transitions).fingerprint


def test_the_fingerprint_tells_how_facts_are_counted():
    """Counting items instead of records decides otherwise, so the fingerprint differs."""
    distinct = attrs.evolve(ISSUES_LISTED, distinct=True)
    changed = attrs.evolve(
        LADDER,
        facts=tuple(distinct if fact == ISSUES_LISTED else fact for fact in FACTS),
        transitions=(
            transition(
                "meeting_to_working",
                MEETING,
                WORKING,
                ACQUAINTED,
                attrs.evolve(AWARE, condition=AtLeast(distinct)),
            ),
            transition("working_to_standing", WORKING, STANDING, PLANNED),
        ),
    )
    same_but_for_counting = attrs.evolve(
        changed,
        facts=FACTS,
        transitions=(*with_first_guard(ACQUAINTED, AWARE)[:1], changed.transitions[1]),
    )

    assert changed.fingerprint != same_but_for_counting.fingerprint


def test_a_policy_key_that_files_could_not_hold_is_refused():
    """A policy's key goes into files and receipts, so signs that they use are refused."""
    with pytest.raises(PolicyError, match=r"key: 'a@b' cannot be a key"):
        attrs.evolve(LADDER, key="a@b")


@pytest.mark.parametrize("place", ["facts", "stages", "transitions", "sources", "supports"])
def test_a_policy_of_lists_is_refused(place):
    """A policy never changes, so a list is refused with its place."""
    with pytest.raises(InvalidValue, match=rf"Policy\.{place}: a list cannot stand here"):
        attrs.evolve(LADDER, **{place: []})


def test_the_fingerprint_leaves_out_why_a_rule_is_not_spelt_out():
    """Two policies that differ in such a sentence only decide the same."""

    def fingerprint(reason):
        first, second = LADDER.transitions
        secret = attrs.evolve(
            first.requirements[0], key="secret", condition=Unspecified(Wording(reason, reason))
        )
        changed = attrs.evolve(first, requirements=(secret,))
        return attrs.evolve(LADDER, transitions=(changed, second)).fingerprint

    assert fingerprint("one reason") == fingerprint("another reason")
    assert fingerprint("one reason") != LADDER.fingerprint


@pytest.mark.parametrize("find", [LADDER.stage, LADDER.transition])
def test_a_key_that_is_no_text_finds_nothing(find):
    """A policy is asked by key."""
    with pytest.raises(InvalidValue, match=rf"Policy\.{find.__name__}: 3 is no str"):
        find(3)


def test_only_a_stage_has_ways():
    """The key of a stage is not the stage."""
    with pytest.raises(InvalidValue, match=r"Policy\.ways_from: 'meeting' is no Stage"):
        LADDER.ways_from("meeting")


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("version", 1, "version: 1 is no str"),
        ("title", "x", "title: 'x' is no Wording"),
        ("jurisdiction", "x", "jurisdiction: 'x' is no Wording"),
        ("published", "2024-03", "published: '2024-03' is no Span"),
        ("plan_rule", "x", "plan_rule: 'x' is no PlanRule"),
        *(
            (part, ("x",), rf"{part}\[0\]: 'x' is no ")
            for part in ("facts", "stages", "transitions", "sources", "subsidies", "supports")
        ),
    ],
)
def test_a_policy_with_a_part_of_another_kind_is_refused(part, value, sentence):
    """A policy's parts say what kind to give."""
    with pytest.raises(InvalidValue, match=rf"Policy\.{sentence}"):
        attrs.evolve(LADDER, **{part: value})


def test_a_fact_is_found_by_its_key():
    """Who has a fact's key gets the fact, and who mistypes it the nearest keys and all of them."""
    assert NEIGHBOURS_MET is LADDER.fact("neighbours_met")
    with pytest.raises(UnknownName) as refusal:
        LADDER.fact("neighbour_met")

    known = ", ".join(fact.key for fact in FACTS)
    assert refusal.value.explain("ja") == (
        "事実「neighbour_met」はありません。「neighbours_met」ではありませんか。"
        f"使えるのは {known} です。"
    )
    assert refusal.value.explain("en") == (
        f"unknown fact 'neighbour_met'. Did you mean 'neighbours_met'? Known: {known}."
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("key", None),
        ("version", 2024),
        ("title", "みのり"),
        ("jurisdiction", "みのり市"),
        ("published", "2024-03"),
        ("facts", ("neighbours_met",)),
        ("stages", ("meeting",)),
        ("transitions", (AWARE,)),
        ("sources", ("手引き",)),
    ],
)
def test_a_part_of_another_kind_is_refused_with_its_place(place, value):
    """Whoever gives a bare text for a wording, a fact or a stage learns where."""
    with pytest.raises(InvalidValue, match=rf"^Policy\.{place}(\[0\])?: .* is no "):
        attrs.evolve(LADDER, **{place: value})


def test_a_policy_shows_itself_briefly():
    """In a console a policy shows its key, its version and its stages, and no more."""
    assert repr(LADDER) == (
        "Policy(key='minori', version='1', stages=(meeting, working, standing), "
        "sources=(minori_handbook))"
    )


# --- assumptions and variants --------------------------------------------------------------------


def test_a_policy_knows_which_of_its_requirements_are_assumed():
    """What no source asks for is told apart from what follows from one, and from what one says."""
    assert LADDER.assumed == (ACQUAINTED,)
    assert LADDER.inferred == (LINKED,)


def test_a_policy_that_assumes_anything_says_so():
    """How many of its requirements are assumed, and whether numbers are among them."""
    unnumbered = assumed(reason=Wording("仮に置く", "for the sake of argument"))
    plain = attrs.evolve(ACQUAINTED, basis=unnumbered)

    assert LADDER.caveat == Wording(
        "この基準は市の資料の文言どおりではありません。"
        "4要件のうち1要件は，求める数も含めて，このモデルの仮定です。",
        "This is not the city's own wording. "
        "The model assumes 1 of the 4 requirements, thresholds included.",
    )
    assert attrs.evolve(LADDER, transitions=with_first_guard(plain, AWARE)).caveat == Wording(
        "この基準は市の資料の文言どおりではありません。4要件のうち1要件は，このモデルの仮定です。",
        "This is not the city's own wording. The model assumes 1 of the 4 requirements.",
    )


def test_a_policy_that_assumes_nothing_has_no_caveat():
    """Where every requirement comes from a source, there is nothing to warn of."""
    policy = attrs.evolve(LADDER, transitions=with_first_guard(AWARE))

    assert policy.assumed == ()
    assert policy.caveat == Wording("", "")


def test_a_variant_differs_in_what_the_named_steps_ask_for_and_in_nothing_else():
    """Another reading is declared by what it changes."""
    title = Wording("計画を問わない", "no plan needed")
    variant = LADDER.variant(
        key="minori_free", title=title, guards={"working_to_standing": [PLANNED]}
    )
    first, second = LADDER.transitions

    assert variant == attrs.evolve(
        LADDER,
        key="minori_free",
        transitions=(first, attrs.evolve(second, requirements=(PLANNED,))),
    )
    assert (variant.title, variant.sources) == (title, LADDER.sources)


def test_a_variant_of_a_step_that_the_policy_does_not_have_is_refused():
    """A mistyped transition changes nothing silently."""
    with pytest.raises(UnknownName, match="Did you mean 'working_to_standing'"):
        LADDER.variant(
            key="minori_free", title=LADDER.title, guards={"working_to_standin": [PLANNED]}
        )


def test_a_variant_checks_itself_whole():
    """A step of progress that asks for something not to happen is a fault in a variant, too."""
    with pytest.raises(PolicyError, match="could close again with time or more evidence"):
        LADDER.variant(
            key="minori_quiet", title=LADDER.title, guards={"working_to_standing": [SILENT]}
        )


def test_a_variant_pays_otherwise_by_the_subsidies_that_differ():
    """Each stands in place of the one of its key, and one of a new key after the others."""
    more = attrs.evolve(GRANT, ceilings=(ceiling("basic", 350_000),), questions=())
    further = attrs.evolve(more, key="further")
    variant = GRANTS.variant(key="minori_more", title=GRANTS.title, subsidies=[more, further])

    assert variant.subsidies == (more, START, further)
    assert variant.transitions == GRANTS.transitions
    assert variant.fingerprint != GRANTS.fingerprint


def test_a_variant_takes_nothing_but_subsidies_as_subsidies():
    """A key is no subsidy."""
    with pytest.raises(InvalidValue, match=r"Policy\.variant\.subsidies"):
        GRANTS.variant(key="minori_more", title=GRANTS.title, subsidies=["grant"])


def test_a_variant_opens_a_step_by_asking_for_nothing():
    """`()` says on purpose that a step is free, and leaves the other steps as they were."""
    first, second = LADDER.transitions
    variant = LADDER.variant(key="minori_free", title=LADDER.title, guards={second.key: ()})

    assert variant.transitions == (first, attrs.evolve(second, requirements=(), open_gate=True))


def test_a_variant_guards_a_step_that_was_open():
    """What asks for something is no open gate any more, and another open gate stays open."""
    variant = BRANCHING.variant(
        key="minori_strict", title=BRANCHING.title, guards={"club_to_standing": [PLANNED]}
    )
    *others, guarded = variant.transitions

    assert others == list(BRANCHING.transitions[:-1])
    assert (guarded.requirements, guarded.open_gate) == ((PLANNED,), False)
    assert BRANCHING.variant(key="minori_same", title=BRANCHING.title, guards={}).transitions == (
        BRANCHING.transitions
    )


def test_a_policy_of_assumed_stages_or_steps_says_so_too():
    """It is not only in requirements that a policy may assume something."""
    guess = assumed(reason=Wording("仮に置く", "for the sake of argument"))
    sourced = attrs.evolve(LADDER, transitions=with_first_guard(AWARE))
    ways = tuple(attrs.evolve(way, basis=guess) for way in sourced.transitions)

    assert attrs.evolve(sourced, transitions=ways).caveat == Wording(
        "この基準は市の資料の文言どおりではありません。"
        "段階，移行，事実のうち2件は，このモデルの仮定です。",
        "This is not the city's own wording. The model assumes 2 of its stages, steps and facts.",
    )
