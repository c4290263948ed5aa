"""Run everything once, checks first, and make the lines of the table."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks import columns, documents, ours, peers, proofs
from benchmarks.imports import command_times, import_times
from benchmarks.memory import bytes_of_each
from benchmarks.rule import stage_by_hand, states_to_check
from benchmarks.table import Row
from benchmarks.timing import Contestant, race

__all__ = ["measure"]

_MILLISECOND: Final = 1_000_000


def measure(rounds: int) -> Sequence[Row]:
    """Check that all contestants decide the same, time them, and give the table's lines.

    Args:
        rounds: How many rounds.

    Raises:
        ValueError: If one of them decides otherwise, or an answer of ours is not complete.
    """
    _check_decisions()
    ours.check_reasons()
    for pair in columns.RACES:
        pair.check()
    documents.check()
    proofs.check()
    best = race(_contestants(), rounds)
    return [
        *_steps_of_peers(best),
        *_steps_of_ours(best),
        *_columns_and_numpy(best),
        *_documents(best),
        *_implications(best),
        *_edits(rounds),
        *_explorations(),
        *_import_and_memory(rounds),
    ]


def _check_decisions() -> None:
    for counts in states_to_check():
        expected = stage_by_hand(counts)
        reached = {"renkei_model": ours.last_stage(counts)}
        for peer in peers.PEERS:
            for conditions in (peers.ONE_FOR_EACH_GATE, peers.ONE_FOR_EACH_FACT):
                reached[f"{peer.name} {conditions}"] = peers.last_stage(peer, conditions, counts)
        others = {who: stage for who, stage in reached.items() if stage != expected}
        if others:
            message = f"with {counts}, {expected} is right, and not {others}"
            raise ValueError(message)


def _contestants() -> Sequence[Contestant]:
    return [
        *(peers.walk(peer) for peer in peers.PEERS),
        *(peers.refuse(peer) for peer in peers.PEERS),
        *ours.CONTESTANTS,
        *documents.CONTESTANTS,
        proofs.IMPLIES,
        proofs.THEIR_IMPLIES,
        *(contestant for pair in columns.RACES for contestant in (pair.by_hand, pair.ours)),
    ]


def _time(nanoseconds: float) -> str:
    """Write a time with three digits, in the unit that suits it."""
    if nanoseconds < _MILLISECOND:
        return f"{nanoseconds / 1e3:.3g} µs"
    return f"{nanoseconds / _MILLISECOND:.3g} ms"


def _steps_of_peers(best: Mapping[str, float]) -> list[Row]:
    step = best[peers.walk(peers.BASE).name]
    refusal = best[peers.refuse(peers.BASE).name]
    steps, refusals = [], []
    for peer in peers.PEERS:
        took, refused = best[peers.walk(peer).name], best[peers.refuse(peer).name]
        tells = peers.refusal_text(peer)
        steps.append(Row(f"a guarded step: {peer.name}", _time(took), took / step))
        refusals.append(
            Row(f"its refusal: {peer.name}", _time(refused), refused / refusal, note=tells)
        )
    return [*steps, *refusals]


def _steps_of_ours(best: Mapping[str, float]) -> list[Row]:
    step = best[peers.walk(peers.BASE).name]
    refusal = best[peers.refuse(peers.BASE).name]

    def row(
        what: str,
        timed: Contestant,
        base: float = step,
        at_most: float | None = None,
        note: str = "",
    ) -> Row:
        took = best[timed.name]
        return Row(what, _time(took), took / base, at_most=at_most, note=note)

    return [
        row(
            "`assess`: every verdict and the supported stages read",
            ours.ASSESS,
            at_most=2,
            note="all reasons can be read afterwards",
        ),
        row(
            "`assess` of a ledger that was never read before",
            ours.ASSESS_FRESH,
            note="its records are ordered first",
        ),
        row("`LivingCouncil.may_advance`, when it may", ours.MAY_ADVANCE, at_most=0.5),
        row("`LivingCouncil.may_advance`, when it may not", ours.MAY_NOT_ADVANCE, at_most=0.5),
        row(
            "`LivingCouncil.advance` with its audit record",
            ours.ADVANCE,
            at_most=3,
            note="who, when, under which policy, resting on which records",
        ),
        row(
            "its refusal, all reasons read as values",
            ours.REFUSE,
            refusal,
            note=ours.refusal_text(),
        ),
        row(
            "its refusal, all reasons read as text",
            ours.REFUSE_IN_WORDS,
            refusal,
            note="what is missing and what to file for it",
        ),
    ]


def _columns_and_numpy(best: Mapping[str, float]) -> list[Row]:
    rows = []
    for pair in columns.RACES:
        took, by_hand = best[pair.ours.name], best[pair.by_hand.name]
        rows.append(
            Row(
                f"`judge_columns`: {pair.name}",
                _time(took),
                took / by_hand,
                at_most=pair.at_most,
                note=f"by hand in NumPy: {_time(by_hand)}",
            )
        )
    return rows


def _documents(best: Mapping[str, float]) -> list[Row]:
    loaded, dumped = best[documents.LOAD.name], best[documents.DUMP.name]
    they_load, they_dump = best[documents.THEIR_LOAD.name], best[documents.THEIR_DUMP.name]
    return [
        Row(
            "`load_councils`: 1,000 councils, 60 records each",
            _time(loaded),
            loaded / they_load,
            at_most=3.5,
            note=f"pydantic on the same shape: {_time(they_load)}",
        ),
        Row(
            "`dump_councils` of the same, with orjson",
            _time(dumped),
            dumped / they_dump,
            at_most=1,
            note=f"pydantic on the same shape: {_time(they_dump)}",
        ),
    ]


def _implications(best: Mapping[str, float]) -> list[Row]:
    took, theirs = (
        best[each.name] / proofs.AT_ONCE for each in (proofs.IMPLIES, proofs.THEIR_IMPLIES)
    )
    return [
        Row(
            "implication and equivalence of two guards",
            _time(took),
            took / theirs,
            at_most=1,
            note=f"z3, a solver for each question: {_time(theirs)}",
        )
    ]


def _edits(rounds: int) -> list[Row]:
    def row(what: str, took: float, at_most: float | None = None) -> Row:
        measured = f"{1e9 / took:,.0f} a second"
        return Row(f"an edit of {what}", measured, took / 1e3, "µs", at_most=at_most)

    rows = []
    for whole, guards in zip(proofs.CITIES, proofs.GUARDS, strict=True):
        name = f"the guards of `{whole.key}`"
        seen = proofs.each_edit_noticed(guards, rounds)
        rows += [
            row(f"{name}, made and compared", proofs.each_edit(guards, rounds), 500),
            row(f"{name}, looked at by its boundary cases too", seen, 500),
            row(f"`{whole.key}` with subsidies and plans", proofs.each_edit(whole, rounds)),
        ]
    return rows


def _explorations() -> list[Row]:
    rows = []
    for policy in proofs.CITIES:
        seconds, stops = proofs.explored(policy)
        rows.append(
            Row(f"`explore` of `{policy.key}`", _given_up(stops), seconds, "s", at_most=0.3)
        )
    for policy in proofs.large_policies():
        seconds, stops = proofs.explored(policy)
        rows.append(
            Row(
                f"`explore` of a large policy, seed {policy.version}",
                _given_up(stops),
                seconds,
                "s",
                at_most=10,
                note="12 stages, 60 facts, 40 leaves to each guard",
            )
        )
    return rows


def _given_up(stops: int) -> str:
    return f"{stops} questions given up" if stops else "every question answered"


def _import_and_memory(rounds: int) -> list[Row]:
    times = import_times(("renkei_model", "transitions"), rounds)
    importing, theirs = times["renkei_model"], times["transitions"]
    commands = command_times(
        {"attrs": ["-c", "import attrs"], "diagram": ["-m", "renkei_model", "diagram"]}, rounds
    )
    size = bytes_of_each(ours.living_without_its_ledger, 10_000)
    return [
        Row(
            "`import renkei_model` beyond `import attrs`",
            f"{importing[0]:.1f} ms at best",
            statistics.median(importing),
            "ms",
            at_most=40,
            note=f"median; `import transitions`: {statistics.median(theirs):.1f} ms",
        ),
        Row(
            "`renkei diagram`, a process from start to end",
            _time(commands["diagram"]),
            commands["diagram"] / commands["attrs"],
            at_most=2.5,
            note=f"`python -c 'import attrs'`: {_time(commands['attrs'])}",
        ),
        Row(
            "memory of a `LivingCouncil` without its ledger",
            "10,000 of them",
            size,
            "bytes",
            at_most=250,
            note="with its `Council`",
        ),
    ]
