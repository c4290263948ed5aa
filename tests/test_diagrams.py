"""The names of the package, and what drawing loads."""

import subprocess
import sys

import pytest

from renkei_model import diagrams


def test_every_name_of_the_package_is_what_it_is_called():
    """No module takes the place of a function, whichever of them is loaded first."""
    assert [name for name in diagrams.__all__ if not callable(getattr(diagrams, name))] == []
    assert dir(diagrams) == diagrams.__all__


def test_a_misspelt_name_is_an_attribute_error():
    """A typo after `diagrams.` fails as in any module."""
    with pytest.raises(AttributeError, match="mermeid"):
        diagrams.mermeid  # noqa: B018 - the access is the point


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
