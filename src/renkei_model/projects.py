"""A project of a council, such as an event, and whether a subsidy pays for it."""

from __future__ import annotations

import functools

import attrs

from renkei_model.checks import require_each, require_kind, require_name, require_tuples
from renkei_model.dates import FiscalYear, Span, as_span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.findings import Finding, LeafFinding, judge
from renkei_model.flags import Flag, year_flags
from renkei_model.ledgers import Ledger
from renkei_model.money import require_yen
from renkei_model.policy import Policy
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.verdicts import Verdict, verdict_of_all
from renkei_model.windows import Moment
from renkei_model.wording import Wording

__all__ = ["Project", "ProjectReading", "assess_project", "read_project"]


@attrs.frozen(kw_only=True)
class Project:
    """One planned event or other project of a council, of one fiscal year.

    Attributes:
        name: What it is.
        on: When it takes place: a day, or a span within one fiscal year.
        cost: What it costs, in yen.
        yes: What is so of it, of the facts that a subsidy asks about.
        no: What surely is not so. A fact that is neither is not recorded.

    Raises:
        InvalidValue: If it has no name, lies in two fiscal years, costs less than nothing, or a
            fact is both.
    """

    name: str
    on: Span = attrs.field(converter=as_span, repr=lambda on: on.iso)
    cost: int
    yes: tuple[Fact, ...] = attrs.field(default=())
    no: tuple[Fact, ...] = attrs.field(default=())

    def __attrs_post_init__(self) -> None:
        """Refuse what could not be a project."""
        remedy = Wording("事業の名称を書いてください", "give the project's name")
        require_name("Project.name", self.name, remedy)
        require_yen("Project.cost", self.cost)
        require_tuples("Project", yes=self.yes, no=self.no)
        require_each("Project.yes", self.yes, Fact)
        require_each("Project.no", self.no, Fact)
        if FiscalYear.of(self.on.first) != FiscalYear.of(self.on.last):
            raise InvalidValue(
                "Project.on",
                Wording(
                    f"「{self.name}」は二つの年度にまたがっています",
                    f"{self.name!r} lies in two fiscal years",
                ),
                Wording(
                    "年度ごとに分けるか，日付を絞ってください",
                    "split it by fiscal year, or give a closer date",
                ),
            )
        both = [fact.key for fact in self.yes if fact in self.no]
        if both:
            raise InvalidValue(
                "Project.no",
                Wording(
                    f"「{self.name}」の {', '.join(both)} に，はいといいえの両方があります",
                    f"{self.name!r} says both yes and no to {', '.join(both)}",
                ),
                Wording("どちらか一方にしてください", "say one of the two"),
            )

    @property
    def fiscal_year(self) -> FiscalYear:
        """The fiscal year it lies in."""
        return FiscalYear.of(self.on.first)

    @functools.cached_property
    def ledger(self) -> Ledger:
        """What is recorded of it, as a ledger of its own."""
        return Ledger(
            tuple(Record(fact, self.on) for fact in self.yes),
            tuple(Completeness(fact, self.on.last) for fact in self.no),
        )


@attrs.frozen
class ProjectReading:
    """Whether a subsidy pays for a project.

    Attributes:
        project: The project.
        rule: The subsidy.
        findings: One for each requirement on projects, in order.
    """

    project: Project
    rule: SubsidyRule = attrs.field(repr=lambda rule: rule.key)
    findings: tuple[Finding, ...] = attrs.field(repr=False)

    @property
    def verdict(self) -> Verdict:
        """Eligible (MET), not eligible (UNMET), or not decided by what is recorded (OPEN)."""
        return verdict_of_all([finding.verdict for finding in self.findings])

    @property
    def missing(self) -> tuple[LeafFinding, ...]:
        """Every leaf that keeps it from being eligible."""
        return tuple(leaf for finding in self.findings for leaf in finding.missing)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The note that the source does not speak of the project's fiscal year, if so."""
        return tuple(year_flags(self.rule, self.project.fiscal_year))


def assess_project(project: Project, policy: Policy, subsidy: SubsidyRule | str) -> ProjectReading:
    """Tell whether a subsidy pays for a project.

    Args:
        project: The project with what is recorded of it.
        policy: The policy.
        subsidy: The subsidy, or its key.

    Raises:
        InvalidValue: If an argument is of another kind.
        UnknownName: If the policy has no such subsidy.
    """
    require_kind("project", project, Project)
    require_kind("policy", policy, Policy)
    return read_project(project, policy.subsidy(subsidy))


def read_project(project: Project, rule: SubsidyRule) -> ProjectReading:
    """Tell whether a subsidy pays for a project, like `assess_project`, by the rule itself."""
    now = Moment.at(project.on.last)
    findings = (judge(need, project.ledger, now) for need in rule.project_requirements)
    return ProjectReading(project, rule, tuple(findings))
