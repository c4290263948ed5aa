"""The cell of elementary-school districts: one, unless the file says that something divides it.

「長浜・御畳瀬」 may be one district or two, so no `・` divides a cell by itself; `|` does, and
what the file or its reader names. What stands in brackets after a district is a remark on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from renkei_model.interchange.meetings import BETWEEN
from renkei_model.interchange.spreadsheets import one_line

__all__ = ["District", "districts_cell", "divider_of", "read_districts"]


@attrs.frozen
class District:
    """A district as a cell names it.

    Attributes:
        name: Its name; empty where none stands, and with brackets in it where they make no remark.
        remark: What stands in brackets after it.
    """

    name: str
    remark: str = ""


_REMARKED: Final = re.compile(r"(?P<name>[^()（）]+?)\s*[(（](?P<remark>.*)[)）]")
_DIVIDED: Final = re.compile(
    r".*[(（]\s*(?:(?P<ja>\S)\s*(?:で)?区切り|separated\s+by\s+(?P<en>\S))\s*[)）]\s*", re.DOTALL
)


def divider_of(heading: str) -> str:
    """Give what divides districts by a heading like `小学校区（・区切り）`; empty if none is named.

    Args:
        heading: The heading as the file writes it.
    """
    found = _DIVIDED.fullmatch(heading)
    return "" if found is None else found["ja"] or found["en"]


def read_districts(cell: str, divider: str = "") -> tuple[District, ...]:
    """Read the cell of districts; without a divider only `|` stands between two.

    Args:
        cell: What stands there.
        divider: What else stands between districts, outside of brackets.
    """
    whole = one_line(cell)
    if not whole:
        return ()
    parts = whole.split(BETWEEN)
    if divider:
        outside_brackets = rf"{re.escape(divider)}(?![^(（]*[)）])"
        parts = [each for part in parts for each in re.split(outside_brackets, part)]
    return tuple(map(_district, parts))


def _district(part: str) -> District:
    written = part.strip()
    found = _REMARKED.fullmatch(written)
    if found is None:
        return District(written)
    return District(found["name"], found["remark"].strip())


def districts_cell(names: Sequence[str], remarks: Sequence[str]) -> str:
    """Write districts with their remarks so that `read_districts` reads them again.

    Args:
        names: The districts.
        remarks: The remark on each, empty for none; or none at all.
    """
    each = zip(names, remarks or [""] * len(names), strict=True)
    return BETWEEN.join(f"{name}({remark})" if remark else name for name, remark in each)
