"""Two councils of two invented cities: assess, advance, and what is left of a grant.

Run it with `python examples/another_city/two_cities.py`. Everything in it is invented.
"""

from datetime import date
from pathlib import Path

import hoshigaoka
import minato

from renkei_model import (
    FiscalYear,
    Record,
    TransitionBlocked,
    advance,
    assess,
    read_ledger,
    replay,
    subsidy_range,
    take,
)

HERE = Path(__file__).parent


def suspended_and_due_to_come_back() -> None:
    """Hikarigaoka was suspended, and has reported improvement: its recognition must be restored."""
    policy, day = hoshigaoka.POLICY, date(2027, 4, 1)
    council = read_ledger(HERE / "hikarigaoka.csv", policy.facts)
    print(replay(council, policy).explain("ja"))
    for read in assess(council, policy, as_of=day).due:
        print(f"\nしなければならない移行: {read.transition.text('ja')}")
        council = take(council, policy, read.transition, day, by="地域振興課")
    grant = subsidy_range(council, policy, "activity_grant", FiscalYear(2027), as_of=day)
    print(f"\n{grant.explain('ja')}")


def founded_again() -> None:
    """Minatomachi went back to its founding: an assembly before that does not count any more."""
    policy = minato.POLICY
    council = read_ledger(HERE / "minatomachi.csv", policy.facts)
    try:
        council = advance(council, policy, on=date(2026, 6, 1), to="thematic")
    except TransitionBlocked as blocked:
        print(f"\n{blocked.explain('ja')}")
    council = council.add(Record(minato.ASSEMBLY, date(2026, 6, 14)))
    council = advance(council, policy, on=date(2026, 6, 15), to="thematic", by="協働推進課")
    print(f"\n6月15日: {policy.stage(council.history[-1].target).text('ja')}")


if __name__ == "__main__":
    suspended_and_due_to_come_back()
    founded_again()
