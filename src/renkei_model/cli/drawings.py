"""The command that draws. It has a room of its own, so that it waits for no other command's."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, assert_never

from renkei_model import diagrams
from renkei_model.cli.answers import Answer
from renkei_model.cli.arguments import Arguments, DrawingFormat
from renkei_model.cli.policies import find_policy
from renkei_model.policy import Policy
from renkei_model.wording import Wording

if TYPE_CHECKING:
    from renkei_model.lifecycle import Assessment

__all__ = ["answer"]


def answer(arguments: Arguments) -> Answer:
    """Draw a policy, and where a council stands by it if one was asked for.

    Args:
        arguments: What was asked.

    Raises:
        RenkeiError: If it, or a file, cannot be used, or Graphviz draws nothing; nothing was
            written.
    """
    policy = find_policy(arguments.policy)
    reading: Assessment | None = None
    remarks: tuple[Wording, ...] = ()
    if arguments.council or arguments.ledger:
        # What reads councils is loaded only where one is asked for.
        councils = importlib.import_module("renkei_model.cli.drawn_councils")
        reading, remarks = councils.read_council(arguments, policy)
    drawn = _drawn(policy, arguments, reading)
    if isinstance(drawn, bytes):
        return Answer((), content=drawn, is_file=True, remarks=remarks)
    return Answer((drawn,), is_file=True, remarks=remarks)


def _drawn(policy: Policy, arguments: Arguments, reading: Assessment | None) -> str | bytes:
    language, drawn = arguments.language, ""
    match arguments.drawing:
        case DrawingFormat.MERMAID:
            drawn = diagrams.mermaid(policy, language, reading=reading)
        case DrawingFormat.DOT:
            drawn = diagrams.dot(policy, language, reading=reading)
        case DrawingFormat.MARKDOWN:
            drawn = diagrams.policy_markdown(policy, language, reading=reading)
        case DrawingFormat.SCXML:
            drawn = diagrams.scxml(policy, language)
        case DrawingFormat.XSTATE:
            drawn = diagrams.xstate(policy, language)
        case DrawingFormat.SVG:
            text = diagrams.dot(policy, language, reading=reading)
            drawn = diagrams.render(text, "svg").decode()
        case DrawingFormat.PNG:
            return diagrams.render(diagrams.dot(policy, language, reading=reading), "png")
        case _:
            assert_never(arguments.drawing)
    return drawn
