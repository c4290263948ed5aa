"""Ledger files by a policy: each is read once, wherever it comes from."""

import os

import pytest

from renkei_model import kochi
from renkei_model.cli.ledger_files import read_ledger_file
from renkei_model.errors import DocumentError


@pytest.mark.skipif(os.name != "posix", reason="there are pipes by number on POSIX alone")
def test_a_faulty_ledger_that_comes_by_a_pipe_is_read_once():
    """What a pipe gives is gone when it was read, and the refusal tells of all of it."""
    way_out, way_in = os.pipe()
    os.write(way_in, b"council,fact,date\nMinori,neighbours_met,2026-04-01\n")
    os.close(way_in)
    try:
        with pytest.raises(DocumentError) as refused:
            read_ledger_file(f"/dev/fd/{way_out}", kochi.POLICY)
    finally:
        os.close(way_out)

    assert [fault.place.en for fault in refused.value.faults] == ["--policy", "row 2, column fact"]


def test_of_a_file_without_headings_nothing_is_guessed(tmp_path):
    """An empty file is told to be that; whose ledger it might have been, nobody can tell."""
    path = tmp_path / "ledger.csv"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        read_ledger_file(str(path), kochi.POLICY)

    assert [fault.problem.en for fault in refused.value.faults] == [
        "it is empty, or row 1 has no headings"
    ]
