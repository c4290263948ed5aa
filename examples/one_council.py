"""An invented council on its way from 課題解決期 to 自立期, with one refusal on the way.

Run it with `python examples/one_council.py`. Everything about みのり is invented.
"""

from datetime import date
from pathlib import Path

from renkei_model import TransitionBlocked, advance, assess, kochi, read_ledger, replay

HERE = Path(__file__).parent


def main() -> None:
    """Tell the council's story from its ledger."""
    council = read_ledger(HERE / "minori.csv")
    print(f"{council.name}: {len(council.ledger.records)}件の記録")

    # What was recorded so far: each step is judged again on its own date.
    print(replay(council, kochi.POLICY).explain("ja"))

    # Where it stands, and what is missing for the next stage.
    reading = assess(council, kochi.POLICY, as_of=date(2026, 4, 1))
    print(f"\n4月1日: {reading.supported.text('ja')}")
    for leaf in reading.missing:
        print(f"  足りないもの: {leaf.requirement.wording.text('ja')}")
        print(f"  次にすること: {leaf.remedy.text('ja')}")

    # Too early: the step is refused with everything that is missing, and nothing changes.
    try:
        council = advance(council, kochi.POLICY, on=date(2026, 4, 1), by="事務局")
    except TransitionBlocked as blocked:
        print(f"\n{blocked.explain('ja')}")

    # The general meeting of 12 April adopts the plan; now the step can be recorded.
    council = advance(council, kochi.POLICY, on=date(2026, 4, 20), by="事務局")
    reading = assess(council, kochi.POLICY, as_of=date(2026, 4, 20))
    print(f"\n4月20日: {reading.supported.text('ja')}")
    for change in council.history:
        source, target = (kochi.POLICY.stage(key) for key in (change.source, change.target))
        print(f"  {change.on.text('ja')}  {source.text('ja')} → {target.text('ja')}")


if __name__ == "__main__":
    main()
