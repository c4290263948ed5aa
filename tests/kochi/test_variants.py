"""Other readings of the leaflet, each the default policy with one thing changed."""

import datetime

import pytest

from renkei_model import Council, Record, assess, kochi
from renkei_model.conditions import plain_form
from renkei_model.stages import facts_of
from renkei_model.verdicts import Verdict

AS_OF = datetime.date(2026, 4, 1)
BY_KEY = {policy.key: policy for policy in kochi.POLICIES}

# Policy, Japanese title in brackets, how many requirements, which of them are assumed.
OVERVIEW = """
kochi                          |                                          |  9 |
kochi_indicators               | 件数で数える仮の基準                     | 11 | 9
kochi_plan_any                 | どの計画でもよいとする読み               |  9 | plan_drafted
kochi_plan_recognised_required | 計画に市長の認定まで求める読み           | 10 | plan_recognised
kochi_two_of_three             | 波及期は三つのうち二つでよいとする読み   |  7 | two_of_three
kochi_founding_divider         | 設立を親交期の終わりに置く読み           |  9 | founded
"""

# What the changed step asks for in each variant.
CHANGED = {
    "kochi_plan_any": {
        "any_of": [
            {"at_least": {"fact": "plan_drafted"}},
            {"at_least": {"fact": "other_plan_drafted"}},
        ]
    },
    "kochi_plan_recognised_required": {"at_least": {"fact": "plan_recognised"}},
    "kochi_two_of_three": {
        "some_of": {
            "k": 2,
            "of": [
                {"at_least": {"fact": "linkage_widened"}},
                {"at_least": {"fact": "made_known"}},
                {"at_least": {"fact": "understanding_promoted"}},
            ],
        }
    },
    "kochi_founding_divider": {"at_least": {"fact": "founded"}},
}


def _council(*keys):
    """Make an invented council whose ledger records some facts once each."""
    records = (
        Record(kochi.POLICY.fact(key), datetime.date(2025, 5, 10), item="一つ目") for key in keys
    )
    return Council(name="みのり地区連携協議会（架空の例）").add(*records)


def _surely(council, key):
    return [stage.key for stage in assess(council, BY_KEY[key], AS_OF).supported.surely]


TO_SPREADING = ("founded", "actors_acquainted", "issues_grasped", "issues_shared")
TO_SOLVING = (*TO_SPREADING, "linkage_widened", "made_known", "understanding_promoted")


def test_the_policies_and_what_they_assume():
    """Six policies ship; the default assumes nothing, and each variant one requirement."""
    overview = []
    for policy in kochi.POLICIES:
        brackets = policy.title.ja.removeprefix(kochi.POLICY.title.ja).strip("（）")
        assumed = [need.key for need in policy.assumed]
        told = str(len(assumed)) if len(assumed) > 1 else "".join(assumed)
        overview.append([policy.key, brackets, str(len(policy.requirements)), told])

    assert [[cell.strip() for cell in row.split("|")] for row in OVERVIEW.strip().splitlines()] == (
        overview
    )
    assert (kochi.POLICY, kochi.INDICATOR_POLICY, *kochi.VARIANTS) == kochi.POLICIES


def test_what_the_default_policy_decides_changes_on_purpose_only():
    """Its stages, subsidies and plan rule are those of this fingerprint; words may change."""
    assert str(kochi.POLICY.stamp) == "kochi@2023-08#546246c5194b"


def test_no_two_policies_decide_the_same():
    """Each policy has a fingerprint of its own."""
    assert len({policy.fingerprint for policy in kochi.POLICIES}) == 6


@pytest.mark.parametrize("variant", kochi.VARIANTS, ids=lambda variant: variant.key)
def test_a_variant_changes_one_requirement_and_says_why_somebody_may_read_so(variant):
    """What is assumed is one condition; everything else is the default policy's own."""
    (assumed,) = variant.assumed
    others = set(variant.requirements) - {assumed}

    assert plain_form(assumed.condition) == CHANGED[variant.key]
    assert others <= set(kochi.POLICY.requirements)
    assert assumed.basis.citations
    assert assumed.basis.reason
    assert set(facts_of([assumed])) <= set(kochi.FACTS)


@pytest.mark.parametrize("variant", kochi.VARIANTS, ids=lambda variant: variant.key)
def test_a_variant_has_the_default_policys_steps(variant):
    """The keys of the steps are the same, as far as the variant has them."""
    steps = [(way.key, way.source, way.target) for way in variant.transitions]
    default = [(way.key, way.source, way.target) for way in kochi.POLICY.transitions]

    assert steps == default[-len(steps) :]
    assert variant.published == kochi.POLICY.published
    assert variant.sources == kochi.POLICY.sources


def test_a_variant_says_that_it_is_not_the_citys_own_wording():
    """A variant that assumes no number speaks of its one requirement; another, of its number."""
    assert BY_KEY["kochi_plan_any"].caveat.en == (
        "This is not the city's own wording. The model assumes 1 of the 9 requirements."
    )
    assert BY_KEY["kochi_two_of_three"].caveat.ja == (
        "この基準は市の資料の文言どおりではありません。"
        "7要件のうち1要件は，求める数も含めて，このモデルの仮定です。"
    )


# --- what hangs on each reading ------------------------------------------------------------------


def test_another_plan_carries_the_last_step_where_any_plan_will_do():
    """With a plan of another kind a council is self-standing on one reading, not on the other."""
    council = _council(*TO_SOLVING, "solutions_considered", "other_plan_drafted")

    assert _surely(council, "kochi_plan_any") == ["self_standing"]
    assert _surely(council, "kochi") == ["solving"]


def test_a_plan_that_is_only_drafted_waits_where_recognition_is_required():
    """The mayor's recognition is one more record, and nothing else is missing."""
    drafted = _council(*TO_SOLVING, "solutions_considered", "plan_drafted")
    reading = assess(drafted, BY_KEY["kochi_plan_recognised_required"], AS_OF)

    assert _surely(drafted, "kochi") == ["self_standing"]
    assert [leaf.requirement.key for leaf in reading.missing] == ["plan_recognised"]


def test_two_points_of_three_carry_the_second_step():
    """Without a record of understanding promoted, two of three are met and three are not."""
    council = _council(*TO_SPREADING, "linkage_widened", "made_known")

    assert _surely(council, "kochi_two_of_three") == ["solving"]
    assert _surely(council, "kochi") == ["spreading"]


def test_a_council_gets_acquainted_before_founding_where_founding_is_the_divider():
    """Nothing comes before 親交期, and founding is one of what it takes to leave it."""
    acquainted = _council(*TO_SPREADING[1:])
    reading = assess(acquainted, BY_KEY["kochi_founding_divider"], AS_OF)

    assert BY_KEY["kochi_founding_divider"].initial.key == "acquaintance"
    assert [leaf.requirement.key for leaf in reading.missing] == ["founded"]
    assert _surely(_council(*TO_SPREADING), "kochi_founding_divider") == ["spreading"]
    assert _surely(acquainted, "kochi") == ["unfounded"]


def test_no_registered_council_has_a_plan_of_another_kind():
    """No. 2 studied a plan for its district; that it was drafted is not stated: open."""
    reading = assess(kochi.COUNCILS[1], BY_KEY["kochi_plan_any"], kochi.REGISTRY_AS_OF)
    (plan,) = (found for found in reading.findings if found.requirement.key == "plan_drafted")

    assert (plan.verdict, plan.records) == (Verdict.OPEN, ())
