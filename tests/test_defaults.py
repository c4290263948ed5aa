"""What you get when you name no city: files are read with Kochi's facts."""

from pathlib import Path

import pytest

from renkei_model import (
    dump_council,
    dump_councils,
    kochi,
    load_council,
    load_councils,
    read_council,
    read_councils,
    read_ledger,
    read_ledgers,
    read_projects,
)
from renkei_model.community_plans import CommunityPlan
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


def test_the_parts_of_plans_are_kochis(tmp_path):
    """Parts of plans may be written as the leaflet names them, and others are refused."""
    ledger, document = tmp_path / "ledger.csv", tmp_path / "council.json"
    rows = "協議会,項目,内容,日付,期,計画の事柄\nあおば（架空）,コミュニティ計画,{},,1,計画の内容\n"
    ledger.write_text(rows.format("推進体制"), encoding="utf-8")
    council = read_ledger(ledger)
    document.write_text(dump_council(council), encoding="utf-8")

    assert council.plans == (CommunityPlan(parts=("organisation",), parts_complete=False),)
    assert read_council(document) == council
    ledger.write_text(rows.format("体制"), encoding="utf-8")
    with pytest.raises(DocumentError, match="unknown part of a plan '体制'"):
        read_ledger(ledger)
    with pytest.raises(DocumentError, match="unknown part of a plan 'organization'"):
        load_council(dump_council(council).replace("organisation", "organization"))


def test_projects_are_read_by_what_kochis_subsidies_ask(tmp_path):
    """A first-time user names a file of projects and nothing else."""
    path = tmp_path / "projects.csv"
    path.write_text(
        "事業名,日付,事業費（円）,協議会の主催・共催,ほかの補助金等の交付\n"
        "夏まつり,R8.8.2,350000,はい,いいえ\n",
        encoding="utf-8",
    )

    (project,) = read_projects(path)

    assert [fact.key for fact in project.yes] == ["hosted_by_council"]
    assert [fact.key for fact in project.no] == ["other_grant"]


def test_several_councils_are_read_with_kochis_facts(tmp_path):
    """One document for all of them, from text or from a file; of one council too."""
    document = tmp_path / "councils.json"
    document.write_text(dump_councils(kochi.COUNCILS[:2]), encoding="utf-8")

    assert load_councils(document.read_bytes()) == read_councils(document) == kochi.COUNCILS[:2]
    document.write_text(dump_council(kochi.COUNCILS[0]), encoding="utf-8")
    assert read_councils(document) == kochi.COUNCILS[:1]
