"""What a drawing says, whatever its format: of a stage, of a step, and beside them."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Final, Literal

from renkei_model.checks import require_kind
from renkei_model.errors import InvalidValue
from renkei_model.policy import Policy
from renkei_model.stages import Force, Stage, Transition, TransitionKind, stages_reached
from renkei_model.wording import Language, Wording, listed

if TYPE_CHECKING:
    # Most drawings are of a policy alone, and then nobody waits for what reads councils.
    from renkei_model.lifecycle import Assessment

__all__ = [
    "OPEN_GATE",
    "Reach",
    "marks",
    "note_lines",
    "printable",
    "reach_of",
    "recorded_stage",
    "require_drawable",
    "stage_label",
    "step_lines",
    "title_lines",
]

Reach = Literal["surely", "possibly"]
"""Whether a council's evidence surely reaches a stage, or nothing recorded rules it out."""

OPEN_GATE: Final = Wording("（条件なし）", "(no condition)")
"""What stands in place of requirements where there are none."""

_WITHDRAWAL: Final = Wording("取消し", "withdrawal")
_MUST: Final = Wording("満たせばしなければならない", "must be taken once met")

_BRACKETS: Final = Wording("（{}）", " ({})")
_REACH_WORDING: Final[dict[Reach, Wording]] = {
    "surely": Wording("確実", "surely"),
    "possibly": Wording("可能性", "possibly"),
}

_RECORDED: Final = Wording("記録", "recorded")
_LEGEND: Final = Wording("太い枠: 記録された段階（{}）", "heavy frame: the recorded stage ({})")


def stage_label(
    stage: Stage, reach: Reach | None, language: Language, *, recorded: bool = False
) -> str:
    """Name a stage and, where a council is read, whether its evidence and its records are there.

    Args:
        stage: The stage.
        reach: How far the evidence reaches it; None for not at all.
        language: The language of the label.
        recorded: Whether the council is recorded to be in it.
    """
    remarks = [_RECORDED] if recorded else []
    if reach is not None:
        remarks.append(_REACH_WORDING[reach])
    if not remarks:
        return stage.text(language)
    return stage.text(language) + _BRACKETS.text(language).format(listed(remarks).text(language))


def recorded_stage(reading: Assessment | None) -> Stage | None:
    """Give the stage that a council is recorded to be in; None if none is, or none is read.

    Args:
        reading: The council's assessment, if one is shown.
    """
    return None if reading is None else reading.recorded


def step_lines(way: Transition, language: Language) -> list[str]:
    """Say what a step asks for, a requirement a line, each with the kind of its basis.

    Where all rest on the same kind of basis, it is said once, at the end.

    Args:
        way: The step.
        language: The language of the lines.
    """
    kinds = {need.basis.kind for need in way.requirements}
    brackets = _BRACKETS.text(language)
    lines = marks(way, language)
    for need in way.requirements:
        basis = brackets.format(need.basis.kind.text(language)) if len(kinds) > 1 else ""
        lines.append(f"・{need.wording.text(language)}{basis}")
    lines += [brackets.format(kind.text(language)).strip() for kind in kinds if len(kinds) == 1]
    if way.open_gate:
        lines.append(OPEN_GATE.text(language))
    return lines


def marks(way: Transition, language: Language) -> list[str]:
    """Mark what a step is besides progress that may be made: a withdrawal, or one that must be.

    Args:
        way: The step.
        language: The language of the marks.
    """
    withdrawn = [_WITHDRAWAL] if way.kind is TransitionKind.WITHDRAWAL else []
    forced = [_MUST] if way.force is Force.MUST else []
    return [f"[{mark.text(language)}]" for mark in (*withdrawn, *forced)]


def title_lines(policy: Policy, language: Language) -> list[str]:
    """Name a policy: title, and key with version and fingerprint.

    Args:
        policy: The policy.
        language: The language of the title.
    """
    return [policy.title.text(language), str(policy.stamp)]


def note_lines(policy: Policy, reading: Assessment | None, language: Language) -> list[str]:
    """Say what must stand beside a drawing, a sentence a line; nothing where nothing must.

    Args:
        policy: The policy; what it assumes is said.
        reading: A council's assessment; then it is said whose reading of which council it is, and
            how its recorded stage is marked, if one is recorded.
        language: The language of the lines.
    """
    caveat = [line.strip() for line in re.findall(r"[^。.]+[。.]", policy.caveat.text(language))]
    if reading is None:
        return caveat
    title, day, closing = reading.caption(language)
    recorded = recorded_stage(reading)
    legend = [] if recorded is None else [_LEGEND.text(language).format(recorded.text(language))]
    return [title, day, *legend, *caveat, closing]


def require_drawable(policy: object, reading: object = None) -> None:
    """Refuse to draw what is no policy, or where a council stands by another policy.

    Args:
        policy: What is to be drawn.
        reading: The council's assessment, if one is to be shown.

    Raises:
        InvalidValue: If either is of another kind, or the two do not belong together.
    """
    require_kind("policy", policy, Policy)
    if reading is None:
        return
    # Whoever has an assessment has loaded this before.
    kind: type[Assessment] = importlib.import_module("renkei_model.lifecycle").Assessment
    require_kind("reading", reading, kind)
    assert isinstance(reading, kind)  # noqa: S101 - for type checkers, which ask it again
    assert isinstance(policy, Policy)  # noqa: S101
    if reading.policy != policy:
        raise InvalidValue(
            "reading",
            Wording(
                f"基準 {reading.policy.stamp} による結果で，"
                f"{policy.stamp} によるものではありません",
                f"it is by policy {reading.policy.stamp}, not by {policy.stamp}",
            ),
            Wording(
                "描く基準で assess() した結果を渡してください",
                "give what assess() says by the policy that is drawn",
            ),
        )


def reach_of(policy: Policy, reading: Assessment | None) -> dict[Stage, Reach]:
    """Tell which stages a council may be in: from the sure ones on every way to the possible.

    Args:
        policy: The policy.
        reading: The council's assessment; without one no stage is told.
    """
    if reading is None:
        return {}
    supported = reading.supported
    after = {stage: stages_reached(stage, policy.progress) for stage in policy.stages}
    reached: dict[Stage, Reach] = {
        stage: "possibly"
        for stage in policy.stages
        if any(stage in after[start] for start in supported.surely)
        and any(end in after[stage] for end in supported.possibly)
    }
    for stage in supported.surely:
        reached[stage] = "surely"
    return reached


_NO_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Replace what no text format may hold, such as control characters, by the sign for that.

    Args:
        text: A text that somebody gave.
    """
    return _NO_TEXT.sub("\ufffd", text)
