"""Write a policy in DOT, the language of Graphviz."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from renkei_model.diagrams.labels import (
    Reach,
    note_lines,
    printable,
    reach_of,
    recorded_stage,
    require_drawable,
    stage_label,
    step_lines,
    title_lines,
)
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition, TransitionKind
from renkei_model.tables import wrapped
from renkei_model.wording import Language

if TYPE_CHECKING:
    from renkei_model.lifecycle import Assessment

__all__ = ["dot"]

_FONTS: Final = (
    "Noto Sans CJK JP,Noto Sans JP,Hiragino Sans,Yu Gothic,Meiryo,IPAexGothic,sans-serif"
)
_GRAPH: Final = (
    "rankdir=TB, ranksep=0.35, nodesep=0.5, pad=0.2, labelloc=t, labeljust=l, "
    f'fontname="{_FONTS}", fontsize=13'
)
_NODE: Final = (
    'shape=box, style="rounded,filled", fillcolor="#ffffff", color="#555555", margin="0.2,0.08", '
    f'fontcolor="#111111", fontname="{_FONTS}", fontsize=14'
)
_EDGE: Final = f'color="#555555", fontcolor="#111111", fontname="{_FONTS}", fontsize=12'
_STYLES: Final[dict[Reach | None, str]] = {
    "surely": 'fillcolor="#cfe8cf", color="#2f6f2f", penwidth=2',
    "possibly": 'fillcolor="#fff3cf", color="#8a6d1a", style="rounded,filled,dashed"',
    None: "",
}
_RECORDED: Final = "penwidth=5"
_WIDEST: Final = 60
"""How many columns a line of a step may have; a Japanese character takes two."""
_WIDEST_NOTE: Final = 76


def dot(policy: Policy, language: Language, *, reading: Assessment | None = None) -> str:
    """Write a policy in DOT, to be drawn by Graphviz.

    Each edge carries its requirements, and each requirement the kind of its basis; a withdrawal is
    dashed. Above stand title and fingerprint, and what the policy assumes.

    Args:
        policy: The policy.
        language: The language of the labels.
        reading: A council's assessment by this policy; the stages that its evidence supports are
            highlighted, its recorded stage has a heavy frame, and it is said of which council, on
            which day, and whose reading it is.

    Returns:
        The text of a `digraph`, ending with a line break; `render` makes it a picture.

    Raises:
        InvalidValue: If the policy is none, or the reading is none by that policy.

    Example:
        >>> from renkei_model import kochi
        >>> print(dot(kochi.POLICY, "en").splitlines()[5])
            "unfounded" [label="before founding"];
    """
    require_drawable(policy, reading)
    reached, recorded = reach_of(policy, reading), recorded_stage(reading)
    said = [
        *title_lines(policy, language),
        *_wrapped(note_lines(policy, reading, language), _WIDEST_NOTE),
    ]
    nodes = [
        _node(stage, reached.get(stage), language, recorded=stage == recorded)
        for stage in policy.stages
    ]
    lines = [
        f'digraph "{policy.key}" {{',
        f"    graph [{_GRAPH}, label={_table(said)}];",
        f"    node [{_NODE}];",
        f"    edge [{_EDGE}];",
        '    "Start" [shape=circle, width=0.14, label="", fillcolor="#555555"];',
        *nodes,
        f'    "Start" -> "{policy.initial.key}";',
        *(_edge(way, language) for way in policy.transitions),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _node(stage: Stage, reach: Reach | None, language: Language, *, recorded: bool) -> str:
    label = _escaped(stage_label(stage, reach, language, recorded=recorded))
    # Of an attribute that is given twice, Graphviz takes the last.
    attributes = [f'label="{label}"', _STYLES[reach], _RECORDED if recorded else ""]
    return f'    "{stage.key}" [{", ".join(filter(None, attributes))}];'


def _edge(way: Transition, language: Language) -> str:
    label = _table(_wrapped(step_lines(way, language), _WIDEST))
    dashed = ", style=dashed" if way.kind is TransitionKind.WITHDRAWAL else ""
    return f'    "{way.source.key}" -> "{way.target.key}" [label={label}{dashed}];'


def _wrapped(lines: list[str], width: int) -> list[str]:
    return [part for line in lines for part in wrapped(line, width).splitlines()]


def _table(lines: list[str]) -> str:
    """Write lines that begin on the left, kept off their edge by a margin.

    Spaces would do so as well, but programs that show an SVG may leave them out.
    """
    rows = "<br/>".join(_INDENT.sub(_NO_BREAK, _in_html(line)) for line in lines)
    return f'<<table border="0" cellpadding="5"><tr><td balign="left">{rows}</td></tr></table>>'


_INDENT: Final = re.compile("^ +")
_NO_BREAK: Final = "&#160;&#160;"


def _in_html(text: str) -> str:
    escaped = printable(text).replace("\n", " ").replace("&", "&amp;")
    return escaped.replace("<", "&lt;").replace(">", "&gt;")


def _escaped(text: str) -> str:
    # Graphviz reads \N and the like, and entities of HTML, in every label.
    text = printable(text).replace("\n", " ").replace("\\", "\\\\")
    return text.replace("&", "&amp;").replace('"', '\\"')
