"""What to do next about a condition that is not met, in words: what to file, confirm or check."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from renkei_model.dates import Span
from renkei_model.facts import Fact, Record, name_with_key
from renkei_model.ledgers import how_many
from renkei_model.wording import Language, Wording

__all__ = [
    "ASK_THE_OFFICE",
    "check_records",
    "check_with_papers",
    "confirm_no_more",
    "file_more",
    "give_dates",
    "or_also_from",
    "or_ask_from",
]

ASK_THE_OFFICE: Final = Wording(
    "担当課に条件の内容を確かめる", "ask the office in charge what the condition is"
)
"""What to do about a condition that the source does not spell out."""


def file_more(
    fact: Fact, n: int, records: Sequence[Record], undecided: Sequence[Record]
) -> Wording:
    """Say what to file so that a fact is counted often enough.

    Args:
        fact: What is counted.
        n: How often it must be.
        records: The records that count, or may count.
        undecided: Those of them whose dates leave that open.
    """
    had = how_many(fact, records)
    if not undecided:
        return _file(fact, n - had, had)
    dating = give_dates(fact, undecided)
    if had >= n:
        return dating
    filing = _file(fact, n - had, had)
    return Wording(f"{dating.ja}。さらに，{filing.ja}", f"{dating.en}; and {filing.en}")


def or_ask_from(filing: Wording, fewest: Wording) -> Wording:
    """Say what to file so that a number is surely enough, and from where on fewer may do.

    Args:
        filing: What to file.
        fewest: The fewest that may be enough.
    """
    return Wording(
        f"{filing.ja}（{fewest.ja}からは，それで足りるかを担当課に確かめる）",
        f"{filing.en} (from {fewest.en} on, ask the office in charge whether that will do)",
    )


def or_also_from(filing: Wording, fewest: Wording, judged: Wording) -> Wording:
    """Say what to file so that a number is surely enough, or what else from where on.

    Args:
        filing: What to file.
        fewest: The fewest that may be enough.
        judged: What to file of somebody's judgement that they are.
    """
    return Wording(
        f"{filing.ja}（{fewest.ja}からは，{judged.ja}ことでも足りる）",
        f"{filing.en} (from {fewest.en} on it will also do to {judged.en})",
    )


def _file(fact: Fact, more: int, had: int) -> Wording:
    named = name_with_key(fact)
    said = fact.number(more)
    number = Wording(f"あと{said.ja}", f"{said.en} more of ")
    if fact.distinct:
        number = Wording(f"あと{said.ja}（重複を除く）", f"{said.en} more of the different ")
    if more == 1 and not had and fact.unit is None:
        # Where one is all that is asked for, its number goes without saying.
        number = Wording.same("")
    return Wording(
        ja=f"{fact.evidence.ja}を添えて，{named.ja}を{number.ja}記録する",
        en=f"file {fact.evidence.en} and record {number.en}{named.en}",
    )


def give_dates(fact: Fact, undecided: Sequence[Record]) -> Wording:
    """Say which dates to write more closely.

    Args:
        fact: What is counted.
        undecided: The records whose dates leave open whether they count.
    """
    vague = [record for record in undecided if not record.on.is_day]
    if not vague:
        return Wording(
            "現在の段階に入った日を記録する", "record the day on which the stage was entered"
        )
    named = name_with_key(fact)
    return Wording(
        ja=f"{named.ja}の{_dates(vague, 'ja')}の記録は，"
        "判定する期間のことか分からないため，日（年月日）まで書き直す",
        en=f"give the day of the record of {named.en} dated {_dates(vague, 'en')}, "
        "which may lie outside the days that count",
    )


def _dates(records: Sequence[Record], language: Language) -> str:
    separator = "，" if language == "ja" else ", "
    return separator.join(record.on.text(language) for record in records)


def check_records(fact: Fact, n: int) -> Wording:
    """Say that more is recorded than may be.

    Args:
        fact: What is counted.
        n: How often it may be at most.
    """
    named, said = name_with_key(fact), fact.number(n)
    return Wording(
        ja=f"{named.ja}の記録が{said.ja}を超えているため，記録に誤りがないか確かめる",
        en=f"more than {said.en} of {named.en} are recorded; check that the records are right",
    )


def check_with_papers(papers: Iterable[Wording], what: Wording) -> Wording:
    """Say with which papers to check whether something holds.

    Args:
        papers: The papers; one named twice is named once.
        what: What should hold.
    """
    each = tuple(dict.fromkeys(papers))
    return Wording(
        f"{'，'.join(paper.ja for paper in each)}で，「{what.ja}」ことを確かめる",
        f"check, with {', '.join(paper.en for paper in each)}, that “{what.en}”",
    )


def confirm_no_more(fact: Fact, closes: datetime.date, as_of: datetime.date) -> Wording:
    """Say how to confirm that nothing else happened.

    Args:
        fact: What is counted.
        closes: The last of the days that count.
        as_of: The last day that the ledger is taken to know.
    """
    named = name_with_key(fact)
    # The days that count may go on: nobody can say today that nothing else will happen in them.
    goes_on, last = closes > as_of, Span.day(closes)
    wait = Wording(f"{last.text('ja')}を過ぎてから", f"after {last.text('en')}, ")
    return Wording(
        ja=(f"{wait.ja}，" if goes_on else "") + f"{named.ja}がほかにないことを確かめ，"
        "「これ以外なし（確認日）」の欄（complete_through）に確認日を書く",
        en=(wait.en if goes_on else "")
        + f"check that there is no other {named.en} and write the day of the check "
        "in complete_through",
    )
