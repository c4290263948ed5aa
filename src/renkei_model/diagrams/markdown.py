"""Write a policy as a page: its diagram, and its stages and requirements as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from renkei_model.conditions import describe
from renkei_model.diagrams.labels import OPEN_GATE, marks, require_drawable
from renkei_model.diagrams.mermaid_text import mermaid
from renkei_model.policy import Policy
from renkei_model.provenance import Basis
from renkei_model.tables import Column, Table
from renkei_model.wording import Language, Wording

if TYPE_CHECKING:
    from renkei_model.lifecycle import Assessment

__all__ = ["policy_markdown", "policy_table"]

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

    Raises:
        InvalidValue: If the policy is none.
    """
    require_drawable(policy)
    rows: list[tuple[str, ...]] = []
    for way in policy.transitions:
        step = " ".join([way.text(language), *marks(way, language)])
        if way.open_gate:
            rows.append((step, OPEN_GATE.text(language), "", *_basis_cells(way.basis, language)))
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


def policy_markdown(
    policy: Policy, language: Language, *, reading: Assessment | None = None
) -> str:
    """Write a policy as a Markdown page: title, diagram, stages, requirements, sources.

    Args:
        policy: The policy.
        language: The language of the page.
        reading: A council's assessment by this policy, to be shown in the diagram with its
            recorded stage.

    Raises:
        InvalidValue: If the policy is none, or the reading is none by that policy.
    """
    require_drawable(policy, reading)
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
            mermaid(policy, language, reading=reading).rstrip(),
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
