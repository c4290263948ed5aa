"""The rules of community plans as data."""

from fractions import Fraction

import attrs
import pytest

from invented import LADDER
from invented_grants import BEGUN, GRANTS, PLAN_RULE, WRITTEN
from renkei_model.errors import InvalidValue
from renkei_model.plan_rules import decided_of_plans

PART = PLAN_RULE.parts[0]


def test_what_a_plan_is_evidence_of_is_named():
    """Each fact stands beside what it says of a plan, in the order in which a plan comes about."""
    assert [(name, fact.key) for name, fact in PLAN_RULE.facts.named()] == [
        ("drafting", "plan_begun"),
        ("renewing", "plan_begun_again"),
        ("drafted", "plan_written"),
        ("complete", "plan_whole"),
        ("recognised", "plan_approved"),
        ("promoted", "plan_at_work"),
    ]


@pytest.mark.parametrize(
    ("changed", "changes", "sentence"),
    [
        (PART, {"key": "The issues"}, r"PlanPart\.key: 'The issues' cannot be a key"),
        (PART, {"wording": "課題"}, r"PlanPart\.wording: '課題' is no Wording"),
        (PART, {"basis": None}, r"PlanPart\.basis: None is no Basis"),
        (PLAN_RULE.facts, {"drafted": "plan_written"}, r"PlanFacts\.drafted: .* is no Fact"),
        (PLAN_RULE, {"parts": [PART]}, r"PlanRule\.parts: a list cannot stand here"),
        (PLAN_RULE, {"parts": ("issues",)}, r"PlanRule\.parts\[0\]: 'issues' is no PlanPart"),
        (PLAN_RULE, {"years": 0}, r"PlanRule\.years: 0 is not a whole number of at least 1"),
        (PLAN_RULE, {"years": 101}, r"PlanRule\.years: 101 is above 100"),
        (PLAN_RULE, {"years_basis": None}, r"PlanRule\.years_basis: None is no Basis"),
        (PLAN_RULE, {"soft_share": 0.5}, r"PlanRule\.soft_share: 0\.5 is no Fraction"),
        (PLAN_RULE, {"soft_basis": None}, r"PlanRule\.soft_basis: None is no Basis"),
        (PLAN_RULE, {"soft_share": None}, r"PlanRule\.soft_share: None is no Fraction"),
        (PART, {"of_projects": 1}, r"PlanPart\.of_projects: 1 is no bool"),
        (PLAN_RULE, {"facts": ()}, r"PlanRule\.facts: \(\) is no PlanFacts"),
        (LADDER, {"plan_rule": "five years"}, r"Policy\.plan_rule: 'five years' is no PlanRule"),
    ],
)
def test_a_part_of_another_kind_is_refused_with_its_place(changed, changes, sentence):
    """Whoever gives a bare number, text or list learns where and what to give."""
    with pytest.raises(InvalidValue, match=f"^{sentence}"):
        attrs.evolve(changed, **changes)


def test_a_mistyped_part_is_refused_in_both_languages():
    """One sentence says what was given, where, and what to give."""
    with pytest.raises(InvalidValue) as refusal:
        attrs.evolve(PLAN_RULE, soft_share=1)

    assert refusal.value.explain("ja") == (
        "PlanRule.soft_share: 1 は Fraction ではありません。Fraction を渡してください。"
    )
    assert refusal.value.explain("en") == (
        "PlanRule.soft_share: 1 is no Fraction; give a Fraction."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"years": 4},
        {"parts": PLAN_RULE.parts[1:]},
        {"soft_share": Fraction(2, 3)},
        {"soft_share": None, "soft_basis": None},
        {"facts": attrs.evolve(PLAN_RULE.facts, renewing=BEGUN)},
        {"facts": attrs.evolve(PLAN_RULE.facts, renewing=None)},
        {"parts": (attrs.evolve(PART, of_projects=True), *PLAN_RULE.parts[1:])},
    ],
    ids=["years", "parts", "share", "no share", "facts", "fewer facts", "of projects"],
)
def test_whatever_a_rule_of_plans_decides_changes_the_fingerprint(changes):
    """A term of four years is another policy than one of three: sums depend on it."""
    other = attrs.evolve(GRANTS, plan_rule=attrs.evolve(PLAN_RULE, **changes))

    assert other.fingerprint != GRANTS.fingerprint


def test_what_a_rule_of_plans_decides_is_told_in_plain_values():
    """A fingerprint is made of keys and numbers, never of words or bases."""
    assert decided_of_plans(PLAN_RULE) == {
        "parts": ["issues", "goals", "roles"],
        "years": 3,
        "soft_share": "1/2",
        "facts": {
            "drafting": "plan_begun",
            "renewing": "plan_begun_again",
            "drafted": WRITTEN.key,
            "complete": "plan_whole",
            "recognised": "plan_approved",
            "promoted": "plan_at_work",
        },
    }
