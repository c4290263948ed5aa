"""Why a step is refused: the whole list, the number still needed, and a date that says too little.

Run it with `python examples/why_blocked.py`. The council is invented.
"""

from datetime import date

from renkei_model import Council, Record, Span, TransitionBlocked, advance, kochi

FACTS = {fact.key: fact for fact in kochi.FACTS}


def main() -> None:
    """Try to leave the first stage with half the evidence."""
    council = Council(name="なぎさ地区連携協議会（架空の例）").add(
        Record(FACTS["founded"], date(2025, 5, 10), evidence="設立総会の議事録"),
        Record(FACTS["actors_acquainted"], date(2025, 6, 7), by="全体会"),
        # Only the month is known: in the middle of September nobody can say whether it was yet.
        Record(FACTS["issues_shared"], Span.month(2025, 9), by="全体会"),
    )
    council = advance(council, kochi.POLICY, on=date(2025, 5, 10), by="事務局")

    try:
        advance(council, kochi.POLICY, on=date(2025, 9, 15), by="事務局")
    except TransitionBlocked as blocked:
        # People read the sentence; programs read the fields.
        print(blocked)
        print(f"\n{blocked.explain('ja')}\n")
        for leaf in blocked.missing:
            have = leaf.on_record.text("en")
            basis = leaf.requirement.basis
            cited = ", ".join(place.statement for place in basis.citations)
            print(f"{leaf.requirement.key}: {leaf.verdict.name}, have {have}")
            print(f"    the rule is {basis.kind.value}: {cited}")


if __name__ == "__main__":
    main()
