# mypy: disallow-any-expr
"""Wrong uses that a type checker tells before anything runs.

Each line is wrong; a checker that accepted it would call its comment unnecessary.
"""

import datetime

from renkei_model import (
    AllOf,
    AtLeast,
    Council,
    Fact,
    Ledger,
    LivingCouncil,
    Policy,
    Record,
    Requirement,
    SomeOf,
    Verdict,
    Wording,
    advance,
    assess,
    take,
)
from renkei_model.machine import CouncilModel, build_machine

MAY = datetime.date(2026, 5, 1)


def values_never_change(council: Council, record: Record) -> None:
    """Nobody assigns to a value; it is made anew."""
    council.name = "ほかの協議会"  # type: ignore[misc]
    record.count = 2  # type: ignore[misc]


def collections_are_tuples(record: Record) -> None:
    """A list could change behind a value's back."""
    Ledger([record])  # type: ignore[arg-type]
    Council(name="みのり地区連携協議会", districts=["みのり"])  # type: ignore[arg-type]


def facts_are_not_named_by_text(fact: Fact) -> None:
    """A rule or a record holds the fact, so that a slip of the pen is found."""
    Record("founded", MAY)  # type: ignore[arg-type]
    AtLeast("founded")  # type: ignore[arg-type]
    Record(fact, "2026-05-01")  # type: ignore[arg-type]


def numbers_are_named(fact: Fact) -> None:
    """Counts and thresholds are written with their names."""
    AtLeast(fact, 3)  # type: ignore[call-arg]
    Record(fact, MAY, 2)  # type: ignore[call-arg]
    Wording("両方の言語で")  # type: ignore[call-arg]


def conditions_are_wrapped(fact: Fact, words: Wording) -> None:
    """A bare fact is no condition, and a number comes before the parts of `SomeOf`."""
    AllOf(fact)  # type: ignore[arg-type]
    SomeOf(AtLeast(fact), AtLeast(fact))  # type: ignore[arg-type]
    AtLeast(fact) & fact  # type: ignore[operator]
    Requirement(key="gathers", condition=AtLeast(fact), wording=words)  # type: ignore[call-arg]


def arguments_have_their_order(council: Council, policy: Policy) -> None:
    """Council, policy, day; and the language is one of two."""
    assess(policy, council, MAY)  # type: ignore[arg-type]
    assess(council, policy, "2026-05-01")  # type: ignore[arg-type]
    assess(council, policy, MAY).explain("fr")  # type: ignore[arg-type]
    advance(council, policy, MAY, "spreading")  # type: ignore[call-arg]
    take(council, policy, MAY)  # type: ignore[call-arg, arg-type]


def verdicts_are_not_numbers(verdict: Verdict) -> None:
    """Open is neither no nor yes, nor half of it."""
    verdict + 1  # type: ignore[operator]
    -verdict  # type: ignore[operator]


def a_living_council_is_not_assigned(living: LivingCouncil, council: Council) -> None:
    """Only steps change its stage and its council."""
    living.council = council  # type: ignore[misc]
    living.stage = living.stage  # type: ignore[misc]


class Unchanging:
    """A model whose council cannot be replaced."""

    @property
    def council(self) -> Council:
        """Give the same one for ever."""
        return Council(name="みのり地区連携協議会")


def a_machine_needs_a_model_that_changes(policy: Policy, council: Council) -> None:
    """Steps replace a model's council; and a machine's type is a machine."""
    model: CouncilModel = Unchanging()  # type: ignore[assignment]
    build_machine(policy, council)  # type: ignore[call-overload]
    build_machine(policy, model, machine_type=Council)  # type: ignore[type-var]
