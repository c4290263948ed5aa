"""Write a policy as a machine in SCXML, the W3C's format of state charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

import attrs

from renkei_model.conditions import AtLeast, AtMost, Leaf, Unspecified, fold
from renkei_model.diagrams.labels import printable, require_drawable, step_lines
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
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
    During,
)
from renkei_model.wording import Language

__all__ = ["scxml"]


def scxml(policy: Policy, language: Language) -> str:
    """Write a policy as an SCXML document that a state chart engine runs.

    The machine counts facts in its data model, whose expressions are ECMAScript's; only numbers,
    comparisons, `+`, `&&` and `||` are used, so that engines with another language of that kind
    read them too. The stages, each with the id `stage_` and its key, stand inside one state,
    `Stages`, which does the counting. What nobody told the machine counts as not having happened.

    Args:
        policy: The policy.
        language: The language of the labels, which are attributes of a namespace of our own.

    Returns:
        The document, ending with a line break.

    Raises:
        InvalidValue: If the policy is none.

    Example:
        >>> from renkei_model import kochi
        >>> print(*[line for line in scxml(kochi.POLICY, "en").splitlines() if "cond" in line][:1])
              <transition event="take.unfounded_to_acquaintance" cond="(ever__founded &gt;= 1)"
    """
    require_drawable(policy)
    counters = [
        (fact, during) for fact, asked in counted(policy).items() for during in _kept(asked)
    ]
    title, stamp, *said = about(policy, language)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            *(f"<!-- {_in_comment(line)} -->" for line in said),
            '<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:renkei="urn:renkei_model"',
            f'       version="1.0" datamodel="ecmascript" name="{policy.key}" initial="Stages"',
            f'       renkei:policy="{_escaped(stamp)}" renkei:label="{_escaped(title)}">',
            "  <datamodel>",
            *(f'    <data id="{_counter(*each)}" expr="0"/>' for each in counters),
            "  </datamodel>",
            f'  <state id="Stages" initial="{_id(policy.initial)}">',
            *_recordings(counters, language),
            *_new_year(counters),
            *(line for stage in policy.stages for line in _state(stage, policy, language)),
            "  </state>",
            "</scxml>",
            "",
        ]
    )


_Counters = Sequence[tuple[Fact, During]]


def _kept(asked: frozenset[During]) -> list[During]:
    """Give what must be counted: what was through last fiscal year is what was ever, on 1 April."""
    needs_ever = {EVER, THROUGH_LAST_FISCAL_YEAR} & asked
    return [during for during in During if during in asked or (during is EVER and needs_ever)]


def _counter(fact: Fact, during: During) -> str:
    return f"{during.value}__{fact.key}"


def _recordings(counters: _Counters, language: Language) -> Iterator[str]:
    """Write what counts facts; a distinct one is told for each window in which an item is new."""
    told: dict[str, list[tuple[Fact, During]]] = {}
    for fact, during in counters:
        if during is not THROUGH_LAST_FISCAL_YEAR:
            event = record_event(fact)
            name = f"{event}.{during.value}" if fact.distinct else event
            told.setdefault(name, []).append((fact, during))
    for event, added in told.items():
        label = _escaped(added[0][0].wording.text(language))
        yield f'    <transition event="{event}" renkei:label="{label}">'
        for each in added:
            yield _assign(_counter(*each), f"{_counter(*each)} + 1")
        yield "    </transition>"


def _new_year(counters: _Counters) -> Iterator[str]:
    moved = []
    for fact, during in counters:
        if during is THROUGH_LAST_FISCAL_YEAR:
            moved.append(_assign(_counter(fact, during), _counter(fact, EVER)))
        if during is THIS_FISCAL_YEAR:
            moved.append(_assign(_counter(fact, during), "0"))
    if moved:
        yield f'    <transition event="{FISCAL_YEAR_BEGINS}">'
        yield from moved
        yield "    </transition>"


def _assign(location: str, expression: str) -> str:
    return f'      <assign location="{location}" expr="{expression}"/>'


def _state(stage: Stage, policy: Policy, language: Language) -> Iterator[str]:
    label = _escaped(stage.text(language))
    yield f'    <state id="{_id(stage)}" renkei:label="{label}" renkei:basis="{_basis(stage)}">'
    anew = [
        _assign(_counter(fact, SINCE_STAGE_ENTRY), "0")
        for fact, asked in counted(policy).items()
        if SINCE_STAGE_ENTRY in asked
    ]
    if anew:
        yield from ("      <onentry>", *(f"  {line}" for line in anew), "      </onentry>")
    for way in policy.transitions:
        if way.source == stage:
            yield from _step(way, language)
    yield "    </state>"


def _id(stage: Stage) -> str:
    # Engines make names of their own of ids: a stage called `model` would take the place of one.
    return f"stage_{stage.key}"


def _basis(stage: Stage) -> str:
    return stage.basis.kind.value


def _step(way: Transition, language: Language) -> Iterator[str]:
    conditions = [fold(need.condition, _Expressions()) for need in way.requirements]
    cond = f' cond="{_escaped(" && ".join(conditions))}"' if conditions else ""
    label = _escaped("\n".join(step_lines(way, language)))
    yield f'      <transition event="{take_event(way)}"{cond}'
    yield f'                  target="{_id(way.target)}" renkei:kind="{way.kind.value}"'
    yield f'                  renkei:label="{label}"/>'


@attrs.frozen
class _Expressions:
    """The algebra of expressions, each in brackets; true counts as 1 where k of n are asked."""

    def leaf(self, leaf: Leaf) -> str:
        match leaf:
            case AtLeast(fact, n, during):
                return f"({_counter(fact, during)} >= {n})"
            case AtMost(fact, n, during):
                # Written the other way round, so that no reader takes a < for markup.
                return f"({n} >= {_counter(fact, during)})"
            case Unspecified():
                return "false"
        assert_never(leaf)

    def all_of(self, parts: Sequence[str]) -> str:
        return f"({' && '.join(parts)})"

    def any_of(self, parts: Sequence[str]) -> str:
        return f"({' || '.join(parts)})"

    def some_of(self, k: int, parts: Sequence[str]) -> str:
        return f"(({' + '.join(parts)}) >= {k})"


_ENTITIES: Final = (
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"),
    ("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;"),
)  # fmt: skip


def _escaped(text: str) -> str:
    escaped = printable(text)
    for sign, entity in _ENTITIES:
        escaped = escaped.replace(sign, entity)
    return escaped


def _in_comment(text: str) -> str:
    # Two hyphens would end the comment.
    return printable(text).replace("-", "‐")
