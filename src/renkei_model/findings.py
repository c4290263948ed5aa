"""A finding: what a ledger says to a requirement.

A finding is complete: it names every leaf that is missing, not the first one, and for each what
the ledger has, what is needed, what to file, and where the rule comes from.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from typing import Final, assert_never

import attrs

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    SomeOf,
    Unspecified,
    describe,
    is_soft,
    joined_by,
)
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.ledgers import Count, Ledger, Window
from renkei_model.provenance import Basis, BasisKind, weakest
from renkei_model.remedies import (
    ASK_THE_OFFICE,
    check_records,
    confirm_no_more,
    file_more,
    give_dates,
    or_also_from,
    or_ask_from,
)
from renkei_model.requirements import Requirement
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.windows import Moment
from renkei_model.wording import Language, Wording

__all__ = [
    "Finding",
    "LeafFinding",
    "SoftFinding",
    "count_told",
    "judge",
    "need_and_have",
    "record_text",
    "when_text",
]


@attrs.frozen
class LeafFinding:
    """What a ledger says to one leaf of a requirement.

    Attributes:
        leaf: The leaf.
        verdict: Whether it is met.
        have: How often its fact is counted; None where nothing is counted.
        records: The records that lie, or may lie, in its window.
        requirement: The requirement it belongs to.
        moment: The day that was judged.
        complete: The statements that nothing else happened in its window, by their last day.
    """

    leaf: Leaf
    verdict: Verdict
    have: Count | None
    records: tuple[Record, ...] = attrs.field(repr=False)
    requirement: Requirement = attrs.field(repr=lambda requirement: requirement.key)
    moment: Moment = attrs.field(repr=False)
    complete: tuple[Completeness, ...] = attrs.field(default=(), repr=False)

    @property
    def basis(self) -> Basis | None:
        """The weakest basis among the records it rests on; None without records."""
        return weakest(*(record.basis for record in self.records))

    @property
    def undecided_records(self) -> tuple[Record, ...]:
        """The records whose dates leave open whether they lie in the days that count."""
        if isinstance(self.leaf, Unspecified):
            return ()
        window, as_of = self.leaf.during.window(self.moment), self.moment.as_of
        return tuple(record for record in self.records if not window.surely_holds(record.on, as_of))

    @property
    def asks(self) -> Wording:
        """What the leaf asks for, in words."""
        return describe(self.leaf)

    @property
    def on_record(self) -> Wording:
        """What is on record for it, in words; empty where nothing is counted."""
        if self.have is None or isinstance(self.leaf, Unspecified):
            return Wording.same("")
        return count_told(self.have, self.leaf.fact, self.records)

    @property
    def confirmations(self) -> tuple[Wording, ...]:
        """What was confirmed to be complete, each statement in words, and where that ends."""
        if isinstance(self.leaf, Unspecified):
            return ()
        window = self.leaf.during.window(self.moment)
        return _confirmations(self.complete, window, has_records=bool(self.records))

    @property
    def remedy(self) -> Wording:
        """What to do next about it; empty when it is met."""
        if self.verdict is Verdict.MET:
            return Wording.same("")
        match self.leaf:
            case AtLeast(fact, n):
                return file_more(fact, n, self.records, self.undecided_records)
            case AtMost(fact, n) if self.verdict is Verdict.UNMET:
                return check_records(fact, n)
            case AtMost(fact) if self.have is not None and self.have.most is not None:
                return give_dates(fact, self.undecided_records)
            case AtMost(fact, _, during):
                return confirm_no_more(fact, during.window(self.moment).closes, self.moment.as_of)
            case Unspecified():
                return ASK_THE_OFFICE
        assert_never(self.leaf)


def count_told(have: Count, fact: Fact, records: Sequence[Record]) -> Wording:
    """Say how much of a fact is on record.

    Args:
        have: Its count.
        fact: The fact.
        records: The records that count, or may count.
    """
    if have.most == 0:
        none = fact.number(0)
        return Wording(f"{none.ja}（該当なしと確認）", f"{none.en} (confirmed)")
    if have.most is None and not records:
        return Wording("なし（未確認）", "none on record")
    return Wording(have.text(fact, "ja"), have.text(fact, "en"))


def _confirmations(
    complete: Sequence[Completeness], window: Window, *, has_records: bool
) -> tuple[Wording, ...]:
    opens = datetime.date.min if window.opens is None else window.opens.first
    said = []
    for made in complete:
        since, until = max(made.since or opens, opens), min(made.through, window.closes)
        ends = made.through == complete[-1].through < window.closes
        said.append(_confirmation(since, until, has_records=has_records, ends=ends))
    return tuple(said)


def _confirmation(
    since: datetime.date, until: datetime.date, *, has_records: bool, ends: bool
) -> Wording:
    first, last = Span.day(since), Span.day(until)
    limited = since > datetime.date.min
    what = (
        Wording("ほかに該当なしと確認", "confirmed that there was nothing else")
        if has_records
        else Wording("該当なしと確認", "confirmed that there was none")
    )
    return Wording(
        ja=(f"{first.text('ja')}から" if limited else "")
        + f"{last.text('ja')}まで{what.ja}"
        + ("（確認日より後は未確認）" if ends else ""),
        en=what.en
        + (f" from {first.text('en')}" if limited else "")
        + f" until {last.text('en')}"
        + (" (nobody has confirmed it for the days after)" if ends else ""),
    )


@attrs.frozen
class SoftFinding:
    """What a ledger says to a number that is asked for softly: told as one, and not leaf by leaf.

    Attributes:
        condition: The number, as `about` asks for it.
        verdict: Whether it is met.
        enough: What is found of the number that is surely enough.
        fewest: What is found of the fewest that may be.
        judged: What is found of somebody's judgement in between.
    """

    condition: Condition
    verdict: Verdict
    enough: LeafFinding
    fewest: LeafFinding
    judged: LeafFinding

    def need_and_have(self, language: Language) -> str:
        """Write what is asked for and what is on record."""
        have = self.enough.on_record.text(language)
        return f"{describe(self.condition).text(language)} / {_HAVE.text(language)}: {have}"

    @property
    def remedy(self) -> Wording:
        """What to do next about it; empty when it is met."""
        if self.verdict is Verdict.MET or self.judged.verdict is Verdict.MET:
            return self.fewest.remedy
        assert isinstance(self.fewest.leaf, AtLeast)  # noqa: S101 - so is_soft has found
        fewest = self.fewest.leaf.fact.number(self.fewest.leaf.n)
        if isinstance(self.judged.leaf, Unspecified):
            return or_ask_from(self.enough.remedy, fewest)
        return or_also_from(self.enough.remedy, fewest, self.judged.remedy)


@attrs.frozen
class Finding:
    """What a ledger says to a requirement on one day.

    Attributes:
        requirement: What was asked.
        verdict: Whether it is met.
        ledger: What was recorded.
        moment: The day that was judged.
    """

    requirement: Requirement = attrs.field(repr=lambda requirement: requirement.key)
    verdict: Verdict
    ledger: Ledger = attrs.field(repr=False)
    moment: Moment

    @functools.cached_property
    def _tree(self) -> _Judged:
        return _judge_tree(self.requirement.condition, self)

    @property
    def soft(self) -> SoftFinding | None:
        """What is found of it as one, where all it asks for is a number, softly; else None."""
        return self._tree.soft

    @property
    def leaves(self) -> tuple[LeafFinding, ...]:
        """Every leaf of the requirement with its own finding, in reading order."""
        return self._tree.leaves()

    @property
    def missing(self) -> tuple[LeafFinding, ...]:
        """The leaves that keep it from being met; empty exactly when it is met.

        A part that is met is left out with all its leaves: of two alternatives, the one that is
        not needed any more.
        """
        return self._tree.missing()

    @property
    def unmet(self) -> tuple[LeafFinding, ...]:
        """The missing leaves that surely fail; not empty when the requirement is UNMET."""
        return tuple(leaf for leaf in self.missing if leaf.verdict is Verdict.UNMET)

    @property
    def open(self) -> tuple[LeafFinding, ...]:
        """The missing leaves that nobody recorded either way."""
        return tuple(leaf for leaf in self.missing if leaf.verdict is Verdict.OPEN)

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that the leaves rest on, each once, in the ledger's order."""
        used = {id(record) for leaf in self.leaves for record in leaf.records}
        return tuple(record for record in self.ledger.records if id(record) in used)

    def explain(self, language: Language) -> str:
        """Say what was asked, what the ledger has, what is missing and where the rule is from.

        Args:
            language: `"ja"` or `"en"`.
        """
        return "\n".join(_explain_finding(self, language))

    def explain_as_ground(self, language: Language) -> str:
        """Say the same of a ground for a withdrawal: nothing is to be done to meet it.

        Args:
            language: `"ja"` or `"en"`.
        """
        lines = _explain_finding(self, language)
        if self.verdict is not Verdict.UNMET:
            return "\n".join(lines)
        *told, rule = (line for line in lines if not _is_remedy(line, language))
        return "\n".join([*told, f"  {_NO_GROUND.text(language)}", rule])


def judge(requirement: Requirement, ledger: Ledger, moment: Moment) -> Finding:
    """Judge a requirement against a ledger at a moment.

    Args:
        requirement: What is asked.
        ledger: What was recorded.
        moment: The day that is judged.

    Returns:
        The verdict, with everything that is missing.
    """
    return Finding(
        requirement, judge_condition(requirement.condition, ledger, moment), ledger, moment
    )


# --- the judged tree -----------------------------------------------------------------------------


@attrs.frozen
class _Judged:
    """A verdict with the judged parts and how they join, or with the finding of a leaf."""

    verdict: Verdict
    parts: tuple[_Judged, ...] = ()
    joined: Wording = Wording.same("")
    finding: LeafFinding | None = None
    soft: SoftFinding | None = None

    def leaves(self) -> tuple[LeafFinding, ...]:
        if self.finding is not None:
            return (self.finding,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())

    def missing(self) -> tuple[LeafFinding, ...]:
        if self.verdict is Verdict.MET:
            return ()
        if self.finding is not None:
            return (self.finding,)
        return tuple(leaf for part in self.parts for leaf in part.missing())


def _judge_tree(condition: Condition, finding: Finding) -> _Judged:
    match condition:
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            verdict = judge_condition(condition, finding.ledger, finding.moment)
            judged = tuple(_judge_tree(part, finding) for part in parts)
            soft = None
            if is_soft(condition):
                found = (leaf for part in judged for leaf in part.leaves())
                soft = SoftFinding(condition, verdict, *found)
            return _Judged(verdict, judged, joined_by(condition), soft=soft)
        case AtLeast() | AtMost() | Unspecified():
            leaf = _judge_leaf(condition, finding)
            return _Judged(leaf.verdict, finding=leaf)
    assert_never(condition)


def _judge_leaf(leaf: Leaf, finding: Finding) -> LeafFinding:
    ledger, moment = finding.ledger, finding.moment
    verdict, requirement = judge_condition(leaf, ledger, moment), finding.requirement
    match leaf:
        case AtLeast(fact, _, during) | AtMost(fact, _, during):
            window = during.window(moment)
            return LeafFinding(
                leaf,
                verdict,
                ledger.count(fact, window, moment.as_of),
                ledger.possibly_in(fact, window, moment.as_of),
                requirement,
                moment,
                ledger.complete_in(fact, window),
            )
        case Unspecified():
            return LeafFinding(leaf, verdict, None, (), requirement, moment)
    assert_never(leaf)


# --- words ---------------------------------------------------------------------------------------

_HAVE = Wording("記録", "have")
_NEED = Wording("必要", "need")
_NEXT = Wording("次に", "next")
_RULE = Wording("要件の根拠", "rule")
_RESTS_ON = Wording("根拠となる記録", "rests on")
_IN_THE_LEDGER = Wording("台帳に記録", "recorded in the ledger")
_BRACKETS = Wording("（{}）", " ({})")


def _explain_finding(finding: Finding, language: Language) -> list[str]:
    requirement = finding.requirement
    sign, word = finding.verdict.sign(language), finding.verdict.text(language)
    lines = [f"{sign} {requirement.wording.text(language)} [{word}]"]
    tree = finding._tree  # noqa: SLF001 - the same concept
    # A requirement of one leaf has said its verdict already.
    if tree.soft is not None:
        told = _explain_soft(tree.soft, language)
    else:
        words = _explain_tree if tree.parts else _explain_only_leaf
        told = words(tree, language)
    lines += [f"  {line}" for line in told]
    lines.append(f"  {_RULE.text(language)}: {requirement.basis.text(language)}")
    return lines


_NO_GROUND: Final = Wording(
    "取消しなどの要件に当たらない。", "There is no ground here for a withdrawal."
)


def _is_remedy(line: str, language: Language) -> bool:
    return line.lstrip().startswith(f"{_NEXT.text(language)}: ")


def _explain_tree(judged: _Judged, language: Language) -> list[str]:
    if judged.finding is not None or judged.soft is not None:
        first, *others = _explain_alone(judged, language)
        return [f"{judged.verdict.sign(language)} {first}", *(f"  {line}" for line in others)]
    head = f"{judged.verdict.sign(language)} {judged.joined.text(language)}"
    return [
        head,
        *(f"  {line}" for part in judged.parts for line in _explain_tree(part, language)),
    ]


def _explain_alone(judged: _Judged, language: Language) -> list[str]:
    if judged.soft is not None:
        return _explain_soft(judged.soft, language)
    return _explain_only_leaf(judged, language)


def _explain_soft(soft: SoftFinding, language: Language) -> list[str]:
    need, rests_on = soft.need_and_have(language), (soft.enough, soft.judged)
    return _explain_told(need, rests_on, soft.remedy, language)


def _explain_only_leaf(judged: _Judged, language: Language) -> list[str]:
    return [line for leaf in judged.leaves() for line in _explain_leaf(leaf, language)]


def _explain_leaf(leaf: LeafFinding, language: Language) -> list[str]:
    return _explain_told(need_and_have(leaf, language), (leaf,), leaf.remedy, language)


def _explain_told(
    need: str, rests_on: Sequence[LeafFinding], remedy: Wording, language: Language
) -> list[str]:
    lines = [f"{_NEED.text(language)}: {need}"]
    for leaf in rests_on:
        said = [record_text(record, language) for record in leaf.records]
        said += [confirmed.text(language) for confirmed in leaf.confirmations]
        lines += [f"{_RESTS_ON.text(language)}: {each}" for each in said]
    if remedy:
        lines.append(f"{_NEXT.text(language)}: {remedy.text(language)}")
    return lines


def need_and_have(leaf: LeafFinding, language: Language) -> str:
    """Write what a leaf asks for and what is on record; only the first where nothing counts."""
    if leaf.have is None:
        return leaf.asks.text(language)
    return f"{leaf.asks.text(language)} / {_HAVE.text(language)}: {leaf.on_record.text(language)}"


def record_text(record: Record, language: Language) -> str:
    """Write a record in one line: when, how often, what, by whom, on which paper and basis."""
    count = f" ×{record.count:,}" if record.count > 1 else ""
    if record.fact.unit is not None:
        count = f" {record.fact.number(record.count).text(language)}"
    item = _item_text(record.item, language)
    papers = [f"{when_text(record.on, language)}{count}", item, record.by, record.evidence]
    separator = Wording("，", "; ").text(language)
    if record.basis.kind is not BasisKind.RECORDED:
        return separator.join(filter(None, [*papers, record.basis.text(language)]))
    # In brackets, lest the ledger read as one more paper.
    said = [_IN_THE_LEDGER.text(language), record.basis.reason.text(language)]
    ledger = Wording("／", "; ").text(language).join(filter(None, said))
    return separator.join(filter(None, papers)) + _BRACKETS.text(language).format(ledger)


_OF_A_PLAN: Final = re.compile("第([0-9]+)期の計画")


def _item_text(item: str, language: Language) -> str:
    """Write an item; what is evidence of a plan is filed under one name whatever the language."""
    plan = _OF_A_PLAN.fullmatch(item)
    return item if plan is None or language == "ja" else f"the plan of term {plan[1]}"


def when_text(on: Span, language: Language) -> str:
    """Write when something was: a day, month or year by its name, else between which two."""
    first, between, last = on.text(language).partition(Wording("～", " to ").text(language))
    if not between:
        return first
    return Wording("{}から{}までの間", "between {} and {}").text(language).format(first, last)
