"""What makes a policy sound: every fault that a policy could have, found all at once."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TypeVar, assert_never

import attrs

from renkei_model.checks import require_key
from renkei_model.conditions import AtLeast, AtMost, Leaf, Unspecified, describe, leaves
from renkei_model.errors import Fault, InvalidValue
from renkei_model.facts import Fact
from renkei_model.faults import (
    fact_faults,
    fault,
    polarity_faults,
    repeated_key_faults,
    ungrounded_faults,
    unsaid_faults,
)
from renkei_model.grant_soundness import (
    plan_bases,
    plan_faults,
    project_fact_faults,
    subsidy_bases,
    subsidy_faults,
    subsidy_wordings,
    support_bases,
    support_faults,
)
from renkei_model.plan_rules import PlanRule
from renkei_model.provenance import Basis, Source
from renkei_model.requirements import Requirement
from renkei_model.stages import (
    Force,
    Stage,
    Transition,
    TransitionKind,
    facts_of,
    stages_reached,
)
from renkei_model.subsidy_rules import MonthsLeft, SubsidyRule
from renkei_model.supports import Support
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY
from renkei_model.wording import Wording, nearest_names

__all__ = ["Draft", "faults_of"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Draft:
    """A policy that is being made, before anybody knows whether it is sound.

    Attributes:
        key: Its name in files.
        version: Which version of it.
        title: Its name for people.
        jurisdiction: Whose policy it would be.
        facts: The catalogue of facts.
        stages: The stages; every council would begin in the first.
        transitions: The steps between them.
        subsidies: What councils could receive.
        plan_rule: What it says of community plans.
        supports: What it would offer besides money.
        sources: The documents it would rest on.
    """

    key: str
    version: str
    title: Wording
    jurisdiction: Wording
    facts: tuple[Fact, ...]
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    subsidies: tuple[SubsidyRule, ...] = ()
    plan_rule: PlanRule | None = None
    supports: tuple[Support, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, each once."""
        return tuple(dict.fromkeys(self.all_requirements))

    # Equal copies may differ in what equality leaves out: their wording and their basis. The very
    # same value is told once, however often it stands there.

    @functools.cached_property
    def all_requirements(self) -> tuple[Requirement, ...]:
        """Every requirement wherever it stands, equal copies too."""
        return _each_value_once(
            *(need for way in self.transitions for need in way.requirements),
            *(
                need
                for rule in self.subsidies
                for needs in (
                    rule.requirements,
                    *(tier.requirements for tier in rule.every_ceiling),
                )
                for need in needs
            ),
            *(need for rule in self.subsidies for need in rule.project_requirements),
        )

    @functools.cached_property
    def all_facts(self) -> tuple[Fact, ...]:
        """Every fact wherever it stands, equal copies too."""
        project_facts = (fact for rule in self.subsidies for fact in rule.project_facts)
        paid = (limit.paid for rule in self.subsidies for limit in rule.totals)
        months = (
            question.alternative.fact
            for rule in self.subsidies
            for question in rule.questions
            if isinstance(question.alternative, MonthsLeft)
        )
        planned = () if self.plan_rule is None else self.plan_rule.facts.named()
        helped = (
            fact for support in self.supports for role in support.roles for fact in role.helps_with
        )
        return _each_value_once(
            *self.facts,
            *project_facts,
            *facts_of(self.all_requirements),
            *paid,
            *months,
            *(fact for _, fact in planned),
            *helped,
        )

    @functools.cached_property
    def all_stages(self) -> tuple[Stage, ...]:
        """Every stage wherever it stands, equal copies too."""
        ends = (stage for way in self.transitions for stage in (way.source, way.target))
        return _each_value_once(*self.stages, *ends)

    @property
    def bases(self) -> tuple[tuple[str, Basis], ...]:
        """Every basis in it, with the place of what rests on it."""
        return (
            *self.own_bases,
            *(() if self.plan_rule is None else plan_bases(self.plan_rule)),
            *(based for support in self.supports for based in support_bases(support)),
        )

    @property
    def own_bases(self) -> tuple[tuple[str, Basis], ...]:
        """Every basis in it but those of its rule of plans and of its supports."""
        return (
            *((f"facts.{fact.key}", fact.basis) for fact in self.all_facts),
            *((f"stages.{stage.key}", stage.basis) for stage in self.all_stages),
            *(based for rule in self.subsidies for based in subsidy_bases(rule)),
            *((f"transitions.{way.key}", way.basis) for way in self.transitions),
            *((f"requirements.{need.key}", need.basis) for need in self.all_requirements),
        )


def _each_value_once(*values: T) -> tuple[T, ...]:
    return tuple({id(value): value for value in values}.values())


def faults_of(draft: Draft) -> Iterator[Fault]:
    """Find everything that is wrong with a policy that is being made."""
    yield from _name_faults(draft)
    if not draft.stages:
        yield fault(
            "stages",
            "段階が一つもありません",
            "it has no stages",
            "段階を一つ以上加えてください",
            "add at least one",
        )
        return
    yield from _repeated_keys(draft)
    yield from _silences(draft)
    yield from ungrounded_faults(draft.own_bases)
    stages, facts = set(draft.stages), set(draft.facts)
    for way in draft.transitions:
        yield from _loose_ends(way, stages)
        yield from _gate_faults(way)
        yield from _force_faults(way)
        for need in way.requirements:
            place = f"transitions.{way.key}.{need.key}"
            yield from fact_faults(place, need.facts, facts)
            yield from polarity_faults(place, need)
            yield from _monotone_faults(way, need, draft)
    yield from project_fact_faults(draft.subsidies)
    for rule in draft.subsidies:
        yield from subsidy_faults(
            rule, draft.subsidies, facts, has_plans=draft.plan_rule is not None
        )
    if draft.plan_rule is not None:
        yield from plan_faults(draft.plan_rule, facts)
    yield from support_faults(draft.supports, facts)
    reachable = stages_reached(draft.stages[0], draft.transitions)
    for stage in draft.stages:
        if stage not in reachable:
            yield fault(
                f"stages.{stage.key}",
                "最初の段階からどの移行をたどっても到達できません",
                "no way leads here from the first stage",
                "この段階に入る移行を加えるか，段階を除いてください",
                "add a transition that enters it, or drop the stage",
            )


def _name_faults(draft: Draft) -> Iterator[Fault]:
    try:
        require_key("key", draft.key)
    except InvalidValue as error:
        yield Fault(Wording.same(error.what), error.problem, error.remedy, found=draft.key)
    if not draft.version.strip():
        yield fault(
            "version",
            "版がありません",
            "it has no version",
            "版を書いてください（公表の年月など）",
            "write one, such as the month of its publication",
        )


def _repeated_keys(draft: Draft) -> Iterator[Fault]:
    # The same requirement may guard two transitions; two different ones may not share a key.
    groups: tuple[tuple[str, Iterable[str]], ...] = (
        ("facts", [fact.key for fact in draft.facts]),
        ("stages", [stage.key for stage in draft.stages]),
        ("transitions", [way.key for way in draft.transitions]),
        ("requirements", [need.key for need in draft.requirements]),
        ("subsidies", [rule.key for rule in draft.subsidies]),
    )
    for group, keys in groups:
        yield from repeated_key_faults(group, keys)


def _silences(draft: Draft) -> Iterator[Fault]:
    wordings = [
        ("title", draft.title),
        ("jurisdiction", draft.jurisdiction),
        *((f"facts.{fact.key}", fact.wording) for fact in draft.all_facts),
        *((f"facts.{fact.key}.evidence", fact.evidence) for fact in draft.all_facts),
        *(
            (f"facts.{fact.key}.unit", fact.unit)
            for fact in draft.all_facts
            if fact.unit is not None
        ),
        *((f"stages.{stage.key}", stage.wording) for stage in draft.all_stages),
        *(worded for rule in draft.subsidies for worded in subsidy_wordings(rule)),
        *((f"requirements.{need.key}", need.wording) for need in draft.all_requirements),
        *(
            (f"requirements.{need.key}.reason", leaf.reason)
            for need in draft.all_requirements
            for leaf in leaves(need.condition)
            if isinstance(leaf, Unspecified)
        ),
    ]
    yield from unsaid_faults(wordings)


def _loose_ends(way: Transition, stages: set[Stage]) -> Iterator[Fault]:
    for name, stage in (("source", way.source), ("target", way.target)):
        if stage not in stages:
            yield fault(
                f"transitions.{way.key}.{name}",
                f"段階「{stage.key}」はこの基準にありません",
                f"stage {stage.key!r} is not one of the policy's",
                "基準の stages に加えるか，別の段階を指定してください",
                "add it to the policy's stages, or name another",
                found=stage.key,
                nearest=nearest_names(stage.key, (known.key for known in stages)),
            )
    if way.source == way.target:
        yield fault(
            f"transitions.{way.key}",
            "同じ段階に戻る移行です",
            "it leads from a stage to itself",
            "移行先を変えてください",
            "name another target",
        )


def _gate_faults(way: Transition) -> Iterator[Fault]:
    if way.open_gate and way.requirements:
        yield fault(
            f"transitions.{way.key}",
            "無条件（open_gate）とされているのに要件があります",
            "it is declared an open gate and has requirements",
            "要件を除くか，open_gate を偽（false）にしてください",
            "drop the requirements, or set open_gate to false",
        )
    if not way.open_gate and not way.requirements:
        yield fault(
            f"transitions.{way.key}",
            "要件が一つもありません",
            "it has no requirements",
            "要件を加えるか，無条件なら open_gate を真（true）にしてください",
            "add some, or set open_gate to true if it is meant to be free",
        )


def _force_faults(way: Transition) -> Iterator[Fault]:
    if way.force is Force.MUST and not way.requirements:
        yield fault(
            f"transitions.{way.key}.force",
            "しなければならない移行（force が must）なのに要件がありません",
            "it must be taken (its force is must), and nothing says when",
            "いつ行うべきかを要件として加えるか，force を may としてください",
            "say when by a requirement, or set force to may",
        )


def _monotone_faults(way: Transition, need: Requirement, draft: Draft) -> Iterator[Fault]:
    if way.kind is TransitionKind.WITHDRAWAL:
        return
    for leaf in leaves(need.condition):
        if not _keeps_holding(leaf, way, draft):
            yield fault(
                f"transitions.{way.key}.{need.key}",
                f"時や記録が増えると，進む移行の要件が満たされなくなるおそれがあります"
                f"（{describe(leaf).ja}）",
                "a guard of progress could close again with time or more evidence "
                f"({describe(leaf).en})",
                "at_least と ever だけを使うか（段階を戻る基準では since_stage_entry も可），"
                "取消しなら kind を withdrawal としてください",
                "use at_least and ever (or since_stage_entry where stages can be entered again), "
                "or set kind to withdrawal",
            )


def _keeps_holding(leaf: Leaf, way: Transition, draft: Draft) -> bool:
    match leaf:
        case AtLeast(_, _, during):
            if during is SINCE_STAGE_ENTRY:
                return _can_be_entered_again(way.source, draft)
            return during is EVER
        case AtMost():
            return False
        case Unspecified():
            return True
    assert_never(leaf)


def _can_be_entered_again(stage: Stage, draft: Draft) -> bool:
    return any(
        stage in stages_reached(way.target, draft.transitions)
        for way in draft.transitions
        if way.source == stage
    )
