"""The laws by example: what they pass over, and the sentence of one that is broken."""

import datetime

import attrs
import pytest

from invented import LADDER, NEIGHBOURS_MET, council
from renkei_model.conditions import AnyOf, AtMost
from renkei_model.councils import StageChange
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Record
from renkei_model.lifecycle import judge_transition
from renkei_model.stages import TransitionKind
from renkei_model.testing import LawBroken, laws
from renkei_model.testing.laws import evidence
from renkei_model.verdicts import Verdict
from renkei_model.windows import THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR

ON = datetime.date(2026, 4, 1)


def opened(policy):
    """Give a policy that asks for nothing."""
    ways = tuple(attrs.evolve(way, requirements=(), open_gate=True) for way in policy.transitions)
    return attrs.evolve(policy, transitions=ways)


def test_a_policy_that_counts_nothing_has_no_columns_to_compare():
    """Where every gate is open there is nothing to count, and nothing broken."""
    laws.columns_equal_scalars([council()], opened(LADDER), ON)


def test_a_broken_law_tells_the_day_and_the_requirement(monkeypatch):
    """Whoever reads a failing test sees what went from which verdict to which, in ja and en."""
    monkeypatch.setattr(
        evidence, "_both", lambda *_, **__: [(LADDER.requirements[0], Verdict.MET, Verdict.OPEN)]
    )
    with pytest.raises(LawBroken) as broken:
        laws.more_evidence_never_hurts(council(), LADDER, ON, Record(NEIGHBOURS_MET, ON))
    ja, en = str(broken.value).splitlines()

    assert ja.startswith("法則「記録が増えて，進む移行が遠のくことはない」が成り立ちません: ")
    assert ja.endswith("が充足から未確認になりました。")
    assert en.startswith("the law “more evidence never closes a step of progress” does not hold: ")
    assert en.endswith("went from met to open.")


def test_a_verdict_may_stay_open_where_a_fact_is_asked_for_in_two_windows():
    """What was in March or in April was not in both years, and yet nobody recorded in which."""
    last_day = datetime.date(2027, 3, 31)
    around_new_year = Span(datetime.date(2026, 3, 31), datetime.date(2026, 4, 1))
    none_in_one_of_them = AnyOf(
        AtMost(NEIGHBOURS_MET, during=THIS_FISCAL_YEAR),
        AtMost(NEIGHBOURS_MET, during=THROUGH_LAST_FISCAL_YEAR),
    )
    need = attrs.evolve(LADDER.requirements[0], key="either", condition=none_in_one_of_them)
    way = attrs.evolve(
        LADDER.transitions[0], key="back", requirements=(need,), kind=TransitionKind.WITHDRAWAL
    )
    policy = attrs.evolve(LADDER, transitions=(*LADDER.transitions, way))
    met_once = council(
        Record(NEIGHBOURS_MET, around_new_year), Completeness(NEIGHBOURS_MET, last_day)
    )

    assert judge_transition(met_once, policy, way, last_day).verdict is Verdict.OPEN
    laws.verdicts_are_exact(met_once, policy, last_day)


def test_steps_dated_by_more_than_a_day_are_passed_over():
    """Nobody can tell on which day of a month a step would have to be taken again."""
    way = LADDER.transitions[0]
    step = StageChange(
        transition="nobody_declared_it",
        source=way.source.key,
        target=way.target.key,
        on=Span.month(2026, 4),
    )

    laws.replay_is_the_fold_of_advance(attrs.evolve(council(), history=(step,)), LADDER)
