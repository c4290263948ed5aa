"""Stages, and the guarded transitions between them."""

from __future__ import annotations

import enum
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from renkei_model.checks import require_each, require_key, require_kind, require_tuples
from renkei_model.conditions import Unspecified, leaves
from renkei_model.errors import InvalidValue
from renkei_model.facts import Fact
from renkei_model.provenance import Basis
from renkei_model.requirements import Requirement
from renkei_model.windows import SINCE_STAGE_ENTRY, During
from renkei_model.wording import Language, Wording

__all__ = [
    "Force",
    "Keyed",
    "Stage",
    "Transition",
    "TransitionKind",
    "facts_of",
    "keys_in_short",
    "ladder",
    "requirements_of",
    "stages_reached",
]


class Keyed(Protocol):
    """What has a name in files: a stage, a transition, a requirement, a fact, a source."""

    @property
    def key(self) -> str:
        """Its name in files."""
        ...


def keys_in_short(things: Iterable[Keyed]) -> str:
    """Write things by their keys alone, for a repr."""
    return f"({', '.join(thing.key for thing in things)})"


@attrs.frozen(kw_only=True)
class Stage:
    """A stage of a council's development.

    Attributes:
        key: Its name in files and diagrams.
        wording: Its name for people.
        basis: Where it comes from.
    """

    key: str
    wording: Wording = attrs.field(eq=False, repr=False)
    basis: Basis = attrs.field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files and diagrams could not hold, and parts of another kind."""
        require_key("Stage.key", self.key)
        require_kind("Stage.wording", self.wording, Wording)
        require_kind("Stage.basis", self.basis, Basis)

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


class Force(enum.Enum):
    """Whether a step may or must be taken once its requirements are met.

    MAY: whoever decides is free to take it or not. MUST: it is due as soon as they are met.
    """

    MAY = "may"
    MUST = "must"

    def text(self, language: Language) -> str:
        """Say it for a reader, of a step."""
        return _FORCE_WORDING[self].text(language)


_FORCE_WORDING = {
    Force.MAY: Wording("することができる", "may"),
    Force.MUST: Wording("しなければならない", "must"),
}


@attrs.frozen(kw_only=True)
class Transition:
    """One step from a stage to a stage, guarded by requirements that must all be met.

    Attributes:
        key: Its name in files and diagrams.
        source: The stage it leaves.
        target: The stage it enters.
        requirements: What must be met; the same requirement may guard several transitions.
        kind: Progress or withdrawal.
        force: Whether it may or must be taken once its requirements are met.
        basis: Where it comes from.
        open_gate: Whether it has no requirements on purpose.
    """

    key: str
    source: Stage = attrs.field(repr=lambda stage: stage.key)
    target: Stage = attrs.field(repr=lambda stage: stage.key)
    requirements: tuple[Requirement, ...] = attrs.field(repr=keys_in_short)
    kind: TransitionKind = attrs.field(
        default=TransitionKind.PROGRESS, repr=lambda kind: kind.value
    )
    force: Force = attrs.field(default=Force.MAY, repr=lambda force: force.value)
    basis: Basis = attrs.field(eq=False, repr=False)
    open_gate: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a key that files and diagrams could not hold, and parts of another kind."""
        require_key("Transition.key", self.key)
        require_kind("Transition.source", self.source, Stage)
        require_kind("Transition.target", self.target, Stage)
        require_tuples("Transition", requirements=self.requirements)
        require_each("Transition.requirements", self.requirements, Requirement)
        require_kind("Transition.kind", self.kind, TransitionKind)
        require_kind("Transition.force", self.force, Force)
        require_kind("Transition.basis", self.basis, Basis)
        require_kind("Transition.open_gate", self.open_gate, bool)

    @functools.cached_property
    def counted(self) -> Mapping[Fact, tuple[During, ...]]:
        """What its requirements count: each fact, with the days that matter."""
        found: dict[Fact, tuple[During, ...]] = {}
        for need in self.requirements:
            for leaf in leaves(need.condition):
                if not isinstance(leaf, Unspecified):
                    found[leaf.fact] = (*found.get(leaf.fact, ()), leaf.during)
        return found

    @functools.cached_property
    def asks_since_entry(self) -> bool:
        """Whether some requirement counts from the day on which the stage was entered."""
        return any(SINCE_STAGE_ENTRY in asked for asked in self.counted.values())

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


def requirements_of(transitions: Iterable[Transition]) -> tuple[Requirement, ...]:
    """Give every requirement of some transitions, each once, in order."""
    return tuple(dict.fromkeys(need for way in transitions for need in way.requirements))


def facts_of(requirements: Iterable[Requirement]) -> Iterator[Fact]:
    """Give the facts that some requirements count, as often as they do."""
    for requirement in requirements:
        for leaf in leaves(requirement.condition):
            if not isinstance(leaf, Unspecified):
                yield leaf.fact


def shortest_way(
    start: Stage, goal: Stage, transitions: Iterable[Transition]
) -> tuple[Transition, ...]:
    """Give the steps of a shortest way from a stage to another, or back to it; none if none leads.

    Args:
        start: The stage that it leaves.
        goal: The stage that it enters.
        transitions: The steps that it may take; of two as short, those that are declared first.
    """
    known = tuple(transitions)
    paths: dict[Stage, tuple[Transition, ...]] = {}
    waiting: list[tuple[Stage, tuple[Transition, ...]]] = [(start, ())]
    for stage, path in waiting:
        for way in known:
            if way.source == stage and way.target not in paths:
                paths[way.target] = (*path, way)
                waiting.append((way.target, paths[way.target]))
    return paths.get(goal, ())


def stages_reached(start: Stage, transitions: Iterable[Transition]) -> set[Stage]:
    """Give the stages that some transitions lead to from a stage, that stage included."""
    ways = tuple(transitions)
    reached, frontier = {start}, [start]
    while frontier:
        stage = frontier.pop()
        for way in ways:
            if way.source == stage and way.target not in reached:
                reached.add(way.target)
                frontier.append(way.target)
    return reached
