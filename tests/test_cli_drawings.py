"""The command that draws: every format, a council's stages, and what does not go together."""

import json
import pathlib

import pytest

from renkei_model import kochi
from renkei_model.cli import drawings
from renkei_model.diagrams import dot, mermaid, policy_markdown, scxml, xstate

EXAMPLES = pathlib.Path(__file__).parent.parent / "examples"
MINORI = EXAMPLES / "minori.csv"


@pytest.fixture
def graphviz(monkeypatch):
    """Let a stand-in draw: the format and the text, as bytes that are no UTF-8 for a PNG."""

    def render(text, form):
        return (b"\x89PNG" if form == "png" else b"<svg>") + text.encode()

    monkeypatch.setattr(drawings.diagrams, "render", render, raising=False)


@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("mermaid", mermaid),
        ("dot", dot),
        ("markdown", policy_markdown),
        ("scxml", scxml),
        ("xstate", xstate),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_format_is_printed_to_the_letter(renkei, form, write, language):
    """What the library writes is what the command prints, in the asked language."""
    answer = renkei("diagram", "--format", form, "--lang", language)

    assert answer == (0, write(kochi.POLICY, language), "")


def test_mermaid_is_drawn_where_no_format_is_asked_for(renkei):
    """The command goes on printing what it always printed."""
    assert renkei("diagram")[1] == mermaid(kochi.POLICY, "ja")


def test_any_policy_is_drawn(renkei):
    """A machine of the policy by counts asks for its numbers."""
    output = renkei("diagram", "--format", "xstate", "--policy", "kochi-indicators")[1]

    assert json.loads(output)["id"] == "kochi_indicators"


@pytest.mark.usefixtures("graphviz")
def test_an_svg_is_printed_as_text(renkei):
    """A picture in text can go through a pipe."""
    output = renkei("diagram", "--format", "svg", "--lang", "en")[1]

    assert output == f"<svg>{dot(kochi.POLICY, 'en')}"


@pytest.mark.usefixtures("graphviz")
def test_a_png_is_written_to_a_new_file(renkei, tmp_path):
    """The picture is written as it is, and never over a file that is there."""
    path = tmp_path / "kochi.png"
    code, output, _ = renkei("diagram", "--format", "png", "--output", path)
    again, _, errors = renkei("diagram", "--format", "png", "--output", path, "--lang", "en")

    assert (code, output) == (0, f"{path} に書き出しました。\n")
    assert path.read_bytes() == b"\x89PNG" + dot(kochi.POLICY, "ja").encode()
    assert again == 2
    assert "it exists already" in errors


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "--output で指定"), ("en", "needs the file to write")]
)
def test_a_png_needs_a_file(renkei, language, said):
    """No picture is thrown on a terminal."""
    code, output, errors = renkei("diagram", "--format", "png", "--lang", language)

    assert (code, output) == (2, "")
    assert said in errors


@pytest.mark.parametrize("form", ["scxml", "xstate"])
@pytest.mark.parametrize("option", ["--council", "--ledger"])
def test_machines_take_no_council(renkei, form, option):
    """An option that would be ignored is an error instead."""
    code, output, errors = renkei("diagram", "--format", form, option, "15", "--lang", "en")

    assert (code, output) == (2, "")
    assert f"--format {form} writes the policy alone" in errors


@pytest.mark.parametrize("form", ["svg", "png"])
def test_without_graphviz_the_command_says_what_to_install_and_writes_nothing(
    renkei, form, tmp_path, monkeypatch
):
    """One sentence, exit code 2, and no empty picture."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / f"kochi.{form}"
    code, output, errors = renkei("diagram", "--format", form, "--output", path)

    assert (code, output) == (2, "")
    assert errors.startswith("renkei: 図を描けません: Graphviz がありません。")
    assert "--format dot" in errors
    assert not path.exists()


@pytest.mark.parametrize("form", ["mermaid", "dot", "markdown"])
def test_a_registered_council_is_shown_on_the_registrys_day(renkei, form):
    """The drawing tells council, day, and that it is not the city's judgement."""
    output = renkei("diagram", "--format", form, "--council", "15")[1]

    assert "15 鏡地域連携協議会" in output
    assert "令和5年8月31日時点" in output
    assert "市の判断ではありません" in output
    assert "親交期（確実）" in output


@pytest.mark.usefixtures("graphviz")
def test_a_council_of_a_ledger_is_shown_on_the_asked_day(renkei):
    """Minori's own records reach further than its neighbours' in the registry."""
    asked = ("--ledger", MINORI, "--as-of", "2026-04-01", "--lang", "en")
    code, output, _ = renkei("diagram", "--format", "svg", *asked)

    assert code == 0
    assert "solving issues (recorded, surely)" in output
    assert "as of 2026-04-01" in output


def test_a_ledger_of_several_councils_asks_which(renkei, tmp_path):
    """One drawing shows one council; `--council` names it, and a slip of its name is remarked."""
    path = tmp_path / "ledger.csv"
    path.write_text(
        "council,fact,date\n鏡地域連携協会,founded,2020-04-01\nあおば（架空）,founded,2021-04-01\n",
        encoding="utf-8",
    )
    code, _, errors = renkei("diagram", "--ledger", path, "--lang", "en")
    shown, output, remarks = renkei("diagram", "--ledger", path, "--council", "鏡地域連携協会")
    alone = renkei("diagram", "--ledger", path, "--council", "鏡地域連携協会", "--alone")

    assert code == 2
    assert "choose one with --council" in errors
    assert shown == 0
    assert "        鏡地域連携協会\n" in output
    assert "「鏡地域連携協議会」（15番）ではありませんか" in remarks
    assert alone[2] == ""


def test_a_ledger_read_alone_needs_a_ledger(renkei):
    """An option that would be ignored is an error instead."""
    assert renkei("diagram", "--alone")[0] == 2


def test_the_formats_are_listed_where_one_is_misspelt(renkei):
    """A typo is answered by what was meant."""
    code, _, errors = renkei("diagram", "--format", "mermad", "--lang", "en")

    assert code == 2
    assert "Did you mean mermaid?" in errors
