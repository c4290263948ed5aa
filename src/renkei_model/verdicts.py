"""Judge conditions against a ledger: three verdicts, for what nobody recorded is open."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NoReturn, assert_never

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
    fold,
)
from renkei_model.errors import NoTruthValue
from renkei_model.ledgers import Ledger
from renkei_model.windows import EVER, Moment
from renkei_model.wording import Language, Wording

__all__ = ["MET", "OPEN", "UNMET", "Verdict", "judge_condition", "verdict_of_all"]


@functools.total_ordering
class Verdict(enum.Enum):
    """What a ledger says about a condition: UNMET < OPEN < MET.

    MET: it holds whatever was left unrecorded. UNMET: it fails whatever was left unrecorded.
    OPEN: the ledger does not decide it. A verdict is never True or False: compare it.
    """

    UNMET = 0
    OPEN = 1
    MET = 2

    def __lt__(self, other: object) -> bool:
        """Compare by how much is met."""
        if not isinstance(other, Verdict):
            return NotImplemented
        return self.value < other.value

    if not TYPE_CHECKING:
        # Each verdict exists once, so its identity hashes it: much faster than an enum's own hash.
        __hash__ = object.__hash__

    def __bool__(self) -> NoReturn:
        """Refuse: `if verdict:` would turn open into something it is not."""
        raise NoTruthValue(
            str(self),
            Wording(
                "verdict is Verdict.MET のように比べてください",
                "compare it, as in `verdict is Verdict.MET`",
            ),
        )

    def text(self, language: Language) -> str:
        """Name the verdict for a reader."""
        return _VERDICT_WORDING[self].text(language)

    def sign(self, language: Language) -> str:
        """Give a sign for narrow places."""
        return _VERDICT_SIGN[self].text(language)


# On Python 3.11 a member is found through a descriptor of Python's; these names are found at once.
MET: Final = Verdict.MET
OPEN: Final = Verdict.OPEN
UNMET: Final = Verdict.UNMET

_VERDICT_WORDING: Final = {
    MET: Wording("充足", "met"),
    OPEN: Wording("未確認", "open"),
    UNMET: Wording("未充足", "unmet"),
}
_VERDICT_SIGN: Final = {
    MET: Wording.same("○"),
    OPEN: Wording("？", "?"),
    UNMET: Wording.same("×"),
}


def verdict_of_all(verdicts: Sequence[Verdict]) -> Verdict:
    """Give the verdict on several things that are all needed: the lowest, MET for none."""
    lowest = MET
    for verdict in verdicts:
        if verdict is UNMET:
            return verdict
        if verdict is OPEN:
            lowest = verdict
    return lowest


# Nearly every condition is one leaf that counts from the beginning on, for which a ledger keeps its
# totals by day: that way is kept short.


def _judge_at_least(leaf: AtLeast, ledger: Ledger, moment: Moment) -> Verdict:
    if leaf.during is EVER:
        if ledger.least_by(leaf.fact, moment.on, moment.as_of) >= leaf.n:
            return MET
        most = ledger.most_by(leaf.fact, moment.on, moment.as_of)
    else:
        count = ledger.count(leaf.fact, leaf.during.window(moment), moment.as_of)
        if count.least >= leaf.n:
            return MET
        most = count.most
    return OPEN if most is None or most >= leaf.n else UNMET


def _judge_at_most(leaf: AtMost, ledger: Ledger, moment: Moment) -> Verdict:
    count = ledger.count(leaf.fact, leaf.during.window(moment), moment.as_of)
    if count.least > leaf.n:
        return UNMET
    return OPEN if count.most is None or count.most > leaf.n else MET


@attrs.frozen
class _Verdicts:
    """The algebra of verdicts: all is the lowest, any the highest, k of n the k-th highest."""

    ledger: Ledger
    moment: Moment

    def leaf(self, leaf: Leaf) -> Verdict:
        return judge_condition(leaf, self.ledger, self.moment)

    def all_of(self, parts: Sequence[Verdict]) -> Verdict:
        return verdict_of_all(parts)

    def any_of(self, parts: Sequence[Verdict]) -> Verdict:
        return max(parts)

    def some_of(self, k: int, parts: Sequence[Verdict]) -> Verdict:
        return sorted(parts, reverse=True)[k - 1]


def judge_condition(condition: Condition, ledger: Ledger, moment: Moment) -> Verdict:
    """Judge a condition against a ledger at a moment.

    As long as every fact keeps one polarity inside the condition, the verdict is exact: OPEN means
    that what is not recorded could decide it either way. Where records are dated by spans this
    needs one window for each fact too, and where the stage was entered nobody knows when, a
    condition of `AtLeast`s. Otherwise the verdict is sound, and may stay OPEN where a cleverer
    reading would decide.

    Args:
        condition: What is asked.
        ledger: What was recorded.
        moment: The day that is judged.
    """
    match condition:
        case AtLeast():
            return _judge_at_least(condition, ledger, moment)
        case AtMost():
            return _judge_at_most(condition, ledger, moment)
        case Unspecified():
            return OPEN
        case AllOf() | AnyOf() | SomeOf():
            return fold(condition, _Verdicts(ledger, moment))
    assert_never(condition)
