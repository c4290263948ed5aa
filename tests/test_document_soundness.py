"""What no document could hold of a policy is told before anything is written."""

import attrs
import pytest

from invented import FACTS, HANDBOOK, LADDER, MEETING, NEIGHBOURS_MET, STATED, cite
from invented_grants import (
    AT_WORK_BEFORE,
    BEGUN,
    GRANT,
    GRANTS,
    IS_REGISTERED,
    OPEN_TO_ALL,
    PLAN_RULE,
    REGISTERED,
    limit,
    limited,
    question,
    with_grant,
)
from renkei_model import kochi
from renkei_model.dates import Span
from renkei_model.document_soundness import document_faults
from renkei_model.errors import PolicyError
from renkei_model.facts import FactKind
from renkei_model.interchange.policies import dump_policy, load_policy
from renkei_model.provenance import stated
from renkei_model.subsidy_rules import MonthsLeft
from renkei_model.supports import Support, SupportRole
from renkei_model.wording import Wording

OTHER = Wording("別の文言", "other words")


def helping(fact):
    """Give Minori's policy with a support that helps with a fact."""
    role = SupportRole(key="advice", wording=OTHER, basis=STATED, helps_with=(fact,))
    support = Support(key="team", wording=OTHER, invitation=OTHER, basis=STATED, roles=(role,))
    return attrs.evolve(LADDER, supports=(support,))


def cited_from(source):
    """Give Minori's ladder whose first stage cites a place in some source."""
    stage = attrs.evolve(MEETING, basis=stated(attrs.evolve(cite("N1"), source=source)))
    first, second = LADDER.transitions
    return attrs.evolve(
        LADDER,
        stages=(stage, *LADDER.stages[1:]),
        transitions=(attrs.evolve(first, source=stage), second),
    )


def refused(policy):
    """Give where and why a policy is not written, in English."""
    with pytest.raises(PolicyError) as refusal:
        dump_policy(policy)
    return [(fault.place.en, fault.problem.en) for fault in refusal.value.faults]


@pytest.mark.parametrize("policy", kochi.POLICIES, ids=lambda each: each.key)
def test_every_policy_of_kochi_can_be_held_by_a_document(policy):
    """One thing, one wording, one source of one key."""
    assert list(document_faults(policy.draft)) == []


@pytest.mark.parametrize(
    "change",
    [{"wording": OTHER}, {"evidence": OTHER}, {"unit": OTHER}, {"basis": stated(cite("N2"))}],
    ids=["wording", "evidence", "unit", "basis"],
)
@pytest.mark.parametrize(
    ("fact", "policy_with"),
    [
        (
            BEGUN,
            lambda fact: attrs.evolve(
                GRANTS,
                plan_rule=attrs.evolve(
                    PLAN_RULE, facts=attrs.evolve(PLAN_RULE.facts, drafting=fact)
                ),
            ),
        ),
        (NEIGHBOURS_MET, helping),
        (
            REGISTERED,
            lambda fact: with_grant(questions=(question("mid", alternative=MonthsLeft(fact)),)),
        ),
        (
            NEIGHBOURS_MET,
            lambda fact: attrs.evolve(LADDER, facts=(fact, *FACTS[1:])),
        ),
    ],
    ids=["a plan's fact", "what a support helps with", "what months are left of", "counted"],
)
def test_a_fact_says_the_same_wherever_it_stands(fact, policy_with, change):
    """A document holds its words once, so a second wording of it would be lost."""
    told = "it stands here with two wordings or two bases"

    assert refused(policy_with(attrs.evolve(fact, **change))) == [(f"facts.{fact.key}", told)]
    assert list(document_faults(policy_with(fact).draft)) == []


def test_what_is_paid_says_the_same_as_the_catalogue():
    """The fact of earlier payments is compared too."""
    policy = limited(limit("all", 1_000_000))
    (paid,) = (each.paid for each in policy.subsidies[0].totals)
    reworded = attrs.evolve(policy, facts=(*GRANTS.facts, attrs.evolve(paid, evidence=OTHER)))

    assert refused(reworded) == [("facts.paid", "it stands here with two wordings or two bases")]


def test_a_requirement_of_a_ceiling_says_the_same_as_that_of_its_subsidy():
    """Equal copies within one subsidy are compared, too."""
    planned, basic = GRANT.ceilings
    again = attrs.evolve(IS_REGISTERED, wording=OTHER)
    tier = attrs.evolve(planned, requirements=(again, AT_WORK_BEFORE))

    assert refused(with_grant(ceilings=(tier, basic))) == [
        ("requirements.is_registered", "it stands here with two wordings or two bases")
    ]


def test_a_fact_of_projects_has_no_key_of_another_fact():
    """A key names one fact in a document; the very same fact may be asked of projects, too."""
    found = attrs.evolve(OPEN_TO_ALL, kind=FactKind.DETERMINATION)
    clashing = attrs.evolve(GRANTS, facts=(*GRANTS.facts, found))
    shared = attrs.evolve(GRANTS, facts=(*GRANTS.facts, OPEN_TO_ALL))

    assert refused(clashing) == [
        ("facts.open_to_all", "another fact, which is asked of projects, has this key too")
    ]
    assert attrs.asdict(load_policy(dump_policy(shared))) == attrs.asdict(shared)


@pytest.mark.parametrize("name", ["title", "publisher", "published", "as_of"])
def test_a_source_says_the_same_wherever_it_is_cited(name):
    """A document holds a source once: another title, publisher or date of it would be lost."""
    other = OTHER if name in {"title", "publisher"} else Span.month(2025, 1)
    cited = attrs.evolve(HANDBOOK, **{name: other})
    told = "two sources of this key differ in their title, their publisher or their dates"

    assert refused(cited_from(cited)) == [("sources.minori_handbook", told)]


def test_a_source_is_listed_once():
    """Two of one key, or one twice over, a document could not tell apart."""
    other = attrs.evolve(HANDBOOK, title=OTHER)
    for listed in ((HANDBOOK, other), (HANDBOOK, HANDBOOK)):
        assert refused(attrs.evolve(LADDER, sources=listed)) == [
            ("sources.minori_handbook", "two different things have this key")
        ]
