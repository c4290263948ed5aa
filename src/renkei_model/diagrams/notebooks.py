"""Show a drawing in a notebook."""

from __future__ import annotations

import functools
from collections.abc import Container

import attrs

from renkei_model.checks import require_kind
from renkei_model.diagrams.dot_text import dot
from renkei_model.diagrams.graphviz import has_graphviz, render
from renkei_model.diagrams.mermaid_text import mermaid
from renkei_model.lifecycle import Assessment
from renkei_model.policy import Policy
from renkei_model.wording import Language

__all__ = ["Picture", "display"]


@attrs.frozen
class Picture:
    """A drawing that notebooks show: by Graphviz where it is installed, else as Mermaid.

    Attributes:
        mermaid: The drawing as Mermaid, which JupyterLab draws by itself.
        dot: The drawing in DOT.
    """

    mermaid: str
    dot: str

    @functools.cached_property
    def svg(self) -> str | None:
        """The drawing as SVG; None where Graphviz is not installed.

        Raises:
            NotDrawn: If Graphviz is installed and fails.
        """
        return render(self.dot, "svg").decode() if has_graphviz() else None

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        """Give what a notebook may show, of which it takes what it can."""
        forms = {"text/plain": self.mermaid, "text/vnd.mermaid": self.mermaid}
        if self.svg is not None:
            forms = {"text/plain": self.mermaid, "image/svg+xml": self.svg}
        return {
            kind: text
            for kind, text in forms.items()
            if (include is None or kind in include) and not (exclude and kind in exclude)
        }

    def __str__(self) -> str:
        """Give the drawing as Mermaid, for a terminal."""
        return self.mermaid


def display(thing: Policy | Assessment, language: Language = "ja") -> Picture:
    """Make the drawing of a policy, or of where a council stands by it, for a notebook.

    Args:
        thing: A policy; or a council's assessment, whose supported stages are highlighted.
        language: The language of the labels.

    Raises:
        InvalidValue: If it is neither.

    Example:
        >>> from renkei_model import kochi
        >>> print(str(display(kochi.POLICY, "en")).splitlines()[0])
        stateDiagram-v2
    """
    require_kind("thing", thing, Policy, Assessment)
    if isinstance(thing, Policy):
        return Picture(mermaid(thing, language), dot(thing, language))
    return Picture(
        mermaid(thing.policy, language, reading=thing), dot(thing.policy, language, reading=thing)
    )
