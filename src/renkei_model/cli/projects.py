"""Make the projects that somebody asks about, and find the subsidies that are to pay for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from renkei_model.cli.arguments import Arguments
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.facts import Fact
from renkei_model.interchange.projects import read_projects
from renkei_model.kochi.grants import HOSTED, OTHER_GRANT, PARTICULAR_BENEFIT
from renkei_model.policy import Policy
from renkei_model.projects import Project
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.wording import Wording, listed, nearest_names

__all__ = ["asked_projects", "subsidy_for"]

_CATEGORY: Final = Wording("事業の種類", "kind of project")
_FACT: Final = Wording("事業についての項目", "fact of a project")
_NAMELESS: Final = Wording("事業", "the project")
_NAMED: Final = (
    ("--host", "host", HOSTED),
    ("--other-grant", "other_grant", OTHER_GRANT),
    ("--benefit", "benefit", PARTICULAR_BENEFIT),
)
"""Options that are names for facts of Kochi's: by itself, any policy is answered by --yes, --no."""


# --- which subsidy -------------------------------------------------------------------------------


def subsidy_for(project: Project, policy: Policy, named: str) -> SubsidyRule:
    """Find the subsidy that is to pay for a project: the one named, or the one that asks about it.

    Where none is named, it is the first subsidy that asks about something that the project says
    and not every subsidy asks about, such as its kind; else the first subsidy.

    Args:
        project: The project.
        policy: The policy.
        named: The key or name of a subsidy; empty if none was named.

    Raises:
        UnknownName: If the policy has none of that name.
        InvalidValue: If the source asks nothing of its projects, so that nobody could answer.
    """
    rule = _named(named, policy) if named else _asking_about(project, policy)
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


def _named(name: str, policy: Policy) -> SubsidyRule:
    for rule in policy.subsidies:
        if name in {rule.wording.ja, rule.wording.en}:
            return rule
    return policy.subsidy(name.replace("-", "_"))


def _asking_about(project: Project, policy: Policy) -> SubsidyRule:
    asked = [frozenset(rule.project_facts_counted) for rule in policy.subsidies]
    telling = set(project.yes) - frozenset.intersection(*asked)
    for rule, facts in zip(policy.subsidies, asked, strict=True):
        if telling & facts:
            return rule
    return policy.subsidies[0]


# --- the projects --------------------------------------------------------------------------------


def asked_projects(arguments: Arguments, policy: Policy) -> tuple[Project, ...]:
    """Give the projects that were asked about: those of a file, or the one of the options.

    Raises:
        DocumentError: If the file cannot be read.
        UnknownName: If the policy knows no such fact or kind of project.
        InvalidValue: If the project lies in two fiscal years, or something is said both ways.
    """
    if arguments.subject:
        return read_projects(arguments.subject, policy)
    assert arguments.when is not None  # noqa: S101 - the parser requires both
    assert arguments.cost is not None  # noqa: S101
    yes, no = _answers(arguments, policy)
    try:
        project = Project(
            name=arguments.name or _NAMELESS.text(arguments.language),
            on=arguments.when,
            cost=arguments.cost,
            yes=yes,
            no=no,
        )
    except InvalidValue as error:
        option = _OPTIONS.get(error.what, error.what)
        raise InvalidValue(option, error.problem, error.remedy) from None
    return (project,)


_OPTIONS: Final = {"Project.on": "--on", "Project.no": "--no"}


def _answers(arguments: Arguments, policy: Policy) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Give the facts that were said to be so, and those that were said not to be."""
    facts = policy.project_facts
    yes = [_fact(name, facts, _FACT) for name in arguments.yes]
    no = [_fact(name, facts, _FACT) for name in arguments.no]
    for option, name, fact in _NAMED:
        said: bool | None = getattr(arguments, name)
        if said is None:
            continue
        if fact not in facts:
            raise _not_asked(option, policy)
        (yes if said else no).append(fact)
    if arguments.category:
        named = {fact for _, _, fact in _NAMED}
        kinds = tuple(fact for fact in facts if fact not in named)
        yes.append(_fact(arguments.category, kinds, _CATEGORY))
    return tuple(dict.fromkeys(yes)), tuple(dict.fromkeys(no))


def _not_asked(option: str, policy: Policy) -> InvalidValue:
    return InvalidValue(
        option,
        Wording(
            f"基準 {policy.key} の補助金は，これを問いません",
            f"the subsidies of {policy.key} do not ask about it",
        ),
        Wording("--yes と --no で答えてください", "answer by --yes and --no"),
    )


def _fact(name: str, facts: Sequence[Fact], kind: Wording) -> Fact:
    """Find a fact by its key, by its name in either language, or by a part of one name alone."""
    asked = _folded(name)
    for fact in facts:
        if asked in _names(fact):
            return fact
    within = [fact for fact in facts if any(asked in known for known in _names(fact))]
    if len(within) == 1 and asked:
        return within[0]
    near = [fact.key for fact in within] or nearest_names(
        asked, [known for fact in facts for known in _names(fact)]
    )
    known = _listed(facts)
    if kind == _CATEGORY:
        known = Wording(
            f"資料が挙げるのは {known.ja} です。"
            "ほかの種類なら --category を書かずに尋ねてください。",
            f"The source names {known.en}; for any other kind leave --category out.",
        )
    else:
        known = Wording(f"使えるのは {known.ja} です。", f"Known: {known.en}.")
    raise UnknownName(kind, name, tuple(near), known=known)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold().replace("-", "_")


def _names(fact: Fact) -> tuple[str, ...]:
    return fact.key, _folded(fact.wording.ja), _folded(fact.wording.en)


def _listed(facts: Iterable[Fact]) -> Wording:
    return listed(
        Wording(f"{fact.key}（{fact.wording.ja}）", f"{fact.key} ({fact.wording.en})")
        for fact in facts
    )
