"""The peers, each as its own manual says, with the same guards as plain Python methods.

Every peer is made with *conditions*: for each gate the names of the guard methods that it asks. One
method for each gate is what is timed; one for each fact shows what a refusal can tell at best.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs
import django
import django.conf
import statemachine
import transitions
from sismic import interpreter
from sismic import io as sismic_io

from benchmarks.rule import GATES, STAGES, Counters, Counts
from benchmarks.timing import Contestant, Job

# Django's rows need no database, but their modules read the settings as they are imported.
django.conf.settings.configure(INSTALLED_APPS=[], USE_TZ=True)
django.setup()

import django_fsm  # noqa: E402
import viewflow.fsm  # noqa: E402
from django.db import models  # noqa: E402

__all__ = [
    "BASE",
    "ONE_FOR_EACH_FACT",
    "ONE_FOR_EACH_GATE",
    "PEERS",
    "Conditions",
    "Peer",
    "Stepper",
    "last_stage",
    "refusal_text",
    "refuse",
    "telling",
    "walk",
]

Conditions = Sequence[Sequence[str]]
"""For each step, in order, the names of the guard methods that it asks."""

ONE_FOR_EACH_GATE: Final[Conditions] = tuple((gate,) for gate in GATES)
ONE_FOR_EACH_FACT: Final[Conditions] = tuple(
    tuple(f"has_{fact}" for fact in facts) for facts in GATES.values()
)


@attrs.frozen
class Stepper:
    """A council of some library's making.

    Attributes:
        step: Takes the next step, if it may: as directly as that library allows.
        stage: Gives the key of the stage it is in.
    """

    step: Callable[[], object]
    stage: Callable[[], str]


@attrs.frozen
class Peer:
    """A library that can guard a step.

    Attributes:
        name: What the table calls it.
        maker: Makes, for some conditions, what makes a council with some counts.
        refusal: The errors by which it refuses, if it raises any.
    """

    name: str
    maker: Callable[[Conditions], Callable[[Counts], Stepper]]
    refusal: tuple[type[Exception], ...] = ()


# --- the contestants of a peer -------------------------------------------------------------------

_EVERY_FACT: Final = {fact: 1 for facts in GATES.values() for fact in facts}
_ONLY_FOUNDED: Final = {"founded": 1}


def walk(peer: Peer) -> Contestant:
    """Time successful steps: councils that were just made go from the first stage to the last.

    Args:
        peer: The library.
    """

    def prepare(repeat: int) -> Job:
        make = peer.maker(ONE_FOR_EACH_GATE)
        steps = [make(_EVERY_FACT).step for _ in range(repeat // len(GATES))]

        def job() -> None:
            for step in steps:
                step()
                step()
                step()
                step()

        return job

    return Contestant(f"{peer.name}: a step", prepare)


def refuse(peer: Peer) -> Contestant:
    """Time refusals: a council asks again and again for a step that lacks three facts.

    Args:
        peer: The library.
    """
    refusal = peer.refusal

    def prepare(repeat: int) -> Job:
        stepper = peer.maker(ONE_FOR_EACH_GATE)(_ONLY_FOUNDED)
        stepper.step()
        step = stepper.step

        def job() -> None:
            for _ in itertools.repeat(None, repeat):
                try:
                    step()
                except refusal:
                    continue

        return job

    return Contestant(f"{peer.name}: a refusal", prepare)


def last_stage(peer: Peer, conditions: Conditions, counts: Counts) -> str:
    """Tell how far a peer's council gets that steps on as long as it may.

    Args:
        peer: The library.
        conditions: The guards of each step.
        counts: How often each fact was counted.
    """
    council = peer.maker(conditions)(counts)
    for _ in STAGES:
        _answer_of(council.step, peer.refusal)
    return council.stage()


def refusal_text(peer: Peer) -> str:
    """Say what a refusal tells that lacks three facts, each with a guard of its own.

    Args:
        peer: The library.
    """
    council = peer.maker(ONE_FOR_EACH_FACT)(_ONLY_FOUNDED)
    council.step()
    return telling(_answer_of(council.step, peer.refusal))


def _answer_of(step: Callable[[], object], refusals: tuple[type[Exception], ...]) -> object:
    """Give what a step returns, or the error by which it refuses.

    Args:
        step: The step.
        refusals: The errors that are answers.
    """
    try:
        return step()
    except refusals as error:
        return error


def telling(answer: object) -> str:
    """Say of what kind an answer is, and how many of the three missing facts its text names.

    Args:
        answer: What the refused step returned or raised.
    """
    facts = GATES["may_spread"]
    named = sum(fact in f"{answer!r} {answer}" for fact in facts)
    kind = repr(answer) if answer is None or answer is False else type(answer).__name__
    verb = "raises" if isinstance(answer, Exception) else "returns"
    tells = {0: "yes or no only", 1: "the first failure only", len(facts): "all reasons"}
    return f"{verb} `{kind}`: {tells[named]}"


# --- each of them --------------------------------------------------------------------------------


def _steps(conditions: Conditions) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Give source, target and guards of every step."""
    return zip(STAGES, STAGES[1:], conditions, strict=False)


class _ByHand(Counters):
    def __init__(self) -> None:
        self.stage = STAGES[0]

    def step(self) -> bool:
        stage = self.stage
        if stage == "unfounded":
            if not self.may_open():
                return False
            self.stage = "acquaintance"
        elif stage == "acquaintance":
            if not self.may_spread():
                return False
            self.stage = "spreading"
        elif stage == "spreading":
            if not self.may_solve():
                return False
            self.stage = "solving"
        elif stage == "solving":
            if not self.may_stand():
                return False
            self.stage = "self_standing"
        else:
            return False
        return True


def _by_hand(_: Conditions) -> Callable[[Counts], Stepper]:
    def make(counts: Counts) -> Stepper:
        council = _ByHand()
        council.count(counts)
        return Stepper(council.step, lambda: council.stage)

    return make


def _transitions(conditions: Conditions) -> Callable[[Counts], Stepper]:
    machine = transitions.Machine(
        model=None,
        states=list(STAGES),
        initial="unfounded",
        transitions=[
            {"trigger": "advance", "source": source, "dest": target, "conditions": list(guards)}
            for source, target, guards in _steps(conditions)
        ],
        auto_transitions=False,
        send_event=False,
    )

    def make(counts: Counts) -> Stepper:
        council: Any = Counters()
        council.count(counts)
        machine.add_model(council)
        return Stepper(council.advance, lambda: council.state)

    return make


def _statemachine(conditions: Conditions) -> Callable[[Counts], Stepper]:
    may_open, may_spread, may_solve, may_stand = map(list, conditions)

    class Development(statemachine.StateChart[Counters]):
        unfounded = statemachine.State(initial=True)
        acquaintance = statemachine.State()
        spreading = statemachine.State()
        solving = statemachine.State()
        self_standing = statemachine.State(final=True)
        advance = (
            unfounded.to(acquaintance, cond=may_open)
            | acquaintance.to(spreading, cond=may_spread)
            | spreading.to(solving, cond=may_solve)
            | solving.to(self_standing, cond=may_stand)
        )

    def make(counts: Counts) -> Stepper:
        council: Any = Counters()
        council.count(counts)
        chart = Development(council)
        return Stepper(chart.advance, lambda: str(council.state))

    return make


def _sismic(conditions: Conditions) -> Callable[[Counts], Stepper]:
    states = "\n".join(
        f"""
      - name: {source}
        transitions:
          - event: advance
            target: {target}
            guard: {" and ".join(f"council.{guard}()" for guard in guards)}"""
        for source, target, guards in _steps(conditions)
    )
    chart = sismic_io.import_from_yaml(f"""
statechart:
  name: development
  root state:
    name: council
    initial: unfounded
    states:{states}
      - name: self_standing
""")

    def make(counts: Counts) -> Stepper:
        council = Counters()
        council.count(counts)
        running = interpreter.Interpreter(chart, initial_context={"council": council})
        running.execute_once()  # it enters its first state

        def step() -> object:
            running.queue("advance")
            return running.execute_once()

        return Stepper(step, lambda: running.configuration[-1])

    return make


def _viewflow(conditions: Conditions) -> Callable[[Counts], Stepper]:
    class Council(Counters):
        stage = viewflow.fsm.State(STAGES, default="unfounded")

        def advance(self) -> None:
            """Do nothing but step."""

        for source, target, guards in _steps(conditions):
            advance = stage.transition(
                source=source,
                target=target,
                conditions=[getattr(Counters, each) for each in guards],
            )(advance)

    def make(counts: Counts) -> Stepper:
        council: Any = Council()
        council.count(counts)
        return Stepper(council.advance, lambda: council.stage)

    return make


@functools.cache
def _django_fsm(conditions: Conditions) -> Callable[[Counts], Stepper]:
    def advance(self: object) -> None:
        """Do nothing but step."""

    stage = django_fsm.FSMField(default="unfounded")
    for source, target, guards in _steps(conditions):
        advance = django_fsm.transition(
            field=stage,
            source=source,
            target=target,
            conditions=[getattr(Counters, each) for each in guards],
        )(advance)
    council_class = type(
        f"Council{len(conditions[1])}",
        (Counters, models.Model),
        {
            "__module__": __name__,
            "Meta": type("Meta", (), {"app_label": "benchmarks"}),
            "stage": stage,
            "advance": advance,
        },
    )

    def make(counts: Counts) -> Stepper:
        council: Any = council_class()
        council.count(counts)
        return Stepper(council.advance, lambda: council.stage)

    return make


BASE: Final = Peer("transitions", _transitions, (transitions.MachineError,))

PEERS: Final = (
    Peer("by hand, an if-chain", _by_hand),
    Peer("viewflow.fsm", _viewflow, (viewflow.fsm.TransitionNotAllowed,)),
    Peer("django-fsm-2", _django_fsm, (django_fsm.TransitionNotAllowed,)),
    BASE,
    Peer("sismic", _sismic),
    Peer("python-statemachine", _statemachine),
)
