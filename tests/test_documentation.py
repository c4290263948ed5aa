"""The documentation says what the library does."""

import importlib.util
import os
import pathlib
import re
import subprocess
import sys

from renkei_model import kochi
from renkei_model.cli.arguments import COMMANDS, POLICY_COMMANDS

ROOT = pathlib.Path(__file__).parent.parent


def _text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def _generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_fresh():
    """The policy and evidence pages are what the policy and the registry say now."""
    generated = _generator()
    stale = [
        f"{language}/{name}"
        for language in generated.LANGUAGES
        for name, page in generated.PAGES.items()
        if _text(f"docs/{language}/{name}") != page(language)
    ]

    assert stale == []


def test_every_fact_and_stage_is_on_the_page_of_the_policy():
    """A reader finds every key that files use."""
    pages = [_text("docs/ja/policy.md"), _text("docs/en/policy.md")]
    keys = [named.key for named in (*kochi.FACTS, *kochi.POLICY.stages)]

    assert [key for key in keys for page in pages if key not in page] == []


def test_every_policy_is_documented_in_both_languages():
    """A reader finds the name, the fingerprint and every assumption of each policy."""
    ja, en = (
        _text(f"docs/{language}/policy.md") + _text(f"docs/{language}/indicators.md")
        for language in ("ja", "en")
    )
    undocumented = [
        policy.key
        for policy in kochi.POLICIES
        if any(str(policy.stamp) not in text for text in (ja, en))
        or any(need.wording.ja not in ja or need.wording.en not in en for need in policy.assumed)
    ]

    assert undocumented == []


def test_the_page_of_the_indicators_says_what_of_them_is_assumed_and_what_is_not():
    """Not every number is assumed, and not every assumption has a range."""
    ja, en = (_text(f"docs/{language}/indicators.md") for language in ("ja", "en"))

    assert (
        "11要件のうち2要件（協議会が設立されている，情報と課題を共有している）は，"
        "既定の基準と同じで，推定です。ほかの9要件は仮定で" in ja
    )
    assert (
        "一度のことを求める2要件（コミュニティ計画に五つの内容がそろっている，"
        "コミュニティ計画を市長が認めている）に範囲はありません。" in ja
    )
    assert (
        "Of its 11 requirements 2 are those of the default policy, and inferred (the council has "
        "been founded; information and issues have been shared). The other 9 are assumed" in en
    )
    assert "7 ask for a number and have the range" in en
    assert "2 ask for one act and have none" in en


def test_every_command_is_documented_in_both_languages():
    """README and the page on ledgers together name every command, in each language."""
    ja = _text("README.ja.md") + _text("docs/ja/ledger.md") + _text("docs/ja/command.md")
    en = _text("README.md") + _text("docs/en/ledger.md") + _text("docs/en/command.md")

    names = [*COMMANDS, *(f"policy {name}" for name in POLICY_COMMANDS)]

    assert [name for name in names for text in (ja, en) if f"renkei {name}" not in text] == []


def test_readme_is_short_enough_to_be_read():
    """README stays a door and does not become a manual."""
    assert len(_text("README.md").splitlines()) <= 120
    assert len(_text("README.ja.md").splitlines()) <= 120


def test_readme_has_one_command_for_the_main_job_and_one_for_the_tests():
    """Each of the two commands is one line and makes its own environment."""
    commands = re.findall(r"^python3 -m venv .*$", _text("README.md"), re.MULTILINE)

    assert len(commands) == 2
    assert commands[0].endswith("renkei assess")
    assert commands[1].endswith("pytest")
    assert re.findall(r"^python3 -m venv .*$", _text("README.ja.md"), re.MULTILINE) == commands


def test_the_pins_have_no_addresses():
    """The pins name packages and versions, and no registry."""
    assert "://" not in _text("constraints.txt")


def test_the_examples_run():
    """Each example runs on its own and prints its story."""
    for name, word in (
        ("one_council", "自立期"),
        ("why_blocked", "open"),
        ("another_city/two_cities", "6月15日: 課題型"),
    ):
        done = subprocess.run(  # noqa: S603 - our own example
            [sys.executable, str(ROOT / "examples" / f"{name}.py")],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )

        assert word in done.stdout.decode()
        assert len(_text(f"examples/{name}.py").splitlines()) < 60
