"""How long an import takes in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["import_times"]

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
    # As after an installation: with compiled files, whatever the environment says of them.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _IMPORT.format(module=module)]
    return int(subprocess.check_output(command, env=environment, text=True))  # noqa: S603 - ours
