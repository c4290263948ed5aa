"""The table of benchmarks that was kept says what is promised. Nothing is timed here."""

import pathlib
import re

README = pathlib.Path(__file__).parent.parent / "benchmarks" / "README.md"

PROMISED = {
    "`assess`: every verdict and the supported stages read": "2 ×",
    "`LivingCouncil.may_advance`, when it may": "0.5 ×",
    "`LivingCouncil.may_advance`, when it may not": "0.5 ×",
    "`LivingCouncil.advance` with its audit record": "3 ×",
    "`judge_columns`: 10,000 councils, two verdicts": "1.2 ×",
    "`judge_columns`: 10,000 councils, three verdicts": "1.4 ×",
    "`judge_columns`: 1,000,000 councils, two verdicts": "1.2 ×",
    "`judge_columns`: 1,000,000 councils, three verdicts": "1.4 ×",
    "`load_councils`: 1,000 councils, 60 records each": "3.5 ×",
    "`dump_councils` of the same, with orjson": "1 ×",
    "implication and equivalence of two guards": "1 ×",
    "an edit of the guards of `kochi`, made and compared": "500 µs",
    "an edit of the guards of `kochi`, looked at by its boundary cases too": "500 µs",
    "an edit of the guards of `kochi_indicators`, made and compared": "500 µs",
    "an edit of the guards of `kochi_indicators`, looked at by its boundary cases too": "500 µs",
    "`explore` of `kochi`": "0.3 s",
    "`explore` of `kochi_indicators`": "0.3 s",
    "`explore` of a large policy, seed 1": "10 s",
    "`explore` of a large policy, seed 2": "10 s",
    "`explore` of a large policy, seed 3": "10 s",
    "`renkei diagram`, a process from start to end": "2.5 ×",
    "`import renkei_model` beyond `import attrs`": "40 ms",
    "memory of a `LivingCouncil` without its ledger": "250 bytes",
}

ABOVE: set[str] = set()
"""What is above its limit, and said to be in the README."""


def _kept():
    """Give figure and limit of every line of the table, by what was measured."""
    table = README.read_text(encoding="utf-8").partition("<!-- the table begins -->")[2]
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line[:1] == "|"]
    return {what: (figure, limit) for what, _, figure, limit, *_ in lines[2:]}


def test_every_promise_on_speed_and_size_is_in_the_table():
    """Each promise has its line, with the limit that was promised."""
    kept = {what: limit for what, (_, limit) in _kept().items() if limit != "–"}

    assert kept == PROMISED


def test_no_other_figure_is_above_its_limit():
    """Whoever keeps a slower table has to say so."""
    limited = {what: row for what, row in _kept().items() if row[1] != "–"}

    assert {what for what, row in limited.items() if _number(row[0]) > _number(row[1])} == ABOVE


def _number(text):
    return float(re.match(r"[\d.]+", text).group())


def test_the_peers_stand_in_the_same_table():
    """A guarded step of every peer was measured in the same run, and what a refusal of it tells."""
    steps = {what.partition(": ")[2] for what in _kept() if what.startswith("a guarded step: ")}
    refusals = {what.partition(": ")[2] for what in _kept() if what.startswith("its refusal: ")}

    assert steps == refusals
    assert steps >= {"transitions", "python-statemachine", "sismic", "viewflow.fsm"}
