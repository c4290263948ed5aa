"""The documentation says what the library does."""

import datetime
import importlib.util
import os
import pathlib
import re
import shlex
import subprocess
import sys

import pytest

from renkei_model import kochi
from renkei_model.cli import sources
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


def test_the_pictures_are_fresh():
    """Each picture says from which drawing Graphviz made it, and that is the drawing of now."""
    generated = _generator()
    stale = [
        language
        for language in generated.LANGUAGES
        if not _text(f"docs/{generated.PICTURE.format(language)}").startswith(
            f"{generated.picture_mark(language)}\n<svg "
        )
    ]

    assert stale == []


def test_readme_shows_the_picture_of_its_language():
    """Who opens the repository sees the stages before reading a line of code."""
    assert "docs/images/kochi-en.svg" in _text("README.md")
    assert "docs/images/kochi-ja.svg" in _text("README.ja.md")


def test_both_languages_give_the_same_programs_for_the_machines():
    """The guards that an importer copies are the same from either page."""
    program = re.compile(r"^```(?:js|py)\n.*?^```$", re.MULTILINE | re.DOTALL)
    ja, en = (program.findall(_text(f"docs/{language}/drawings.md")) for language in ("ja", "en"))

    assert ja == en
    assert len(en) == 3


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


FILES = ("ledger.csv", "council.json", "events.csv")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_commands_of_the_page_on_subsidies_run(language, renkei, tmp_path, monkeypatch):
    """Its files can be read, its commands run, and each says what the page shows of its answer."""
    blocks = BLOCK.findall(_text(f"docs/{language}/subsidies-howto.md"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sources, "today", lambda: datetime.date(2026, 11, 1))
    files = [content for kind, content in blocks if kind in {"csv", "json"}]
    for name, content in zip(FILES, files, strict=True):
        pathlib.Path(name).write_text(content, encoding="utf-8")

    shown = []
    for kind, content in blocks:
        if kind == "bash":
            for command in content.splitlines():
                code, output, errors = renkei(*shlex.split(command)[1:])
                assert code in {0, 1}, errors
        elif kind == "text":
            shown += [line for line in content.splitlines() if line not in output]

    assert shown == []


def test_the_two_pages_on_subsidies_show_the_same_commands():
    """What can be typed is the same in both languages, but for the language and its answers."""

    def commands(language):
        blocks = BLOCK.findall(_text(f"docs/{language}/subsidies-howto.md"))
        lines = [line for kind, block in blocks if kind == "bash" for line in block.splitlines()]
        return [line.split()[:3] for line in lines]

    assert commands("ja") == commands("en")


def test_the_page_on_registries_shows_its_example_whole():
    """What the page reads is what a reader sees above it."""
    shown = f"```text\n{_text('examples/city_registry.csv')}```\n"

    assert [page for page in ("ja", "en") if shown not in _text(f"docs/{page}/registry.md")] == []


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
