"""Every edit of a policy by one slip of the pen.

A slip changes one thing that somebody wrote: a number, a word such as all or any, a name, a line
left out or put in the wrong place. What it makes is a policy again, or the error with which the
library refuses it. An edit that decides the same for every ledger is no slip.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from renkei_model.checks import require_kind
from renkei_model.conditions import (
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    Unspecified,
    leaves,
)
from renkei_model.errors import RenkeiError
from renkei_model.exploration.functions import first_level_of_change
from renkei_model.facts import Fact
from renkei_model.plan_rules import PlanRule
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips.conditions import condition_edits, with_leaves
from renkei_model.slips.granting import grants_decide_the_same
from renkei_model.slips.grants import subsidy_edits, with_requirements
from renkei_model.slips.making import (
    Edit,
    changed,
    each_or_itself,
    exchanged,
    left_out,
    without_one,
)
from renkei_model.slips.meaning import guards_decide_the_same
from renkei_model.slips.plans import plan_edits
from renkei_model.stages import Force, Stage, Transition, TransitionKind
from renkei_model.subsidy_rules import MonthsLeft, OpenQuestion, SubsidyRule
from renkei_model.wording import Language, Wording

__all__ = ["Slip", "one_slip_edits"]


@attrs.frozen
class Slip:
    """One edit of a policy by one slip of the pen.

    Attributes:
        place: Where the pen slipped, such as `requirements.founded`.
        edit: What it made of what stood there.
        outcome: The policy that the edit makes, or the error with which the library refuses it.
    """

    place: Wording
    edit: Wording
    outcome: Policy | RenkeiError = attrs.field(repr=False)

    @property
    def is_refused(self) -> bool:
        """Whether the library refuses the edited policy, so that nobody can use it."""
        return isinstance(self.outcome, RenkeiError)

    def text(self, language: Language) -> str:
        """Say where the pen slipped, and how.

        Args:
            language: `"ja"` or `"en"`.
        """
        return f"{self.place.text(language)}: {self.edit.text(language)}"


def one_slip_edits(policy: Policy) -> Iterator[Slip]:
    """Make every edit of a policy by one slip of the pen.

    - In a condition: a number one lower or higher; all, any and some confused, or at least and at
      most; a part left out; another window; another fact of the catalogue; the facts of two leaves
      exchanged, in one requirement or in two.
    - In a transition: a requirement left out, moved or copied to another one; another source or
      target; progress and withdrawal confused, or may and must; an open gate made of it, or no
      longer declared; the whole left out.
    - A fact counted by different items instead of records, or the other way round; another stage
      to begin in.
    - In a subsidy: an amount one yen or ten times lower or higher, or from another year on; a
      ceiling, an amount, a requirement or a question left out; the order or the amounts of two
      ceilings exchanged; another rate; another reading of what the source leaves open; of a limit
      over several years the amount, the years or the fact; the whole left out.
    - In the rule of plans: a part left out; other numbers of years or of soft projects; another
      fact of the catalogue, or two facts exchanged, for what a plan is evidence of.

    A requirement or a fact is declared once, so an edit of it shows wherever it stands. Wordings,
    bases and facts that no requirement reads decide nothing and are not edited. Nor is an edit
    given that decides the same for every ledger, as far as that can be shown: any of a single
    part, all of two parts where two of them were asked for.

    Args:
        policy: The policy.

    Yields:
        Each edit, in the order in which the policy declares things.

    Raises:
        InvalidValue: If it is no policy.

    Example:
        >>> from renkei_model import kochi
        >>> lower, higher, *_ = one_slip_edits(kochi.POLICY)
        >>> print(lower.text("en"))
        requirements.founded: “council founded”: at least 1 → 0
        >>> print(lower.outcome)
        AtLeast.n: 0 is not a whole number of at least 1; write 1 or more.
        >>> higher.is_refused
        False
    """
    require_kind("policy", policy, Policy)
    for attempt in _attempts(policy):
        try:
            edited = attempt.make()
        except RenkeiError as refusal:
            yield Slip(Wording.same(attempt.place), attempt.words, refusal)
        else:
            if not _decide_the_same(policy, edited):
                yield Slip(Wording.same(attempt.place), attempt.words, edited)


def _decide_the_same(one: Policy, other: Policy) -> bool:
    return guards_decide_the_same(one, other) and grants_decide_the_same(one, other)


def _attempts(policy: Policy) -> Iterator[Edit[Policy]]:
    yield from _requirement_edits(policy)
    for way in policy.transitions:
        yield from _misplaced_requirements(policy, way)
        for words, edited in _transition_edits(policy, way):
            make = functools.partial(_with_ways, policy, {way: edited})
            yield Edit(words, make, f"transitions.{way.key}")
    for fact in policy.facts:
        yield from _counting_edits(policy, fact)
    for stage in policy.stages[1:]:
        words = _another_stage(Wording("最初の段階", "first stage"), policy.initial, stage)
        yield Edit(words, functools.partial(_beginning_in, policy, stage), "stages")
    yield from _grant_edits(policy)


def _grant_edits(policy: Policy) -> Iterator[Edit[Policy]]:
    for rule, others in without_one(policy.subsidies):
        name = Wording(f"補助金「{rule.wording.ja}」", f"the subsidy “{rule.wording.en}”")
        make = functools.partial(attrs.evolve, policy, subsidies=others)
        yield Edit(left_out(name), make, f"subsidies.{rule.key}")
        for granted in subsidy_edits(rule, policy.subsidies, policy.facts):
            yield granted.within(functools.partial(_with_subsidy, policy))
    if policy.plan_rule is not None:
        for planned in plan_edits(policy.plan_rule, policy.facts):
            yield planned.within(functools.partial(_with_plan_rule, policy))


def _with_subsidy(policy: Policy, rule: SubsidyRule) -> Policy:
    rules = (rule if each.key == rule.key else each for each in policy.subsidies)
    return attrs.evolve(policy, subsidies=tuple(rules))


def _with_plan_rule(policy: Policy, rule: PlanRule | None) -> Policy:
    return attrs.evolve(policy, plan_rule=rule)


# --- requirements and facts ----------------------------------------------------------------------


def _requirement_edits(policy: Policy) -> Iterator[Edit[Policy]]:
    told: set[str] = set()
    for needs, facts in _scopes(policy):
        # What several subsidies ask of projects is declared once.
        for need in (each for each in needs if each.key not in told):
            put = functools.partial(_with_condition, policy, need)
            for edit in condition_edits(need.condition, facts):
                yield edit.within(put, f"requirements.{need.key}")
        told |= {need.key for need in needs}
        yield from _exchanges(policy, needs)


def _scopes(policy: Policy) -> Iterator[tuple[tuple[Requirement, ...], Sequence[Fact]]]:
    """Give the requirements that count facts of one catalogue: of councils, then of projects."""
    granted = (need for rule in policy.subsidies for need in rule.council_requirements)
    yield tuple(dict.fromkeys((*policy.requirements, *granted))), policy.facts
    for rule in policy.subsidies:
        yield rule.project_requirements, rule.project_facts


def _with_condition(policy: Policy, need: Requirement, condition: Condition) -> Policy:
    return _with_conditions(policy, {need.key: condition})


def _with_conditions(policy: Policy, conditions: Mapping[str, Condition]) -> Policy:
    edited = functools.partial(_with_condition_of_its_own, conditions)
    rules = tuple(with_requirements(rule, edited) for rule in policy.subsidies)
    return attrs.evolve(policy, transitions=_ways_with(policy, edited), subsidies=rules)


def _with_condition_of_its_own(
    conditions: Mapping[str, Condition], need: Requirement
) -> Requirement:
    condition = conditions.get(need.key, need.condition)
    return need if condition is need.condition else attrs.evolve(need, condition=condition)


def _ways_with(
    policy: Policy, edited: Callable[[Requirement], Requirement]
) -> tuple[Transition, ...]:
    def of(way: Transition) -> Transition:
        needs = each_or_itself(edited, way.requirements)
        return way if needs is way.requirements else attrs.evolve(way, requirements=needs)

    return each_or_itself(of, policy.transitions)


_Place = tuple[str, int]
"""A leaf's place: the key of its requirement, and its number in reading order."""


def _counting_leaves(needs: Sequence[Requirement]) -> dict[_Place, AtLeast | AtMost]:
    return {
        (need.key, number): leaf
        for need in needs
        for number, leaf in enumerate(leaves(need.condition))
        if not isinstance(leaf, Unspecified)
    }


def _with_facts(needs: Sequence[Requirement], facts: Mapping[_Place, Fact]) -> dict[str, Condition]:
    def edited(need: Requirement, number: int, leaf: Leaf) -> Leaf:
        fact = facts.get((need.key, number))
        if fact is None or isinstance(leaf, Unspecified):
            return leaf
        return attrs.evolve(leaf, fact=fact)

    return {
        need.key: with_leaves(
            need.condition,
            (edited(need, *numbered) for numbered in enumerate(leaves(need.condition))),
        )
        for need in needs
    }


def _exchanges(policy: Policy, needs: Sequence[Requirement]) -> Iterator[Edit[Policy]]:
    for (one, leaf), (two, other) in itertools.combinations(_counting_leaves(needs).items(), 2):
        fact, wrong = leaf.fact, other.fact
        if fact != wrong:
            places = dict.fromkeys(f"requirements.{key}" for key, _ in (one, two))
            make = functools.partial(_exchanged, policy, needs, {one: wrong, two: fact})
            yield Edit(exchanged(fact.wording, wrong.wording), make, ", ".join(places))


def _exchanged(
    policy: Policy, needs: Sequence[Requirement], facts: Mapping[_Place, Fact]
) -> Policy:
    return _with_conditions(policy, _with_facts(needs, facts))


def _counting_edits(policy: Policy, fact: Fact) -> Iterator[Edit[Policy]]:
    needs, _ = next(_scopes(policy))
    read = {place: leaf for place, leaf in _counting_leaves(needs).items() if leaf.fact == fact}
    # There is a record wherever there is an item: whether there is any is the same either way.
    if not read or (
        fact.distinct and all(first_level_of_change(leaf) == 1 for leaf in read.values())
    ):
        return
    words = changed(_COUNTED[fact.distinct], _COUNTED[not fact.distinct])
    conditions = _with_facts(needs, dict.fromkeys(read, _counted_otherwise(fact)))
    make = functools.partial(_with_fact, policy, fact, conditions)
    yield Edit(words, make, f"facts.{fact.key}")


_COUNTED: Final = (
    Wording("記録の件数を数える", "records counted"),
    Wording("異なるものの数を数える", "different items counted"),
)


def _counted_otherwise(fact: Fact) -> Fact:
    return attrs.evolve(fact, distinct=not fact.distinct)


def _with_fact(policy: Policy, fact: Fact, conditions: Mapping[str, Condition]) -> Policy:
    """Give a policy that counts a fact otherwise, wherever the fact stands."""
    other, plans = _counted_otherwise(fact), policy.plan_rule

    def of(question: OpenQuestion) -> OpenQuestion:
        if question.alternative == MonthsLeft(fact):
            return attrs.evolve(question, alternative=MonthsLeft(other))
        return question

    if plans is not None:
        named = {name: other for name, each in plans.facts.named() if each == fact}
        plans = attrs.evolve(plans, facts=attrs.evolve(plans.facts, **named))
    edited = functools.partial(_with_condition_of_its_own, conditions)
    rules = (with_requirements(rule, edited) for rule in policy.subsidies)
    # The parts fit one another again only when all of them are edited.
    return attrs.evolve(
        policy,
        facts=tuple(other if each == fact else each for each in policy.facts),
        transitions=_ways_with(policy, edited),
        subsidies=tuple(
            attrs.evolve(rule, questions=tuple(map(of, rule.questions))) for rule in rules
        ),
        plan_rule=plans,
    )


# --- transitions and stages ----------------------------------------------------------------------


def _misplaced_requirements(policy: Policy, way: Transition) -> Iterator[Edit[Policy]]:
    place = f"transitions.{way.key}"
    for need in way.requirements:
        name = Wording(f"要件「{need.wording.ja}」", f"requirement “{need.wording.en}”")
        rest = attrs.evolve(way, requirements=tuple(n for n in way.requirements if n != need))
        yield Edit(left_out(name), functools.partial(_with_ways, policy, {way: rest}), place)
        for other in policy.transitions:
            if need not in other.requirements:
                longer = attrs.evolve(other, requirements=(*other.requirements, need))
                ja, en = other.text("ja"), other.text("en")
                words = Wording(f"{name.ja}を「{ja}」へ移す", f"{name.en} moved to “{en}”")
                moved = functools.partial(_with_ways, policy, {way: rest, other: longer})
                yield Edit(words, moved, place)
                words = Wording(f"{name.ja}を「{ja}」にも加える", f"{name.en} copied to “{en}”")
                yield Edit(words, functools.partial(_with_ways, policy, {other: longer}), place)


def _transition_edits(
    policy: Policy, way: Transition
) -> Iterator[tuple[Wording, Transition | None]]:
    source, target = Wording("移行元", "source"), Wording("移行先", "target")
    for stage in policy.stages:
        if stage != way.source:
            yield _another_stage(source, way.source, stage), attrs.evolve(way, source=stage)
        if stage != way.target:
            yield _another_stage(target, way.target, stage), attrs.evolve(way, target=stage)
    for kind in TransitionKind:
        if kind is not way.kind:
            yield changed(_KINDS[way.kind], _KINDS[kind]), attrs.evolve(way, kind=kind)
    for force in Force:
        if force is not way.force:
            words = changed(_force_of(way.force), _force_of(force))
            yield words, attrs.evolve(way, force=force)
    if way.open_gate:
        words = Wording("無条件（open_gate）の指定", "the declaration as an open gate")
        yield left_out(words), attrs.evolve(way, open_gate=False)
    else:
        words = Wording("要件をすべて外し，無条件（open_gate）にする", "made an open gate")
        yield words, attrs.evolve(way, requirements=(), open_gate=True)
    yield left_out(Wording("移行", "the transition")), None


_KINDS: Final = {
    TransitionKind.PROGRESS: Wording("進む移行", "progress"),
    TransitionKind.WITHDRAWAL: Wording("取消し", "withdrawal"),
}


def _force_of(force: Force) -> Wording:
    return Wording(force.text("ja"), force.text("en"))


def _with_ways(policy: Policy, edited: Mapping[Transition, Transition | None]) -> Policy:
    ways = (edited.get(way, way) for way in policy.transitions)
    return attrs.evolve(policy, transitions=tuple(way for way in ways if way is not None))


def _beginning_in(policy: Policy, first: Stage) -> Policy:
    others = (stage for stage in policy.stages if stage != first)
    return attrs.evolve(policy, stages=(first, *others))


def _another_stage(what: Wording, stage: Stage, other: Stage) -> Wording:
    return changed(
        Wording(f"{what.ja} {stage.wording.ja}", f"{what.en} “{stage.wording.en}”"),
        Wording(other.wording.ja, f"“{other.wording.en}”"),
    )
