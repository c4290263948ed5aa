"""Stages, and the guarded transitions between them."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from renkei_model.checks import require_key, require_tuples
from renkei_model.conditions import Unspecified, leaves
from renkei_model.errors import InvalidValue
from renkei_model.facts import Fact
from renkei_model.provenance import Basis
from renkei_model.requirements import Requirement
from renkei_model.wording import Language, Wording

__all__ = ["Stage", "Transition", "TransitionKind", "facts_of", "ladder", "requirements_of"]


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


def requirements_of(transitions: Iterable[Transition]) -> tuple[Requirement, ...]:
    """Give every requirement of some transitions, each once, in order."""
    return tuple(dict.fromkeys(need for way in transitions for need in way.requirements))


def facts_of(requirements: Iterable[Requirement]) -> Iterator[Fact]:
    """Give the facts that some requirements count, as often as they do."""
    for requirement in requirements:
        for leaf in leaves(requirement.condition):
            if not isinstance(leaf, Unspecified):
                yield leaf.fact
