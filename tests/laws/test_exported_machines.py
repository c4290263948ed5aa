"""An exported machine goes where the library goes.

The programs that the exports are for run them in `nox -s consumers`; here a few lines of Python
read the same machines by the protocol of the documentation, on every run of the tests.
"""

import functools
import json
import xml.etree.ElementTree as ET

import pytest

from consumers import traces
from renkei_model.diagrams import scxml, xstate

SEED = 7
POLICIES = traces.policies(SEED, 8)
SCXML = "{http://www.w3.org/2005/07/scxml}"


class MachineOfData:
    """What an importer of the JSON writes: six guards and three actions, once for all policies."""

    def __init__(self, text):
        self.machine = json.loads(text)
        self.stage = self.machine["initial"]
        self.counts = self.machine["context"]["counts"]
        self.items = self.machine["context"]["items"]

    def holds(self, guard):
        """Tell whether a guard holds."""
        params = guard["params"]
        parts = [self.holds(part) for part in params.get("of", [])]
        match guard["type"]:
            case "all_of":
                return all(parts)
            case "any_of":
                return any(parts)
            case "some_of":
                return sum(parts) >= params["k"]
            case "at_least":
                return self.counts[params["fact"]][params["during"]] >= params["n"]
            case "at_most":
                return self.counts[params["fact"]][params["during"]] <= params["n"]
            case "unspecified":
                return False

    def record(self, fact, item):
        """Count a fact, or one of its items."""
        for during in ("ever", "this_fiscal_year", "since_stage_entry"):
            seen = self.items.get(fact, {}).get(during)
            if seen is None:
                self.counts[fact][during] += 1
            elif item not in seen:
                seen.append(item)
                self.counts[fact][during] = len(seen)

    def begin(self, during):
        """Count anew in some days."""
        for fact, counts in self.counts.items():
            counts[during] = 0
            if fact in self.items:
                self.items[fact][during].clear()

    def send(self, event):
        """Hear an event."""
        if heard := self.machine["on"].get(event["type"]):
            for action in heard["actions"]:
                match action["type"]:
                    case "record":
                        self.record(action["params"]["fact"], event.get("item"))
                    case "begin_fiscal_year":
                        for counts in self.counts.values():
                            counts["through_last_fiscal_year"] = counts["ever"]
                        self.begin("this_fiscal_year")
        step = self.machine["states"][self.stage]["on"].get(event["type"])
        if step and ("guard" not in step or self.holds(step["guard"])):
            self.stage = step["target"]
            self.begin("since_stage_entry")


class MachineOfExpressions:
    """What an engine of SCXML does with the few elements that the documents use."""

    def __init__(self, text):
        root = ET.fromstring(text)  # noqa: S314 - our own document
        (self.outer,) = root.iterfind(f"{SCXML}state")
        self.stages = {stage.get("id"): stage for stage in self.outer.iterfind(f"{SCXML}state")}
        self.stage = self.outer.get("initial")
        self.data = {
            each.get("id"): int(each.get("expr"))
            for each in root.iterfind(f"{SCXML}datamodel/{SCXML}data")
        }

    def value(self, expression):
        """Give the value of an expression."""
        said = expression.replace("&&", " and ").replace("||", " or ").replace("false", "False")
        return eval(said, {}, self.data)  # noqa: S307 - our own expression

    def run(self, content):
        """Assign what is to be assigned."""
        for assign in content:
            self.data[assign.get("location")] = self.value(assign.get("expr"))

    def send(self, event):
        """Hear an event."""
        for heard in self.outer.iterfind(f"{SCXML}transition"):
            if heard.get("event") == event:
                self.run(heard)
        for step in self.stages[self.stage].iterfind(f"{SCXML}transition"):
            if step.get("event") == event and self.value(step.get("cond", "True")):
                self.stage = step.get("target")
                for entry in self.stages[self.stage].iterfind(f"{SCXML}onentry"):
                    self.run(entry)
                return


@functools.cache
def _lives(policy):
    return [traces.life(policy, f"{SEED} {policy.key} {number}") for number in range(3)]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.key)
def test_a_machine_of_data_goes_where_the_library_goes(policy):
    """After every event of a life the JSON machine is in the stage that the library records."""
    for life in _lives(policy):
        machine = MachineOfData(xstate(policy, "ja"))
        for step in life:
            machine.send(step["event"])

            assert machine.stage == step["stage"]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.key)
def test_a_machine_of_expressions_goes_where_the_library_goes(policy):
    """After every event of a life the SCXML machine is in the stage that the library records."""
    for life in _lives(policy):
        machine = MachineOfExpressions(scxml(policy, "en"))
        for step in life:
            for event in step["scxml"]:
                machine.send(event)

            assert machine.stage == f"stage_{step['stage']}"


def test_lives_go_far_enough_to_tell_machines_apart():
    """Most lives take steps, and some are put back."""
    taken = [
        len({step["stage"] for step in life}) for policy in POLICIES for life in _lives(policy)
    ]

    assert sum(stages > 1 for stages in taken) > len(taken) / 2
