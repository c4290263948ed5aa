"""A receipt: what an answer rests on, so that it can be given again."""

from __future__ import annotations

import datetime
from collections.abc import Container, Sequence
from typing import Final

import attrs

from renkei_model.councils import StageChange
from renkei_model.dates import Span
from renkei_model.facts import Fact
from renkei_model.ledgers import Ledger
from renkei_model.policy import PolicyStamp
from renkei_model.stages import keys_in_short
from renkei_model.wording import Language, Wording

__all__ = ["NOT_THE_CITYS_JUDGEMENT", "Receipt", "receipt_of"]

NOT_THE_CITYS_JUDGEMENT: Final = Wording(
    "これは記録された証拠をこのモデルで読んだ結果であり，市の判断ではありません。",
    "This is the model's reading of recorded evidence, not the city's judgement.",
)
"""What every output on a council says."""


@attrs.frozen
class Receipt:
    """What an answer rests on, so that it can be given again.

    Attributes:
        as_of: Nothing after this day was counted.
        policy: Which policy was applied.
        unread: Facts that the ledger holds and the policy does not read.
        later: How many records are dated after that day, and so were not counted.
        later_steps: How many recorded steps do not surely lie on or before that day, likewise.
        beyond: The facts of records that lie after the time that was asked about, though not after
            that day, and so were not counted.
        beyond_records: How many such records there are.
    """

    as_of: datetime.date
    policy: PolicyStamp = attrs.field(repr=str)
    unread: tuple[Fact, ...] = attrs.field(default=(), repr=keys_in_short)
    later: int = 0
    later_steps: int = 0
    beyond: tuple[Fact, ...] = attrs.field(default=(), repr=keys_in_short)
    beyond_records: int = 0

    def text(self, language: Language) -> str:
        """Write the receipt in one line."""
        day = Span.day(self.as_of).text(language)
        if language == "ja":
            return f"{day}時点／基準 {self.policy}"
        return f"as of {day}; policy {self.policy}"

    def unread_text(self, language: Language) -> str:
        """Name the facts that were recorded and not read; empty when there are none."""
        if not self.unread:
            return ""
        names = [fact.wording.text(language) for fact in self.unread]
        if language == "ja":
            return "判定に使わない記録: " + "，".join(names)
        return "recorded, but not used for this answer: " + "; ".join(names)

    def later_text(self, language: Language) -> str:
        """Say how many records and steps are dated after the day; empty when there are none."""
        counted = (_LATER_RECORDS, self.later), (_LATER_STEPS, self.later_steps)
        said = [what.text(language).format(number) for what, number in counted if number]
        return ("" if language == "ja" else " ").join(said)

    def beyond_text(self, language: Language) -> str:
        """Say how many records lie after the time asked about, and of what; empty if none do."""
        if not self.beyond_records:
            return ""
        names = (
            Wording("，", "; ")
            .text(language)
            .join(fact.wording.text(language) for fact in self.beyond)
        )
        return _BEYOND.text(language).format(self.beyond_records, names)

    def told(self, language: Language) -> tuple[str, ...]:
        """Say which records were not counted, and which not read; nothing where all were."""
        texts = self.later_text, self.beyond_text, self.unread_text
        return tuple(filter(None, (text(language) for text in texts)))


_LATER_RECORDS: Final = Wording(
    "判定日より後の記録 {}件は数えていません。",
    "Records dated after that day, and not counted: {}.",
)
_BEYOND: Final = Wording(
    "求めた年度より後の記録 {}件は数えていません: {}",
    "Records dated after the year that was asked about, and not counted: {}: {}",
)
_LATER_STEPS: Final = Wording(
    "判定日より後の段階の変更 {}件は数えていません。",
    "Steps dated after that day, and not counted: {}.",
)


def receipt_of(
    ledger: Ledger,
    policy: PolicyStamp,
    read: Container[Fact],
    as_of: datetime.date,
    steps: Sequence[StageChange] = (),
    *,
    until: datetime.date | None = None,
) -> Receipt:
    """Make the receipt of an answer on a council.

    Args:
        ledger: The council's ledger, with what its plans are evidence of.
        policy: The policy that was applied.
        read: The facts that the answer counts.
        as_of: Nothing after this day was counted.
        steps: The council's recorded steps, where the answer counts them.
        until: The last day that was asked about; as of which it was, when None.
    """
    beyond = [
        record
        for record in ledger.records
        if until is not None and until < record.on.first <= as_of and record.fact in read
    ]
    return Receipt(
        as_of,
        policy,
        tuple(fact for fact in ledger.facts if fact not in read),
        sum(record.on.first > as_of for record in ledger.records),
        sum(step.on.last > as_of for step in steps),
        tuple(dict.fromkeys(record.fact for record in beyond)),
        len(beyond),
    )
