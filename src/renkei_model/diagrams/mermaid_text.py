"""Write a policy as a Mermaid state diagram."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from renkei_model.diagrams.labels import (
    note_lines,
    printable,
    reach_of,
    recorded_stage,
    require_drawable,
    stage_label,
    step_lines,
)
from renkei_model.policy import Policy
from renkei_model.stages import Stage
from renkei_model.wording import Language

if TYPE_CHECKING:
    from renkei_model.lifecycle import Assessment

__all__ = ["mermaid"]

_SURELY_STYLE: Final = "fill:#cfe8cf,stroke:#2f6f2f,color:#111"
_RECORDED_STYLE: Final = "stroke-width:4px"
_POSSIBLY_STYLE: Final = "fill:#fff3cf,stroke:#8a6d1a,color:#111,stroke-dasharray:4 3"
# Words of Mermaid's own, which end the drawing where an id is expected, or make a state vanish.
_RESERVED: Final = frozenset(
    (
        "accdescr", "acctitle", "class", "classdef", "click", "default", "href", "note", "root",
        "scale", "state", "style",
    )
)  # fmt: skip


def mermaid(policy: Policy, language: Language, *, reading: Assessment | None = None) -> str:
    """Write a policy as a Mermaid state diagram.

    Each arrow carries its requirements, and each requirement the kind of its basis. Where the
    policy assumes anything, or a council is read, a note beside the first stage says so.

    Args:
        policy: The policy.
        language: The language of the labels.
        reading: A council's assessment by this policy; the stages that its evidence supports are
            highlighted, its recorded stage has a heavy frame, and the note says of which council,
            on which day, and whose reading it is.

    Returns:
        The text of a `stateDiagram-v2`, ending with a line break.

    Raises:
        InvalidValue: If the policy is none, or the reading is none by that policy.

    Example:
        >>> from renkei_model import kochi
        >>> print(mermaid(kochi.POLICY, "en").splitlines()[2])
            state "before founding" as unfounded
    """
    require_drawable(policy, reading)
    lines = ["stateDiagram-v2", "    direction TB"]
    reached, recorded = reach_of(policy, reading), recorded_stage(reading)
    for stage in policy.stages:
        label = stage_label(stage, reached.get(stage), language, recorded=stage == recorded)
        lines.append(f'    state "{_escaped(label)}" as {_id(stage)}')
    lines.append(f"    [*] --> {_id(policy.initial)}")
    lines += _note(policy, reading, language)
    for way in policy.transitions:
        label = "<br/>".join(_escaped(line) for line in step_lines(way, language))
        lines.append(f"    {_id(way.source)} --> {_id(way.target)} : {label}")
    if reached:
        lines += [
            f"    classDef surely {_SURELY_STYLE}",
            f"    classDef possibly {_POSSIBLY_STYLE}",
            *(f"    class {_id(stage)} {reach}" for stage, reach in reached.items()),
        ]
    if recorded is not None:
        lines += [
            f"    classDef recorded {_RECORDED_STYLE}",
            f"    class {_id(recorded)} recorded",
        ]
    return "\n".join(lines) + "\n"


def _id(stage: Stage) -> str:
    # Keys have no capitals, so nothing else is called so.
    return f"S_{stage.key}" if stage.key in _RESERVED else stage.key


def _note(policy: Policy, reading: Assessment | None, language: Language) -> list[str]:
    """Write the one note: of two notes beside one stage, a drawing would keep the last."""
    lines = note_lines(policy, reading, language)
    if not lines:
        return []
    # Written over lines: a note on one line takes in what follows it, up to the next colon.
    return [
        f"    note right of {_id(policy.initial)}",
        *(f"        {_escaped(line)}" for line in lines),
        "    end note",
    ]


# A semicolon ends a statement, a hash begins an entity, a quote ends a label, a colon a label.
_ENTITIES: Final = {
    "#": "#35;", ";": "#59;", '"': "#quot;", "<": "#lt;", ">": "#gt;", ":": "#58;", "\n": " "
}  # fmt: skip
_SIGN: Final = re.compile("[{}]".format("".join(_ENTITIES)))


def _escaped(text: str) -> str:
    return _SIGN.sub(lambda sign: _ENTITIES[sign[0]], printable(text))
