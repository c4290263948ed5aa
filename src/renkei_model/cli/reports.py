"""Write readings as answers: for people as text or Markdown, for programs as CSV or JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from renkei_model.cli.answers import Answer
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.facts import Record
from renkei_model.findings import Finding, record_text
from renkei_model.interchange.readings import (
    plain_assessment,
    plain_replay,
    plain_timeline,
)
from renkei_model.kochi.facts import CERTIFIED
from renkei_model.lifecycle import (
    NOT_THE_CITYS_JUDGEMENT,
    Assessment,
    Replay,
    Timeline,
    TransitionReading,
)
from renkei_model.lifecycle.assessment import closing_lines, heading_lines, policy_lines
from renkei_model.lifecycle.history import stage_name
from renkei_model.policy import Policy
from renkei_model.tables import Column, Table, key_columns
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language, Wording

__all__ = [
    "CERTIFIED_ON",
    "FINDING_COLUMNS",
    "NAME",
    "NUMBER",
    "certification",
    "finding_rows",
    "many_assessments",
    "many_heading",
    "number_text",
    "one_assessment",
    "provisos",
    "replays",
    "step_taken",
    "timelines",
]

NUMBER: Final = Column("number", Wording("番号", "no."), right=True)
NAME: Final = Column("name", Wording("名称", "name"), shrinks=True)
CERTIFIED_ON: Final = Column("certified", Wording("認定", "certified"))


def certification(council: Council) -> Record | None:
    """Give the record of a council's certification, if there is one."""
    return next(iter(council.ledger.of(CERTIFIED)), None)


def number_text(number: int | None) -> str:
    """Write a council's number; empty where it has none."""
    return "" if number is None else str(number)


def provisos(policy: Policy) -> tuple[Wording, Wording]:
    """Give what every answer on councils says of itself."""
    return policy.caveat, NOT_THE_CITYS_JUDGEMENT


def _broken(paragraph: str) -> str:
    """Keep the lines of a paragraph apart in Markdown."""
    return paragraph.replace("\n", "  \n")


# --- assess --------------------------------------------------------------------------------------


def many_assessments(
    assessments: Sequence[Assessment], policy: Policy, as_of: datetime.date, language: Language
) -> Answer:
    """Tabulate the assessments of several councils, one a row, in the order given."""
    columns = (
        NUMBER,
        NAME,
        CERTIFIED_ON,
        Column("surely", Wording("確実", "surely"), shrinks=True),
        Column("possibly", Wording("可能性", "possibly"), shrinks=True),
        *(
            Column(way.key, Wording(f"→{way.target.text('ja')}", f"→ {number}"))
            for number, way in enumerate(policy.transitions, start=1)
        ),
        Column("evidence", Wording("記録", "records")),
    )
    shown = Table(columns, tuple(_row(reading, policy, language) for reading in assessments))
    notes = [
        many_heading(policy, as_of, language),
        _totals(assessments, language),
        _legend(policy).text(language),
        NOT_THE_CITYS_JUDGEMENT.text(language),
    ]
    heading, totals, legend, note = notes
    return Answer(
        (heading, shown, f"{totals}\n{legend}\n{note}"),
        markdown="\n\n".join(
            [_broken(heading), shown.as_markdown(language), totals, _broken(legend), note]
        ),
        table=_numbers(assessments, policy),
        plain={
            "as_of": as_of.isoformat(),
            "caveat": policy.caveat.text(language),
            "councils": [plain_assessment(reading, language) for reading in assessments],
            "note": note,
        },
        provisos=provisos(policy),
    )


def _legend(policy: Policy) -> Wording:
    # English names of stages are too long to stand above numbers, so the columns are numbered.
    steps = ", ".join(
        f"→ {number} {way.target.text('en')}"
        for number, way in enumerate(policy.transitions, start=1)
    )
    return Wording(_LEGEND.ja, _LEGEND.en.format(steps))


_LEGEND: Final = Wording(
    "「確実」は，記録から満たしたと確かめられる最も先の段階，"
    "「可能性」は，記録で否定されていない最も先の段階です。\n"
    "「→」の欄は，その段階へ進む要件のうち 充足/未確認/未充足 の数です。"
    "未確認は，記録がなく，どちらとも言えないものです。"
    "「記録」は，全要件のうち記録のあるものの数です。\n"
    "表は番号順であり，優劣を示すものではありません。",
    "Surely: the furthest stage that the records establish. "
    "Possibly: the furthest one that no record rules out.\n"
    "The columns with → count the requirements of the step to a stage, as met/open/unmet: {}. "
    "Open: nothing on record decides it. Records: requirements with a record, of all.\n"
    "The table is in the order of the registry and ranks nobody.",
)


def many_heading(policy: Policy, as_of: datetime.date, language: Language) -> str:
    """Write above a table of councils by which policy they are read, and on which day."""
    day = Span.day(as_of).text(language)
    title = policy.title.text(language)
    if language == "ja":
        heading = f"{title}（{day}時点）　基準 {policy.stamp}"
    else:
        heading = f"{title}, as of {day}; policy {policy.stamp}"
    return "\n".join(filter(None, [heading, policy.caveat.text(language)]))


def _row(reading: Assessment, policy: Policy, language: Language) -> tuple[str, ...]:
    council = reading.council
    by_key = {read.transition.key: read for read in reading.transitions}
    separator = "・" if language == "ja" else ", "
    certified = certification(council)
    return (
        number_text(council.number),
        council.name,
        "" if certified is None else certified.on.era,
        separator.join(stage.text(language) for stage in reading.supported.surely),
        separator.join(stage.text(language) for stage in reading.supported.possibly),
        *("/".join(map(str, _counts(by_key[way.key]))) for way in policy.transitions),
        f"{reading.with_evidence}/{len(reading.findings)}",
    )


def _counts(read: TransitionReading) -> list[int]:
    return list(read.counts().values())


def _totals(assessments: Sequence[Assessment], language: Language) -> str:
    verdicts = [finding.verdict for reading in assessments for finding in reading.findings]
    counts = {
        verdict: verdicts.count(verdict) for verdict in (Verdict.MET, Verdict.OPEN, Verdict.UNMET)
    }
    if language == "ja":
        told = "，".join(f"{verdict.text('ja')} {count}" for verdict, count in counts.items())
        return f"{len(assessments)}協議会，{len(verdicts)}要件: {told}"
    told = ", ".join(f"{count} {verdict.text('en')}" for verdict, count in counts.items())
    many = "s" * (len(assessments) != 1)
    return f"{len(assessments)} council{many}, {len(verdicts)} conditions: {told}"


def _numbers(assessments: Sequence[Assessment], policy: Policy) -> Table:
    """Tabulate counts as numbers of their own: a spreadsheet would take 1/9 for a date."""
    counted = [
        f"{way.key}_{verdict}" for way in policy.transitions for verdict in ("met", "open", "unmet")
    ]
    columns = key_columns(
        "number",
        "name",
        "certified",
        "recorded_stage",
        "surely",
        "possibly",
        *counted,
        "with_evidence",
        "conditions",
    )
    return Table(columns, tuple(_number_row(reading, policy) for reading in assessments))


def _number_row(reading: Assessment, policy: Policy) -> tuple[str, ...]:
    council = reading.council
    by_key = {read.transition.key: read for read in reading.transitions}
    certified = certification(council)
    return (
        number_text(council.number),
        council.name,
        "" if certified is None else certified.on.iso,
        "" if reading.recorded is None else reading.recorded.key,
        "|".join(stage.key for stage in reading.supported.surely),
        "|".join(stage.key for stage in reading.supported.possibly),
        *(str(count) for way in policy.transitions for count in _counts(by_key[way.key])),
        str(reading.with_evidence),
        str(len(reading.findings)),
    )


FINDING_COLUMNS: Final = (
    Column("requirement", Wording("要件", "requirement")),
    Column("verdict", Wording("判定", "verdict")),
    Column("need", Wording("必要", "need")),
    Column("have", Wording("記録", "have")),
    Column("records", Wording("根拠となる記録", "rests on")),
    Column("rule_basis", Wording("根拠", "basis of the rule")),
    Column("next", Wording("次にすること", "what to file next")),
)
"""The columns of `finding_rows`."""

_ONE_COLUMNS: Final = (
    Column("council", Wording("協議会", "council")),
    Column("transition", Wording("移行", "step")),
    *FINDING_COLUMNS,
)


def one_assessment(reading: Assessment, language: Language) -> Answer:
    """Explain one council in full."""
    rows = tuple(
        (reading.council.name, read.transition.text(language), *cells)
        for read in reading.transitions
        for finding in read.findings
        for cells in finding_rows(finding, language)
    )
    without_council = Table(_ONE_COLUMNS[1:], tuple(row[1:] for row in rows))
    return Answer(
        (reading.explain(language),),
        markdown="\n\n".join(
            [
                "  \n".join(heading_lines(reading, language)),
                without_council.as_markdown(language),
                "  \n".join(closing_lines(reading, language)),
            ]
        ),
        table=Table(_ONE_COLUMNS, rows),
        plain=plain_assessment(reading, language),
        provisos=provisos(reading.policy),
    )


def finding_rows(finding: Finding, language: Language) -> Iterator[tuple[str, ...]]:
    """Tell a finding in rows, one for each leaf: what is asked, had, missing, and its source."""
    for leaf in finding.leaves:
        yield (
            finding.requirement.wording.text(language),
            leaf.verdict.text(language),
            leaf.asks.text(language),
            leaf.on_record.text(language),
            "\n".join(record_text(record, language) for record in leaf.records),
            finding.requirement.basis.text(language),
            leaf.remedy.text(language),
        )


# --- a council's life ----------------------------------------------------------------------------


def timelines(found: Sequence[Timeline], policy: Policy, language: Language) -> Answer:
    """Tell when requirements were met under a policy, for one council or several."""
    rows = tuple(
        (
            timeline.council.name,
            times.transition.key,
            time.requirement.key,
            time.requirement.wording.text(language),
            "" if time.met is None else time.met.iso,
        )
        for timeline in found
        for times in timeline.transitions
        for time in times.requirements
    )
    columns = (
        Column("name", Wording("名称", "name")),
        Column("transition", Wording("移行", "step")),
        Column("requirement", Wording("要件のキー", "requirement")),
        Column("wording", Wording("要件", "wording")),
        Column("met", Wording("充足した時", "met")),
    )
    table = Table(columns, rows)
    return Answer(
        tuple(timeline.explain(language) for timeline in found),
        table=table,
        markdown=_under(policy, table, language),
        plain={"timelines": [plain_timeline(timeline, language) for timeline in found]},
        provisos=provisos(policy),
    )


def _under(policy: Policy, table: Table, language: Language) -> str:
    """Write a table of councils in Markdown, with the policy before it and whose reading it is."""
    return "\n\n".join(
        [
            _broken("\n".join(policy_lines(policy, language))),
            table.as_markdown(language),
            NOT_THE_CITYS_JUDGEMENT.text(language),
        ]
    )


def replays(found: Sequence[Replay], policy: Policy, language: Language) -> Answer:
    """List recorded steps and what a replay under a policy found in them."""
    columns = (
        Column("name", Wording("名称", "name")),
        Column("position", Wording("順", "no."), right=True),
        Column("on", Wording("日付", "date")),
        Column("source", Wording("移行前", "from")),
        Column("target", Wording("移行後", "to")),
        Column("by", Wording("記録者", "by")),
        Column("remarks", Wording("検証", "found")),
    )
    sound = Wording("問題なし", "nothing amiss").text(language)
    table = Table(
        columns,
        tuple(
            (
                replay.council.name,
                str(step.position),
                step.change.on.iso,
                stage_name(policy, step.change.source).text(language),
                stage_name(policy, step.change.target).text(language),
                step.change.by,
                " / ".join(remark.text(language) for remark in step.remarks) or sound,
            )
            for replay in found
            for step in replay.steps
        ),
    )
    return Answer(
        tuple(replay.explain(language) for replay in found),
        table=table,
        markdown=_under(policy, table, language),
        plain={"replays": [plain_replay(replay, language) for replay in found]},
        provisos=provisos(policy),
    )


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
    notes = [policy.caveat.text(language), NOT_THE_CITYS_JUDGEMENT.text(language)]
    return Answer(("\n".join([taken, *filter(None, notes)]),))
