"""Kochi's default policy as tables, held against the leaflet's development model."""

from itertools import pairwise

import attrs
import pytest

from renkei_model import kochi
from renkei_model.conditions import AtLeast, plain_form
from renkei_model.provenance import BasisKind
from renkei_model.stages import TransitionKind
from renkei_model.wording import Wording

# Stage, Japanese, English, statement, basis.
STAGES = """
unfounded     | 設立前     | before founding    | K074 K076 | 推定
acquaintance  | 親交期     | getting acquainted | K064      | 明記
spreading     | 波及期     | spreading          | K067      | 明記
solving       | 課題解決期 | solving issues     | K070      | 明記
self_standing | 自立期     | self-standing      | K073      | 明記
"""

# Transition, requirement, how often, statement, basis.
REQUIREMENTS = """
設立前 → 親交期     | founded                | 1 | K074 K076 | 推定
親交期 → 波及期     | actors_acquainted      | 1 | K065      | 推定
親交期 → 波及期     | issues_grasped         | 1 | K066      | 推定
親交期 → 波及期     | issues_shared          | 1 | K066      | 推定
波及期 → 課題解決期 | linkage_widened        | 1 | K068      | 推定
波及期 → 課題解決期 | made_known             | 1 | K069      | 推定
波及期 → 課題解決期 | understanding_promoted | 1 | K069      | 推定
課題解決期 → 自立期 | solutions_considered   | 1 | K071      | 推定
課題解決期 → 自立期 | plan_drafted           | 1 | K072      | 推定
"""

# Fact, how it comes about, its name, the statements that it comes from.
FACTS = """
founded                | event         | 協議会の設立                   | K074
certified              | determination | 市による認定                   | K032 K060
member_bodies          | items         | 構成団体（加わったもの）       | K003 K010
member_fields          | items         | 構成団体の分野                 | K010 K068
actors_acquainted      | determination | 活動主体の相互理解             | K065
sharing_meetings       | event         | 情報を共有する会議             | K006 K065 K066
issues_grasped         | determination | 地域課題の把握                 | K008 K028 K066
issues_recorded        | items         | 課題一覧に載った課題           | K008 K028
issues_shared          | determination | 情報と課題の共有               | K004 K006 K066
joint_events           | event         | 団体が共に行った行事           | K007 K022 K023 K024
fields_linked          | items         | 連携した分野                   | K068
linkage_widened        | determination | 多方面への連携の広がり         | K068
publicity_items        | event         | 広報物                         | K025 K026 K027 K038 K069
made_known             | determination | 地域への周知                   | K025 K069
understanding_promoted | determination | 地域の理解の促進               | K069
solutions_considered   | event         | 解決策の検討                   | K008 K030 K071
other_plan_drafted     | event         | コミュニティ計画以外の将来計画の策定 | K072
plan_drafting          | event         | コミュニティ計画の策定作業     | K034
plan_renewing          | event         | コミュニティ計画の更新作業     | K047
plan_drafted           | event         | コミュニティ計画の策定         | K045 K072
plan_complete          | event         | コミュニティ計画の五つの内容の完備 | K049
plan_recognised        | determination | 市長によるコミュニティ計画の認定 | K045
plan_promoted          | event         | コミュニティ計画の推進         | K033 K046
"""


def _rows(table):
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


def _cited(basis):
    return " ".join(place.statement for place in basis.citations)


def test_the_stages_are_the_leaflets():
    """親交期, 波及期, 課題解決期 and 自立期 are stated; that there is a time before is inferred."""
    stages = [
        [
            stage.key,
            stage.text("ja"),
            stage.text("en"),
            _cited(stage.basis),
            stage.basis.kind.text("ja"),
        ]
        for stage in kochi.POLICY.stages
    ]

    assert _rows(STAGES) == stages


def test_the_requirements_are_the_leaflets_bullets():
    """Each step asks for the bullets of the stage it leaves, each found or done once."""
    requirements = [
        [
            way.text("ja"),
            need.key,
            str(need.condition.n),
            _cited(need.basis),
            need.basis.kind.text("ja"),
        ]
        for way in kochi.POLICY.transitions
        for need in way.requirements
    ]

    assert _rows(REQUIREMENTS) == requirements


def test_every_requirement_asks_for_the_fact_of_its_name():
    """The default policy knows no thresholds: each requirement is one fact, at least once, ever."""
    assert [plain_form(need.condition) for need in kochi.POLICY.requirements] == [
        {"at_least": {"fact": need.key}} for need in kochi.POLICY.requirements
    ]


def test_every_step_goes_to_the_adjacent_stage():
    """No leaps: four steps of progress, each to the next stage, as the city sees it (K077)."""
    steps = [
        (way.source, way.target, way.kind, _cited(way.basis)) for way in kochi.POLICY.transitions
    ]
    stages = kochi.POLICY.stages

    assert steps == [
        (source, target, TransitionKind.PROGRESS, "K077") for source, target in pairwise(stages)
    ]


def test_nothing_leaves_the_last_stage():
    """自立期 is open-ended: the leaflet names no stage after it."""
    assert kochi.POLICY.ways_from(kochi.POLICY.stage("self_standing")) == ()


def test_the_facts_that_a_ledger_can_record():
    """Twenty-two facts, each from statements of the leaflet; items are counted when they differ."""
    facts = [
        [
            fact.key,
            "items" if fact.distinct else fact.kind.value,
            fact.wording.ja,
            _cited(fact.basis),
        ]
        for fact in kochi.FACTS
    ]

    assert _rows(FACTS) == facts


def test_what_the_mayor_or_a_council_finds_is_never_computed():
    """Every bullet that calls for a judgement is a determination, dated by whoever made it."""
    judged = [fact.key for fact in kochi.FACTS if fact.kind.value == "determination"]

    assert judged == [
        "certified",
        "actors_acquainted",
        "issues_grasped",
        "issues_shared",
        "linkage_widened",
        "made_known",
        "understanding_promoted",
        "plan_recognised",
    ]


def test_the_policy_rests_on_the_leaflet_alone():
    """Every citation of a rule, a stage or a fact is of the leaflet, and nothing is assumed."""
    policy = kochi.POLICY
    bases = [
        *(fact.basis for fact in policy.facts),
        *(stage.basis for stage in policy.stages),
        *(way.basis for way in policy.transitions),
        *(need.basis for need in policy.requirements),
    ]

    assert policy.sources == (kochi.LEAFLET,)
    assert {place.source for basis in bases for place in basis.citations} == {kochi.LEAFLET}
    assert {basis.kind for basis in bases} == {BasisKind.STATED, BasisKind.INFERRED}


def _with_first_requirement(**changes):
    """Give Kochi's policy with its very first requirement changed."""
    opening, *others = kochi.POLICY.transitions
    (founded,) = opening.requirements
    changed = attrs.evolve(opening, requirements=(attrs.evolve(founded, **changes),))
    return attrs.evolve(kochi.POLICY, transitions=(changed, *others))


def test_other_words_are_the_same_policy():
    """The fingerprint tells what is decided: wording, title and basis do not change it."""
    reworded = _with_first_requirement(wording=Wording("設立済みである", "it has been founded"))
    retitled = attrs.evolve(kochi.POLICY, title=Wording("発展モデル", "development model"))
    rebased = _with_first_requirement(basis=kochi.POLICY.stage("spreading").basis)

    assert kochi.POLICY.fingerprint == reworded.fingerprint
    assert kochi.POLICY.fingerprint == retitled.fingerprint
    assert kochi.POLICY.fingerprint == rebased.fingerprint


@pytest.mark.parametrize("fact", [1, 4], ids=["certified", "actors_acquainted"])
def test_another_condition_is_another_policy(fact):
    """To open 親交期 by anything but founding changes the fingerprint."""
    other = _with_first_requirement(condition=AtLeast(kochi.FACTS[fact]))
    twice = _with_first_requirement(condition=AtLeast(kochi.FACTS[0], n=2))

    assert len({kochi.POLICY.fingerprint, other.fingerprint, twice.fingerprint}) == 3
