"""Meetings and activities as a city's table holds them, in one cell: 「総会１回，広報紙の発行」.

What is plainly how often a kind of meeting was held is a value. All else stays an activity, to the
letter: a `・` may stand between two activities or inside the name of one, so it divides nothing but
two counts.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from renkei_model.checks import require_count, require_kind, require_name
from renkei_model.errors import InvalidValue
from renkei_model.interchange.spreadsheets import one_line
from renkei_model.wording import Wording

__all__ = ["BETWEEN", "Meetings", "read_activities", "read_meetings", "refuse_bar"]

BETWEEN: Final = "|"
"""What stands between several things in one cell of a registry file."""

_SEVERAL: Final = 2
_MOST: Final = 999_999


def refuse_bar(what: str, text: str) -> None:
    """Refuse a text that is read as nothing, or as two, where `|` stands between several.

    Args:
        what: What the text belongs to, for the error.
        text: The text.

    Raises:
        InvalidValue: If it is empty or holds a `|`.
    """
    require_kind(what, text, str)
    if not text or BETWEEN in text:
        raise InvalidValue(
            what,
            Wording(f"{text!r} は使えません", f"{text!r} cannot stand here"),
            Wording(
                "一つごとに，| を含まない文字列を書いてください",
                "write each as a text of its own, without |",
            ),
        )


@attrs.frozen(kw_only=True)
class Meetings:
    """How often meetings of one kind were held, as far as a registry tells.

    Attributes:
        kind: What kind of meeting, as the registry calls it: 総会, 役員会. A line break is no part
            of it.
        least: Surely this many; for 「複数回」 it is 2.
        or_more: Whether it may have been more often, as with 「複数回」.

    Raises:
        InvalidValue: If the kind is empty or holds a `|`, or the count is no whole number.
    """

    kind: str = attrs.field(converter=one_line)
    least: int
    or_more: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what no registry file could hold."""
        remedy = Wording("会議の種類を書いてください", "give the kind of meeting")
        require_name("Meetings.kind", self.kind, remedy)
        refuse_bar("Meetings.kind", self.kind)
        require_count("Meetings.least", self.least, least=0, most=_MOST)
        require_kind("Meetings.or_more", self.or_more, bool)

    @property
    def cell(self) -> str:
        """It as a registry file of ours holds it: `総会:1`, `部会:2+`."""
        return f"{self.kind}:{self.least}{'+' if self.or_more else ''}"


_COUNT: Final = r"(?P<count>\d{1,6}|[一二三四五六七八九十]|複数|数)\s*回(?P<more>以上)?"
# 「巡回会議３回」 is one kind, 「総会１回役員会２回」 are two: after a count, 回 ends it.
_HELD: Final = re.compile(
    rf"""(?P<kind> (?: [^・，、,:：|「」『』()（）回\s] | (?<![\d一二三四五六七八九十数])回 )*?
                   (?: 会議? | ミーティング ) (?: [(（] [^()（）]* [)）] )? )
         \s* [:：]? \s* {_COUNT}""",
    re.VERBOSE,
)
_OF_OURS: Final = re.compile(
    r"(?P<kind>.+?)\s*[:：]\s*(?P<count>\d{1,6})(?P<more>[+＋]?)", re.DOTALL
)
_KANJI: Final = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}
# Counts that a narrow column broke over lines: 「３\n回」, 「役員会\n10回」, 「情報共有\n会３回」.
_BROKEN: Final = re.compile(
    r"(?<=[\d数])\n(?=回)|(?<=[会議])\n(?=(?:\d+|複数|数)回)|\n(?=会議?(?:\d+|複数|数)\n?回)"
)
# Neither what stands in brackets nor the comma of a number is divided.
_PIECE: Final = re.compile(
    r"""(?: [（(「『【] [^（(「『【）)」』】|]* [）)」』】]
          | (?<=\d) [，、,] (?=\d)
          | [^\n，、,|] )+""",
    re.VERBOSE,
)


def read_activities(cell: str) -> tuple[tuple[Meetings, ...], tuple[str, ...]]:
    """Read the cell in which a city's table tells what a council did of late.

    Line breaks and commas stand between entries. An entry that begins with counts of meetings
    (「総会１回」, 「部会複数回」, 「役員会2回以上」; between them `・` or a space) gives these.

    Args:
        cell: What stands there.

    Returns:
        The meetings, and everything else to the letter, each in order.
    """
    lines = "\n".join(filter(None, map(str.strip, re.split(r"[\r\n]", cell))))
    meetings: list[Meetings] = []
    activities: list[str] = []
    for entry in _PIECE.findall(_BROKEN.sub("", lines)):
        counted, rest = _counted(one_line(entry).removeprefix("・").strip())
        meetings += counted
        activities += filter(None, [one_line(rest)])
    return tuple(meetings), tuple(activities)


def _counted(entry: str) -> tuple[list[Meetings], str]:
    """Take the counts of meetings off the beginning of an entry; give them and what is left."""
    meetings: list[Meetings] = []
    rest = entry
    while found := _HELD.match(rest):
        after = rest[found.end() :]
        following = after.lstrip("・ 　")
        if after and following == after and not _HELD.match(after):
            break  # 「総会１回目の準備」 counts no meetings
        meetings.append(_meetings(found))
        rest = following
    return meetings, rest


def _meetings(found: re.Match[str]) -> Meetings:
    written, several = found["count"], found["count"] in {"複数", "数"}
    number = _SEVERAL if several else _KANJI.get(written) or int(written)
    return Meetings(kind=found["kind"], least=number, or_more=several or bool(found["more"]))


def read_meetings(cell: str) -> tuple[tuple[Meetings, ...], str]:
    """Read a cell that holds nothing but meetings: `総会:1|部会:2+`, or as a city writes them.

    Args:
        cell: What stands there.

    Returns:
        The meetings, and the first text that is none; empty if all are.
    """
    meetings: list[Meetings] = []
    for part in filter(None, map(one_line, cell.split(BETWEEN))):
        found = _OF_OURS.fullmatch(part)
        if found is not None:
            meetings.append(_meetings(found))
            continue
        counted, others = read_activities(part)
        if others:
            return tuple(meetings), others[0]
        meetings += counted
    return tuple(meetings), ""
