"""The commands: each takes what was asked and gives an answer to print."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Callable, Sequence
from typing import Final

import attrs

from renkei_model import kochi
from renkei_model.cli import (
    council_subsidies,
    plan_reports,
    policy_reports,
    project_reports,
    registry_reports,
    reports,
    subsidy_reports,
)
from renkei_model.cli.answers import FINDINGS, Answer
from renkei_model.cli.arguments import Arguments, OutputFormat
from renkei_model.cli.policies import (
    find_policy,
    require_plan_rule,
    require_subsidies,
)
from renkei_model.cli.projects import asked_projects, subsidy_for
from renkei_model.cli.sources import (
    Chosen,
    choose,
    choose_for_assess,
    choose_for_project,
    choose_one,
    default_day,
    registry_of,
    remarks_on_name,
    today,
)
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear
from renkei_model.differences import compare, compare_ceilings, compare_councils
from renkei_model.errors import InvalidDate
from renkei_model.interchange.ledgers import append_stage_change, template_csv
from renkei_model.interchange.projects import projects_template_csv
from renkei_model.interchange.registry import read_registry
from renkei_model.lifecycle import TransitionBlocked, advance, assess, replay, take, timeline
from renkei_model.plans import review
from renkei_model.policy import Policy
from renkei_model.projects import Project, ProjectReading, assess_project
from renkei_model.stages import Stage
from renkei_model.subsidies import SubsidyRange, subsidy_range
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.wording import Wording

__all__ = ["Answer", "answer"]


def answer(arguments: Arguments) -> Answer:
    """Run one command.

    Args:
        arguments: What was asked.

    Raises:
        RenkeiError: If it, or a file, cannot be used; nothing was written.
    """
    answered = _COMMANDS[arguments.command](arguments)
    if arguments.format is OutputFormat.CSV:
        said = (*answered.remarks, *filter(None, answered.provisos))
        return attrs.evolve(answered, remarks=said)
    return answered


def _assess(arguments: Arguments) -> Answer:
    language, policy = arguments.language, find_policy(arguments.policy)
    chosen = choose_for_assess(arguments, policy)
    readings = tuple(assess(council, policy, chosen.as_of) for council in chosen.councils)
    if chosen.in_full:
        told = reports.one_assessment(readings[0], language)
    else:
        told = reports.many_assessments(readings, policy, chosen.as_of, language)
    return attrs.evolve(told, remarks=chosen.remarks)


def _subsidies(arguments: Arguments) -> Answer:
    language, policy = arguments.language, find_policy(arguments.policy)
    chosen = choose_for_assess(arguments, policy)
    require_subsidies(policy)
    year = arguments.fiscal_year or FiscalYear.of(chosen.as_of)

    def of(council: Council) -> tuple[SubsidyRange, ...]:
        return tuple(
            subsidy_range(council, policy, rule, year, chosen.as_of) for rule in policy.subsidies
        )

    rows = tuple(of(council) for council in chosen.councils)
    if chosen.in_full:
        told = council_subsidies.one_subsidies(rows[0], language)
    else:
        told = subsidy_reports.many_subsidies(rows, policy, year, language)
    return attrs.evolve(told, remarks=chosen.remarks)


def _project(arguments: Arguments) -> Answer:
    policy = find_policy(arguments.policy)
    require_subsidies(policy)
    listed = asked_projects(arguments, policy)
    of, remarks = _ceilings_of(arguments, policy)
    readings = tuple(
        assess_project(each, policy, subsidy_for(each, policy, arguments.subsidy))
        for each in listed
    )
    together: dict[tuple[SubsidyRule, FiscalYear], list[ProjectReading]] = {}
    for reading in readings:
        together.setdefault((reading.rule, reading.project.fiscal_year), []).append(reading)
    totals = tuple(
        project_reports.Total(
            rule, year, tuple(some), of(rule, year, [reading.project for reading in some])
        )
        for (rule, year), some in together.items()
    )
    told = project_reports.projects(readings, totals, policy, arguments.language)
    return attrs.evolve(told, remarks=remarks)


_Ceiling = Callable[[SubsidyRule, FiscalYear, Sequence[Project]], SubsidyRange | None]


def _ceilings_of(arguments: Arguments, policy: Policy) -> tuple[_Ceiling, tuple[Wording, ...]]:
    """Give how a council's ceiling is read for projects; it is not, where no council was named."""
    chosen = choose_for_project(arguments, policy)
    if chosen is None:
        return lambda _rule, _year, _projects: None, ()
    (council,) = chosen.councils

    def of(rule: SubsidyRule, year: FiscalYear, projects: Sequence[Project]) -> SubsidyRange:
        return subsidy_range(council, policy, rule, year, chosen.as_of, projects=tuple(projects))

    return of, chosen.remarks


def _plan(arguments: Arguments) -> Answer:
    policy, as_of = find_policy(arguments.policy), arguments.as_of or default_day(arguments)
    rule = require_plan_rule(policy)
    councils, remarks = choose(arguments, policy)
    found = tuple(
        (council, tuple(review(plan, policy, as_of) for plan in council.plans))
        for council in councils
    )
    told = plan_reports.plans(found, policy, rule, arguments.language)
    return attrs.evolve(told, remarks=remarks)


def _template(arguments: Arguments) -> Answer:
    policy = find_policy(arguments.policy)
    if arguments.projects:
        require_subsidies(policy)
        form = projects_template_csv(policy, arguments.language)
        return Answer((form,), csv=form, is_file=True)
    form = template_csv(policy.facts, arguments.language, arguments.council, policy.plan_rule)
    remarks = remarks_on_name(arguments.council, registry_of(policy)) if arguments.council else ()
    return Answer((form,), csv=form, is_file=True, remarks=tuple(remarks))


def _councils(arguments: Arguments) -> Answer:
    path = arguments.subject or arguments.registry
    if not path:
        return registry_reports.registry(kochi.REGISTRY, arguments.language, shipped=True)
    rows = read_registry(path, districts_separated_by=arguments.districts_separated_by)
    return registry_reports.registry(rows, arguments.language, shipped=False)


def _policy(arguments: Arguments) -> Answer:
    return _POLICY_COMMANDS[arguments.action](arguments)


def _policy_shown(arguments: Arguments) -> Answer:
    return policy_reports.policy(find_policy(arguments.policy), arguments.language)


def _policy_list(arguments: Arguments) -> Answer:
    return policy_reports.policies(kochi.POLICIES, arguments.language)


def _policy_diff(arguments: Arguments) -> Answer:
    before, after = find_policy(arguments.before), find_policy(arguments.after)
    chosen, language = _compared_for(arguments, before), arguments.language
    difference = compare(before, after)
    councils = compare_councils(before, after, chosen.councils, chosen.as_of)
    year = arguments.fiscal_year or FiscalYear.of(chosen.as_of)
    ceilings = compare_ceilings(before, after, chosen.councils, year, chosen.as_of)
    told = policy_reports.differences(difference, councils, ceilings, language)
    return attrs.evolve(
        told,
        remarks=chosen.remarks,
        exit_code=FINDINGS if difference.is_decisive else 0,
    )


def _compared_for(arguments: Arguments, policy: Policy) -> Chosen:
    """Choose the councils for which two policies are compared: none of a city without any here."""
    if not arguments.ledger and not registry_of(policy):
        return Chosen((), arguments.as_of or today(), in_full=False)
    return choose_for_assess(arguments, policy)


def _policy_check(arguments: Arguments) -> Answer:
    policy = find_policy(arguments.subject)
    return policy_reports.checked(policy, arguments.subject, arguments.language)


def _convert(arguments: Arguments) -> Answer:
    # What reads and writes documents is loaded only here: it costs more than other commands.
    conversions = importlib.import_module("renkei_model.cli.conversions")
    answered: Answer = conversions.convert(arguments)
    return answered


def _explore(arguments: Arguments) -> Answer:
    # Likewise: no other command asks what holds for every ledger.
    explorations = importlib.import_module("renkei_model.cli.explorations")
    answered: Answer = explorations.explored(arguments)
    return answered


_POLICY_COMMANDS: Final[dict[str, Callable[[Arguments], Answer]]] = {
    "": _policy_shown,
    "check": _policy_check,
    "list": _policy_list,
    "diff": _policy_diff,
}


def _timeline(arguments: Arguments) -> Answer:
    policy = find_policy(arguments.policy)
    councils, remarks = choose(arguments, policy)
    found = tuple(timeline(council, policy) for council in councils)
    told = reports.timelines(found, policy, arguments.language)
    return attrs.evolve(told, remarks=remarks)


def _replay(arguments: Arguments) -> Answer:
    policy = find_policy(arguments.policy)
    councils, remarks = choose(arguments, policy)
    found = tuple(replay(council, policy) for council in councils)
    told = reports.replays(found, policy, arguments.language)
    legal = all(replayed.is_legal for replayed in found)
    return attrs.evolve(told, remarks=remarks, exit_code=0 if legal else FINDINGS)


def _advance(arguments: Arguments) -> Answer:
    policy = find_policy(arguments.policy)
    filed = choose_one(arguments, policy)
    assert arguments.on is not None  # noqa: S101 - the parser requires it
    if arguments.on > today():
        raise InvalidDate(
            arguments.on.isoformat(),
            Wording("今日より後の日です", "it lies after today"),
            Wording(
                "段階の変更は，その日を迎えてから記録してください",
                "record a step once its day has come",
            ),
        )
    try:
        advanced = _stepped(filed.council, policy, arguments, arguments.on)
    except TransitionBlocked as blocked:
        nothing = Wording("台帳は変更していません。", "The ledger was not changed.")
        text = f"{blocked.explain(arguments.language)}\n{nothing.text(arguments.language)}"
        return Answer((text,), exit_code=FINDINGS, to_stderr=True, remarks=filed.remarks)
    append_stage_change(arguments.subject, filed.name, advanced.history[-1])
    told = reports.step_taken(advanced, policy, arguments.subject, arguments.language)
    return attrs.evolve(told, remarks=filed.remarks)


def _stepped(council: Council, policy: Policy, arguments: Arguments, on: datetime.date) -> Council:
    """Record the step that was asked for: one named by its key, or one of progress."""
    by, note = arguments.by, arguments.note
    if arguments.transition:
        return take(council, policy, arguments.transition, on, by=by, note=note)
    to = None if arguments.to is None else _stage(arguments.to, policy)
    return advance(council, policy, on, to=to, by=by, note=note)


def _stage(name: str, policy: Policy) -> Stage:
    """Find a stage by its key or by its name in either language."""
    for stage in policy.stages:
        if name in {stage.key, stage.text("ja"), stage.text("en")}:
            return stage
    return policy.stage(name)


_COMMANDS: Final[dict[str, Callable[[Arguments], Answer]]] = {
    "assess": _assess,
    "subsidies": _subsidies,
    "project": _project,
    "plan": _plan,
    "template": _template,
    "councils": _councils,
    "policy": _policy,
    "timeline": _timeline,
    "advance": _advance,
    "replay": _replay,
    "explore": _explore,
    "convert": _convert,
}
