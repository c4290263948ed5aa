"""Write a policy as an XState machine in JSON, whose guards are data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, assert_never

import attrs

from renkei_model.conditions import AtLeast, AtMost, Leaf, Unspecified, fold
from renkei_model.diagrams.labels import require_drawable, step_lines
from renkei_model.diagrams.protocol import (
    FISCAL_YEAR_BEGINS,
    about,
    counted,
    record_event,
    take_event,
)
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR, During
from renkei_model.wording import Language

__all__ = ["xstate"]

_Plain = dict[str, object]
# On 1 April what was counted ever is all that was through the last fiscal year.
_ITEMS_KEPT: Final = (EVER, THIS_FISCAL_YEAR, SINCE_STAGE_ENTRY)


def xstate(policy: Policy, language: Language) -> str:
    """Write a policy as a machine for XState 5, in JSON.

    The machine counts facts in its context. Its six guards (`all_of`, `any_of`, `some_of`,
    `at_least`, `at_most`, `unspecified`) and three actions (`record`, `begin_fiscal_year`,
    `enter_stage`) are named with parameters; an importer implements each of them once, whatever
    the policy. What nobody told the machine counts as not having happened.

    Args:
        policy: The policy.
        language: The language of the descriptions.

    Returns:
        The text of a JSON object, for `createMachine`, ending with a line break.

    Raises:
        InvalidValue: If the policy is none.

    Example:
        >>> from renkei_model import kochi
        >>> machine = json.loads(xstate(kochi.POLICY, "en"))
        >>> machine["states"]["unfounded"]["on"]["take.unfounded_to_acquaintance"]["guard"]
        {'type': 'at_least', 'params': {'fact': 'founded', 'n': 1, 'during': 'ever'}}
    """
    require_drawable(policy)
    facts = counted(policy)
    machine = {
        "id": policy.key,
        "version": policy.version,
        "description": "\n".join(about(policy, language)),
        "initial": policy.initial.key,
        "context": {
            "counts": {
                fact.key: dict.fromkeys((each.value for each in During), 0) for fact in facts
            },
            "items": {
                fact.key: {each.value: [] for each in _ITEMS_KEPT}
                for fact in facts
                if fact.distinct
            },
        },
        "on": {
            **{record_event(fact): _recording(fact, language) for fact in facts},
            FISCAL_YEAR_BEGINS: {"actions": [{"type": "begin_fiscal_year"}]},
        },
        "states": {stage.key: _state(stage, policy, language) for stage in policy.stages},
    }
    return json.dumps(machine, ensure_ascii=False, indent=2) + "\n"


def _recording(fact: Fact, language: Language) -> _Plain:
    return {
        "description": fact.wording.text(language),
        "actions": [{"type": "record", "params": {"fact": fact.key}}],
    }


def _state(stage: Stage, policy: Policy, language: Language) -> _Plain:
    return {
        "description": stage.text(language),
        "meta": {"basis": stage.basis.kind.value},
        "entry": [{"type": "enter_stage"}],
        "on": {
            take_event(way): _step(way, language)
            for way in policy.transitions
            if way.source == stage
        },
    }


def _step(way: Transition, language: Language) -> _Plain:
    guards = [fold(need.condition, _Guards()) for need in way.requirements]
    step: _Plain = {
        "description": "\n".join(step_lines(way, language)),
        "meta": {
            "kind": way.kind.value,
            "requirements": [
                {"key": need.key, "basis": need.basis.kind.value} for need in way.requirements
            ],
        },
        "target": way.target.key,
    }
    if guards:
        step["guard"] = guards[0] if len(guards) == 1 else _Guards().all_of(guards)
    return step


@attrs.frozen
class _Guards:
    """The algebra of guards: each node is a type and its parameters, none left out."""

    def leaf(self, leaf: Leaf) -> _Plain:
        match leaf:
            case AtLeast(fact, n, during):
                return _guard("at_least", fact=fact.key, n=n, during=during.value)
            case AtMost(fact, n, during):
                return _guard("at_most", fact=fact.key, n=n, during=during.value)
            case Unspecified():
                return _guard("unspecified")
        assert_never(leaf)

    def all_of(self, parts: Sequence[_Plain]) -> _Plain:
        return _guard("all_of", of=list(parts))

    def any_of(self, parts: Sequence[_Plain]) -> _Plain:
        return _guard("any_of", of=list(parts))

    def some_of(self, k: int, parts: Sequence[_Plain]) -> _Plain:
        return _guard("some_of", k=k, of=list(parts))


def _guard(kind: str, **params: object) -> _Plain:
    return {"type": kind, "params": params}
