"""`renkei explore`: what holds for every ledger, in words, for programs, and as a table."""

import json

import pytest

from renkei_model.cli import main

TOML = "examples/another_city/minatohama.toml"


def _run(capsys, *arguments):
    code = main(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_policy_is_explored_in_words(capsys):
    """Each question with its answer, and the least on which each step opens."""
    code, told, _ = _run(capsys, "explore", "--lang", "en")

    assert code == 0
    assert "[proved] can every stage be reached? every stage can" in told
    assert "open for 1 of 8" in told
    assert "is no judgement of the" in told


def test_the_cases_of_each_leaf_are_told_where_asked_for(capsys):
    """Two ledgers between which the leaf alone decides."""
    _, told, _ = _run(capsys, "explore", "--cases")

    assert "MC/DC" in told
    assert "開かない  記録なし" in told


def test_a_file_is_explored_like_a_policy_of_ours(capsys):
    """As plain values, each question with its state."""
    code, told, _ = _run(capsys, "explore", TOML, "--format", "json", "--lang", "en")
    plain = json.loads(told)
    states = {each["question"]: each["state"] for each in plain["questions"]}

    assert code == 0
    assert (states["reached"], states["detours"]) == ("proved", "note")
    assert plain["guards"][0]["ways_are_all"]
    assert plain["guards"][0]["cases"][0]["unmet"]["records"]


def test_findings_are_a_table_too(capsys):
    """One row for each, with its place; and a page of Markdown."""
    _, rows, _ = _run(capsys, "explore", "--format", "csv")
    _, page, _ = _run(capsys, "explore", "--format", "markdown")

    assert rows.splitlines()[0].lstrip("\ufeff") == "question,state,place,found,example"
    assert "unread,note,facts.member_bodies" in rows
    assert page.startswith("```text")


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_where_two_policies_decide_otherwise(capsys, form):
    """The exit code is 1, and the smallest ledgers are told in every form."""
    code, told, _ = _run(
        capsys, "explore", "--diff", "kochi", "kochi-two-of-three", "--format", form
    )

    assert code == 1
    assert "linkage_widened" in told


def test_policies_that_decide_alike_are_fine(capsys):
    """The exit code is 0."""
    code, told, _ = _run(capsys, "explore", "--diff", "kochi", "kochi", "--as-of", "2025-01-01")

    assert code == 0
    assert "同じです" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((TOML, "--policy", "kochi"), "どちらか一つ"),
        (("--diff", "kochi", "kochi", "--cases"), "--diff は二つの基準だけ"),
        (("--diff", "kochi"), "値が二つ"),
    ],
)
def test_what_does_not_go_together_is_refused(capsys, arguments, said):
    """In one sentence, with exit code 2."""
    with pytest.raises(SystemExit) as left:
        main(["explore", *arguments])

    assert left.value.code == 2
    assert said in capsys.readouterr().err
