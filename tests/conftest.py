"""Hypothesis profiles, chosen by the environment variable HYPOTHESIS_PROFILE.

- `ci` (default): the same examples on every run, so a red run can be had again anywhere.
- `fast`: a handful of random examples, for work in progress.
- `deep`: a thousand random examples, for hunting.
"""

import os

import hypothesis

hypothesis.settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, print_blob=True
)
hypothesis.settings.register_profile("fast", max_examples=15, deadline=None)
hypothesis.settings.register_profile("deep", max_examples=1000, deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
