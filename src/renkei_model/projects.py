"""A project of a council, such as an event, and whether a subsidy pays for it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.checks import require_each, require_kind, require_name, require_tuples
from renkei_model.conditions import AnyOf, Condition, Unspecified
from renkei_model.dates import FiscalYear, Span, as_span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.findings import Finding, LeafFinding, judge
from renkei_model.flags import Flag, flag_lines, year_flags
from renkei_model.ledgers import Ledger
from renkei_model.money import NOTHING, YenRange, require_yen, yen_text
from renkei_model.policy import Policy, PolicyStamp
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.remedies import ASK_THE_OFFICE, check_with_papers
from renkei_model.subsidy_rules import SubsidyRule
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict, verdict_of_all
from renkei_model.windows import Moment
from renkei_model.wording import Language, Wording

__all__ = [
    "Project",
    "ProjectReading",
    "answer_of",
    "assess_project",
    "eligibility_text",
    "project_lines",
    "project_remedy",
    "read_project",
]


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
        policy: The policy.
        rule: The subsidy.
        findings: One for each requirement on projects, in order.
    """

    project: Project
    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    rule: SubsidyRule = attrs.field(repr=lambda rule: rule.key)
    findings: tuple[Finding, ...] = attrs.field(repr=False)

    @property
    def stamp(self) -> PolicyStamp:
        """Which policy was applied."""
        return self.policy.stamp

    @property
    def verdict(self) -> Verdict:
        """Eligible (MET), not eligible (UNMET), or not decided by what is recorded (OPEN)."""
        return verdict_of_all([finding.verdict for finding in self.findings])

    @property
    def payable(self) -> YenRange:
        """How much of its cost the subsidy pays, whatever the ceiling of its council is.

        The rate of the cost in whole yen, up to the highest ceiling of the subsidy in that year.
        """
        if self.verdict is UNMET:
            return NOTHING
        highest = self.rule.highest_in(self.project.fiscal_year)
        most = min(int(self.rule.rate * self.project.cost), highest)
        return YenRange(most if self.verdict is MET else 0, most)

    @property
    def missing(self) -> tuple[LeafFinding, ...]:
        """Every leaf that keeps it from being eligible."""
        return tuple(leaf for finding in self.findings for leaf in finding.missing)

    @property
    def unread(self) -> tuple[Fact, ...]:
        """The facts that the project tells and the subsidy does not ask about."""
        asked = self.rule.project_facts_counted
        return tuple(fact for fact in (*self.project.yes, *self.project.no) if fact not in asked)

    def asked_elsewhere(self, fact: Fact) -> tuple[SubsidyRule, ...]:
        """Give the policy's subsidies that ask about a fact."""
        return tuple(rule for rule in self.policy.subsidies if fact in rule.project_facts_counted)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The note that the source does not speak of the project's fiscal year, if so."""
        return tuple(year_flags(self.rule.ceilings, self.project.fiscal_year))

    def explain(self, language: Language) -> str:
        """Say whether the subsidy pays for it, with every condition and what to do about it.

        Args:
            language: `"ja"` or `"en"`.
        """
        stamp = f"{_POLICY.text(language)} {self.stamp}"
        head = " ".join(filter(None, [stamp, self.policy.caveat.text(language)]))
        return f"{head}\n{_explained(self, language)}"


_POLICY: Final = Wording("基準", "policy")


def assess_project(project: Project, policy: Policy, subsidy: SubsidyRule | str) -> ProjectReading:
    """Tell whether a subsidy pays for a project.

    Args:
        project: The project with what is recorded of it.
        policy: The policy.
        subsidy: The subsidy, or its key.

    Raises:
        InvalidValue: If an argument is of another kind, or the subsidy is another policy's.
        UnknownName: If the policy has no such subsidy.
    """
    require_kind("project", project, Project)
    require_kind("policy", policy, Policy)
    return read_project(project, policy, policy.subsidy(subsidy))


def read_project(project: Project, policy: Policy, rule: SubsidyRule) -> ProjectReading:
    """Tell whether a subsidy pays for a project, like `assess_project`, by the rule itself."""
    now = Moment.at(project.on.last)
    findings = (judge(need, project.ledger, now) for need in rule.project_requirements)
    return ProjectReading(project, policy, rule, tuple(findings))


# --- words ---------------------------------------------------------------------------------------


def eligibility_text(verdict: Verdict) -> Wording:
    """Name what a verdict means for a project."""
    return _ELIGIBILITY[verdict]


_ELIGIBILITY: Final = {
    MET: Wording("対象", "eligible"),
    UNMET: Wording("対象外", "not eligible"),
    OPEN: Wording("未確認", "open"),
}


def _explained(reading: ProjectReading, language: Language) -> str:
    """Say the same as `ProjectReading.explain`, without the policy, for several in one report."""
    lines = project_lines(reading, language)
    lines += [line for flag in reading.flags for line in flag_lines(flag, language)]
    name = f"{reading.rule.wording.text(language)} [{reading.rule.key}]"
    return "\n".join([name, *lines, "", NOT_THE_CITYS_JUDGEMENT.text(language)])


def project_lines(reading: ProjectReading, language: Language) -> list[str]:
    """Write whether a subsidy pays for a project, line by line."""
    project, verdict = reading.project, reading.verdict
    lines = [
        f"{eligibility_text(verdict).text(language)}: {project.name}  {project.on.text(language)}",
        f"  {_paid(reading, language)}",
    ]
    if not reading.findings:
        lines.append(f"  {_NO_CONDITIONS.text(language)}")
    for finding in reading.findings:
        need = finding.requirement
        sign, word = finding.verdict.sign(language), finding.verdict.text(language)
        lines.append(f"  {sign} {need.wording.text(language)} [{word}]")
        lines += [f"    {each}" for each in _answers(reading, finding, language)]
        lines.append(f"    {_RULE.text(language)}: {need.basis.text(language)}")
    if reading.unread:
        named = (
            Wording("，", "; ")
            .text(language)
            .join(_unread_text(reading, fact, language) for fact in reading.unread)
        )
        lines.append(f"  {_NOT_ASKED.text(language)}: {named}")
    return lines


_NO_CONDITIONS: Final = Wording(
    "事業についての要件は示されていない", "nothing is asked of its projects"
)
_NOT_ASKED: Final = Wording("この補助金では問わないこと", "not asked by this subsidy")
_RULE: Final = Wording("要件の根拠", "rule")
_NEXT: Final = Wording("次に", "next")


def _paid(reading: ProjectReading, language: Language) -> str:
    cost, most = (yen_text(yen, language) for yen in (reading.project.cost, reading.payable.most))
    if not reading.payable.most:
        return Wording(
            f"経費 {cost}のうち補助 {most}", f"cost {cost}, of which {most} may be paid"
        ).text(language)
    return Wording(
        f"経費 {cost}のうち補助は{most}まで（協議会のその年度の上限額による）",
        f"cost {cost}, of which at most {most} may be paid (the council's own ceiling decides)",
    ).text(language)


def _unread_text(reading: ProjectReading, fact: Fact, language: Language) -> str:
    names = [rule.wording.text(language) for rule in reading.asked_elsewhere(fact)]
    name = fact.wording.text(language)
    if not names:
        return name
    separator = Wording("，", ", ").text(language)
    asking = Wording("（{}で問う）", " (asked by: {})").text(language)
    return name + asking.format(separator.join(names))


def _answers(reading: ProjectReading, finding: Finding, language: Language) -> Iterator[str]:
    asked = {
        leaf.leaf.fact: answer_of(leaf)
        for leaf in finding.leaves
        if not isinstance(leaf.leaf, Unspecified)
    }
    told = {fact: said for fact, said in asked.items() if said is not None}
    examples = _gives_examples(finding.requirement.condition)
    if examples and not told:
        yield _none_of_them(reading).text(language)
    else:
        for fact, said in (told if examples else asked).items():
            yield f"{fact.wording.text(language)}: {_ANSWER[said].text(language)}"
    for leaf in finding.open:
        if isinstance(leaf.leaf, Unspecified):
            yield leaf.leaf.reason.text(language)
    remedy = project_remedy(finding)
    if remedy:
        yield f"{_NEXT.text(language)}: {remedy.text(language)}"


def _gives_examples(condition: Condition) -> bool:
    """Tell whether a source names kinds of projects and says that there are others."""
    return isinstance(condition, AnyOf) and any(
        isinstance(part, Unspecified) for part in condition.parts
    )


def _none_of_them(reading: ProjectReading) -> Wording:
    told = [fact.wording for fact in reading.unread if fact in reading.project.yes]
    if not told:
        return _NOT_SAID_WHICH
    return Wording(
        f"示されているのは「{'」「'.join(each.ja for each in told)}」で，資料の例のどれでもない",
        f"said to be {', '.join(f'“{each.en}”' for each in told)}, none of the source's examples",
    )


_NOT_SAID_WHICH: Final = Wording(
    "資料の例のどれに当たるか，示されていない",
    "it is not said which of the source's examples it is",
)
_ANSWER: Final = {
    True: Wording("はい", "yes"),
    False: Wording("いいえ", "no"),
    None: Wording("未確認", "not recorded"),
}


def answer_of(leaf: LeafFinding) -> bool | None:
    """Tell what was recorded about one fact of a project: yes, no, or nothing."""
    if leaf.records:
        return True
    return False if leaf.have is not None and leaf.have.most == 0 else None


def project_remedy(finding: Finding) -> Wording:
    """Say what to do about a condition on a project; empty where it is met."""
    if finding.verdict is MET:
        return Wording.same("")
    what = finding.requirement.wording
    if finding.verdict is UNMET:
        return Wording(
            f"「{what.ja}」を満たすように計画を改めるか，ほかの財源を検討する",
            f"change the project so that “{what.en}” holds, or look for other money",
        )
    papers = [
        leaf.leaf.fact.evidence for leaf in finding.open if not isinstance(leaf.leaf, Unspecified)
    ]
    steps = [check_with_papers(papers, what)] if papers else []
    if len(papers) < len(finding.open):
        steps.append(ASK_THE_OFFICE)
    return Wording("。".join(step.ja for step in steps), "; ".join(step.en for step in steps))
