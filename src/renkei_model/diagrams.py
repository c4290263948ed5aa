"""Draw a policy: as a Mermaid state diagram, and as a table of its requirements.

Ids are ASCII keys and labels are Japanese or English, so every drawing is valid in both.
"""

from __future__ import annotations

import re
from typing import Final

from renkei_model.conditions import describe
from renkei_model.councils import council_title
from renkei_model.dates import Span
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT, Assessment, StageRange
from renkei_model.policy import Policy
from renkei_model.provenance import Basis
from renkei_model.stages import Force, Stage, Transition, TransitionKind, stages_reached
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

__all__ = ["mermaid", "policy_markdown", "policy_table"]

_OPEN_GATE: Final = Wording("（条件なし）", "(no condition)")
_WITHDRAWAL: Final = Wording("取消し", "withdrawal")
_MUST: Final = Wording("満たせばしなければならない", "must be taken once met")
_SURELY_STYLE: Final = "fill:#cfe8cf,stroke:#2f6f2f,color:#111"
_POSSIBLY_STYLE: Final = "fill:#fff3cf,stroke:#8a6d1a,color:#111,stroke-dasharray:4 3"


def mermaid(policy: Policy, language: Language, *, reading: Assessment | None = None) -> str:
    """Write a policy as a Mermaid state diagram.

    Each arrow carries its requirements, and each requirement the kind of its basis. Where the
    policy assumes anything, or a council is read, a note beside the first stage says so.

    Args:
        policy: The policy.
        language: The language of the labels.
        reading: A council's assessment by this policy; the stages that its evidence supports are
            highlighted, and the note says of which council, on which day, and whose reading it is.

    Returns:
        The text of a `stateDiagram-v2`, ending with a line break.
    """
    lines = ["stateDiagram-v2", "    direction TB"]
    range_of = {} if reading is None else _in_range(policy, reading.supported)
    lines += [
        f'    state "{_stage_label(stage, range_of, language)}" as {stage.key}'
        for stage in policy.stages
    ]
    lines.append(f"    [*] --> {policy.initial.key}")
    lines += _note(policy, reading, language)
    lines += [
        f"    {way.source.key} --> {way.target.key} : {_arrow_label(way, language)}"
        for way in policy.transitions
    ]
    if range_of:
        lines += [
            f"    classDef surely {_SURELY_STYLE}",
            f"    classDef possibly {_POSSIBLY_STYLE}",
            *(f"    class {stage.key} {reached}" for stage, reached in range_of.items()),
        ]
    return "\n".join(lines) + "\n"


def _note(policy: Policy, reading: Assessment | None, language: Language) -> list[str]:
    """Write the one note: of two notes beside one stage, a drawing would keep the last."""
    lines = re.findall(r"[^。.]+[。.]", policy.caveat.text(language))
    if reading is not None:
        day = Span.day(reading.as_of).text(language)
        lines = [
            council_title(reading.council, language),
            _ON_THE_DAY.text(language).format(day),
            *lines,
            NOT_THE_CITYS_JUDGEMENT.text(language),
        ]
    if not lines:
        return []
    # Written over lines: a note on one line takes in what follows it, up to the next colon.
    return [
        f"    note right of {policy.initial.key}",
        *(f"        {_escaped(line.strip())}" for line in lines),
        "    end note",
    ]


_ON_THE_DAY: Final = Wording("{}時点", "as of {}")


def _in_range(policy: Policy, supported: StageRange) -> dict[Stage, str]:
    """Tell which stages a council may be in: from the sure ones on every way to the possible."""
    after = {stage: stages_reached(stage, policy.progress) for stage in policy.stages}
    between = {
        stage: "possibly"
        for stage in policy.stages
        if any(stage in after[start] for start in supported.surely)
        and any(end in after[stage] for end in supported.possibly)
    }
    return {**between, **dict.fromkeys(supported.surely, "surely")}


_RANGE_WORDING: Final = {
    "surely": Wording("確実", "surely"),
    "possibly": Wording("可能性", "possibly"),
}


def _stage_label(stage: Stage, range_of: dict[Stage, str], language: Language) -> str:
    name = _escaped(stage.text(language))
    if stage not in range_of:
        return name
    reached = _RANGE_WORDING[range_of[stage]].text(language)
    return f"{name}（{reached}）" if language == "ja" else f"{name} ({reached})"


def _arrow_label(way: Transition, language: Language) -> str:
    kinds = {need.basis.kind for need in way.requirements}
    brackets = Wording("（{}）", " ({})").text(language)
    lines = _marks(way, language)
    for need in way.requirements:
        basis = brackets.format(need.basis.kind.text(language)) if len(kinds) > 1 else ""
        lines.append(f"・{need.wording.text(language)}{basis}")
    # Where all rest on the same kind of basis, it is said once.
    lines += [brackets.format(kind.text(language)).strip() for kind in kinds if len(kinds) == 1]
    if way.open_gate:
        lines.append(_OPEN_GATE.text(language))
    return "<br/>".join(_escaped(line) for line in lines)


def _marks(way: Transition, language: Language) -> list[str]:
    """Mark what a step is besides progress that may be made: a withdrawal, or one that must be."""
    withdrawn = [_WITHDRAWAL] if way.kind is TransitionKind.WITHDRAWAL else []
    forced = [_MUST] if way.force is Force.MUST else []
    return [f"[{mark.text(language)}]" for mark in (*withdrawn, *forced)]


def _escaped(text: str) -> str:
    # A semicolon ends a statement, a hash begins an entity, a quote ends a label, a colon a label.
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, entity)
    return _without_bare_semicolons(text).replace(":", "#58;")


def _without_bare_semicolons(text: str) -> str:
    entities = ("#35;", "#quot;", "#lt;", "#gt;")
    kept = text
    for place, entity in enumerate(entities):
        kept = kept.replace(entity, f"\0{place}\0")
    kept = kept.replace(";", "#59;")
    for place, entity in enumerate(entities):
        kept = kept.replace(f"\0{place}\0", entity)
    return kept


_COLUMNS: Final = (
    Column("transition", Wording("移行", "step")),
    Column("requirement", Wording("要件", "requirement")),
    Column("asks", Wording("必要な記録", "needs")),
    Column("basis", Wording("根拠の種類", "basis")),
    Column("statements", Wording("出典", "statement")),
    Column("reason", Wording("読み方", "reading")),
)


def policy_table(policy: Policy, language: Language) -> Table:
    """Tabulate a policy: for each step its requirements, what they need and where they come from.

    Args:
        policy: The policy.
        language: The language of the cells.
    """
    rows: list[tuple[str, ...]] = []
    for way in policy.transitions:
        step = " ".join([way.text(language), *_marks(way, language)])
        if way.open_gate:
            rows.append((step, _OPEN_GATE.text(language), "", *_basis_cells(way.basis, language)))
        rows += [
            (
                step,
                need.wording.text(language),
                describe(need.condition).text(language),
                *_basis_cells(need.basis, language),
            )
            for need in way.requirements
        ]
    return Table(_COLUMNS, tuple(rows), unfolds=True)


def _basis_cells(basis: Basis, language: Language) -> tuple[str, str, str]:
    statements = " ".join(place.statement for place in basis.citations)
    reading = filter(None, [basis.reason.text(language), basis.range_text(language)])
    return basis.kind.text(language), statements, _AND_RANGE.text(language).join(reading)


_AND_RANGE: Final = Wording("。", "; ")


_SOURCE: Final = Wording("- 「{}」（{}，{}）", "- {} ({}, {})")


def policy_markdown(policy: Policy, language: Language) -> str:
    """Write a policy as a Markdown page: title, diagram, stages, requirements, sources.

    Args:
        policy: The policy.
        language: The language of the page.
    """
    stages = Table(
        (
            Column("stage", Wording("段階", "stage")),
            Column("key", Wording("キー", "key")),
            Column("basis", Wording("根拠の種類", "basis")),
            Column("statements", Wording("出典", "statement")),
            Column("reason", Wording("読み方", "reading")),
        ),
        tuple(
            (stage.text(language), stage.key, *_basis_cells(stage.basis, language))
            for stage in policy.stages
        ),
    )
    title = Wording("段階", "Stages"), Wording("進むための要件", "Requirements of each step")
    sources = [
        _SOURCE.text(language).format(
            source.title.text(language),
            source.publisher.text(language),
            source.published.text(language),
        )
        for source in policy.sources
    ]
    return "\n".join(
        [
            f"# {policy.title.text(language)}",
            "",
            f"`{policy.stamp}`",
            "",
            *((policy.caveat.text(language), "") if policy.caveat else ()),
            "```mermaid",
            mermaid(policy, language).rstrip(),
            "```",
            "",
            f"## {title[0].text(language)}",
            "",
            stages.as_markdown(language),
            "",
            f"## {title[1].text(language)}",
            "",
            policy_table(policy, language).as_markdown(language),
            "",
            f"## {Wording('出典', 'Sources').text(language)}",
            "",
            *sources,
            "",
        ]
    )
