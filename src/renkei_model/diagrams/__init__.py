"""Draw a policy: as a picture, as a page, and as a machine that other programs run.

Pictures: `mermaid`, `dot`, and by Graphviz `render`; `display` shows one in a notebook. Pages:
`policy_markdown` and `policy_table`. Machines: `scxml` and `xstate`, which count facts and step
from stage to stage by themselves. Ids are ASCII keys and labels are Japanese or English, so every
drawing is valid in both.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renkei_model.diagrams.dot_text import dot
    from renkei_model.diagrams.graphviz import NotDrawn, has_graphviz, render
    from renkei_model.diagrams.markdown import policy_markdown, policy_table
    from renkei_model.diagrams.mermaid_text import mermaid
    from renkei_model.diagrams.notebooks import Picture, display
    from renkei_model.diagrams.scxml_text import scxml
    from renkei_model.diagrams.xstate_json import xstate
else:
    # Loaded when first asked for: whoever draws one format does not wait for the others. No module
    # has the name of what it gives, for an imported module would take that name's place here.
    _ELSEWHERE = {
        "NotDrawn": "graphviz",
        "Picture": "notebooks",
        "display": "notebooks",
        "dot": "dot_text",
        "has_graphviz": "graphviz",
        "mermaid": "mermaid_text",
        "policy_markdown": "markdown",
        "policy_table": "markdown",
        "render": "graphviz",
        "scxml": "scxml_text",
        "xstate": "xstate_json",
    }

    def __getattr__(name: str) -> object:
        if name in _ELSEWHERE:
            return getattr(importlib.import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


__all__ = [
    "NotDrawn",
    "Picture",
    "display",
    "dot",
    "has_graphviz",
    "mermaid",
    "policy_markdown",
    "policy_table",
    "render",
    "scxml",
    "xstate",
]


def __dir__() -> list[str]:
    return list(__all__)
