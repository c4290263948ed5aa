# mypy: disallow-any-expr
"""What type checkers see of the values that importers make: facts, records, rules, councils."""

import datetime
from typing import Literal, assert_type

from renkei_model import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Completeness,
    Council,
    Fact,
    FactKind,
    FiscalYear,
    Force,
    Ledger,
    Policy,
    Record,
    Requirement,
    SomeOf,
    Span,
    Stage,
    StageChange,
    Transition,
    TransitionKind,
    Unspecified,
    Wording,
    about,
    ladder,
    parse_span,
)
from renkei_model.conditions import Condition
from renkei_model.dates import as_span
from renkei_model.policy import PolicyStamp
from renkei_model.provenance import Basis, BasisKind, Citation, Source, assumed, stated

MAY = datetime.date(2026, 5, 1)


def dates_are_spans() -> None:
    """Days, months and texts all become spans."""
    assert_type(Span.day(MAY), Span)
    assert_type(Span.month(2026, 5), Span)
    assert_type(Span(MAY, MAY).first, datetime.date)
    assert_type(parse_span("令和8年5月"), Span)
    assert_type(as_span(MAY), Span)
    assert_type(FiscalYear.of(MAY).year, int)
    assert_type(FiscalYear(2026).last, datetime.date)


def grounds(source: Source) -> None:
    """A basis says how firmly something stands, and cites its places."""
    words = Wording("見出し", "heading")
    place = Citation(source, "G1", words, words, words)
    assert_type(stated(place), Basis)
    assert_type(assumed(place, reason=words, plausible=(2, 6)).plausible, tuple[int, int] | None)
    assert_type(stated(place, plausible=(8, 12)).kind, BasisKind)
    assert_type(words.text("ja"), str)


def ledgers(basis: Basis) -> None:
    """A record is dated by a day or a span and holds a span; a ledger takes what one files."""
    words = Wording("会合", "meetings")
    fact = Fact(key="meetings", wording=words, evidence=words, basis=basis)
    assert_type(fact.kind, FactKind)

    record = Record(fact, MAY, count=2, by="事務局")
    assert_type(record.on, Span)
    assert_type(Record(fact, Span.month(2026, 4)).fact, Fact)

    ledger = Ledger((record,)).add(record, Completeness(fact, MAY))
    assert_type(ledger, Ledger)
    assert_type(ledger.records, tuple[Record, ...])
    assert_type(ledger.facts, tuple[Fact, ...])


def conditions(fact: Fact, reason: Wording) -> None:
    """Conditions join by calls and by operators, and stay conditions."""
    often: Condition = AtLeast(fact, n=3)
    never: Condition = AtMost(fact)
    assert_type(AllOf(often, never, Unspecified(reason)), AllOf)
    assert_type(AnyOf(often, AllOf(never)), AnyOf)
    assert_type(SomeOf(2, often, often, never).parts, tuple[Condition, ...])
    assert_type(AtLeast(fact) & AtMost(fact), AllOf)
    assert_type(about(fact, 8, 12, reason), AnyOf)
    assert_type(about(fact, 8, 12, fact), AnyOf)
    assert_type(fact.unit, Wording | None)
    assert_type(AtLeast(fact) | AtMost(fact) | Unspecified(reason), AnyOf)


def policies(fact: Fact, stages: tuple[Stage, ...], words: Wording, basis: Basis) -> None:
    """A policy is its parts; what it declares is found by key."""
    need = Requirement(key="gathers", condition=AtLeast(fact), wording=words, basis=basis)
    ways = ladder(stages, ((need,),), basis=basis)
    assert_type(ways, tuple[Transition, ...])

    policy = Policy(
        key="ko",
        version="2026-03",
        title=words,
        jurisdiction=words,
        published=Span.month(2026, 3),
        facts=(fact,),
        stages=stages,
        transitions=ways,
    )
    assert_type(policy.initial, Stage)
    assert_type(policy.stage("start"), Stage)
    assert_type(policy.fact("meetings"), Fact)
    assert_type(policy.transition("start_to_action").kind, TransitionKind)
    assert_type(policy.transition("start_to_action").force, Force)
    assert_type(policy.duties, tuple[Transition, ...])
    assert_type(policy.requirements, tuple[Requirement, ...])
    assert_type(policy.facts_read, frozenset[Fact])
    assert_type(policy.ways_from(policy.initial), tuple[Transition, ...])
    assert_type(policy.stamp, PolicyStamp)
    assert_type(policy.fingerprint, str)


def councils(record: Record) -> None:
    """A council grows by new values; its history holds what was recorded."""
    council = Council(name="みのり地区連携協議会", number=3, districts=("みのり",))
    assert_type(council.add(record), Council)
    assert_type(council.number, int | None)
    assert_type(council.history, tuple[StageChange, ...])
    assert_type(council.last_change(MAY), StageChange | None)
    change = StageChange(transition="a_to_b", source="a", target="b", on=MAY)
    assert_type(change.on, Span)
    assert_type(change.policy, PolicyStamp | None)


def languages(wording: Wording, language: Literal["ja", "en"]) -> None:
    """A language is one of two words, which checkers know."""
    assert_type(wording.text(language), str)
