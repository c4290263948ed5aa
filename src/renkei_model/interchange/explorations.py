"""Give what an exploration found as plain values under stable keys."""

from __future__ import annotations

from renkei_model.conditions import plain_form
from renkei_model.exploration import (
    Disagreements,
    Discovery,
    Example,
    Exploration,
    GuardReading,
    Question,
    Stop,
)
from renkei_model.interchange.readings import Plain, plain_stamp
from renkei_model.wording import Language

__all__ = ["plain_disagreements", "plain_exploration"]


def plain_exploration(exploration: Exploration, language: Language) -> Plain:
    """Give what an exploration found as plain values.

    Args:
        exploration: What was found.
        language: The language of its texts; keys are the same in both.
    """
    return {
        "policy": plain_stamp(exploration.policy.stamp),
        "caveat": exploration.policy.caveat.text(language),
        "on": exploration.on.isoformat(),
        "ledgers": exploration.ledgers,
        "questions": [
            {
                "question": question.value,
                "wording": question.text(language),
                "state": exploration.outcome_of(question).value,
                "found": [_plain_discovery(each, language) for each in exploration.about(question)],
                "given_up": [
                    _plain_stop(stop, language) for stop in exploration.stopped_at(question)
                ],
            }
            for question in Question
            if question is not Question.DIFFERENCES
        ],
        "guards": [_plain_guard(guard, language) for guard in exploration.guards],
        "routes": [
            {
                "stage": route.target.key,
                "transitions": [way.key for way in route.transitions],
                "records": route.records,
                "filed": {filed.fact.key: filed.number for filed in route.point.filed},
            }
            for route in exploration.routes
        ],
    }


def _plain_discovery(discovery: Discovery, language: Language) -> Plain:
    return {
        "place": discovery.place,
        "wording": discovery.wording.text(language),
        "is_fault": discovery.is_fault,
        "example": _plain_example(discovery.example, language),
    }


def _plain_stop(stop: Stop, language: Language) -> Plain:
    return {"place": stop.place, "wording": stop.text(language)}


def _plain_guard(guard: GuardReading, language: Language) -> Plain:
    return {
        "transition": guard.transition.key,
        "ledgers": guard.ledgers,
        "opening": guard.opening,
        "smallest": _plain_example(guard.smallest, language),
        "ways": [_plain_example(example, language) for example in guard.ways],
        "ways_are_all": guard.is_all,
        "cases": [
            {
                "requirement": case.requirement.key,
                "leaf": case.number,
                "condition": plain_form(case.leaf),
                "met": _plain_example(case.met, language),
                "unmet": _plain_example(case.unmet, language),
            }
            for case in guard.cases
        ],
    }


def _plain_example(example: Example | None, language: Language) -> Plain | None:
    if example is None:
        return None
    return {
        "wording": example.text(language),
        "on": example.on.isoformat(),
        "entered": example.entered.isoformat(),
        "records": [
            {
                "fact": record.fact.key,
                "on": record.on.iso,
                "count": record.count,
                **({"item": record.item} if record.item else {}),
            }
            for record in example.records
        ],
    }


def plain_disagreements(found: Disagreements, language: Language) -> Plain:
    """Give what two policies decide otherwise as plain values.

    Args:
        found: What they decide otherwise.
        language: The language of its texts; keys are the same in both.
    """
    return {
        "before": {
            "policy": plain_stamp(found.before.stamp),
            "caveat": found.before.caveat.text(language),
        },
        "after": {
            "policy": plain_stamp(found.after.stamp),
            "caveat": found.after.caveat.text(language),
        },
        "disagreements": [
            {
                "place": each.place,
                "wording": each.wording.text(language),
                "rules": list(each.rules),
                "example": _plain_example(each.example, language),
            }
            for each in found.found
        ],
        "given_up": [_plain_stop(stop, language) for stop in found.stops],
    }
