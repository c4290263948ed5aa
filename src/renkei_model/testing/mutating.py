"""Plain documents with something else in place of one of their parts."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

__all__ = ["changed_documents"]


@st.composite
def changed_documents(
    draw: st.DrawFn,
    documents: Sequence[object],
    texts: Sequence[str],
    keys: Sequence[str],
) -> object:
    """Draw documents in which one part, however deep, is another plain value.

    Args:
        draw: Given by Hypothesis.
        documents: What to change, as plain values.
        texts: Texts that may stand there, beside other values.
        keys: Keys that an object there may have.
    """
    plain = copy.deepcopy(draw(st.sampled_from(documents)))
    whole: dict[str, object] = {"": plain}
    # Objects have keys and lists have numbers; both are written to in the same way.
    place: Any = whole
    key: Any = ""
    for _ in range(draw(st.integers(0, 8))):
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        known = list(inner) if isinstance(inner, dict) else range(len(inner))
        place, key = inner, draw(st.sampled_from(known))
    place[key] = draw(_plain_values(texts, keys))
    return whole[""]


def _plain_values(texts: Sequence[str], keys: Sequence[str]) -> st.SearchStrategy[object]:
    return st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-2, 2)
        | st.floats()
        | st.sampled_from([*texts, "", "\ud800"]),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(keys), inner, max_size=3)
        ),
        max_leaves=6,
    )
