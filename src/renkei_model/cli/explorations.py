"""The command that explores a policy, or shows where two policies decide otherwise."""

from __future__ import annotations

from renkei_model.cli.answers import FINDINGS, Answer
from renkei_model.cli.arguments import Arguments
from renkei_model.cli.policies import find_policy
from renkei_model.exploration import (
    Disagreements,
    Example,
    Exploration,
    disagreements,
    explain_cases,
    explore,
)
from renkei_model.exploration.answers import Outcome
from renkei_model.exploration.explorations import FROM_CONDITIONS_ALONE
from renkei_model.interchange.explorations import plain_disagreements, plain_exploration
from renkei_model.tables import Table, key_columns
from renkei_model.wording import Language

__all__ = ["explored"]


def explored(arguments: Arguments) -> Answer:
    """Explore one policy, or compare two.

    Args:
        arguments: What was asked.

    Raises:
        RenkeiError: If a policy cannot be read.
    """
    language = arguments.language
    if arguments.diff:
        before, after = map(find_policy, arguments.diff)
        return _compared(disagreements(before, after, on=arguments.as_of), language)
    policy = find_policy(arguments.subject or arguments.policy)
    exploration = explore(policy, on=arguments.as_of)
    return _explored(exploration, language, with_cases=arguments.cases)


def _explored(exploration: Exploration, language: Language, *, with_cases: bool) -> Answer:
    parts = [exploration.explain(language)]
    if with_cases:
        parts.append(explain_cases(exploration, language))
    return Answer(
        tuple(parts),
        markdown=_as_markdown(parts),
        table=_discoveries(exploration, language),
        plain=plain_exploration(exploration, language),
        exit_code=FINDINGS if exploration.faults or exploration.stops else 0,
        provisos=(exploration.policy.caveat, FROM_CONDITIONS_ALONE),
    )


def _compared(found: Disagreements, language: Language) -> Answer:
    told = found.explain(language)
    table = Table(
        key_columns("place", "rules", "found", "example"),
        tuple(
            (
                each.place,
                "|".join(each.rules),
                each.wording.text(language),
                _said(each.example, language),
            )
            for each in found.found
        )
        + tuple((stop.place, "", stop.text(language), "") for stop in found.stops),
    )
    return Answer(
        (told,),
        markdown=_as_markdown([told]),
        table=table,
        plain=plain_disagreements(found, language),
        exit_code=FINDINGS if found.found or found.stops else 0,
        provisos=(found.before.caveat, found.after.caveat, FROM_CONDITIONS_ALONE),
    )


def _discoveries(exploration: Exploration, language: Language) -> Table:
    rows = [
        (
            each.question.value,
            each.outcome.value,
            each.place,
            each.wording.text(language),
            _said(each.example, language),
        )
        for each in exploration.discoveries
    ]
    stopped = [
        (stop.question.value, Outcome.GIVEN_UP.value, stop.place, stop.text(language), "")
        for stop in exploration.stops
    ]
    return Table(key_columns("question", "state", "place", "found", "example"), (*rows, *stopped))


def _said(example: Example | None, language: Language) -> str:
    return "" if example is None else example.text(language)


def _as_markdown(parts: list[str]) -> str:
    """Keep the lines as they are laid out."""
    return "\n\n".join(f"```text\n{part}\n```" for part in parts)
