"""Run every export in the programs that it is for, and write down what came of it.

`nox -s consumers` installs those programs and runs this; `README.md` here is what it writes.
"""

from __future__ import annotations

import argparse
import functools
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

HERE: Final = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import traces  # noqa: E402 - the path to it and to the invented city is made above

import invented  # noqa: E402
from renkei_model import kochi  # noqa: E402
from renkei_model.diagrams import dot, mermaid, render, scxml, xstate  # noqa: E402
from renkei_model.lifecycle import assess  # noqa: E402
from renkei_model.policy import Policy  # noqa: E402
from renkei_model.wording import Language, Wording  # noqa: E402

SEED: Final = 20230831
POLICIES_BY_CHANCE: Final = 40
LIVES_OF_A_POLICY: Final = 20
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")


@attrs.frozen
class Row:
    """One line of the table: the program, its version, what was run, what came of it."""

    program: str
    version: str
    ran: Wording
    found: Wording
    wrong: tuple[object, ...] = ()


@attrs.frozen
class Programs:
    """Where the programs are: a folder with npm's, and a Python with the others."""

    folder: pathlib.Path
    python: str

    def node(self, script: str, *arguments: str) -> str:
        """Run a script of this folder beside npm's packages."""
        shutil.copy(HERE / script, self.folder / script)
        return self._run("node", script, *arguments)

    def in_python(self, script: pathlib.Path, *arguments: str, path: str = "") -> str:
        """Run a script in the Python of the consumers."""
        return self._run(self.python, str(script), *arguments, PYTHONPATH=path)

    def write(self, name: str, content: object) -> str:
        """Write what a program is to read; a text as it is, anything else as JSON."""
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def npm_version(self, package: str) -> str:
        """Tell the installed version of a package of npm's."""
        found = (self.folder / "node_modules" / package / "package.json").read_text("utf-8")
        return json.loads(found)["version"]

    def python_version(self, package: str) -> str:
        """Tell the installed version of a package of that Python."""
        asked = f"import importlib.metadata as m; print(m.version({package!r}))"
        return self._run(self.python, "-c", asked).strip()

    def _run(self, *command: str, **environment: str) -> str:
        done = subprocess.run(  # noqa: S603 - programs that the session installed
            command, cwd=self.folder, check=False, capture_output=True, text=True,
            encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stderr}")
        return done.stdout


def drawn() -> Iterator[tuple[Policy, Callable[..., str], Language, Any]]:
    """Give every drawing: all policies, both languages, with and without a council."""
    for policy in traces.policies(SEED, POLICIES_BY_CHANCE):
        council = kochi.COUNCILS[14] if policy in kochi.POLICIES else invented.council()
        for language in LANGUAGES:
            for reading in (None, assess(council, policy, kochi.REGISTRY_AS_OF)):
                yield policy, mermaid, language, reading


def parsed_by_mermaid(programs: Programs) -> Row:
    """Parse every drawing, and see that no stage is lost."""
    cases = [
        {
            "text": draw(policy, language, reading=reading),
            "labels": [] if reading else [stage.text(language) for stage in policy.stages],
        }
        for policy, draw, language, reading in drawn()
    ]
    told = json.loads(programs.node("mermaid_parse.mjs", programs.write("drawings.json", cases)))
    broken = [{"text": "stateDiagram-v2\n    a --> : x\n", "labels": []}]
    refused = json.loads(programs.node("mermaid_parse.mjs", programs.write("broken.json", broken)))
    return Row(
        "Mermaid",
        programs.npm_version("mermaid"),
        Wording(
            "図を解析し，段階がすべて残るかを見る"
            "（高知市の6基準と架空の基準，両言語，協議会あり・なし）",
            "parse drawings and see that every stage is in them (Kochi's six policies and invented "
            "ones, both languages, with and without a council)",
        ),
        _numbers(told["drawings"], "図", "drawings", told["wrong"]),
        (*told["wrong"], *(["a broken drawing was not refused"] if not refused["wrong"] else [])),
    )


@functools.cache
def lives() -> list[tuple[Policy, list[list[dict[str, object]]]]]:
    """Give every policy with the lives of some councils under it."""
    return [
        (
            policy,
            [traces.life(policy, f"{SEED} {policy.key} {n}") for n in range(LIVES_OF_A_POLICY)],
        )
        for policy in traces.policies(SEED, POLICIES_BY_CHANCE)
    ]


_REPLAYED: Final = Wording(
    "協議会の歩みを再生し，出来事ごとに段階をライブラリと比べる",
    "replay lives of councils and compare the stage with the library's after each event",
)


def replayed(
    program: str, version: str, export: Callable[..., str], run: Callable[[str, object], str]
) -> Row:
    """Replay lives in a program's machine; a machine with one wrong number must be noticed."""
    lived = lives()
    cases = [
        {"machine": export(policy, LANGUAGES[place % 2]), "lives": each}
        for place, (policy, each) in enumerate(lived)
    ]
    told = json.loads(run("lives.json", cases))
    slip = [{**case, "machine": _with_a_slip(case["machine"])} for case in cases[:9]]
    noticed = json.loads(run("slip.json", slip))
    said = _numbers(told["lives"], "の歩み", "lives", told["wrong"])
    steps = Wording(
        f"{said.ja}（出来事{told['events']:,}，移行{told['steps']:,}）",
        f"{said.en} ({told['events']:,} events, {told['steps']:,} steps taken)",
    )
    unseen = [] if noticed["wrong"] else ["a machine with a wrong number was not noticed"]
    return Row(program, version, _REPLAYED, steps, (*told["wrong"], *unseen))


def _with_a_slip(machine: str) -> str:
    changed = machine.replace('"n": 1,', '"n": 2,').replace("&gt;= 1)", "&gt;= 2)")
    return changed if changed != machine else machine.replace('"n": 2', '"n": 3')


def replayed_in_xstate(programs: Programs) -> Row:
    """Replay in XState, with the guards and actions of the documentation, to the letter."""
    implementation, usage = _programs_of_the_documentation("js")
    programs.write("renkei.mjs", implementation)
    programs.write("kochi.json", xstate(kochi.POLICY, "ja"))
    programs.write("usage.mjs", usage)
    row = replayed(
        "XState",
        programs.npm_version("xstate"),
        xstate,
        lambda name, cases: programs.node("xstate_replay.mjs", programs.write(name, cases)),
    )
    said = programs._run("node", "usage.mjs").strip()
    wrong = [] if said == "acquaintance" else [f"the documented program says {said!r}"]
    return attrs.evolve(row, wrong=(*row.wrong, *wrong))


def replayed_in_python_statemachine(programs: Programs) -> Row:
    """Replay in python-statemachine, and run the documentation's program."""
    (usage,) = _programs_of_the_documentation("py")
    programs.write("kochi.scxml", scxml(kochi.POLICY, "ja"))
    programs.write("usage.py", usage)
    row = replayed(
        "python-statemachine",
        programs.python_version("python-statemachine"),
        scxml,
        lambda name, cases: programs.in_python(
            HERE / "scxml_replay.py", programs.write(name, cases)
        ),
    )
    said = programs.in_python(programs.folder / "usage.py").strip()
    expected = {"Stages", "stage_acquaintance"}
    wrong = [] if {*said.split()} == expected else [f"the documented program says {said!r}"]
    return attrs.evolve(row, wrong=(*row.wrong, *wrong))


def _programs_of_the_documentation(language: str) -> list[str]:
    page = (HERE.parent.parent / "docs" / "en" / "drawings.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def drawn_by_graphviz() -> Row:
    """Draw everything as SVG, Kochi's policies as PNG too, and find every stage in the SVG."""
    number, wrong = 0, []
    for policy, _, language, reading in drawn():
        text = dot(policy, language, reading=reading)
        number += 1
        svg = html.unescape(render(text, "svg").decode())
        wrong += [
            f"{policy.key} {language}: {stage.key} is not in the SVG"
            for stage in policy.stages
            if f">{stage.key}</title>" not in svg or stage.text(language) not in svg
        ]
        if policy in kochi.POLICIES and not render(text, "png").startswith(b"\x89PNG"):
            wrong.append(f"{policy.key} {language}: no PNG")
    asked = [str(shutil.which("dot")), "-V"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603
    return Row(
        "Graphviz",
        re.findall(r"\d+\.\d+\.\d+", said.stderr)[0],
        Wording("SVG と PNG に描く", "draw as SVG and PNG"),
        _numbers(number, "図", "drawings", wrong),
        tuple(wrong),
    )


def shown_in_ipython(programs: Programs) -> Row:
    """See which forms of a picture IPython takes, with Graphviz and without."""
    library = os.pathsep.join([str(HERE.parent.parent / "src"), sysconfig.get_paths()["purelib"]])
    told = json.loads(programs.in_python(HERE / "show_in_ipython.py", path=library))
    expected = [["image/svg+xml", "text/plain"], ["text/plain", "text/vnd.mermaid"]]
    wrong = [] if told == expected else [f"IPython takes {told}"]
    return Row(
        "IPython",
        programs.python_version("ipython"),
        Wording(
            "display() の絵を，Graphviz のあるときとないときに渡す",
            "hand over the picture of display(), with Graphviz and without",
        ),
        Wording.same("; ".join(", ".join(kinds) for kinds in told)),
        tuple(wrong),
    )


def _numbers(number: int, ja: str, en: str, wrong: list[object]) -> Wording:
    return Wording(f"{number:,}{ja}，不一致{len(wrong)}", f"{number:,} {en}, {len(wrong)} wrong")


_HEAD: Final = Wording(
    "# 書き出したものを，実際のプログラムで動かした結果\n\n"
    "`nox -s consumers` がこの頁を書きます。手で直さないでください。プログラムの版は "
    "`package.json` と `requirements.txt` で決めています。\n"
    "架空の基準は乱数（種は固定）で作り，分岐，取消し，k 個以上，期間，定めのない条件，"
    "無条件の移行を含みます。台帳はすべて確認済みとし，出来事は一日に一つとします。\n"
    "どの表も，わざと壊した図や数を一つ変えた機械に気付くことを，同じ回で確かめています。",
    "# What came of running the exports in the programs they are for\n\n"
    "`nox -s consumers` writes this page; do not edit it by hand. `package.json` and "
    "`requirements.txt` hold the versions.\n"
    "Invented policies are made by chance from a fixed seed, with branches, withdrawals, k of n, "
    "windows, what is not spelt out, and open gates. Ledgers are complete, with one event a day.\n"
    "The same run sees to it that a broken drawing and machines with a wrong number are noticed.",
)
_COLUMNS: Final = Wording(
    "| プログラム | 版 | 動かしたこと | 結果 |", "| program | version | what was run | result |"
)


def page(rows: list[Row], programs: Programs) -> str:
    """Write the page, in Japanese and English."""
    node = programs._run("node", "--version").strip().removeprefix("v")
    python = programs._run(programs.python, "--version").strip().removeprefix("Python ")
    parts = []
    for language in LANGUAGES:
        lines = [_HEAD.text(language), "", _COLUMNS.text(language), "| --- | --- | --- | --- |"]
        lines += [
            f"| {row.program} | {row.version} | {row.ran.text(language)} | "
            f"{row.found.text(language)} |"
            for row in rows
        ]
        lines += ["", f"Node.js {node}, Python {python}.", ""]
        parts.append("\n".join(lines))
    return "\n".join(parts)


def main() -> int:
    """Run everything; write the page, and fail where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--python", required=True)
    asked = parser.parse_args()
    programs = Programs(asked.folder.resolve(), asked.python)
    rows = [
        parsed_by_mermaid(programs),
        replayed_in_xstate(programs),
        replayed_in_python_statemachine(programs),
        drawn_by_graphviz(),
        shown_in_ipython(programs),
    ]
    (HERE / "README.md").write_text(page(rows, programs), encoding="utf-8", newline="\n")
    wrong = [f"{row.program}: {each}" for row in rows for each in row.wrong]
    sys.stdout.write("\n".join([*wrong, f"{len(wrong)} wrong", ""]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
