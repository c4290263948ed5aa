"""Replay lives in python-statemachine: read the cases of a file, write what differs as JSON."""

import json
import pathlib
import sys

from statemachine.io import load


def main(path: str) -> None:
    """Replay every life of every case, each in a document that is loaded anew."""
    cases = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    told = {"lives": 0, "events": 0, "steps": 0, "wrong": []}
    for case in cases:
        for life in case["lives"]:
            machine = load(case["machine"], format="scxml")()
            told["lives"] += 1
            before = stage_of(machine)
            for place, step in enumerate(life):
                for event in step["scxml"]:
                    machine.send(event)
                found = stage_of(machine)
                told["events"] += 1
                told["steps"] += found != before
                before = found
                if found != step["stage"]:
                    wrong = {"place": place, "expected": step["stage"], "found": found}
                    told["wrong"].append({**wrong, "event": step["event"]})
                    break
    sys.stdout.write(json.dumps(told))


def stage_of(machine) -> str:
    """Give the stage inside the state that holds them all."""
    (stage,) = {state.id for state in machine.configuration} - {"Stages"}
    return stage.removeprefix("stage_")


if __name__ == "__main__":
    main(sys.argv[1])
