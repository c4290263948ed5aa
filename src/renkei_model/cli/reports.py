"""Write readings as answers: for people as text or Markdown, for programs as CSV or JSON."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import attrs

from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.diagrams import policy_markdown, policy_table
from renkei_model.facts import Record
from renkei_model.interchange.readings import (
    Plain,
    plain_assessment,
    plain_policy,
    plain_replay,
    plain_timeline,
)
from renkei_model.interchange.registry import RegistryRow, registry_csv
from renkei_model.kochi.facts import CERTIFIED
from renkei_model.lifecycle import (
    NOT_THE_CITYS_JUDGEMENT,
    Assessment,
    Replay,
    Timeline,
    TransitionReading,
)
from renkei_model.policy import Policy
from renkei_model.tables import Column, Table
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language, Wording

__all__ = [
    "Answer",
    "many_assessments",
    "one_assessment",
    "policy",
    "registry",
    "replays",
    "step_taken",
    "timelines",
]


@attrs.frozen
class Answer:
    """What a command answers, in every form it may be asked for.

    Attributes:
        text: For a terminal.
        table: For CSV, and for Markdown where nothing else is given.
        plain: For JSON.
        markdown: For Markdown; empty for the table.
        csv: For CSV; empty for the table.
        exit_code: 0, or 1 for findings.
        prose: Whether long lines of the text may be broken at the terminal's width.
        to_stderr: Whether it goes to the error stream.
    """

    text: str
    table: Table = Table((), ())
    plain: Plain = attrs.field(factory=dict)
    markdown: str = attrs.field(default="", kw_only=True)
    csv: str = attrs.field(default="", kw_only=True)
    exit_code: int = attrs.field(default=0, kw_only=True)
    prose: bool = attrs.field(default=False, kw_only=True)
    to_stderr: bool = attrs.field(default=False, kw_only=True)


_NUMBER: Final = Column("number", Wording("番号", "no."), right=True)
_NAME: Final = Column("name", Wording("名称", "name"))
_CERTIFIED: Final = Column("certified", Wording("認定", "certified"))
_NOT_NUMBERED: Final = ""


def certified(council: Council) -> Record | None:
    """Give the record of a council's certification, if its ledger has one."""
    return next(iter(council.ledger.of(CERTIFIED)), None)


def _certified_era(council: Council) -> str:
    record = certified(council)
    return "" if record is None else record.on.era


def _number(council: Council) -> str:
    return _NOT_NUMBERED if council.number is None else str(council.number)


# --- assess --------------------------------------------------------------------------------------


def many_assessments(
    assessments: Sequence[Assessment], policy: Policy, as_of: datetime.date, language: Language
) -> Answer:
    """Tabulate the assessments of several councils, one a row, in the order given."""
    steps = tuple(
        Column(
            way.key,
            Wording(f"{way.target.text('ja')}へ", f"to {way.target.text('en')}"),
        )
        for way in policy.transitions
    )
    columns = (
        _NUMBER,
        _NAME,
        _CERTIFIED,
        Column("surely", Wording("確実に", "surely")),
        Column("possibly", Wording("可能性", "possibly")),
        *steps,
        Column("evidence", Wording("証拠あり", "evidence")),
    )
    table = Table(columns, tuple(_row(reading, policy, language) for reading in assessments))
    heading = _many_heading(policy, as_of, language)
    legend = _LEGEND.text(language)
    note = NOT_THE_CITYS_JUDGEMENT.text(language)
    totals = _totals(assessments, language)
    parts = (heading, "", table.as_text(language), "", totals, legend, note)
    markdown = (heading, "", table.as_markdown(language), "", totals, "", legend, "", note)
    plain: Plain = {
        "as_of": as_of.isoformat(),
        "councils": [plain_assessment(reading, language) for reading in assessments],
        "note": note,
    }
    return Answer("\n".join(parts), table, plain, markdown="\n".join(markdown))


_LEGEND: Final = Wording(
    "各段階への欄は，要件のうち 充足/未確認/不足 の数です。"
    "未確認は，記録がなく，どちらとも言えないものです。"
    "表は番号順であり，優劣を示すものではありません。",
    "The columns “to …” count requirements met/open/unmet. Open: nothing on record decides it. "
    "The table is in the order of the registry and ranks nobody.",
)


def _many_heading(policy: Policy, as_of: datetime.date, language: Language) -> str:
    day = Span.day(as_of).text(language)
    title = policy.title.text(language)
    if language == "ja":
        return f"{title}　{day}時点　政策 {policy.stamp}"
    return f"{title}, as of {day}; policy {policy.stamp}"


def _row(reading: Assessment, policy: Policy, language: Language) -> tuple[str, ...]:
    council = reading.council
    by_key = {read.transition.key: read for read in reading.transitions}
    separator = "・" if language == "ja" else ", "
    return (
        _number(council),
        council.name,
        _certified_era(council),
        separator.join(stage.text(language) for stage in reading.supported.surely),
        separator.join(stage.text(language) for stage in reading.supported.possibly),
        *(_counts(by_key[way.key]) for way in policy.transitions),
        f"{reading.with_evidence}/{len(reading.findings)}",
    )


def _counts(read: TransitionReading) -> str:
    return "/".join(str(count) for count in read.counts().values())


def _totals(assessments: Sequence[Assessment], language: Language) -> str:
    verdicts = [finding.verdict for reading in assessments for finding in reading.findings]
    met, opened, unmet = (
        verdicts.count(verdict) for verdict in (Verdict.MET, Verdict.OPEN, Verdict.UNMET)
    )
    if language == "ja":
        return (
            f"{len(assessments)}協議会，{len(verdicts)}条件: "
            f"充足 {met}，未確認 {opened}，不足 {unmet}"
        )
    return (
        f"{len(assessments)} councils, {len(verdicts)} conditions: "
        f"{met} met, {opened} open, {unmet} unmet"
    )


_ONE_COLUMNS: Final = (
    Column("transition", Wording("移行", "step")),
    Column("requirement", Wording("要件", "requirement")),
    Column("verdict", Wording("判定", "verdict")),
    Column("need", Wording("必要", "need")),
    Column("have", Wording("記録", "have")),
    Column("record_basis", Wording("記録の根拠", "basis of the records")),
    Column("rule_basis", Wording("要件の根拠", "basis of the rule")),
    Column("next", Wording("次にすること", "what to file next")),
)


def one_assessment(reading: Assessment, language: Language) -> Answer:
    """Explain one council in full."""
    rows = tuple(
        (
            read.transition.text(language),
            finding.requirement.wording.text(language),
            leaf.verdict.text(language),
            leaf.asks.text(language),
            "" if leaf.have is None else leaf.have.text(language),
            "" if leaf.basis is None else leaf.basis.text(language),
            finding.requirement.basis.text(language),
            leaf.remedy.text(language),
        )
        for read in reading.transitions
        for finding in read.findings
        for leaf in finding.leaves
    )
    table = Table(_ONE_COLUMNS, rows)
    text = reading.explain(language)
    head, *_ = text.split("\n\n")
    note = NOT_THE_CITYS_JUDGEMENT.text(language)
    markdown = "\n\n".join([head.replace("\n", "  \n"), table.as_markdown(language), note])
    return Answer(text, table, plain_assessment(reading, language), markdown=markdown, prose=True)


# --- the registry and the policy -----------------------------------------------------------------


def registry(councils: Sequence[Council], language: Language) -> Answer:
    """List the registered councils."""
    columns = (
        _NUMBER,
        _NAME,
        Column("nickname", Wording("通称・愛称", "nickname")),
        Column("districts", Wording("小学校区", "districts")),
        _CERTIFIED,
    )
    separator = "，" if language == "ja" else ", "
    rows = tuple(
        (
            _number(council),
            council.name,
            council.nickname,
            separator.join(council.districts),
            _certified_era(council),
        )
        for council in councils
    )
    table = Table(columns, rows)
    districts = sum(len(council.districts) for council in councils)
    total = Wording(
        f"{len(councils)}協議会，{districts}小学校区（令和5年8月現在，市の公表資料による）",
        f"{len(councils)} councils in {districts} districts "
        "(as of August 2023, from the city's leaflet)",
    ).text(language)
    plain: Plain = {
        "councils": [
            {
                "number": council.number,
                "name": council.name,
                "nickname": council.nickname,
                "districts": list(council.districts),
                "certified": _certified_iso(council),
            }
            for council in councils
        ]
    }
    return Answer(
        f"{table.as_text(language)}\n\n{total}",
        table,
        plain,
        markdown=f"{table.as_markdown(language)}\n\n{total}",
        csv=registry_csv(registry_rows(councils)),
    )


def _certified_iso(council: Council) -> str | None:
    record = certified(council)
    return None if record is None else record.on.iso


def registry_rows(councils: Sequence[Council]) -> tuple[RegistryRow, ...]:
    """Give councils as the rows of a registry file."""
    records = [(council, certified(council)) for council in councils]
    return tuple(
        RegistryRow(
            number=council.number,
            name=council.name,
            nickname=council.nickname,
            districts=council.districts,
            certified=None if record is None else record.on,
        )
        for council, record in records
    )


def policy(policy: Policy, language: Language) -> Answer:
    """Tabulate a policy."""
    table = policy_table(policy, language)
    stages = " → ".join(
        f"{stage.text(language)} [{stage.basis.kind.text(language)}]" for stage in policy.stages
    )
    sources = "\n".join(
        f"{_SOURCE.text(language)}: {source.title.text(language)} / "
        f"{source.publisher.text(language)} / {source.published.text(language)}"
        for source in policy.sources
    )
    text = "\n".join(
        [f"{policy.title.text(language)}  {policy.stamp}", stages, "", table.as_text(language), ""]
    )
    return Answer(
        text + sources,
        table,
        plain_policy(policy, language),
        markdown=policy_markdown(policy, language),
    )


_SOURCE: Final = Wording("出典", "source")


# --- a council's life ----------------------------------------------------------------------------


def timelines(found: Sequence[Timeline], language: Language) -> Answer:
    """Tell when requirements were met, for one council or several."""
    columns = (
        _NAME,
        Column("transition", Wording("移行", "step")),
        Column("requirement", Wording("要件", "requirement")),
        Column("met", Wording("充足した時", "met")),
    )
    rows = tuple(
        (
            timeline.council.name,
            times.transition.text(language),
            time.requirement.wording.text(language),
            "" if time.met is None else time.met.text(language),
        )
        for timeline in found
        for times in timeline.transitions
        for time in times.requirements
    )
    plain: Plain = {"timelines": [plain_timeline(timeline, language) for timeline in found]}
    text = "\n\n".join(timeline.explain(language) for timeline in found)
    return Answer(text, Table(columns, rows), plain, prose=True)


def replays(found: Sequence[Replay], language: Language) -> Answer:
    """List recorded steps and what a replay found in them."""
    columns = (
        _NAME,
        Column("position", Wording("順", "no."), right=True),
        Column("on", Wording("日付", "date")),
        Column("transition", Wording("移行", "step")),
        Column("by", Wording("記録者", "by")),
        Column("remarks", Wording("検証", "found")),
    )
    rows = tuple(
        (
            replay.council.name,
            str(step.position),
            step.change.on.text(language),
            f"{step.change.source} → {step.change.target}",
            step.change.by,
            " / ".join(remark.text(language) for remark in step.remarks),
        )
        for replay in found
        for step in replay.steps
    )
    plain: Plain = {"replays": [plain_replay(replay, language) for replay in found]}
    text = "\n\n".join(replay.explain(language) for replay in found)
    return Answer(text, Table(columns, rows), plain, prose=True)


def step_taken(council: Council, policy: Policy, path: str, language: Language) -> Answer:
    """Say which step was recorded, and where."""
    change = council.history[-1]
    source, target = policy.stage(change.source), policy.stage(change.target)
    day = change.on.text(language)
    taken = Wording(
        f"{council.name}: {day}，「{source.text('ja')}」から「{target.text('ja')}」への移行を "
        f"{path} に記録しました（記録者: {change.by}）。",
        f"{council.name}: the step from “{source.text('en')}” to “{target.text('en')}” on {day} "
        f"was recorded in {path} (by {change.by}).",
    ).text(language)
    return Answer(f"{taken}\n{NOT_THE_CITYS_JUDGEMENT.text(language)}", prose=True)
