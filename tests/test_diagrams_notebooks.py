"""What a notebook is given to show."""

import pytest

from invented import LADDER, council, day
from renkei_model import assess
from renkei_model.diagrams import Picture, display, dot, mermaid, notebooks
from renkei_model.errors import InvalidValue

READING = assess(council(), LADDER, day("2026-04-01"))


@pytest.fixture
def graphviz_is(monkeypatch):
    """Say whether Graphviz is installed; it would draw `<svg>` and the text's length."""

    def said(*, installed):
        monkeypatch.setattr(notebooks, "has_graphviz", lambda: installed)
        monkeypatch.setattr(notebooks, "render", lambda text, _: f"<svg>{len(text)}</svg>".encode())

    return said


def test_with_graphviz_a_notebook_shows_its_picture(graphviz_is):
    """SVG is shown, and the drawing's text where no picture can be."""
    graphviz_is(installed=True)
    shown = display(LADDER, "en")._repr_mimebundle_()

    assert shown == {
        "text/plain": mermaid(LADDER, "en"),
        "image/svg+xml": f"<svg>{len(dot(LADDER, 'en'))}</svg>",
    }


def test_without_graphviz_a_notebook_is_given_mermaid(graphviz_is):
    """JupyterLab draws Mermaid by itself; elsewhere its text is shown."""
    graphviz_is(installed=False)
    picture = display(LADDER)
    drawn = mermaid(LADDER, "ja")

    assert picture._repr_mimebundle_() == {"text/plain": drawn, "text/vnd.mermaid": drawn}
    assert picture.svg is None
    assert str(picture) == drawn


def test_an_assessment_is_shown_with_its_council(graphviz_is):
    """The picture of a reading highlights its stages and says whose reading it is."""
    graphviz_is(installed=False)
    picture = display(READING, "en")

    assert picture == Picture(
        mermaid(LADDER, "en", reading=READING), dot(LADDER, "en", reading=READING)
    )
    assert "class meeting surely" in picture.mermaid


def test_a_notebook_may_ask_for_some_forms_only(graphviz_is):
    """What a notebook includes or excludes is kept to."""
    graphviz_is(installed=False)
    picture = display(LADDER)

    assert [*picture._repr_mimebundle_(include=["text/plain"])] == ["text/plain"]
    assert [*picture._repr_mimebundle_(exclude=["text/plain"])] == ["text/vnd.mermaid"]


def test_what_is_neither_policy_nor_assessment_is_refused():
    """A council alone has no drawing: by which policy, on which day?"""
    with pytest.raises(InvalidValue, match="Assessment"):
        display(council())
