"""How long an import, and a whole command, take in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["command_times", "import_times"]

_IMPORT: Final = """
import time
import attrs
start = time.process_time_ns()
import {module}
print(time.process_time_ns() - start)
"""


def import_times(modules: Sequence[str], rounds: int) -> Mapping[str, Sequence[float]]:
    """Import modules in fresh processes that have imported attrs already, in turn.

    Args:
        modules: What is imported.
        rounds: How often each.

    Returns:
        Milliseconds of CPU time beyond attrs, shortest first, by module.
    """
    times: dict[str, list[float]] = {module: [] for module in modules}
    for module in modules:
        _import(module)  # once, so that from now on its compiled files are there
    for _ in range(rounds):
        for module in modules:
            times[module].append(_import(module) / 1e6)
    return {module: sorted(each) for module, each in times.items()}


def _import(module: str) -> int:
    command = [sys.executable, "-c", _IMPORT.format(module=module)]
    return int(subprocess.check_output(command, env=_installed(), text=True))  # noqa: S603 - ours


def command_times(commands: Mapping[str, Sequence[str]], rounds: int) -> Mapping[str, float]:
    """Run commands of Python in fresh processes, in turn, and keep the best of each.

    Args:
        commands: The arguments of each, after the interpreter.
        rounds: How often each.

    Returns:
        Nanoseconds from the start to the end of the process, by name.
    """
    best = dict.fromkeys(commands, float("inf"))
    for arguments in commands.values():
        _run(arguments)  # once, so that from now on its compiled files are there
    for _ in range(rounds):
        for name, arguments in commands.items():
            best[name] = min(best[name], _run(arguments))
    return best


def _run(arguments: Sequence[str]) -> int:
    start = time.perf_counter_ns()
    subprocess.run(  # noqa: S603 - ours
        [sys.executable, *arguments], env=_installed(), check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter_ns() - start


def _installed() -> dict[str, str]:
    # As after an installation: with compiled files, whatever the environment says of them.
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
