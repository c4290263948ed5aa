"""The city's leaflet of August 2023: its statements by id, so that every rule can cite its place.

The statements are told in our own words; `statements.csv` beside this module holds them all.
"""

from __future__ import annotations

import csv
import datetime
import functools
import io
import pkgutil
from typing import Final

from renkei_model.dates import Span
from renkei_model.provenance import Citation, Source
from renkei_model.wording import Wording

__all__ = ["LEAFLET", "cite", "statements"]

LEAFLET: Final = Source(
    key="kochi_leaflet_2023",
    title=Wording(
        "つながりが感じられる地域社会へ～地域内連携協議会の設立～",
        "Towards a community where ties are felt: founding neighbourhood councils",
    ),
    publisher=Wording(
        "高知市 市民協働部 地域コミュニティ推進課",
        "Kochi City, Citizens' Collaboration Department, Local Community Promotion Section",
    ),
    published=Span.month(2023, 8),
    as_of=Span.day(datetime.date(2023, 8, 31)),
)
"""The leaflet itself."""


@functools.cache
def statements() -> dict[str, Citation]:
    """Give every statement of the leaflet by its id (K001 to K078), in the leaflet's order."""
    # `importlib.resources` takes longer to load than everything else of this module to run.
    content = pkgutil.get_data(__name__, "statements.csv")
    assert content is not None  # noqa: S101 - it ships beside this module
    return {
        row["id"]: Citation(
            LEAFLET,
            row["id"],
            Wording(row["heading_ja"], row["heading_en"]),
            Wording(row["position_ja"], row["position_en"]),
            Wording(row["gist_ja"], row["gist_en"]),
        )
        for row in csv.DictReader(io.StringIO(content.decode(), newline=""))
    }


def cite(statement: str) -> Citation:
    """Give one statement of the leaflet.

    Args:
        statement: Its id, such as `K066`.
    """
    return statements()[statement]
