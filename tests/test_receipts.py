"""Receipts: what an answer rests on, in one line each."""

from invented import FACTS, LADDER, LETTERS_SENT, NEIGHBOURS_MET, day
from renkei_model.dates import Span
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import PolicyStamp
from renkei_model.receipts import Receipt, receipt_of

AS_OF = day("2026-04-10")
STAMP = PolicyStamp("minori", "1", "0123456789ab")


def test_a_receipt_names_the_day_and_the_policy():
    """An answer can be given again from its receipt."""
    receipt = Receipt(AS_OF, STAMP)

    assert receipt.text("ja") == "令和8年4月10日時点／基準 minori@1#0123456789ab"
    assert receipt.text("en") == "as of 2026-04-10; policy minori@1#0123456789ab"


def test_a_receipt_with_nothing_left_out_says_no_more():
    """Where every fact was read and nothing is dated later, both further lines are empty."""
    receipt = receipt_of(Ledger((Record(NEIGHBOURS_MET, AS_OF),)), STAMP, {NEIGHBOURS_MET}, AS_OF)

    assert receipt == Receipt(AS_OF, STAMP)
    assert [receipt.unread_text(language) for language in ("ja", "en")] == ["", ""]
    assert [receipt.later_text(language) for language in ("ja", "en")] == ["", ""]


def test_a_receipt_names_what_was_recorded_and_not_read():
    """Facts that an answer does not count are named, records and statements alike, each once."""
    complaints = FACTS[6]
    ledger = Ledger(
        (Record(LETTERS_SENT, AS_OF), Record(NEIGHBOURS_MET, AS_OF), Record(LETTERS_SENT, AS_OF)),
        (Completeness(complaints, AS_OF),),
    )
    receipt = receipt_of(ledger, LADDER.stamp, LADDER.facts_read, AS_OF)

    assert receipt.unread == (LETTERS_SENT, complaints)
    assert receipt.unread_text("ja") == "判定に使わない記録: 便りの発行，苦情"
    assert receipt.unread_text("en") == (
        "recorded, but not read by this policy: letters sent; complaints"
    )


def test_a_receipt_says_how_many_records_are_dated_later():
    """A record that surely lies after the day was not counted; one that may lie before it was."""
    ledger = Ledger(
        (
            Record(NEIGHBOURS_MET, AS_OF),
            Record(NEIGHBOURS_MET, Span.month(2026, 4)),
            Record(NEIGHBOURS_MET, day("2026-04-11")),
            Record(NEIGHBOURS_MET, Span.month(2026, 5)),
        )
    )
    receipt = receipt_of(ledger, STAMP, {NEIGHBOURS_MET}, AS_OF)

    assert receipt.later == 2
    assert receipt.later_text("ja") == "判定日より後の記録 2件は数えていません。"
    assert receipt.later_text("en") == "Records dated after that day, and not counted: 2."
