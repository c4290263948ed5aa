"""Measure, print the table, and with `--write` keep it in README.md."""

from __future__ import annotations

import argparse
import sys

from benchmarks import rows, table


def main() -> int:
    """Run the benchmarks; 1 when a figure is above its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is timed (15)")
    parser.add_argument("--write", action="store_true", help="keep the table in README.md")
    asked = parser.parse_args()

    measured = rows.measure(asked.rounds)
    text = f"{table.heading(asked.rounds)}\n\n{table.render(measured)}"
    print(text)
    if asked.write:
        table.write(text)
    return int(any(row.is_exceeded for row in measured))


if __name__ == "__main__":
    sys.exit(main())
