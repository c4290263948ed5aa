"""How an exported machine is told what happened: its events, and what it counts.

    record.<fact>           the fact came about once more; a distinct fact comes with its item
    take.<transition>       the step is to be taken; nothing happens while its guard is not true
    fiscal_year.begins      it is 1 April: what was counted up to now is "through last fiscal year"

Entering a stage begins the count `since_stage_entry` anew.
"""

from __future__ import annotations

from typing import Final

from renkei_model.diagrams.labels import title_lines
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.stages import Transition
from renkei_model.windows import During
from renkei_model.wording import Language, Wording

__all__ = [
    "FISCAL_YEAR_BEGINS",
    "about",
    "counted",
    "record_event",
    "take_event",
]

FISCAL_YEAR_BEGINS: Final = "fiscal_year.begins"
"""The event of 1 April."""

_TWO_VALUED: Final = (
    Wording(
        "この機械は真偽の二値で判定する。記録を知らせていないことは，起きていないものとして数える。",
        "This machine is two-valued: what nobody told it counts as not having happened.",
    ),
    Wording(
        "資料に定めのない条件（unspecified）は，常に満たさないものとする。",
        "What the source does not spell out (unspecified) is never true.",
    ),
    Wording(
        "ここで移行できることは，市の判断ではない。",
        "That a step can be taken here is not the city's judgement.",
    ),
)


def record_event(fact: Fact) -> str:
    """Name the event that tells that a fact came about once more."""
    return f"record.{fact.key}"


def take_event(way: Transition) -> str:
    """Name the event that asks for a step."""
    return f"take.{way.key}"


def counted(policy: Policy) -> dict[Fact, frozenset[During]]:
    """Give the facts that some step counts, in order, each with the days in which it is counted."""
    found: dict[Fact, frozenset[During]] = {}
    for way in policy.transitions:
        for fact, asked in way.counted.items():
            found[fact] = found.get(fact, frozenset()) | frozenset(asked)
    return found


def about(policy: Policy, language: Language) -> list[str]:
    """Say whose machine it is, what the policy assumes, and what the machine cannot say."""
    caveat = policy.caveat.text(language)
    return [
        *title_lines(policy, language),
        *filter(None, [caveat]),
        *(said.text(language) for said in _TWO_VALUED),
    ]
