"""Compare the mutants that survived with those that tests/README.md lists, after `mutmut run`.

A mutant survives when a line of the library was changed and no test failed. Each of them is either
a test that somebody should write, or listed with the reason why no test can tell.
"""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent.parent
LEAST_SHARE = 0.95
MUTMUT = pathlib.Path(sys.executable).with_name("mutmut")
LISTED = re.compile(r"^- `(?P<function>[^`]+)` `(?P<line>[^`]+)`$", re.MULTILINE)


def mutmut(*arguments: str) -> str:
    """Ask mutmut what it found."""
    return subprocess.run(  # noqa: S603 - a command of our own environment
        [MUTMUT, *arguments], cwd=HERE, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def described(mutant: str) -> tuple[str, str]:
    """Give a mutant's function and its changed line, which stay when mutmut numbers anew."""
    named = mutant.removeprefix("renkei_model.").rpartition("__mutmut_")[0]
    function = re.sub(r"\.x(?:_|ǁ)", ".", named).replace("ǁ", ".")
    lines = re.findall(r"^([+-])(?!\+\+|--)\s*(.*)", mutmut("show", mutant), re.MULTILINE)
    added = " ".join(text for sign, text in lines if sign == "+")
    dropped = " ".join(text for sign, text in lines if sign == "-")
    return function, added or f"without {dropped}"


def fits(listed: tuple[str, str], survivor: tuple[str, str]) -> bool:
    """Tell whether a line of the list means a survivor; … stands for anything."""
    return all(
        re.fullmatch(re.escape(pattern).replace("…", ".*"), text)
        for pattern, text in zip(listed, survivor, strict=True)
    )


def main() -> int:
    """Say what is not as the list has it; 1 if anything is."""
    mutmut("export-cicd-stats")
    counts = json.loads((HERE / "mutants/mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    killed, total = counts["killed"] + counts["timeout"], counts["total"]
    print(f"{killed} of {total} mutants were noticed ({killed / total:.1%})")

    states = dict(line.strip().rsplit(": ", 1) for line in mutmut("results").splitlines() if line)
    if "not checked" in states.values():
        print("mutmut was interrupted: run it again, and it goes on from there")
        return 1
    unkilled = {mutant: described(mutant) for mutant in states}
    listed = LISTED.findall((HERE / "tests/README.md").read_text(encoding="utf-8"))
    faults = []
    for mutant, (function, line) in unkilled.items():
        said = f"- `{function}` `{line}`   (mutmut show {mutant})"
        if states[mutant] == "timeout":
            print(f"ran out of time: {said}")
        elif not any(fits(entry, (function, line)) for entry in listed):
            faults.append(f"not listed ({states[mutant]}): {said}")
    faults += [
        f"listed, and noticed by some test now: - `{function}` `{line}`"
        for function, line in listed
        if not any(fits((function, line), mutant) for mutant in unkilled.values())
    ]
    if killed < LEAST_SHARE * total:
        faults.append(f"at least {LEAST_SHARE:.0%} should have been noticed")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
