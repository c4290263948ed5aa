"""Give what differs between two policies as plain values under stable keys."""

from __future__ import annotations

from collections.abc import Sequence

from renkei_model.conditions import plain_form
from renkei_model.differences import (
    CeilingDifference,
    CouncilDifference,
    PolicyDifference,
    RequirementDifference,
    RuleDifference,
    Standing,
    StepDifference,
    TransitionDifference,
)
from renkei_model.differences.ceilings import ceiling_lines
from renkei_model.differences.councils import NO_COUNCILS
from renkei_model.facts import Fact
from renkei_model.interchange.readings import Plain, plain_council, plain_range, plain_stamp
from renkei_model.lifecycle import NOT_THE_CITYS_JUDGEMENT
from renkei_model.money import YenRange
from renkei_model.requirements import Requirement
from renkei_model.stages import Transition
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language

__all__ = ["plain_ceiling_differences", "plain_council_differences", "plain_policy_difference"]


def plain_policy_difference(difference: PolicyDifference, language: Language) -> Plain:
    """Give what differs between two policies as plain values.

    Args:
        difference: What differs.
        language: The language of its texts; keys are the same in both.
    """
    before, after = difference.before, difference.after
    return {
        "before": {"policy": plain_stamp(before.stamp), "caveat": before.caveat.text(language)},
        "after": {"policy": plain_stamp(after.stamp), "caveat": after.caveat.text(language)},
        "decides_otherwise": difference.is_decisive,
        "facts": [
            {"before": _plain_fact(fact.before), "after": _plain_fact(fact.after)}
            for fact in difference.facts
        ],
        "stages": {
            "dropped": [stage.key for stage in difference.stages_dropped],
            "added": [stage.key for stage in difference.stages_added],
            "reordered": difference.stages_reordered,
            "first": {"before": before.initial.key, "after": after.initial.key},
        },
        "transitions": [_plain_way_difference(way, language) for way in difference.transitions],
        "transitions_reordered": difference.transitions_reordered,
        "grants": [
            {
                "place": grant.place,
                "change": grant.change.value,
                "wording": grant.what.text(language),
                "before": grant.before.text(language),
                "after": grant.after.text(language),
            }
            for grant in difference.grants
        ],
        "texts": [
            {
                "place": text.place,
                "before": text.before.text(language),
                "after": text.after.text(language),
            }
            for text in difference.texts
        ],
    }


def _plain_fact(fact: Fact) -> Plain:
    return {"key": fact.key, "kind": fact.kind.value, "distinct": fact.distinct}


def _plain_way_difference(difference: TransitionDifference, language: Language) -> Plain:
    return {
        "key": difference.transition.key,
        "change": difference.change.value,
        "before": _plain_course(difference.before),
        "after": _plain_course(difference.after),
        "requirements": [
            _plain_need_difference(need, language) for need in difference.requirements
        ],
        "requirements_reordered": difference.reordered,
    }


def _plain_course(way: Transition | None) -> Plain | None:
    if way is None:
        return None
    return {
        "source": way.source.key,
        "target": way.target.key,
        "kind": way.kind.value,
        "force": way.force.value,
    }


def _plain_need_difference(difference: RequirementDifference, language: Language) -> Plain:
    return {
        "key": difference.requirement.key,
        "wording": difference.requirement.wording.text(language),
        "change": difference.change.value,
        "before": _plain_condition(difference.before),
        "after": _plain_condition(difference.after),
        "elsewhere": [way.key for way in difference.elsewhere],
    }


def _plain_condition(need: Requirement | None) -> Plain | None:
    return None if need is None else plain_form(need.condition)


def plain_council_differences(
    differences: Sequence[CouncilDifference], language: Language
) -> Plain:
    """Give which councils are read otherwise as plain values; those read alike are counted.

    Args:
        differences: What differs, for each council.
        language: The language of its texts; keys are the same in both.
    """
    differing = [each for each in differences if each.differs]
    note = NOT_THE_CITYS_JUDGEMENT if differences else NO_COUNCILS
    return {
        "councils": [_plain_council_difference(each, language) for each in differing],
        "read_alike": len(differences) - len(differing),
        "only_asked_otherwise": sum(each.is_only_asked_otherwise for each in differences),
        "note": note.text(language),
    }


def plain_ceiling_differences(
    differences: Sequence[CeilingDifference], language: Language
) -> Plain:
    """Give whose ceilings change as plain values; those that stay the same are counted.

    Args:
        differences: What differs, for each council and subsidy.
        language: The language of its texts; keys are the same in both.
    """
    differing = [each for each in differences if each.differs]
    return {
        "ceilings": [_plain_ceiling_difference(each, language) for each in differing],
        "same_ceilings": len(differences) - len(differing),
    }


def _plain_ceiling_difference(difference: CeilingDifference, language: Language) -> Plain:
    before, after = difference.ceilings
    _, *rules = ceiling_lines(difference)
    return {
        "council": plain_council(difference.council),
        "fiscal_year": difference.fiscal_year.year,
        "subsidy": difference.key,
        "change": difference.change.value,
        "before": _plain_yen(before),
        "after": _plain_yen(after),
        "rules": [
            {
                "place": line.key,
                "change": line.change.value,
                "wording": line.what.text(language),
                "before": line.before.text(language),
                "after": line.after.text(language),
            }
            for line in rules
        ],
    }


def _plain_yen(yen: YenRange | None) -> Plain | None:
    return None if yen is None else {"least": yen.least, "most": yen.most}


def _plain_council_difference(difference: CouncilDifference, language: Language) -> Plain:
    return {
        "council": plain_council(difference.council),
        "as_of": difference.as_of.isoformat(),
        "decisive": difference.is_decisive,
        "before": _plain_standing(difference.before),
        "after": _plain_standing(difference.after),
        "stages_differ_by": [step.transition.key for step in difference.decisive_steps],
        "steps": [_plain_step(step, language) for step in difference.changed_steps],
    }


def _plain_standing(standing: Standing) -> Plain:
    reading = standing.reading
    return {
        "recorded_stage": None if reading.recorded is None else reading.recorded.key,
        "unknown_stage": standing.unknown or None,
        "supported_stages": plain_range(reading.supported),
        "verdicts": {
            read.transition.key: _plain_verdict(read.verdict) for read in reading.transitions
        },
    }


def _plain_step(step: StepDifference, language: Language) -> Plain:
    before, after = step.verdicts
    return {
        "key": step.transition.key,
        "change": step.change.value,
        "before": _plain_verdict(before),
        "after": _plain_verdict(after),
        "rules": [_plain_rule(rule, language) for rule in step.rules],
    }


def _plain_rule(rule: RuleDifference, language: Language) -> Plain:
    return {
        "key": rule.requirement.key,
        "wording": rule.requirement.wording.text(language),
        "change": rule.change.value,
        "before": _plain_verdict(rule.before),
        "after": _plain_verdict(rule.after),
    }


def _plain_verdict(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.name.lower()
