"""Judge conditions against a ledger: three verdicts, for what nobody recorded is open."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from typing import Final, NoReturn, assert_never

import attrs

from renkei_model.conditions import AtLeast, AtMost, Condition, Leaf, Unspecified, fold
from renkei_model.errors import NoTruthValue
from renkei_model.facts import Count, Ledger
from renkei_model.windows import Moment
from renkei_model.wording import Language, Wording

__all__ = ["Verdict", "judge_condition", "judge_leaf", "verdict_of_all"]


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


_VERDICT_WORDING: Final = {
    Verdict.MET: Wording("充足", "met"),
    Verdict.OPEN: Wording("未確認", "open"),
    Verdict.UNMET: Wording("未充足", "unmet"),
}
_VERDICT_SIGN: Final = {
    Verdict.MET: Wording.same("○"),
    Verdict.OPEN: Wording("？", "?"),
    Verdict.UNMET: Wording.same("×"),
}


def verdict_of_all(verdicts: Sequence[Verdict]) -> Verdict:
    """Give the verdict on several things that are all needed: the lowest, MET for none."""
    return min(verdicts, default=Verdict.MET)


def judge_leaf(leaf: Leaf, ledger: Ledger, moment: Moment) -> tuple[Verdict, Count | None]:
    """Judge one leaf, and give the count it rests on (None where nothing is counted)."""
    match leaf:
        case AtLeast(fact, n, during):
            count = ledger.count(fact, during.window(moment), moment.as_of)
            return _verdict(count.least >= n, count.most is None or count.most >= n), count
        case AtMost(fact, n, during):
            count = ledger.count(fact, during.window(moment), moment.as_of)
            return _verdict(count.most is not None and count.most <= n, count.least <= n), count
        case Unspecified():
            return Verdict.OPEN, None
    assert_never(leaf)


def _verdict(surely: bool, possibly: bool) -> Verdict:  # noqa: FBT001 - two halves of one answer
    if surely:
        return Verdict.MET
    return Verdict.OPEN if possibly else Verdict.UNMET


@attrs.frozen
class _Verdicts:
    """The algebra of verdicts: all is the lowest, any the highest, k of n the k-th highest."""

    ledger: Ledger
    moment: Moment

    def leaf(self, leaf: Leaf) -> Verdict:
        return judge_leaf(leaf, self.ledger, self.moment)[0]

    def all_of(self, parts: Sequence[Verdict]) -> Verdict:
        return min(parts)

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
    return fold(condition, _Verdicts(ledger, moment))
