# mypy: disallow-any-expr
"""What a `match` can be proved to cover: the unions and enumerations of the library are closed."""

from typing import assert_never, assert_type

from renkei_model import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Fact,
    FactKind,
    SomeOf,
    TransitionKind,
    Unspecified,
    Verdict,
    Wording,
)
from renkei_model.conditions import Condition, Leaf
from renkei_model.provenance import BasisKind
from renkei_model.windows import During


def every_condition(condition: Condition) -> str:
    """Six kinds of condition, and no seventh."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            assert_type(parts, tuple[Condition, ...])
            return "parts"
        case SomeOf(k, parts):
            assert_type(k, int)
            assert_type(parts, tuple[Condition, ...])
            return "some"
        case AtLeast(fact, n, during) | AtMost(fact, n, during):
            assert_type(fact, Fact)
            assert_type(n, int)
            assert_type(during, During)
            return "leaf"
        case Unspecified(reason):
            assert_type(reason, Wording)
            return "unspecified"
    assert_never(condition)


def every_leaf(leaf: Leaf) -> str:
    """Three of them have no parts."""
    match leaf:
        case AtLeast():
            return "least"
        case AtMost():
            return "most"
        case Unspecified():
            return "unspecified"
    assert_never(leaf)


def a_forgotten_condition(condition: Condition) -> str:
    """A `match` that forgets one is found out."""
    match condition:
        case AllOf() | AnyOf() | SomeOf() | AtLeast() | AtMost():
            return "known"
        case _:
            assert_never(condition)  # type: ignore[arg-type]


def every_verdict(verdict: Verdict) -> str:
    """Three verdicts, and no fourth."""
    match verdict:
        case Verdict.MET:
            return "○"
        case Verdict.OPEN:
            return "?"
        case Verdict.UNMET:
            return "×"
    assert_never(verdict)


def a_forgotten_verdict(verdict: Verdict) -> str:
    """Whoever forgets what nobody recorded is told."""
    match verdict:
        case Verdict.MET:
            return "○"
        case Verdict.UNMET:
            return "×"
        case _:
            assert_never(verdict)  # type: ignore[arg-type]


def every_other_enumeration(kind: BasisKind, fact: FactKind, way: TransitionKind) -> None:
    """The kinds of basis, fact and transition are closed, too."""
    match kind:
        case BasisKind.STATED | BasisKind.RECORDED | BasisKind.INFERRED:
            pass
        case BasisKind.ASSUMED | BasisKind.UNSTATED:
            pass
        case _:
            assert_never(kind)
    match fact:
        case FactKind.EVENT | FactKind.DETERMINATION:
            pass
        case _:
            assert_never(fact)
    match way:
        case TransitionKind.PROGRESS | TransitionKind.WITHDRAWAL:
            pass
        case _:
            assert_never(way)


def every_window(during: During) -> None:
    """So are the days that count."""
    match during:
        case During.EVER | During.SINCE_STAGE_ENTRY:
            pass
        case During.THIS_FISCAL_YEAR | During.THROUGH_LAST_FISCAL_YEAR:
            pass
        case _:
            assert_never(during)
