"""The commands: each takes what was asked and gives an answer to print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from renkei_model import kochi
from renkei_model.cli import reports
from renkei_model.cli.arguments import Arguments
from renkei_model.cli.reports import Answer
from renkei_model.cli.sources import choose, choose_for_assess, choose_one, find_council
from renkei_model.diagrams import mermaid
from renkei_model.interchange.ledgers import append_stage_change, template_csv
from renkei_model.interchange.registry import read_registry
from renkei_model.lifecycle import (
    TransitionBlocked,
    advance,
    assess,
    replay,
    supported_stages,
    timeline,
)
from renkei_model.stages import Stage
from renkei_model.wording import Wording

__all__ = ["Answer", "answer"]

FINDINGS: Final = 1
"""The exit code for a blocked step or a history that is not legal."""


def answer(arguments: Arguments) -> Answer:
    """Run one command.

    Args:
        arguments: What was asked.

    Raises:
        RenkeiError: If it, or a file, cannot be used; nothing was written.
    """
    return _COMMANDS[arguments.command](arguments)


def _assess(arguments: Arguments) -> Answer:
    chosen = choose_for_assess(arguments)
    language = arguments.language
    readings = tuple(assess(council, kochi.POLICY, chosen.as_of) for council in chosen.councils)
    if chosen.in_full:
        told = reports.one_assessment(readings[0], language)
    else:
        told = reports.many_assessments(readings, kochi.POLICY, chosen.as_of, language)
    return attrs.evolve(told, remarks=chosen.remarks)


def _template(arguments: Arguments) -> Answer:
    form = template_csv(kochi.FACTS, arguments.language, council=arguments.council)
    return Answer((form,), csv=form, is_file=True)


def _councils(arguments: Arguments) -> Answer:
    rows = (
        read_registry(arguments.registry)
        if arguments.registry
        else reports.registry_rows(kochi.COUNCILS)
    )
    return reports.registry(rows, arguments.language, shipped=not arguments.registry)


def _policy(arguments: Arguments) -> Answer:
    return reports.policy(kochi.POLICY, arguments.language)


def _timeline(arguments: Arguments) -> Answer:
    found = tuple(timeline(council, kochi.POLICY) for council in choose(arguments))
    return reports.timelines(found, arguments.language)


def _replay(arguments: Arguments) -> Answer:
    found = tuple(replay(council, kochi.POLICY) for council in choose(arguments))
    reported = reports.replays(found, arguments.language)
    legal = all(replayed.is_legal for replayed in found)
    return attrs.evolve(reported, exit_code=0 if legal else FINDINGS)


def _advance(arguments: Arguments) -> Answer:
    filed = choose_one(arguments)
    assert arguments.on is not None  # noqa: S101 - the parser requires it
    try:
        advanced = advance(
            filed.council,
            kochi.POLICY,
            arguments.on,
            to=None if arguments.to is None else _stage(arguments.to),
            by=arguments.by,
            note=arguments.note,
        )
    except TransitionBlocked as blocked:
        sentence = blocked.explain(arguments.language)
        nothing = Wording("台帳は変更していません。", "The ledger was not changed.")
        text = f"{sentence}\n{nothing.text(arguments.language)}"
        return Answer((text,), exit_code=FINDINGS, to_stderr=True)
    append_stage_change(arguments.subject, filed.name, advanced.history[-1])
    return reports.step_taken(advanced, kochi.POLICY, arguments.subject, arguments.language)


def _stage(name: str) -> Stage:
    """Find a stage by its key or by its name in either language."""
    for stage in kochi.POLICY.stages:
        if name in {stage.key, stage.text("ja"), stage.text("en")}:
            return stage
    return kochi.POLICY.stage(name)


def _diagram(arguments: Arguments) -> Answer:
    supported = None
    if arguments.council:
        council = find_council(arguments.council, kochi.COUNCILS)
        as_of = arguments.as_of or kochi.REGISTRY_AS_OF
        supported = supported_stages(council, kochi.POLICY, as_of)
    text = mermaid(kochi.POLICY, arguments.language, supported=supported)
    return Answer((text,), is_file=True)


_COMMANDS: Final[dict[str, Callable[[Arguments], Answer]]] = {
    "assess": _assess,
    "template": _template,
    "councils": _councils,
    "policy": _policy,
    "timeline": _timeline,
    "advance": _advance,
    "replay": _replay,
    "diagram": _diagram,
}
