"""Letting Graphviz draw: a program that stands in its place says how it is called."""

import pickle
import shutil
import stat
import sys

import pytest

from renkei_model import kochi
from renkei_model.diagrams import NotDrawn, dot, graphviz, has_graphviz, render
from renkei_model.errors import InvalidValue

GRAPHVIZ = shutil.which("dot")


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a program of a few lines of Python in the place of `dot`."""

    def put(*lines):
        program = tmp_path / "dot"
        program.write_text(
            f"#!{sys.executable}\nimport sys\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))

    return put


def test_graphviz_is_given_the_text_and_asked_for_the_format(stand_in):
    """The text goes in as UTF-8, and what comes out is the picture; a PNG is asked for in fine."""
    stand_in("sys.stdout.write(repr((sys.argv[1:], sys.stdin.buffer.read().decode())))")

    assert render("digraph {甲}", "png").decode() == "(['-Tpng', '-Gdpi=144'], 'digraph {甲}')"
    assert render("digraph {甲}", "svg").decode() == "(['-Tsvg'], 'digraph {甲}')"
    assert has_graphviz()


def test_an_svg_can_stand_in_a_page(stand_in):
    """What Graphviz writes before the element `svg` belongs at the top of a file."""
    stand_in("print('<?xml?><!DOCTYPE svg><!-- Graphviz --><svg><g/></svg>', end='')")

    assert render("digraph {}", "svg") == b"<svg><g/></svg>"


def test_where_graphviz_is_missing_the_error_says_what_to_install_and_what_works_without(
    tmp_path, monkeypatch
):
    """A clerk without Graphviz is told how to come by it, and which formats need none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotDrawn) as refusal:
        render("digraph {}", "svg")
    error = refusal.value

    assert not has_graphviz()
    for language in ("ja", "en"):
        said = error.explain(language)
        assert "apt install graphviz" in said
        assert "--format dot" in said
    assert str(error).startswith("the picture cannot be drawn: Graphviz is not installed; ")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["sys.stderr.write('syntax error\\n in line 1'); sys.exit(1)"],
            "Graphviz refused (syntax error in line 1)",
        ),
        (["pass"], "Graphviz refused (?)"),
    ],
    ids=["refused", "drew nothing"],
)
def test_what_graphviz_says_is_passed_on(stand_in, lines, said):
    """An error of Graphviz's is told in one line, and so is a picture that is empty."""
    stand_in(*lines)
    with pytest.raises(NotDrawn) as refusal:
        render("graph", "svg")

    assert said in str(refusal.value)
    assert "--format dot" in refusal.value.explain("ja")


def test_graphviz_may_not_take_for_ever(stand_in, monkeypatch):
    """After the time limit the program is ended, and the error says so."""
    stand_in("import time; time.sleep(60)")
    monkeypatch.setattr(graphviz, "SECONDS", 0.2)
    with pytest.raises(NotDrawn, match=r"more than 0\.2 seconds"):
        render("digraph {}", "svg")


def test_a_program_that_cannot_be_run_is_named(stand_in, tmp_path):
    """A broken installation is told with its path."""
    stand_in()
    (tmp_path / "dot").write_text("#!/nowhere/python\n", encoding="utf-8")
    with pytest.raises(NotDrawn, match="cannot be run") as refusal:
        render("digraph {}", "svg")

    assert str(tmp_path / "dot") in refusal.value.explain("ja")


@pytest.mark.parametrize(("text", "form"), [("digraph {}", "pdf"), (b"digraph {}", "svg")])
def test_another_format_or_bytes_are_refused(text, form):
    """Only the formats that are tried are offered."""
    with pytest.raises(InvalidValue):
        render(text, form)


@pytest.mark.skipif(GRAPHVIZ is None, reason="Graphviz is not installed here")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_graphviz_itself_draws_every_stage(language):
    """Where Graphviz is installed, its pictures hold every stage by name."""
    svg = render(dot(kochi.POLICY, language), "svg").decode().replace("&#45;", "-")

    assert [stage.key for stage in kochi.POLICY.stages if stage.text(language) not in svg] == []
    assert render(dot(kochi.POLICY, language), "png").startswith(b"\x89PNG")
