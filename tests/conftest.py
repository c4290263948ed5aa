"""Hypothesis profiles, chosen by the environment variable HYPOTHESIS_PROFILE.

- `few` (default): the same few examples on every run, so that a first run is soon over.
- `ci`: the same examples on every run, four times as many, so a red run can be had again anywhere.
- `fast`: a handful of random examples, for work in progress.
- `deep`: a thousand random examples, for hunting.
- `mutation`: few examples, always the same and never shrunk: a test either fails or it does not.
"""

import os

import hypothesis
import pytest

from renkei_model.cli import main

hypothesis.settings.register_profile("few", max_examples=25, deadline=None, derandomize=True)
hypothesis.settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, print_blob=True
)
hypothesis.settings.register_profile("fast", max_examples=15, deadline=None)
hypothesis.settings.register_profile("deep", max_examples=1000, deadline=None, print_blob=True)
hypothesis.settings.register_profile(
    "mutation",
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "few"))


@pytest.fixture
def renkei(capsys, monkeypatch):
    """Run the command; give its exit code, its output and its errors."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the laws last: an example fails at once, and says more plainly what is wrong."""
    items.sort(key=lambda item: "laws" in item.path.parts)
