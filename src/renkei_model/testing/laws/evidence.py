"""What further evidence and time may do to verdicts, and whether verdicts are exact.

No law asks how a verdict is come by: each holds for any policy, and any council under it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.conditions import AtLeast, AtMost, Unspecified, leaves
from renkei_model.councils import Council
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import judge_transition
from renkei_model.lifecycle.judging import moment_of
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import TransitionKind
from renkei_model.testing.completions import verdict_over_all_completions
from renkei_model.testing.laws.holding import changed_verdict, hold, of_day, verdicts
from renkei_model.verdicts import Verdict
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, Moment
from renkei_model.wording import Wording

__all__ = [
    "completeness_only_decides",
    "exact_dates_only_decide",
    "more_evidence_never_hurts",
    "records_to_come_do_not_count",
    "the_order_of_records_decides_nothing",
    "time_takes_nothing_back",
    "verdicts_are_exact",
]

_MORE: Final = Wording(
    "記録が増えて，進む移行が遠のくことはない", "more evidence never closes a step of progress"
)
_COMPLETE: Final = Wording(
    "ほかにないと確かめても，決まった判定は変わらない",
    "stating that nothing else happened only decides what was open",
)
_EXACT_DATES: Final = Wording(
    "日付が詳しく分かっても，決まった判定は変わらない",
    "a more exact date only decides what was open",
)
_ORDER: Final = Wording("記録の並ぶ順で判定は変わらない", "the order of records decides nothing")
_TO_COME: Final = Wording(
    "判定日より後の記録は数えない", "records after the day that is judged do not count"
)
_TIME: Final = Wording(
    "期間を限らない要件は，一度満たせば後の日にも満たしている",
    "what counts from the beginning, once met, is met on every later day",
)
_EXACT: Final = Wording(
    "判定は，記録のないことをすべて試した結果と一致する",
    "a verdict is what trying everything that is not recorded comes to",
)


def more_evidence_never_hurts(
    council: Council, policy: Policy, as_of: datetime.date, record: Record
) -> None:
    """Hold that filing a record makes no requirement of a step of progress less met.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.
        record: What is filed besides.

    Raises:
        LawBroken: If some requirement is less met with the record than without it.
    """
    for need, before, after in _both(council, council.add(record), policy, as_of, progress=True):
        hold(before <= after, _MORE, of_day(as_of, changed_verdict(need, before, after)))


def completeness_only_decides(
    council: Council, policy: Policy, as_of: datetime.date, statement: Completeness
) -> None:
    """Hold that saying that nothing else happened leaves every decided verdict as it is.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.
        statement: What is said besides.

    Raises:
        LawBroken: If some decided verdict is another one with the statement.
    """
    for need, before, after in _both(council, council.add(statement), policy, as_of):
        hold(
            before is Verdict.OPEN or before is after,
            _COMPLETE,
            of_day(as_of, changed_verdict(need, before, after)),
        )


def exact_dates_only_decide(
    council: Council, policy: Policy, as_of: datetime.date, vague: Record, exact: Record
) -> None:
    """Hold that a record dated more exactly leaves every decided verdict as it is.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.
        vague: A record.
        exact: The same with a date within the other's.

    Raises:
        LawBroken: If some verdict is decided with the vague date and is another with the exact one.
    """
    for need, before, after in _both(council.add(vague), council.add(exact), policy, as_of):
        hold(
            before is Verdict.OPEN or before is after,
            _EXACT_DATES,
            of_day(as_of, changed_verdict(need, before, after)),
        )


def the_order_of_records_decides_nothing(
    council: Council, policy: Policy, as_of: datetime.date
) -> None:
    """Hold that a ledger sorted otherwise gives the same verdicts.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If some verdict is another one where records and statements stand backwards.
    """
    ledger = Ledger(council.ledger.records[::-1], council.ledger.complete[::-1])
    for need, before, after in _both(council, _with(council, ledger), policy, as_of):
        hold(before is after, _ORDER, of_day(as_of, changed_verdict(need, before, after)))


def records_to_come_do_not_count(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that what is dated wholly after the day that is judged changes no verdict.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If some verdict is another one without those records.
    """
    kept = tuple(record for record in council.ledger.records if record.on.first <= as_of)
    by_then = _with(council, Ledger(kept, council.ledger.complete))
    for need, before, after in _both(by_then, council, policy, as_of):
        hold(before is after, _TO_COME, of_day(as_of, changed_verdict(need, before, after)))


def time_takes_nothing_back(
    council: Council, policy: Policy, earlier: datetime.date, later: datetime.date
) -> None:
    """Hold that what a step of progress counts from the beginning stays met.

    Args:
        council: The council.
        policy: The policy.
        earlier: A day.
        later: The same day, or a later one.

    Raises:
        LawBroken: If some such requirement is met on the earlier day and not on the later.
    """
    for way in policy.progress:
        pairs = zip(
            way.requirements,
            judge_transition(council, policy, way, earlier).verdicts,
            judge_transition(council, policy, way, later).verdicts,
            strict=True,
        )
        for need, before, after in pairs:
            if all(isinstance(leaf, Unspecified) or leaf.during is EVER for leaf in _leaves(need)):
                hold(
                    before is not Verdict.MET or after is Verdict.MET,
                    _TIME,
                    of_day(later, changed_verdict(need, before, after)),
                )


def verdicts_are_exact(council: Council, policy: Policy, as_of: datetime.date) -> None:
    """Hold that verdicts are what trying every completion of the ledger comes to.

    A verdict that is decided is never contradicted by anything that may have been. Where a fact is
    always asked for at one end of one window, and the day of stage entry is known or all is asked
    for at least, an open verdict can be decided either way.

    Trying everything takes long: requirements that ask for more than two of something or have more
    than four leaves are passed over, and so are ledgers in which more than three things happened
    of what they count.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.

    Raises:
        LawBroken: If a verdict is not what everything that may have been comes to.
    """
    for way, need, verdict in verdicts(council, policy, as_of):
        ledger = Ledger(
            tuple(each for each in council.ledger.records if each.fact in need.facts),
            tuple(each for each in council.ledger.complete if each.fact in need.facts),
        )
        if _is_small(need, ledger):
            now = moment_of(council, policy, way, as_of)
            tried = verdict_over_all_completions(need.condition, ledger, now, unseen=_UNSEEN)
            as_tried = verdict is tried or (
                verdict is Verdict.OPEN and not _is_decidable(need, now)
            )
            hold(as_tried, _EXACT, of_day(as_of, changed_verdict(need, tried, verdict)))


_UNSEEN: Final = 2
_MOST_LEAVES: Final = 4
_MOST_HAPPENED: Final = 3


def _is_small(need: Requirement, ledger: Ledger) -> bool:
    asked = _leaves(need)
    return (
        len(asked) <= _MOST_LEAVES
        and sum(record.count for record in ledger.records) <= _MOST_HAPPENED
        and all(
            isinstance(leaf, Unspecified) or leaf.n + isinstance(leaf, AtMost) <= _UNSEEN
            for leaf in asked
        )
    )


def _is_decidable(need: Requirement, now: Moment) -> bool:
    counting = [leaf for leaf in _leaves(need) if not isinstance(leaf, Unspecified)]
    read = {(leaf.fact, type(leaf), leaf.during) for leaf in counting}
    entry_is_known = now.entered is not None and now.entered.first == now.entered.last
    return len(read) == len(need.facts) and (
        entry_is_known
        or all(isinstance(leaf, AtLeast) for leaf in counting)
        or all(leaf.during is not SINCE_STAGE_ENTRY for leaf in counting)
    )


def _leaves(need: Requirement) -> list[AtLeast | AtMost | Unspecified]:
    return list(leaves(need.condition))


def _with(council: Council, ledger: Ledger) -> Council:
    return attrs.evolve(council, ledger=ledger)


def _both(
    one: Council, other: Council, policy: Policy, as_of: datetime.date, *, progress: bool = False
) -> Iterator[tuple[Requirement, Verdict, Verdict]]:
    """Give each requirement with what it says of the one council and of the other."""
    pairs = zip(verdicts(one, policy, as_of), verdicts(other, policy, as_of), strict=True)
    for (way, need, before), (_, _, after) in pairs:
        if not progress or way.kind is TransitionKind.PROGRESS:
            yield need, before, after
