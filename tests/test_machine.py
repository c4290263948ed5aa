"""The living council and the machines behind it."""

import contextlib
import copy
import datetime
import itertools
import pickle

import attrs
import pytest
import transitions
from transitions.extensions import GraphMachine, HierarchicalMachine

from invented import (
    ACCOUNTS_FILED,
    ACQUAINTED,
    BRANCHING,
    CLUB,
    ISSUES_LISTED,
    LADDER,
    MEETING,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    REVOCABLE,
    STANDING,
    WORKING,
    change,
    council,
    day,
    transition,
)
from renkei_model.errors import (
    ChoiceRequired,
    InvalidValue,
    NoSuchStep,
    OutOfOrder,
    StageNotAssignable,
    StepError,
    UnknownName,
)
from renkei_model.facts import Completeness, Record
from renkei_model.lifecycle import TransitionBlocked, advance, assess, take
from renkei_model.machine import (
    LivingCouncil,
    StepHeldBack,
    StepUnderWay,
    build_machine,
    machine_of,
)
from renkei_model.machine.building import SelfRecording

FIRST = "meeting_to_working"
SECOND = "working_to_standing"
ON = day("2024-05-01")
LATER = day("2024-09-01")
MET_TWICE = Record(NEIGHBOURS_MET, day("2024-04-10"), count=2)
LISTED = Record(ISSUES_LISTED, day("2024-04-20"))
ADOPTED = Record(PLAN_ADOPTED, day("2024-08-01"))
READY = council(MET_TWICE, LISTED)
READY_TWICE = READY.add(ADOPTED)


class Trouble(Exception):
    """What a callback of an importer may raise."""


class Watched(LivingCouncil):
    """A living council that notes what happens to it, and when."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.seen = []

    def note(self, where):
        """Note a moment of its life with stage and length of history."""
        self.seen.append((where, self.state, len(self.council.history)))

    def before_stage_change(self, event):
        """Note that a step is about to be recorded."""
        assert event.model is self
        self.note("before_stage_change")

    def after_stage_change(self, event):
        """Note that a step is recorded."""
        assert event.model is self
        self.note("after_stage_change")


class Register:
    """A model of an importer's own."""

    def __init__(self, council):
        self.council = council


def living(start=READY, policy=LADDER, **options):
    """Bring a council to life."""
    return LivingCouncil(start, policy, **options)


def fire(model, key, **asked):
    """Fire a trigger of the machine itself."""
    return model.machine.events[key].trigger(model, **asked)


def by_advance(model):
    """Take the first step by the method."""
    return model.advance(ON)


def by_take(model):
    """Take the first step by its name."""
    return model.take(FIRST, ON)


def by_trigger(model):
    """Take the first step by the machine's trigger."""
    return fire(model, FIRST, on=ON)


def pickled(value):
    """Send a value through a pickle."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def told(error):
    """Give what an error says to programs: its type and fields."""
    return type(error), attrs.asdict(error, recurse=False)


def withdrawn_by_take(model):
    """Put a council to rest by the method."""
    return model.take("working_to_resting", LATER)


def withdrawn_by_trigger(model):
    """Put a council to rest by the machine's trigger."""
    return fire(model, "working_to_resting", on=LATER)


def on_step(where, callback):
    """Give a living council whose own machine calls back at one place of its first step."""
    machine = build_machine(LADDER)
    match where:
        case "prepare_event" | "before_state_change" | "after_state_change":
            getattr(machine, where).append(callback)
        case "before" | "after":
            machine.events[FIRST].add_callback(where, callback)
        case "on_exit":
            machine.on_exit_meeting(callback)
        case "on_enter":
            machine.on_enter_working(callback)
        case "before_stage_change" | "after_stage_change":
            kind = type("Calling", (LivingCouncil,), {where: lambda _self, event: callback(event)})
            return kind(READY_TWICE, LADDER, machine=machine)
    return LivingCouncil(READY_TWICE, LADDER, machine=machine)


BEFORE = ("prepare_event", "before_state_change", "before_stage_change", "before", "on_exit")
AFTER = ("on_enter", "after_stage_change", "after", "after_state_change")


# --- a life --------------------------------------------------------------------------------------


def test_a_step_is_recorded_as_the_lifecycle_would_record_it():
    """Advancing a living council gives the very council that `advance` gives."""
    alive = living()
    step = alive.advance(ON, by="事務局", note="総会にて")

    assert advance(READY, LADDER, ON, by="事務局", note="総会にて") == alive.council
    assert alive.council.history == (step,)
    assert (alive.state, alive.stage) == ("working", WORKING)


def test_a_named_step_of_withdrawal_can_be_taken():
    """`take` records a withdrawal, as the lifecycle does."""
    start = READY.add(Completeness(ACCOUNTS_FILED, LATER))
    alive = living(start, REVOCABLE)
    alive.advance(ON)
    step = alive.take("working_to_resting", LATER, by="市")

    assert step.target == alive.state == "resting"
    assert take(advance(start, REVOCABLE, ON), REVOCABLE, "working_to_resting", LATER, by="市") == (
        alive.council
    )


def test_a_transition_may_be_given_as_such_or_by_its_key():
    """Who holds the transition need not spell its key."""
    way = LADDER.transition(FIRST)

    assert living().may_take(way, ON) is living().may_take(FIRST, ON) is True
    assert living().take(way, ON) == living().take(FIRST, ON)


def test_a_council_begins_in_the_first_stage():
    """A living council without a recorded step stands where every council begins."""
    assert (living().state, living().stage) == ("meeting", MEETING)
    assert living().policy is LADDER
    assert repr(living()) == "LivingCouncil('みのり地区協議会', state='meeting')"


def test_a_restored_council_keeps_its_stage():
    """A council that comes with recorded steps goes on from the last of them."""
    alive = living(council(ADOPTED, history=(change(FIRST, "2023-06-01"),)))

    assert alive.state == "working"


def test_a_council_of_a_stage_that_the_policy_lacks_is_refused_at_once():
    """A council recorded under another city's stages is not brought to life under this policy."""
    with pytest.raises(UnknownName) as refusal:
        living(council(history=(change("meeting_to_worker", "2023-06-01"),)))

    assert refusal.value.nearest == ("working",)


def test_entries_are_filed_while_it_lives():
    """What is filed decides the next step."""
    alive = living(council())
    before = alive.may_advance(ON)
    alive.add(MET_TWICE, LISTED)

    assert before is False
    assert alive.council == READY
    assert alive.may_advance(ON) is True


def test_it_is_assessed_as_its_council_is():
    """The reading of a living council is the reading of the council it holds."""
    assert assess(READY, LADDER, ON) == living().assess(ON)


# --- refusals ------------------------------------------------------------------------------------


def test_a_refusal_says_everything_that_is_missing():
    """A blocked step carries the same reasons as the lifecycle's, and changes nothing."""
    start = council(MET_TWICE)
    alive = living(start)
    with pytest.raises(TransitionBlocked) as refusal:
        alive.advance(ON)
    with pytest.raises(TransitionBlocked) as reasons:
        advance(start, LADDER, ON)

    assert [leaf.requirement.key for leaf in refusal.value.missing] == ["aware"]
    assert told(reasons.value) == told(refusal.value)
    assert alive.council is start


def test_no_step_can_be_skipped():
    """Neither a method nor a raw trigger leads past a stage, and no other trigger exists."""
    alive = living(READY_TWICE)
    with pytest.raises(NoSuchStep):
        alive.advance(LATER, to="standing")
    with pytest.raises(transitions.MachineError):
        fire(alive, SECOND, on=LATER)

    assert list(alive.machine.events) == [FIRST, SECOND]
    assert list(alive.machine.states) == ["meeting", "working", "standing"]
    assert alive.council is READY_TWICE


def test_of_two_open_ways_one_is_chosen():
    """Where two ways are open nothing happens until somebody says which one is taken."""
    alive = living(policy=BRANCHING)
    with pytest.raises(ChoiceRequired):
        alive.advance(ON)

    assert alive.may_advance(ON) is False
    assert alive.may_advance(ON, to="club") is True
    assert alive.advance(ON, to="club").transition == "meeting_to_club"


def test_a_day_before_the_last_step_is_refused():
    """Steps are taken in the order of their days."""
    alive = living(READY_TWICE)
    alive.advance(LATER)
    with pytest.raises(OutOfOrder):
        alive.advance(ON)

    assert alive.may_advance(ON) is False
    assert fire(alive, SECOND, on=ON) is False


@pytest.mark.parametrize(("start", "met"), [(READY, True), (council(MET_TWICE), False)])
def test_may_answers_true_or_false_as_the_step_would_go(start, met):
    """`may_advance` and `may_take` are real booleans and never raise for a blocked step."""
    alive = living(start)

    assert alive.may_advance(ON) is met
    assert alive.may_take(FIRST, ON) is met
    assert alive.may_take(SECOND, ON) is False


def test_unknown_names_are_never_answered_with_no():
    """A typo in a stage or transition is an error with a guess, also where only asking."""
    alive = living(READY_TWICE)
    alive.advance(LATER)
    questions = (
        lambda: alive.may_advance(ON, to="standin"),
        lambda: alive.advance(LATER, to="standin"),
        lambda: alive.may_take("working_to_standin", ON),
        lambda: alive.take("working_to_standin", LATER),
    )
    guesses = []
    for ask in questions:
        with pytest.raises(UnknownName) as refusal:
            ask()
        guesses.append(refusal.value.nearest[0])

    assert guesses == ["standing", "standing", SECOND, SECOND]


@pytest.mark.parametrize("key", ["working", "meeting", "standing", "nowhere"])
def test_the_stage_cannot_be_assigned(key):
    """No stage is set by hand, neither the next one nor any other."""
    alive = living()
    with pytest.raises(StageNotAssignable) as refusal:
        alive.state = key

    assert (refusal.value.council, refusal.value.stage) == ("みのり地区協議会", key)
    assert alive.council is READY


def test_the_machine_cannot_assign_the_stage_either():
    """The `set_state` of transitions, which skips guards, is refused."""
    alive = living()
    with pytest.raises(StageNotAssignable):
        alive.machine.set_state("working", alive)

    assert alive.council is READY


@pytest.mark.parametrize("name", ["council", "policy", "machine", "stage"])
def test_what_it_holds_cannot_be_replaced(name):
    """Its council changes by steps and filed entries only; its policy and machine never."""
    with pytest.raises(AttributeError):
        setattr(living(), name, None)


def test_it_cannot_be_registered_with_a_machine():
    """The `add_model` of transitions, which would set the stage back, fails and changes nothing."""
    alive = living(council(ADOPTED, history=(change(FIRST, "2023-06-01"),)))
    with pytest.raises(AttributeError):
        alive.machine.add_model(alive, initial="meeting")

    assert alive.state == "working"


def test_a_policy_of_one_stage_leads_nowhere():
    """Where nothing follows, nothing may be asked for."""
    policy = attrs.evolve(LADDER, stages=(MEETING,), transitions=())
    alive = living(policy=policy, machine=build_machine(policy))
    with pytest.raises(NoSuchStep):
        alive.advance(ON)

    assert alive.may_advance(ON) is False


# --- raw triggers --------------------------------------------------------------------------------


def test_a_raw_trigger_records_the_step():
    """Who fires the machine's own trigger gets the same record as by `advance`."""
    alive = living()
    fired = fire(alive, FIRST, on=ON, by="事務局", note="総会にて")

    assert fired is True
    assert advance(READY, LADDER, ON, by="事務局", note="総会にて") == alive.council


def test_a_raw_trigger_is_guarded():
    """A trigger whose requirements are not met answers False and changes nothing."""
    start = council(MET_TWICE)
    alive = living(start)

    assert fire(alive, FIRST, on=ON) is False
    assert alive.council is start


@pytest.mark.parametrize("asked", [{}, {"on": "2024-05-01"}, {"on": datetime.datetime(2024, 5, 1)}])
def test_a_raw_trigger_without_a_day_is_refused(asked):
    """A trigger needs the day of its step: no day is assumed."""
    alive = living()
    with pytest.raises(InvalidValue):
        fire(alive, FIRST, **asked)

    assert alive.council is READY


def test_the_guard_gives_a_real_boolean():
    """A guard is compared with `== True` by transitions: only True and False will do."""
    (way,) = machine_of(LADDER).get_transitions(FIRST)
    (condition,) = way.conditions
    event = machine_of(LADDER).events[FIRST]

    def judged(model):
        asked = transitions.EventData(None, event, machine_of(LADDER), model, (), {"on": ON})
        return condition.func(asked)

    assert judged(living()) is True
    assert judged(living(council())) is False
    assert judged(Register(READY)) is True
    assert judged(Register(council())) is False


@pytest.mark.parametrize("forgotten", ["_permits", "_begin", "_end"])
def test_a_model_that_forgets_a_part_of_its_steps_fails_loudly(forgotten):
    """Whoever lets another model record its own steps learns at the first one what it lacks."""
    parts = {name: lambda *_: True for name in ("_permits", "_begin", "_end") if name != forgotten}
    model = type("Forgetful", (SelfRecording,), {"state": MEETING.key, **parts})()

    with pytest.raises(NotImplementedError):
        machine_of(LADDER).events[FIRST].trigger(model, on=ON)


def test_triggers_have_no_room_on_the_council_so_no_name_can_collide():
    """A transition may be called like a method of the living council."""
    alive = living(policy=_with_way_to_club("advance"))
    step = alive.take("advance", ON)

    assert not hasattr(alive, FIRST)
    assert not hasattr(alive, "__dict__")
    assert step.target == "club"
    assert alive.may_advance(ON) is False


def _with_way_to_club(key):
    way = transition(key, MEETING, CLUB, ACQUAINTED)
    return attrs.evolve(
        LADDER, stages=(*LADDER.stages, CLUB), transitions=(*LADDER.transitions, way)
    )


# --- one of many ---------------------------------------------------------------------------------


def test_equal_councils_live_apart():
    """Two living councils of equal content are two: what one does, the other does not."""
    one, other = living(), living()
    one.advance(ON)

    assert one != other
    assert len({one, other}) == 2
    assert (one.state, other.state) == ("working", "meeting")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
@pytest.mark.parametrize("machine", [None, build_machine(LADDER)])
def test_copies_are_independent(copied, machine):
    """Advancing a copy does not move the original, nor the original its copy."""
    alive = living(READY_TWICE, machine=machine)
    twin = copied(alive)
    twin.advance(ON)
    twin.advance(LATER)

    assert (alive.state, twin.state) == ("meeting", "standing")
    assert alive.advance(ON) == twin.council.history[0]


def test_a_pickle_holds_little_more_than_the_council_and_its_policy():
    """Neither the shared machine nor other councils are dragged along."""
    alone = len(pickle.dumps((READY, LADDER)))
    living().advance(ON)

    assert len(pickle.dumps(living())) - alone < 200


def test_a_machine_of_its_own_is_pickled_with_the_council():
    """Named callbacks come back with the council they belong to."""
    machine = build_machine(LADDER, after_state_change=_note_by)
    alive = pickled(living(machine=machine))
    _note_by.notes = []
    alive.advance(ON, by="事務局")

    assert _note_by.notes == ["事務局"]


def _note_by(event):
    _note_by.notes.append(event.kwargs["by"])


def test_a_subclass_keeps_what_is_its_own_in_copies():
    """What an importer adds is copied and pickled by Python's own rules."""
    alive = Watched(READY, LADDER)
    alive.seen.append("something")
    deep, shallow = copy.deepcopy(alive), copy.copy(alive)

    assert deep.seen == shallow.seen == alive.seen
    assert deep.seen is not alive.seen
    assert shallow.seen is alive.seen


@pytest.mark.parametrize("where", [*BEFORE, *AFTER])
def test_a_copy_made_in_a_callback_stands_on_its_own(where):
    """A copy made in the middle of a step has the council as it is recorded then, and can go on."""
    copies = []
    alive = on_step(where, lambda event: copies.append(copy.copy(event.model)))
    alive.advance(ON)
    twin = copies[0]
    with pytest.raises(StageNotAssignable):
        twin.state = "working"

    assert twin.state == ("meeting" if where in BEFORE else "working")
    assert twin.may_advance(LATER) is True


# --- callbacks -----------------------------------------------------------------------------------


def test_callbacks_run_around_the_one_point_where_the_step_is_recorded():
    """Before the record stage and history are the old ones; after it both are the new ones."""
    machine = build_machine(
        LADDER,
        before_state_change=lambda event: event.model.note("before_state_change"),
        after_state_change=[lambda event: event.model.note("after_state_change")],
        prepare_event=lambda event: event.model.note("prepare_event"),
        finalize_event=lambda event: event.model.note("finalize_event"),
    )
    machine.on_exit_meeting(lambda event: event.model.note("on_exit"))
    machine.on_enter_working(lambda event: event.model.note("on_enter"))
    machine.before_meeting_to_working(lambda event: event.model.note("before"))
    machine.after_meeting_to_working(lambda event: event.model.note("after"))
    alive = Watched(READY, LADDER, machine=machine)
    alive.advance(ON)

    assert alive.seen == [
        ("prepare_event", "meeting", 0),
        ("before_state_change", "meeting", 0),
        ("before_stage_change", "meeting", 0),
        ("before", "meeting", 0),
        ("on_exit", "meeting", 0),
        ("on_enter", "working", 1),
        ("after_stage_change", "working", 1),
        ("after", "working", 1),
        ("after_state_change", "working", 1),
        ("finalize_event", "working", 1),
    ]


def test_callbacks_learn_everything_about_the_step():
    """The event names council, stages, day, clerk and note."""
    events = []
    alive = on_step("on_enter", events.append)
    alive.advance(ON, by="事務局", note="総会にて")
    (event,) = events

    assert event.model is alive
    assert (event.transition.source, event.transition.dest) == ("meeting", "working")
    assert event.kwargs == {"on": ON, "by": "事務局", "note": "総会にて"}


def test_callbacks_on_a_machine_of_its_own_concern_nobody_else():
    """A callback on one council's machine is not called for the others."""
    calls = []
    alive = on_step("on_enter", calls.append)
    living().advance(ON)
    before = list(calls)
    alive.advance(ON)

    assert before == []
    assert len(calls) == 1


def test_callbacks_on_the_shared_machine_concern_every_council_of_the_policy():
    """Councils without a machine of their own share one per policy."""
    policy = attrs.evolve(LADDER, version="shared")
    calls = []
    machine_of(policy).on_enter_working(calls.append)
    living(policy=policy).advance(ON)
    living(policy=attrs.evolve(policy)).advance(ON)

    assert machine_of(policy) is machine_of(attrs.evolve(policy)) is not machine_of(LADDER)
    assert len(calls) == 2


def trouble(_event):
    """Raise, as an importer's callback may."""
    raise Trouble


def trouble_once():
    """Make a callback that raises when it is first called."""
    calls = itertools.count()

    def callback(event):
        if next(calls) == 0:
            trouble(event)

    return callback


@pytest.mark.parametrize("where", BEFORE)
@pytest.mark.parametrize("first_step", [by_advance, by_trigger])
def test_trouble_before_the_record_changes_nothing(where, first_step):
    """An exception in a callback before the record leaves council and stage as they were."""
    alive = on_step(where, trouble_once())
    with pytest.raises(Trouble):
        first_step(alive)
    with pytest.raises(StageNotAssignable):
        alive.state = "working"
    after_trouble = alive.council
    alive.advance(ON)

    assert after_trouble is READY_TWICE
    assert alive.state == "working"


@pytest.mark.parametrize("where", AFTER)
@pytest.mark.parametrize("first_step", [by_advance, by_trigger])
def test_trouble_after_the_record_leaves_the_step_recorded(where, first_step):
    """An exception in a callback after the record does not take the step back."""
    alive = on_step(where, trouble_once())
    with pytest.raises(Trouble):
        first_step(alive)

    assert advance(READY_TWICE, LADDER, ON) == alive.council
    assert alive.state == "working"
    assert alive.advance(LATER).target == "standing"


def test_trouble_that_a_machine_swallows_before_the_record_is_not_silent():
    """`advance` never returns without a record, even where on_exception hides the exception."""
    alive = living(
        machine=build_machine(LADDER, before_state_change=trouble, on_exception=look_at_it)
    )
    with pytest.raises(StepHeldBack) as refusal:
        alive.advance(ON)

    assert (refusal.value.council, refusal.value.transition) == ("みのり地区協議会", FIRST)
    assert alive.council is READY


def test_trouble_that_a_machine_swallows_after_the_record_is_a_step_all_the_same():
    """Where on_exception hides a later exception, `advance` returns the recorded step."""
    alive = living(
        machine=build_machine(LADDER, after_state_change=trouble, on_exception=look_at_it)
    )
    step = alive.advance(ON)

    assert alive.council.history == (step,)


def look_at_it(event):
    """Look at an exception and let it pass."""
    return len(str(event.error))


def test_a_condition_that_an_importer_adds_holds_a_step_back():
    """A further condition on the machine can refuse, which `advance` reports as an error."""
    machine = build_machine(LADDER)
    machine.get_transitions(FIRST)[0].conditions.append(transitions.core.Condition(lambda _: False))
    alive = living(machine=machine)
    with pytest.raises(StepHeldBack) as refusal:
        alive.advance(ON)

    assert fire(alive, FIRST, on=ON) is False
    assert "on_exception" in refusal.value.explain("ja")
    assert FIRST in refusal.value.explain("en")
    assert told(pickled(refusal.value)) == told(refusal.value)
    assert alive.council is READY


def test_a_transition_that_an_importer_removes_holds_a_step_back():
    """A step that the policy allows and the machine lost is an error, not a bare KeyError."""
    machine = build_machine(LADDER)
    alive = living(machine=machine)
    machine.remove_transition(FIRST)
    with pytest.raises(StepHeldBack):
        alive.advance(ON)

    assert alive.council is READY


def test_an_added_transition_is_no_way_around_the_policy():
    """A transition that an importer adds to the machine cannot move a living council."""
    machine = build_machine(LADDER)
    machine.add_transition("shortcut", "meeting", "standing")
    alive = living(READY_TWICE, machine=machine)
    with pytest.raises(StageNotAssignable):
        fire(alive, "shortcut", on=LATER)

    assert alive.council is READY_TWICE


@pytest.mark.parametrize("where", BEFORE)
@pytest.mark.parametrize("nested", [by_advance, by_take, by_trigger])
@pytest.mark.parametrize("first_step", [by_advance, by_trigger])
def test_a_callback_before_the_record_cannot_double_the_step(where, nested, first_step):
    """Whatever a callback before the record starts, the step is recorded once or not at all."""
    started = []

    def start_another(event):
        if not started:
            started.append(event)
            nested(event.model)

    alive = on_step(where, start_another)
    with contextlib.suppress(StepError):
        first_step(alive)
    recorded = [step.transition for step in alive.council.history]
    alive.advance(LATER)

    assert recorded in ([], [FIRST])
    assert len(started) == 1
    assert len(alive.council.history) == len(recorded) + 1


@pytest.mark.parametrize("where", BEFORE)
def test_a_further_step_from_a_callback_before_the_record_is_refused(where):
    """Advancing from a callback before the record raises, and neither step is recorded."""
    alive = on_step(where, lambda event: event.model.advance(ON))
    with pytest.raises(StepUnderWay) as refusal:
        alive.advance(ON)

    assert (refusal.value.council, refusal.value.transition) == ("みのり地区協議会", FIRST)
    assert FIRST in refusal.value.explain("ja")
    assert FIRST in refusal.value.explain("en")
    assert told(pickled(refusal.value)) == told(refusal.value)
    assert alive.council is READY_TWICE


@pytest.mark.parametrize("where", ["before_stage_change", "before", "on_exit"])
@pytest.mark.parametrize("first_step", [by_advance, by_trigger])
def test_a_trigger_fired_inside_its_own_step_is_refused(where, first_step):
    """The same trigger again, from a callback before the record, raises and nothing is recorded."""
    alive = on_step(where, lambda event: by_trigger(event.model))
    with pytest.raises(StepUnderWay):
        first_step(alive)

    assert alive.council is READY_TWICE


def test_a_trigger_of_another_way_cannot_use_a_decision():
    """While one way is decided, a trigger fired on the side does not record another."""
    others = iter(["meeting_to_working"])
    machine = build_machine(BRANCHING)
    machine.prepare_event.append(
        lambda event: [fire(event.model, other, on=ON) for other in others]
    )
    alive = living(policy=BRANCHING, machine=machine)
    with pytest.raises(StepUnderWay) as refusal:
        alive.advance(ON, to="club")

    assert refusal.value.transition == "meeting_to_club"
    assert alive.council is READY


@pytest.mark.parametrize("where", AFTER)
@pytest.mark.parametrize("first_step", [by_advance, by_trigger])
def test_a_further_step_from_a_callback_after_the_record_is_taken(where, first_step):
    """A callback after the record may go on to the next stage; each call returns its own step."""
    steps = []

    def go_on(event):
        if event.model.state == "working":
            steps.append(event.model.advance(LATER, by="二歩目"))

    alive = on_step(where, go_on)
    first = first_step(alive)
    expected = advance(advance(READY_TWICE, LADDER, ON), LADDER, LATER, by="二歩目")

    assert expected == alive.council
    assert steps == [alive.council.history[1]]
    assert first == (True if first_step is by_trigger else alive.council.history[0])


@pytest.mark.parametrize("where", BEFORE)
@pytest.mark.parametrize("first_step", [by_advance, by_trigger])
def test_entries_filed_in_a_callback_before_the_record_are_kept_and_judged(where, first_step):
    """The step is recorded on the council as the callbacks left it, and rests on all of it."""
    more = Record(ISSUES_LISTED, day("2024-04-30"), by="会長")
    alive = on_step(where, lambda event: event.model.add(more))
    first_step(alive)

    assert advance(READY_TWICE.add(more), LADDER, ON) == alive.council


@pytest.mark.parametrize("withdrawn", [withdrawn_by_take, withdrawn_by_trigger])
def test_a_step_that_a_callback_makes_impossible_is_not_recorded(withdrawn):
    """What a callback files may close a withdrawal's guard: the entry stays, the step does not."""
    filed = Record(ACCOUNTS_FILED, day("2023-12-01"))
    machine = build_machine(REVOCABLE)
    machine.on_exit_working(lambda event: event.model.add(filed))
    start = advance(READY.add(Completeness(ACCOUNTS_FILED, LATER)), REVOCABLE, ON)
    alive = living(start, REVOCABLE, machine=machine)
    with pytest.raises(TransitionBlocked):
        withdrawn(alive)

    assert alive.council == start.add(filed)


def _assign(key):
    def assign(event):
        event.model.state = key

    return assign


@pytest.mark.parametrize("where", [*BEFORE, *AFTER])
def test_a_callback_cannot_assign_another_stage(where):
    """A stage set by hand in a callback is refused like anywhere else."""
    alive = on_step(where, _assign("standing"))
    with pytest.raises(StageNotAssignable):
        alive.advance(ON)

    assert alive.state == ("meeting" if where in BEFORE else "working")


@pytest.mark.parametrize("where", [*BEFORE, *AFTER])
def test_a_callback_that_assigns_the_stage_to_come_is_refused(where):
    """Not even the stage being entered is set by hand; a step that was decided is never doubled."""
    alive = on_step(where, _assign("working"))
    with pytest.raises(StageNotAssignable):
        alive.advance(ON)

    assert alive.council in (READY_TWICE, advance(READY_TWICE, LADDER, ON))


# --- machines of an importer's own ---------------------------------------------------------------


@pytest.mark.parametrize(
    "machine",
    [
        build_machine(REVOCABLE),
        transitions.Machine(model=None, states=["meeting", "working", "standing"], initial=None),
        build_machine(LADDER, machine_type=GraphMachine, graph_engine="mermaid"),
    ],
)
def test_a_machine_that_does_not_fit_is_refused(machine):
    """A living council takes only a plain machine that follows its own policy."""
    with pytest.raises(InvalidValue) as refusal:
        living(machine=machine)

    assert "build_machine(policy)" in refusal.value.explain("ja")
    assert "build_machine(policy)" in refusal.value.explain("en")


@pytest.mark.parametrize(
    "option",
    [
        "states",
        "initial",
        "transitions",
        "ordered_transitions",
        "auto_transitions",
        "send_event",
        "queued",
    ],
)
def test_what_the_policy_decides_is_no_option(option):
    """Nobody can open a way that the policy does not have through an option of the machine."""
    with pytest.raises(InvalidValue) as refusal:
        build_machine(LADDER, **{option: True})

    assert refusal.value.what == f"build_machine: {option}"


def test_nested_states_are_refused():
    """A machine that would read `_` in a key as nesting is refused before it misreads it."""
    with pytest.raises(InvalidValue) as refusal:
        build_machine(LADDER, machine_type=HierarchicalMachine)

    assert "HierarchicalMachine" in refusal.value.explain("en")


# --- models of an importer's own -----------------------------------------------------------------


def test_a_model_of_ones_own_takes_steps():
    """A registered model gets its triggers, and its council the recorded steps."""
    model = Register(READY_TWICE)
    build_machine(LADDER, model)
    told = (model.may_meeting_to_working(on=ON), model.meeting_to_working(on=ON, by="事務局"))

    assert told == (True, True)
    assert advance(READY_TWICE, LADDER, ON, by="事務局") == model.council
    assert model.state == "working"


def test_a_model_of_ones_own_is_guarded():
    """A trigger that is not permitted answers False; council and stage stay."""
    start = council()
    model = Register(start)
    build_machine(LADDER, model)

    assert model.may_meeting_to_working(on=ON) is False
    assert model.meeting_to_working(on=ON) is False
    assert model.council is start
    assert model.state == "meeting"
    with pytest.raises(transitions.MachineError):
        model.working_to_standing(on=ON)
    with pytest.raises(InvalidValue):
        model.meeting_to_working()


def test_several_models_begin_where_their_councils_were_recorded():
    """Registering does not set anybody back to the first stage."""
    fresh, restored = Register(READY), Register(advance(READY_TWICE, LADDER, ON))
    machine = build_machine(LADDER, [fresh, restored])
    restored.working_to_standing(on=LATER)

    assert machine.models == [fresh, restored]
    assert (fresh.state, restored.state) == ("meeting", "standing")
    assert [len(model.council.history) for model in machine.models] == [0, 2]


def test_a_model_cannot_be_registered_later_without_its_stage():
    """The `add_model` of transitions asks for the stage instead of assuming the first one."""
    machine = build_machine(LADDER)
    with pytest.raises(ValueError, match="initial"):
        machine.add_model(Register(READY))

    assert machine.models == []


def test_a_callback_of_a_model_sees_its_council_with_the_step():
    """The record is there before the first callback of the new stage runs."""
    seen = []

    class Noting(Register):
        def on_enter_working(self, _event):
            seen.append((self.state, self.council.history[-1].target))

    model = Noting(READY)
    build_machine(LADDER, model)
    model.meeting_to_working(on=ON)

    assert seen == [("working", "working")]


def test_a_stage_that_is_assigned_to_a_model_leads_nowhere():
    """The stage of one's own model can be set by hand; the guards look at the council."""
    model = Register(READY_TWICE)
    build_machine(LADDER, model)
    model.state = "working"

    assert model.working_to_standing(on=LATER) is False
    assert model.council is READY_TWICE


def test_a_record_that_fails_sets_the_stage_of_a_model_back():
    """Stage and council of one's own model never part, whatever a callback did to the council."""
    model = Register(READY)
    machine = build_machine(LADDER, model)
    machine.on_exit_meeting(lambda event: setattr(event.model, "council", council()))
    with pytest.raises(TransitionBlocked):
        model.meeting_to_working(on=ON)

    assert model.state == "meeting"
    assert model.council == council()


def test_an_added_transition_is_no_way_around_the_policy_for_a_model_either():
    """A way that the policy does not have sets the model back, with the reason."""
    model = Register(READY_TWICE)
    machine = build_machine(LADDER, model)
    machine.add_transition("shortcut", "meeting", "standing")
    with pytest.raises(UnknownName):
        model.shortcut(on=LATER)

    assert model.state == "meeting"
    assert model.council is READY_TWICE


@attrs.define
class EqualByValue:
    """A model that transitions would confuse with its equals."""

    council: object


class Taken(Register):
    """A model whose own attribute has the name of a trigger."""

    def meeting_to_working(self):
        """Answer for the trigger of this name."""
        return "its own"


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        (Register(None), "no Council"),
        (object(), "no Council"),
        (living(), "never registered"),
        ([EqualByValue(READY), EqualByValue(READY)], "equals another"),
        (Taken(READY), "already has meeting_to_working"),
    ],
)
def test_models_that_transitions_would_mistreat_are_refused(model, problem):
    """What transitions would do wrong without a word is an error here, in both languages."""
    with pytest.raises(InvalidValue) as refusal:
        build_machine(LADDER, model)

    assert problem in refusal.value.explain("en")
    assert refusal.value.explain("ja")


def test_a_model_recorded_in_a_foreign_stage_is_refused():
    """A council whose recorded stage is not the policy's cannot be registered."""
    with pytest.raises(UnknownName):
        build_machine(LADDER, Register(council(history=(change("meeting_to_club", "2023-06-01"),))))


def test_declared_triggers_of_a_model_are_replaced_on_demand():
    """With model_override a class may declare its triggers, and they work."""
    model = Taken(READY)
    build_machine(LADDER, model, model_override=True)

    assert model.meeting_to_working(on=ON) is True
    assert model.council.history[0].target == "working"


def test_the_stage_of_a_model_may_be_kept_under_another_name():
    """A transition that is called like the attribute of the stage is refused, or one is renamed."""
    policy = _with_way_to_club("state")
    model = Register(READY)
    with pytest.raises(InvalidValue) as refusal:
        build_machine(policy, model)
    build_machine(policy, model, model_attribute="stage_key")
    model.state(on=ON)

    assert "'state'" in refusal.value.explain("en")
    assert model.stage_key == "club"


@pytest.mark.parametrize(
    ("language", "labels"),
    [("ja", ["出会い期", "協働期", "定着期"]), ("en", ["meeting", "working", "standing"])],
)
def test_a_graph_machine_draws_the_stages_in_the_language_of_its_reader(language, labels):
    """GraphMachine works: ASCII ids, labels in Japanese or English, the stage it is in marked."""
    model = Register(READY)
    build_machine(
        LADDER, model, machine_type=GraphMachine, language=language, graph_engine="mermaid"
    )
    model.meeting_to_working(on=ON)
    drawn = [line.strip() for line in model.get_graph().draw(None).splitlines()]

    assert [line for line in drawn if line.startswith("state ")] == [
        f'state "{label}" as {stage.key}'
        for label, stage in zip(labels, (MEETING, WORKING, STANDING), strict=True)
    ]
    assert "Class working s_active" in drawn
    assert model.council.history[0].target == "working"
