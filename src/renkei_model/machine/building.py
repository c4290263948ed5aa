"""Build a machine from a policy: every guard in it asks `lifecycle`."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar, cast, overload

import attrs
import transitions

from renkei_model import lifecycle
from renkei_model.councils import Council
from renkei_model.errors import InvalidValue, StepError
from renkei_model.policy import Policy
from renkei_model.stages import Stage
from renkei_model.wording import Language, Wording

__all__ = [
    "CouncilModel",
    "SelfRecording",
    "build_machine",
    "check_machine",
    "decide",
    "machine_of",
    "permits",
    "stage_of",
]


class CouncilModel(Protocol):
    """A model of your own that `build_machine` can drive.

    Attributes:
        council: The council as it stands; every step replaces it by the one with the step recorded.
    """

    council: Council


class SelfRecording:
    """A model that decides and records its own steps: the living council.

    It is no abstract class, for each step asks several times what its model is, and asking that of
    an abstract class is slow. What a subclass forgets is an error once it is needed.
    """

    __slots__ = ()

    def _permits(self, event: transitions.EventData) -> bool:
        """Tell whether the step may be taken."""
        raise NotImplementedError

    def _begin(self, event: transitions.EventData) -> None:
        """Make ready for the step, which is then recorded by setting the stage."""
        raise NotImplementedError

    def _end(self, event: transitions.EventData) -> None:
        """Learn that the step is recorded."""
        raise NotImplementedError


_DECIDED_BY_THE_POLICY: Final = (
    "states",
    "initial",
    "transitions",
    "ordered_transitions",
    "auto_transitions",
    "send_event",
    "queued",
)


_Machine = TypeVar("_Machine", bound=transitions.Machine)


@overload
def build_machine(
    policy: Policy,
    model: CouncilModel | Sequence[CouncilModel] | None = None,
    *,
    machine_type: type[_Machine],
    language: Language = "ja",
    **options: object,
) -> _Machine: ...


@overload
def build_machine(
    policy: Policy,
    model: CouncilModel | Sequence[CouncilModel] | None = None,
    *,
    machine_type: type[transitions.Machine] = ...,
    language: Language = "ja",
    **options: object,
) -> transitions.Machine: ...


def build_machine(
    policy: Policy,
    model: CouncilModel | Sequence[CouncilModel] | None = None,
    *,
    machine_type: type[transitions.Machine] = transitions.Machine,
    language: Language = "ja",
    **options: object,
) -> transitions.Machine:
    """Make a machine that follows a policy: for callbacks of your own, or a model of your own.

    Fire a trigger with the day of the step: `model.acquaintance_to_spreading(on=day, by="…")`. It
    answers False when `lifecycle.take` would refuse (which says why), and raises
    `transitions.MachineError` from another stage and InvalidValue without the day.

    A model begins at its council's recorded stage. As it enters a stage, before any other callback
    there, its `council` is replaced by the one with the step recorded; if that fails, its stage is
    set back. A stage that somebody assigns by hand leads nowhere: the guards look at the council.

    Args:
        policy: The policy to follow.
        model: The models to register, if any; never a `LivingCouncil`.
        machine_type: The class of the machine, such as transitions' `GraphMachine`.
        language: The language of the stages' labels in a `GraphMachine`'s drawing.
        **options: What else `machine_type` takes, such as `after_state_change`.

    Returns:
        The machine, with one trigger for each transition of the policy.

    Raises:
        InvalidValue: If an option, a name or a model does not fit.
        UnknownName: If a model's council was recorded in a stage that the policy does not have.
    """
    models: tuple[object, ...] = ()
    if model is not None:
        models = tuple(model) if isinstance(model, list | tuple) else (model,)
    _check_options(policy, machine_type, options)
    stages = [stage_of(_council_of(each), policy) for each in models]
    names = ["trigger", *(way.key for way in policy.transitions)]
    _check_models(models, names, override=bool(options.get("model_override")))
    rules = _Rules(policy)
    settings = cast("dict[str, Any]", options)
    machine = machine_type(
        model=None,
        states=[{"name": stage.key, "on_enter": [rules.record]} for stage in policy.stages],
        # With an initial stage, registering a model would silently send its council back to it.
        initial=None,
        transitions=[
            {
                "trigger": way.key,
                "source": way.source.key,
                "dest": way.target.key,
                "conditions": [rules.requirements_met],
                "before": [rules.begin],
                "after": [rules.end],
            }
            for way in policy.transitions
        ],
        # With events, one condition serves every transition: it sees which one is tried.
        send_event=True,
        auto_transitions=False,
        queued=False,
        **settings,
    )
    for stage in policy.stages:
        vars(machine.get_state(stage.key))["label"] = stage.text(language)
    for each, stage in zip(models, stages, strict=True):
        machine.add_model(each, initial=stage.key)
    return machine


@functools.cache
def machine_of(policy: Policy) -> transitions.Machine:
    """Give the machine that all living councils of a policy share.

    A callback that is added to it is called for every one of them; for a callback on some of them
    give these a machine of their own, from `build_machine`.

    Args:
        policy: The policy to follow.
    """
    return build_machine(policy)


# --- the rules -----------------------------------------------------------------------------------


@attrs.frozen
class _Rules:
    """The callbacks by which a machine follows a policy.

    They are methods of a value: unlike closures, they can be pickled together with the machine.
    """

    policy: Policy

    def requirements_met(self, event: transitions.EventData) -> bool:
        """Guard every transition."""
        if isinstance(event.model, SelfRecording):
            return event.model._permits(event)  # noqa: SLF001 - same concept
        return permits(_council_of(event.model), self.policy, event)

    def begin(self, event: transitions.EventData) -> None:
        """Let a model that records its own steps make ready."""
        if isinstance(event.model, SelfRecording):
            event.model._begin(event)  # noqa: SLF001 - same concept

    def record(self, event: transitions.EventData) -> None:
        """Record the step on a model that does not do so itself."""
        if isinstance(event.model, SelfRecording):
            return
        try:
            recorded = decide(_council_of(event.model), self.policy, event)
            cast("CouncilModel", event.model).council = recorded
        except BaseException:
            way = cast("transitions.Transition", event.transition)
            event.machine.set_state(way.source, event.model)
            raise

    def end(self, event: transitions.EventData) -> None:
        """Tell a model that records its own steps that this one is recorded."""
        if isinstance(event.model, SelfRecording):
            event.model._end(event)  # noqa: SLF001 - same concept


def decide(council: Council, policy: Policy, event: transitions.EventData) -> Council:
    """Take the step that a trigger asks for: give the council with the step recorded."""
    asked = event.kwargs
    on = cast("datetime.date", asked.get("on"))  # whatever it is, `lifecycle` looks at it
    by, note = asked.get("by", ""), asked.get("note", "")
    return lifecycle.take(council, policy, event.event.name, on, by=by, note=note)


def permits(council: Council, policy: Policy, event: transitions.EventData) -> bool:
    """Tell whether the step that a trigger asks for may be taken."""
    try:
        decide(council, policy, event)
    except StepError:
        return False
    return True


def stage_of(council: Council, policy: Policy) -> Stage:
    """Give the stage of a council's last recorded step; before any, the policy's first one."""
    return policy.stage(council.history[-1].target) if council.history else policy.initial


# --- what does not fit ---------------------------------------------------------------------------


def _council_of(model: object) -> Council:
    if isinstance(model, SelfRecording):
        raise _unfit(
            "model",
            Wording("LivingCouncil は登録できません", "a LivingCouncil is never registered"),
            Wording("状態機械を machine= で渡してください", "give it the machine with machine="),
        )
    council = getattr(model, "council", None)
    if not isinstance(council, Council):
        raise _unfit(
            "model",
            Wording(
                f"属性 council（{council!r}）が Council ではありません",
                f"its attribute council ({council!r}) is no Council",
            ),
            Wording("Council を持たせてください", "let it hold one"),
        )
    return council


def _check_options(
    policy: Policy, machine_type: type[transitions.Machine], options: Mapping[str, object]
) -> None:
    if hasattr(machine_type.state_cls, "separator"):
        raise _unfit(
            "machine_type",
            Wording(
                f"{machine_type.__name__} はキーの _ を入れ子の段階と読みます",
                f"a {machine_type.__name__} reads _ in keys as nesting",
            ),
            Wording("入れ子のない型を使ってください", "give a type without nested states"),
        )
    taken = ", ".join(name for name in _DECIDED_BY_THE_POLICY if name in options)
    if taken:
        raise _unfit(
            taken,
            Wording("基準から決まる項目です", "the policy decides it"),
            Wording("指定しないでください", "leave it out"),
        )
    attribute = options.get("model_attribute", "state")
    if any(way.key == attribute for way in policy.transitions):
        raise _unfit(
            "model_attribute",
            Wording(
                f"移行「{attribute}」と同じ名前です", f"a transition is called {attribute!r}, too"
            ),
            Wording("どちらかの名前を変えてください", "rename one or the other"),
        )


def _check_models(models: Sequence[object], names: Sequence[str], *, override: bool) -> None:
    for position, model in enumerate(models):
        # transitions asks `==`, too: the second of two equal models would get no triggers at all.
        if model in models[:position]:
            raise _unfit(
                "model",
                Wording(f"{model!r} と等しいモデルがあります", f"{model!r} equals another model"),
                Wording(
                    "同一性で比べてください（eq=False）", "compare them by identity (eq=False)"
                ),
            )
        taken = ", ".join(name for name in names if getattr(model, name, None) is not None)
        if taken and not override:
            raise _unfit(
                "model",
                Wording(f"属性 {taken} が既にあります", f"it already has {taken}"),
                Wording(
                    "名前を変えるか，model_override=True で置き換えてください",
                    "rename it, or have it replaced with model_override=True",
                ),
            )


def _unfit(what: str, problem: Wording, remedy: Wording) -> InvalidValue:
    return InvalidValue(f"build_machine: {what}", problem, remedy)


def check_machine(machine: transitions.Machine, policy: Policy) -> None:
    """Refuse a machine that cannot drive living councils of a policy.

    Args:
        machine: The machine.
        policy: The policy.

    Raises:
        InvalidValue: If it follows another policy, or drives registered models only.
    """
    kind = type(machine)
    if (kind.event_cls, kind.transition_cls) != (transitions.Event, transitions.Transition):
        problem = Wording(
            f"{kind.__name__} は登録されたモデルだけを動かします",
            f"a {kind.__name__} drives registered models only",
        )
    elif set(_policies_of(machine)) != ({policy} if policy.transitions else set()):
        problem = Wording("この基準に従う状態機械ではありません", "it does not follow this policy")
    else:
        return
    remedy = Wording("build_machine(policy) で作ってください", "make it with build_machine(policy)")
    raise InvalidValue("LivingCouncil.machine", problem, remedy)


def _policies_of(machine: transitions.Machine) -> Iterator[Policy]:
    for way in machine.get_transitions():
        for condition in way.conditions:
            rules = getattr(condition.func, "__self__", None)
            if isinstance(rules, _Rules):
                yield rules.policy
