"""Where two policies decide otherwise, by smallest ledgers; and the proof where they do not."""

import datetime

import attrs
import pytest

from renkei_model import AtLeast, Requirement, Wording, kochi
from renkei_model.conditions import AtMost, Unspecified
from renkei_model.exploration import disagreements
from renkei_model.lifecycle import judge_transition
from renkei_model.provenance import assumed
from renkei_model.stages import TransitionKind
from renkei_model.verdicts import MET
from renkei_model.windows import THIS_FISCAL_YEAR

ON = datetime.date(2025, 3, 31)
KOCHI = kochi.POLICY
BY_KEY = {policy.key: policy for policy in kochi.POLICIES}

_REASON = assumed(reason=Wording("試み", "a trial"))


def _found(before, after):
    return [
        (each.place, each.rules, each.example and each.example.text("en"))
        for each in disagreements(before, after, on=ON).found
    ]


def test_a_policy_agrees_with_itself():
    """Nothing is found, and it is said so."""
    told = disagreements(KOCHI, KOCHI, on=ON)

    assert (told.found, told.stops) == ((), ())
    said = "For every complete ledger the two policies decide the same."
    assert told.explain("en").splitlines()[1] == said
    assert "同じです" in told.explain("ja")


def test_two_of_three_is_easier_by_each_of_the_three():
    """Each requirement of the stricter policy is shown to make the difference, by two records."""
    assert _found(KOCHI, BY_KEY["kochi_two_of_three"]) == [
        (
            "transitions.spreading_to_solving",
            ("linkage_widened",),
            "“made known to residents” 1; “understanding promoted” 1",
        ),
        (
            "transitions.spreading_to_solving",
            ("made_known",),
            "“linkage widened” 1; “understanding promoted” 1",
        ),
        (
            "transitions.spreading_to_solving",
            ("understanding_promoted",),
            "“linkage widened” 1; “made known to residents” 1",
        ),
    ]


def test_another_beginning_and_a_step_that_only_one_has():
    """They stand first, with what opens the step."""
    found = disagreements(KOCHI, BY_KEY["kochi_founding_divider"], on=ON).found

    assert [each.place for each in found[:2]] == ["stages", "transitions.unfounded_to_acquaintance"]
    assert found[0].text("ja").startswith("stages: 最初の段階が異なります（設立前，親交期）")
    assert found[1].example.text("en") == "“council founded” 1"
    back = disagreements(BY_KEY["kochi_founding_divider"], KOCHI, on=ON).found
    assert any("only kochi has this step" in each.text("en") for each in back)


@pytest.mark.parametrize("other", [policy for policy in kochi.POLICIES if policy != KOCHI])
def test_each_example_is_judged_otherwise_by_the_two(other):
    """The library itself opens the step under the one policy and not under the other."""
    judged = 0
    for each in disagreements(KOCHI, other, on=ON).found:
        key = each.place.removeprefix("transitions.")
        ways = [{way.key: way for way in policy.transitions}.get(key) for policy in (KOCHI, other)]
        if all(ways):
            verdicts = [
                judge_transition(each.example.council(), policy, way, each.example.on).verdict
                for policy, way in zip((KOCHI, other), ways, strict=True)
            ]
            assert verdicts.count(MET) == 1
            judged += 1
    assert judged


def test_what_is_not_spelt_out_may_be_open():
    """A rule that nobody spelt out may be met, where what is asked for is surely not."""
    vague = _needing("extra", _VAGUE)
    strict = _needing("extra", AtLeast(KOCHI.fact("made_known")))
    first = KOCHI.transitions[0]
    vaguer, stricter = (
        KOCHI.variant(
            key=f"kochi_{name}",
            title=Wording("試み", "a trial"),
            guards={first.key: (*first.requirements, need)},
        )
        for name, need in (("vague", vague), ("strict", strict))
    )
    found = disagreements(vaguer, stricter, on=ON).found

    assert [each.rules for each in found] == [("extra",), ("extra",)]
    assert "may be open under kochi_vague" in found[0].text("en")
    assert "open under kochi_strict and not under kochi_vague" in found[1].text("en")


def test_the_ends_of_a_step_and_what_is_said_of_plans():
    """A step that leads elsewhere is told with what opens it; a rule of plans without a ledger."""
    last = KOCHI.transitions[-1]
    elsewhere = attrs.evolve(last, target=KOCHI.stages[1])
    ways = (*KOCHI.transitions[:-1], elsewhere, attrs.evolve(last, key="another"))
    other = attrs.evolve(KOCHI, key="other", transitions=ways, plan_rule=None, subsidies=())
    found = {each.place: each for each in disagreements(KOCHI, other, on=ON).found}

    assert "its ends, its kind or its force differ" in found[f"transitions.{last.key}"].text("en")
    assert found["plan_rule"].example is None
    assert found["plan_rule"].text("ja") == "plan_rule: 計画の定めが異なります"
    assert found[f"subsidies.{KOCHI.subsidies[0].key}"].wording.en == "only kochi has this subsidy"
    back = [each.wording.en for each in disagreements(other, KOCHI, on=ON).found]
    assert any("only other has this step" in said for said in back)
    assert "only kochi has this subsidy" in back


def test_amounts_rates_and_projects_that_differ():
    """What is paid to the same council, by which rate, and for which projects."""
    rule = KOCHI.subsidies[0]
    ceiling = rule.ceilings[-1]
    amount = attrs.evolve(ceiling.amounts[-1], yen=1)
    changed = attrs.evolve(
        rule,
        rate=rule.rate / 2,
        ceilings=(*rule.ceilings[:-1], attrs.evolve(ceiling, amounts=(amount,))),
        project_requirements=rule.project_requirements[1:],
    )
    other = KOCHI.variant(key="other", title=Wording("試み", "a trial"), subsidies=(changed,))
    found = disagreements(KOCHI, other, on=ON).found
    told = [each.text("en") for each in found]

    assert any("1 yen under other" in each for each in told)
    lax = attrs.evolve(rule, requirements=())
    given = KOCHI.variant(key="lax", title=Wording("試み", "a trial"), subsidies=(lax,))
    paid = [each.text("en") for each in disagreements(KOCHI, given, on=ON).found]
    assert any("nothing under kochi" in each for each in paid)
    assert any("the rate or a limit over several years differs" in each for each in told)
    assert [each.rules for each in found if each.place.endswith(".projects")] == [
        (rule.project_requirements[0].key,)
    ]


def _needing(key, condition):
    return Requirement(
        key=key, condition=condition, wording=Wording("追加", "extra"), basis=_REASON
    )


_VAGUE = Unspecified(Wording("定めなし", "not said"))


def test_examples_of_this_fiscal_year_are_judged_at_its_end():
    """Before it is over nobody knows what happens in it: the step would be open, not shut."""
    first, fact = KOCHI.transitions[0], KOCHI.fact("made_known")
    withdrawal = attrs.evolve(
        KOCHI.transitions[1],
        key="lapses",
        target=KOCHI.stages[0],
        kind=TransitionKind.WITHDRAWAL,
        requirements=(_needing("quiet", AtMost(fact, during=THIS_FISCAL_YEAR)),),
    )
    one, other = (
        attrs.evolve(
            KOCHI, key=key, transitions=(*KOCHI.transitions, attrs.evolve(withdrawal, **changed))
        )
        for key, changed in (("quiet", {}), ("as_founded", {"requirements": first.requirements}))
    )
    told = disagreements(one, other, on=datetime.date(2024, 5, 1))

    assert [each.rules for each in told.found] == [("founded",), ("quiet",)]
    for each, policy in zip(told.found, (one, other), strict=True):
        assert each.example.on == datetime.date(2025, 3, 31)
        way = policy.transition("lapses")
        council = each.example.council()
        assert judge_transition(council, policy, way, each.example.on).verdict is MET


def test_what_is_paid_by_a_rule_that_is_not_spelt_out():
    """Amounts and projects are compared once more as if the rule were met."""
    rule = KOCHI.subsidies[0]
    first = rule.ceilings[0]
    vague = attrs.evolve(
        rule,
        requirements=(*rule.requirements, _needing("vague", _VAGUE)),
        project_requirements=(*rule.project_requirements, _needing("vague_too", _VAGUE)),
    )
    dearer = attrs.evolve(
        vague,
        ceilings=(
            attrs.evolve(first, amounts=(attrs.evolve(first.amounts[-1], yen=1),)),
            *rule.ceilings[1:],
        ),
        project_requirements=vague.project_requirements[1:],
    )
    one, other = (
        KOCHI.variant(key=key, title=Wording("試み", "a trial"), subsidies=(each,))
        for key, each in (("vague", vague), ("dearer", dearer))
    )
    told = [each.text("en") for each in disagreements(one, other, on=ON).found]

    assert any("1 yen under dearer, if what is not spelt out is met" in each for each in told)
    assert any("not under vague, if what is not spelt out is met" in each for each in told)


def test_what_the_source_leaves_open_may_be_read_otherwise():
    """No ledger shows it, and still the answers differ in what they say."""
    rule = KOCHI.subsidies[0]
    plain = attrs.evolve(rule, questions=rule.questions[1:])
    other = KOCHI.variant(key="other", title=Wording("試み", "a trial"), subsidies=(plain,))
    (found,) = disagreements(KOCHI, other, on=ON).found

    assert found.text("en") == (
        f"subsidies.{rule.key}: what the source leaves open is read otherwise"
    )


def test_what_would_be_too_much_work_is_named(monkeypatch):
    """A comparison is given up by its place, and the others go on."""
    monkeypatch.setattr("renkei_model.exploration.worlds.World.read", _too_much)
    told = disagreements(KOCHI, BY_KEY["kochi_two_of_three"], on=ON)

    assert told.found == ()
    assert {stop.place for stop in told.stops} >= {"transitions.spreading_to_solving"}
    assert "given up" in told.explain("en")


def _too_much(*_, **__):
    raise RecursionError
