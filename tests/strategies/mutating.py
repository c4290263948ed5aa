"""Plain documents with something else in place of one of their parts."""

import copy

from hypothesis import strategies as st

__all__ = ["changed_documents"]


@st.composite
def changed_documents(draw, documents, texts, keys):
    """Give documents in which one part, however deep, is another plain value.

    Args:
        draw: Hypothesis's.
        documents: What to change.
        texts: Texts that may stand there, beside other values.
        keys: Keys that an object there may have.
    """
    plain = copy.deepcopy(draw(st.sampled_from(documents)))
    whole = {"": plain}
    place, key = whole, ""
    for _ in range(draw(st.integers(0, 8))):
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        known = list(inner) if isinstance(inner, dict) else range(len(inner))
        place, key = inner, draw(st.sampled_from(known))
    place[key] = draw(_plain_values(texts, keys))
    return whole[""]


def _plain_values(texts, keys):
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
