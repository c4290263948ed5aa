"""The names of the package, and what drawing loads."""

import datetime
import subprocess
import sys

import pytest

import invented
from renkei_model import assess, diagrams, kochi
from renkei_model.errors import InvalidValue

COUNCIL = kochi.COUNCILS[0]
BY_LADDER = assess(invented.council(), invented.LADDER, datetime.date(2026, 4, 1))
WITH_A_READING = (diagrams.mermaid, diagrams.dot, diagrams.policy_markdown)
OF_A_POLICY = (*WITH_A_READING, diagrams.policy_table, diagrams.scxml, diagrams.xstate)


def test_every_name_of_the_package_is_what_it_is_called():
    """No module takes the place of a function, whichever of them is loaded first."""
    assert [name for name in diagrams.__all__ if not callable(getattr(diagrams, name))] == []
    assert dir(diagrams) == diagrams.__all__


def test_a_misspelt_name_is_an_attribute_error():
    """A typo after `diagrams.` fails as in any module."""
    with pytest.raises(AttributeError, match="mermeid"):
        diagrams.mermeid  # noqa: B018 - the access is the point


@pytest.mark.parametrize("draw", WITH_A_READING)
def test_a_reading_by_another_policy_is_not_drawn(draw):
    """Its stages are not those of the drawing: the refusal names both policies."""
    with pytest.raises(InvalidValue) as refusal:
        draw(kochi.POLICY, "en", reading=BY_LADDER)

    assert refusal.value.explain("ja") == (
        f"reading: 基準 {invented.LADDER.stamp} による結果で，"
        f"{kochi.POLICY.stamp} によるものではありません。"
        "描く基準で assess() した結果を渡してください。"
    )
    assert refusal.value.explain("en") == (
        f"reading: it is by policy {invented.LADDER.stamp}, not by {kochi.POLICY.stamp}; "
        "give what assess() says by the policy that is drawn."
    )


@pytest.mark.parametrize("draw", WITH_A_READING)
def test_a_council_is_no_reading(draw):
    """A council is assessed first."""
    with pytest.raises(InvalidValue, match="is no Assessment"):
        draw(kochi.POLICY, "en", reading=COUNCIL)


@pytest.mark.parametrize("draw", OF_A_POLICY)
def test_what_is_no_policy_is_not_drawn(draw):
    """A policy's key is not the policy."""
    with pytest.raises(InvalidValue, match="'kochi' is no Policy"):
        draw("kochi", "en")


def test_a_drawing_on_the_command_line_loads_nothing_that_it_does_not_need():
    """The command draws without other commands, tables, files, the registry, or their libraries."""
    code = (
        "import sys; from renkei_model.cli import main; main(['diagram']); "
        "print([m for m in ('wcwidth', 'cattrs', 'transitions', "
        "'renkei_model.cli.commands', 'renkei_model.tables', 'renkei_model.interchange', "
        "'renkei_model.lifecycle', 'renkei_model.councils', "
        "'renkei_model.kochi.councils', 'renkei_model.kochi.variants') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - a fresh Python of our own
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )

    assert done.stdout.splitlines()[-1] == "[]"
