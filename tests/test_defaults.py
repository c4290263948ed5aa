"""What you get when you name no city: files are read with Kochi's facts."""

from pathlib import Path

import pytest

from renkei_model import (
    dump_council,
    kochi,
    load_council,
    read_council,
    read_ledger,
    read_ledgers,
)
from renkei_model.errors import DocumentError

MINORI = Path(__file__).parent.parent / "examples" / "minori.csv"


def test_a_ledger_is_read_with_kochis_facts():
    """A first-time user names a file and nothing else."""
    council = read_ledger(MINORI)

    assert council.ledger.records[0].fact in kochi.FACTS
    assert [change.target for change in council.history] == [
        "acquaintance",
        "spreading",
        "solving",
    ]
    assert (council,) == read_ledgers(MINORI)


def test_a_ledger_of_two_councils_is_not_taken_for_one(tmp_path):
    """Reading one council from a file of two is refused, and says how to read both."""
    ledger = tmp_path / "two.csv"
    ledger.write_text(
        "council,fact,date\nあおば（架空）,founded,2024-05\nみどり（架空）,founded,2024-06\n",
        encoding="utf-8",
    )

    with pytest.raises(DocumentError, match="Read it with read_ledgers") as refused:
        read_ledger(ledger)

    assert "2つの協議会（あおば（架空），みどり（架空））" in refused.value.explain("ja")
    assert [council.name for council in read_ledgers(ledger)] == [
        "あおば（架空）",
        "みどり（架空）",
    ]


def test_a_council_document_is_read_with_kochis_facts(tmp_path):
    """A council that was dumped is the council that is loaded, from text or from a file."""
    council = read_ledger(MINORI)
    document = tmp_path / "minori.json"
    document.write_text(dump_council(council), encoding="utf-8")

    assert council == load_council(dump_council(council))
    assert council == read_council(document)
