"""Performance as ratios, measured in one run against named peers. `python -m benchmarks`."""
