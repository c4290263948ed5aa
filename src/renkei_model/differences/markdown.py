"""Write what differs between two policies, and for which councils, as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from renkei_model.differences.ceilings import (
    SAME_CEILINGS,
    CeilingDifference,
    ceilings_heading,
)
from renkei_model.differences.councils import (
    CouncilDifference,
    ToldTogether,
    closing_lines,
    heading_lines,
    told_together,
)
from renkei_model.differences.policies import PolicyDifference, heading_of
from renkei_model.differences.tables import ceiling_differences_table, policy_difference_table
from renkei_model.wording import Language

__all__ = ["differences_markdown"]


def differences_markdown(
    difference: PolicyDifference,
    councils: Sequence[CouncilDifference],
    language: Language,
    *,
    ceilings: Sequence[CeilingDifference] = (),
) -> str:
    """Write a page on two policies: what differs as a table, then which councils it concerns.

    Args:
        difference: What `compare` found.
        councils: What `compare_councils` found.
        language: The language of the page.
        ceilings: What `compare_ceilings` found; none to leave it out.
    """
    title, stamps, *said = heading_of(difference, language)
    table = policy_difference_table(difference, language)
    return "\n\n".join(
        [
            f"# {_on_one_line(title)}",
            f"`{stamps}`",
            *said,
            *([table.as_markdown(language)] if table.rows else []),
            # Two spaces end a line within a paragraph.
            "  \n".join(map(_on_one_line, heading_lines(councils, language))),
            *("\n".join(_listed(told, language)) for told in told_together(councils, language)),
            *_of_ceilings(ceilings, language),
            *filter(None, ["\n".join(closing_lines(councils, language))]),
        ]
    )


def _of_ceilings(ceilings: Sequence[CeilingDifference], language: Language) -> Iterator[str]:
    if ceilings:
        table = ceiling_differences_table(ceilings, language)
        yield f"## {ceilings_heading(ceilings, language)}"
        yield table.as_markdown(language) if table.rows else SAME_CEILINGS.text(language)


def _listed(told: ToldTogether, language: Language) -> Iterator[str]:
    """Write what differs for some councils as a list below their names."""
    yield _on_one_line(told.names_text(language))
    yield ""
    for depth, line in told.lines:
        yield f"{'  ' * depth}- {_on_one_line(line)}"


def _on_one_line(text: str) -> str:
    """Write a name or a sentence without the line breaks that would end its place on the page."""
    return " ".join(text.split())
