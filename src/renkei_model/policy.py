"""A policy: everything one city decides about its councils' progress, as one value.

A policy checks itself whole when it is made, and reports everything that is wrong at once. The
first stage is where every council begins.
"""

from __future__ import annotations

import enum
import functools
import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

import attrs

from renkei_model.checks import require_key, require_tuples
from renkei_model.conditions import (
    EVER,
    SINCE_STAGE_ENTRY,
    AtLeast,
    AtMost,
    Leaf,
    Unspecified,
    describe,
    leaves,
    plain_form,
)
from renkei_model.dates import Span
from renkei_model.errors import Fault, InvalidValue, PolicyError, UnknownName
from renkei_model.facts import Fact
from renkei_model.provenance import Basis, BasisKind, Source
from renkei_model.requirements import Requirement
from renkei_model.wording import Language, Wording, nearest_names

__all__ = ["Policy", "PolicyStamp", "Stage", "Transition", "TransitionKind", "ladder"]


@attrs.frozen(kw_only=True)
class Stage:
    """A stage of a council's development.

    Attributes:
        key: Its name in files and diagrams.
        wording: Its name for people.
        basis: Where it comes from.
    """

    key: str
    wording: Wording = attrs.field(eq=False)
    basis: Basis = attrs.field(eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files and diagrams could not hold."""
        require_key("Stage.key", self.key)

    def text(self, language: Language) -> str:
        """Name the stage for a reader."""
        return self.wording.text(language)


class TransitionKind(enum.Enum):
    """Whether a transition is a step of progress, or takes something away.

    PROGRESS: more evidence never closes it again. WITHDRAWAL: revocation, dissolution; it may ask
    that something did not happen, and readings of progress leave it out.
    """

    PROGRESS = "progress"
    WITHDRAWAL = "withdrawal"


@attrs.frozen(kw_only=True)
class Transition:
    """One step from a stage to a stage, guarded by requirements that must all be met.

    Attributes:
        key: Its name in files and diagrams.
        source: The stage it leaves.
        target: The stage it enters.
        requirements: What must be met; the same requirement may guard several transitions.
        kind: Progress or withdrawal.
        basis: Where it comes from.
        open_gate: Whether it has no requirements on purpose.
    """

    key: str
    source: Stage
    target: Stage
    requirements: tuple[Requirement, ...]
    kind: TransitionKind = TransitionKind.PROGRESS
    basis: Basis = attrs.field(eq=False)
    open_gate: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files and diagrams could not hold."""
        require_key("Transition.key", self.key)
        require_tuples("Transition", requirements=self.requirements)

    def text(self, language: Language) -> str:
        """Write the step as source → target."""
        return f"{self.source.text(language)} → {self.target.text(language)}"


def ladder(
    stages: Sequence[Stage], guards: Sequence[Sequence[Requirement]], *, basis: Basis
) -> tuple[Transition, ...]:
    """Make the transitions of stages that follow one another, each step with its requirements.

    Args:
        stages: The stages, from the first to the last.
        guards: For each step, what it requires; one fewer than the stages.
        basis: Why the stages follow one another.

    Returns:
        One progress transition for each step, with the key `source_to_target`.

    Raises:
        InvalidValue: If the numbers of stages and guards do not fit.
    """
    if len(guards) != len(stages) - 1:
        raise InvalidValue(
            "ladder",
            Wording(
                f"段階が{len(stages)}，要件の組が{len(guards)}で，数が合いません",
                f"{len(stages)} stages and {len(guards)} guards do not fit",
            ),
            Wording(
                "隣り合う段階の間ごとに要件の組を一つ渡してください",
                "give one guard for each step between two stages",
            ),
        )
    return tuple(
        Transition(
            key=f"{source.key}_to_{target.key}",
            source=source,
            target=target,
            requirements=tuple(guard),
            basis=basis,
        )
        for (source, target), guard in zip(itertools.pairwise(stages), guards, strict=True)
    )


@attrs.frozen
class PolicyStamp:
    """Which policy an answer rests on.

    Attributes:
        key: The policy's key.
        version: Its version.
        fingerprint: The hash of what it decides.
    """

    key: str
    version: str
    fingerprint: str

    def __str__(self) -> str:
        """Write it as files hold it: `key@version#fingerprint`."""
        return f"{self.key}@{self.version}#{self.fingerprint}"


@attrs.frozen(kw_only=True, cache_hash=True)
class Policy:
    """Everything one city decides about its councils' progress.

    Attributes:
        key: Its name in files.
        version: Which version of it, such as the month of the leaflet.
        title: Its name for people.
        jurisdiction: Whose policy it is.
        published: When it was published.
        facts: The catalogue of facts that ledgers may record.
        stages: The stages; every council begins in the first.
        transitions: The steps between them.
        sources: The documents it rests on.

    Raises:
        PolicyError: If anything in it is wrong; with every fault.
    """

    key: str
    version: str
    title: Wording = attrs.field(eq=False)
    jurisdiction: Wording = attrs.field(eq=False)
    published: Span = attrs.field(eq=False)
    facts: tuple[Fact, ...]
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    sources: tuple[Source, ...] = attrs.field(default=(), eq=False)

    def __attrs_post_init__(self) -> None:
        """Check the whole policy."""
        require_tuples(
            "Policy",
            facts=self.facts,
            stages=self.stages,
            transitions=self.transitions,
            sources=self.sources,
        )
        require_key("Policy.key", self.key)
        faults = tuple(_faults(self))
        if faults:
            raise PolicyError(self.key, faults)

    @property
    def initial(self) -> Stage:
        """The stage in which every council begins."""
        return self.stages[0]

    @functools.cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, each once, in the order of the transitions."""
        return tuple(dict.fromkeys(need for way in self.transitions for need in way.requirements))

    @functools.cached_property
    def facts_read(self) -> frozenset[Fact]:
        """The facts that some requirement counts."""
        return frozenset(_facts_of(self.requirements))

    @functools.cached_property
    def _ways_from(self) -> dict[Stage, tuple[Transition, ...]]:
        return {
            stage: tuple(way for way in self.transitions if way.source == stage)
            for stage in self.stages
        }

    def ways_from(self, stage: Stage) -> tuple[Transition, ...]:
        """Give the progress transitions that leave a stage, in order of declaration.

        Raises:
            UnknownName: If the stage is not one of the policy's.
        """
        ways = self._ways_from[self.stage(stage.key)]
        return tuple(way for way in ways if way.kind is TransitionKind.PROGRESS)

    def stage(self, key: str) -> Stage:
        """Find a stage by key.

        Raises:
            UnknownName: If there is none; with the nearest keys.
        """
        for stage in self.stages:
            if stage.key == key:
                return stage
        kind = Wording("段階", "stage")
        raise self._unknown(kind, key, (stage.key for stage in self.stages))

    def transition(self, key: str) -> Transition:
        """Find a transition by key.

        Raises:
            UnknownName: If there is none; with the nearest keys.
        """
        for way in self.transitions:
            if way.key == key:
                return way
        kind = Wording("移行", "transition")
        raise self._unknown(kind, key, (way.key for way in self.transitions))

    def _unknown(self, kind: Wording, key: str, keys: Iterable[str]) -> UnknownName:
        known = tuple(keys)
        return UnknownName(
            kind,
            key,
            nearest_names(key, known),
            known=Wording(f"使えるのは {', '.join(known)} です。", f"Known: {', '.join(known)}."),
        )

    @functools.cached_property
    def fingerprint(self) -> str:
        """A hash of what the policy decides: keys, kinds and conditions, never words or sources."""
        decided = {
            "facts": [
                [fact.key, fact.kind.value, fact.distinct]
                for fact in sorted(self.facts_read, key=lambda fact: fact.key)
            ],
            "stages": [stage.key for stage in self.stages],
            "transitions": [
                [
                    way.key,
                    way.source.key,
                    way.target.key,
                    way.kind.value,
                    [[need.key, plain_form(need.condition)] for need in way.requirements],
                ]
                for way in self.transitions
            ],
        }
        canonical = json.dumps(decided, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    @functools.cached_property
    def stamp(self) -> PolicyStamp:
        """Key, version and fingerprint, as answers carry them."""
        return PolicyStamp(self.key, self.version, self.fingerprint)


def _facts_of(requirements: Iterable[Requirement]) -> Iterator[Fact]:
    for requirement in requirements:
        for leaf in leaves(requirement.condition):
            if not isinstance(leaf, Unspecified):
                yield leaf.fact


# --- the policy checks itself --------------------------------------------------------------------


def _faults(policy: Policy) -> Iterator[Fault]:
    if not policy.stages:
        yield _fault(
            "stages",
            "段階が一つもありません",
            "it has no stages",
            "段階を一つ以上加えてください",
            "add at least one",
        )
        return
    yield from _repeated_keys(policy)
    yield from _silences(policy)
    yield from _baseless(policy)
    stages, facts = set(policy.stages), set(policy.facts)
    for way in policy.transitions:
        yield from _loose_ends(way, stages)
        yield from _gate_faults(way)
        for need in way.requirements:
            yield from _fact_faults(way, need, facts, policy)
            yield from _polarity_faults(way, need)
            yield from _monotone_faults(way, need, policy)
    reachable = _reachable(policy, policy.initial)
    for stage in policy.stages:
        if stage not in reachable:
            yield _fault(
                f"stages.{stage.key}",
                "最初の段階からどの移行をたどっても到達できません",
                "no way leads here from the first stage",
                "この段階に入る移行を加えるか，段階を除いてください",
                "add a transition that enters it, or drop the stage",
            )


def _fault(  # noqa: PLR0913 - a fault has this many words
    place: str,
    ja: str,
    en: str,
    remedy_ja: str,
    remedy_en: str,
    *,
    found: str = "",
    nearest: tuple[str, ...] = (),
) -> Fault:
    problem, remedy = Wording(ja, en), Wording(remedy_ja, remedy_en)
    return Fault(Wording.same(place), problem, remedy, found=found, nearest=nearest)


def _repeated_keys(policy: Policy) -> Iterator[Fault]:
    # The same requirement may guard two transitions; two different ones may not share a key.
    groups: tuple[tuple[str, Iterable[str]], ...] = (
        ("facts", [fact.key for fact in policy.facts]),
        ("stages", [stage.key for stage in policy.stages]),
        ("transitions", [way.key for way in policy.transitions]),
        ("requirements", [need.key for need in policy.requirements]),
    )
    for group, keys in groups:
        listed = list(keys)
        for key in sorted({key for key in listed if listed.count(key) > 1}):
            yield _fault(
                f"{group}.{key}",
                "同じキーが二度使われています",
                "two different things have this key",
                "一方のキーを変えてください",
                "rename one of them",
                found=key,
            )


def _silences(policy: Policy) -> Iterator[Fault]:
    wordings = [
        ("title", policy.title),
        ("jurisdiction", policy.jurisdiction),
        *((f"facts.{fact.key}", fact.wording) for fact in policy.facts),
        *((f"facts.{fact.key}.evidence", fact.evidence) for fact in policy.facts),
        *((f"stages.{stage.key}", stage.wording) for stage in policy.stages),
        *((f"requirements.{need.key}", need.wording) for need in policy.requirements),
        *(
            (f"requirements.{need.key}.reason", leaf.reason)
            for need in policy.requirements
            for leaf in leaves(need.condition)
            if isinstance(leaf, Unspecified)
        ),
    ]
    for place, wording in wordings:
        if not wording:
            yield _fault(
                place,
                "日本語か英語の文言がありません",
                "its wording is missing in Japanese or English",
                "両方の言語で書いてください",
                "write it in both languages",
            )


def _baseless(policy: Policy) -> Iterator[Fault]:
    bases = [
        *((f"facts.{fact.key}", fact.basis) for fact in policy.facts),
        *((f"stages.{stage.key}", stage.basis) for stage in policy.stages),
        *((f"transitions.{way.key}", way.basis) for way in policy.transitions),
        *((f"requirements.{need.key}", need.basis) for need in policy.requirements),
    ]
    for place, basis in bases:
        if not _is_grounded(basis):
            yield _fault(
                f"{place}.basis",
                f"根拠「{basis.kind.text('ja')}」に出典か理由がありません",
                f"its basis ({basis.kind.value}) lacks its source or its reason",
                "明記には出典，推定には出典と理由，仮定と記載なしには理由を書いてください"
                "（台帳の記録は政策の根拠になりません）",
                "cite the source if stated, cite it and give the reason if inferred, give the "
                "reason if assumed or unstated (a ledger is no basis of a policy)",
            )


def _is_grounded(basis: Basis) -> bool:
    match basis.kind:
        case BasisKind.STATED:
            return bool(basis.citations)
        case BasisKind.INFERRED:
            return bool(basis.citations) and bool(basis.reason)
        case BasisKind.ASSUMED | BasisKind.UNSTATED:
            return bool(basis.reason)
        case BasisKind.RECORDED:
            return False
    assert_never(basis.kind)


def _loose_ends(way: Transition, stages: set[Stage]) -> Iterator[Fault]:
    for name, stage in (("source", way.source), ("target", way.target)):
        if stage not in stages:
            yield _fault(
                f"transitions.{way.key}.{name}",
                f"段階「{stage.key}」はこの政策にありません",
                f"stage {stage.key!r} is not one of the policy's",
                "政策の stages に加えるか，別の段階を指定してください",
                "add it to the policy's stages, or name another",
                found=stage.key,
                nearest=nearest_names(stage.key, (known.key for known in stages)),
            )
    if way.source == way.target:
        yield _fault(
            f"transitions.{way.key}",
            "同じ段階に戻る移行です",
            "it leads from a stage to itself",
            "移行先を変えてください",
            "name another target",
        )


def _gate_faults(way: Transition) -> Iterator[Fault]:
    if way.open_gate and way.requirements:
        yield _fault(
            f"transitions.{way.key}",
            "無条件（open_gate）とされているのに要件があります",
            "it is declared an open gate and has requirements",
            "どちらかを除いてください",
            "drop one or the other",
        )
    if not way.open_gate and not way.requirements:
        yield _fault(
            f"transitions.{way.key}",
            "要件が一つもありません",
            "it has no requirements",
            "要件を加えるか，無条件なら open_gate=True と明示してください",
            "add some, or declare open_gate=True if it is meant to be free",
        )


def _fact_faults(
    way: Transition, need: Requirement, facts: set[Fact], policy: Policy
) -> Iterator[Fault]:
    for fact in dict.fromkeys(_facts_of([need])):
        if fact not in facts and any(known.key == fact.key for known in facts):
            yield _fault(
                f"transitions.{way.key}.{need.key}",
                f"事実「{fact.key}」の定義が政策の facts と異なります",
                f"fact {fact.key!r} differs from the one of that key in the policy's catalogue",
                "facts にあるものを使ってください",
                "use the one of the catalogue",
                found=fact.key,
            )
        elif fact not in facts:
            yield _fault(
                f"transitions.{way.key}.{need.key}",
                f"事実「{fact.key}」は政策の facts にありません",
                f"fact {fact.key!r} is not in the policy's catalogue",
                "facts に加えるか，別の事実を使ってください",
                "add it to facts, or count another",
                found=fact.key,
                nearest=nearest_names(fact.key, (known.key for known in policy.facts)),
            )


def _polarity_faults(way: Transition, need: Requirement) -> Iterator[Fault]:
    found = list(leaves(need.condition))
    at_least = {leaf.fact for leaf in found if isinstance(leaf, AtLeast)}
    at_most = {leaf.fact for leaf in found if isinstance(leaf, AtMost)}
    for fact in sorted(at_least & at_most, key=lambda fact: fact.key):
        yield _fault(
            f"transitions.{way.key}.{need.key}",
            f"一つの要件の中で「{fact.key}」に下限と上限の両方があります",
            f"one requirement asks for at least and at most of {fact.key!r}",
            "二つの要件に分けてください",
            "split it into two requirements",
            found=fact.key,
        )


def _monotone_faults(way: Transition, need: Requirement, policy: Policy) -> Iterator[Fault]:
    if way.kind is TransitionKind.WITHDRAWAL:
        return
    for leaf in leaves(need.condition):
        if not _keeps_holding(leaf, way, policy):
            yield _fault(
                f"transitions.{way.key}.{need.key}",
                f"時や記録が増えると，進む移行の要件が満たされなくなるおそれがあります"
                f"（{describe(leaf).ja}）",
                "a guard of progress could close again with time or more evidence "
                f"({describe(leaf).en})",
                "AtLeast と EVER だけを使うか（段階を戻る政策では SINCE_STAGE_ENTRY も可），"
                "取消しなら kind=WITHDRAWAL としてください",
                "use AtLeast and EVER (or SINCE_STAGE_ENTRY where stages can be entered again), "
                "or declare kind=WITHDRAWAL",
            )


def _keeps_holding(leaf: Leaf, way: Transition, policy: Policy) -> bool:
    match leaf:
        case AtLeast(_, _, during):
            if during is SINCE_STAGE_ENTRY:
                return way.source in _reachable(policy, way.target)
            return during is EVER
        case AtMost():
            return False
        case Unspecified():
            return True
    assert_never(leaf)


def _reachable(policy: Policy, start: Stage) -> set[Stage]:
    reached, frontier = {start}, [start]
    while frontier:
        stage = frontier.pop()
        for way in policy.transitions:
            if way.source == stage and way.target not in reached:
                reached.add(way.target)
                frontier.append(way.target)
    return reached
