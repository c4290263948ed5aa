"""Make the project that somebody asks about from what they answered on the command line."""

from __future__ import annotations

from typing import Final

from renkei_model.cli.arguments import Arguments
from renkei_model.cli.values import ANSWERS
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.facts import Fact
from renkei_model.kochi.grants import HOSTED, OTHER_GRANT, PARTICULAR_BENEFIT
from renkei_model.policy import Policy
from renkei_model.projects import Project
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.wording import Wording, nearest_names

__all__ = ["asked_project", "asked_subsidy"]

_CATEGORY: Final = Wording("事業の種類", "kind of project")
_NAMELESS: Final = Wording("事業", "the project")


def asked_subsidy(arguments: Arguments, policy: Policy) -> SubsidyRule:
    """Find the subsidy that is to pay for a project: the one named, or else the first.

    Raises:
        UnknownName: If the policy has none of that name.
        InvalidValue: If the source asks nothing of its projects, so that nobody could answer.
    """
    rule = policy.subsidy(arguments.subsidy or policy.subsidies[0])
    if not rule.project_requirements:
        raise InvalidValue(
            "--subsidy",
            Wording(
                f"{rule.wording.ja}について，資料は事業の要件を挙げていません",
                f"the source names no condition on projects for the {rule.wording.en}",
            ),
            Wording(
                "対象となる事業は担当課に確かめてください",
                "ask the section in charge what it pays for",
            ),
        )
    return rule


def asked_project(arguments: Arguments, policy: Policy) -> Project:
    """Make the project that was asked about.

    Raises:
        UnknownName: If the policy knows no such kind of project.
        InvalidValue: If it lies in two fiscal years.
    """
    assert arguments.when is not None  # noqa: S101 - the parser requires both
    assert arguments.cost is not None  # noqa: S101
    said = {
        HOSTED: ANSWERS[arguments.host],
        OTHER_GRANT: ANSWERS[arguments.other_grant],
        PARTICULAR_BENEFIT: ANSWERS[arguments.benefit],
    }
    if arguments.category:
        kinds = tuple(fact for fact in policy.project_facts if fact not in said)
        said[_category(arguments.category, kinds)] = True
    return Project(
        name=arguments.name or _NAMELESS.text(arguments.language),
        on=arguments.when,
        cost=arguments.cost,
        yes=tuple(fact for fact, answer in said.items() if answer is True),
        no=tuple(fact for fact, answer in said.items() if answer is False),
    )


def _category(name: str, kinds: tuple[Fact, ...]) -> Fact:
    for fact in kinds:
        if name in {fact.key, fact.wording.ja, fact.wording.en}:
            return fact
    keys = ", ".join(fact.key for fact in kinds)
    raise UnknownName(
        _CATEGORY,
        name,
        nearest_names(name, [fact.key for fact in kinds]),
        known=Wording(
            f"資料が挙げるのは {keys} です。ほかの種類なら --category を書かずに尋ねてください。",
            f"The source names {keys}; for any other kind leave --category out.",
        ),
    )
