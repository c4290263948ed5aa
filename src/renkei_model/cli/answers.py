"""What a command answers, in every form it may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from renkei_model.wording import Wording

if TYPE_CHECKING:
    # A drawing is an answer without any table, and does not wait for what lays tables out.
    from renkei_model.tables import Table

__all__ = ["FINDINGS", "Answer"]

FINDINGS: Final = 1
"""The exit code for what somebody should look at: a blocked step, a history that is not legal,
policies that differ, a project that is not surely eligible, a plan that lacks something."""


@attrs.frozen
class Answer:
    """What a command answers, in every form it may be asked for.

    Attributes:
        parts: For people: paragraphs and tables.
        markdown: For Markdown; empty for the parts.
        table: For CSV: numbers, keys and ISO dates; None where there is none.
        csv: For CSV, where it is a form of its own; empty for the table.
        plain: For JSON.
        content: The content of a file that is no text, such as a picture; empty for the parts.
        is_file: Whether the one part is a file's content, to be printed to the letter.
        exit_code: 0, or 1 for findings.
        to_stderr: Whether it goes to the error stream.
        remarks: What somebody should look at before trusting the answer.
        provisos: What the other forms say within the answer; beside CSV, for rows have no place
            for a sentence. An empty one is left out.
    """

    parts: tuple[str | Table, ...]
    markdown: str = attrs.field(default="", kw_only=True)
    table: Table | None = attrs.field(default=None, kw_only=True)
    csv: str = attrs.field(default="", kw_only=True)
    plain: dict[str, object] = attrs.field(factory=dict, kw_only=True)
    content: bytes = attrs.field(default=b"", kw_only=True)
    is_file: bool = attrs.field(default=False, kw_only=True)
    exit_code: int = attrs.field(default=0, kw_only=True)
    to_stderr: bool = attrs.field(default=False, kw_only=True)
    remarks: tuple[Wording, ...] = attrs.field(default=(), kw_only=True)
    provisos: tuple[Wording, ...] = attrs.field(default=(), kw_only=True)
