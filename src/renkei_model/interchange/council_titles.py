"""A council's name in a city's table: with a nickname in brackets and the mark of a note."""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import Final

import attrs

from renkei_model.interchange.spreadsheets import one_line
from renkei_model.wording import Language, Wording

__all__ = [
    "NOTE_MARK",
    "NicknameKind",
    "Title",
    "is_one_nickname",
    "is_plain_name",
    "is_total",
    "nickname_kind",
    "read_title",
]

NOTE_MARK: Final = "※"
"""What begins a note below a table, and stands after the name that the note is on."""


class NicknameKind(enum.Enum):
    """What kind of name a nickname is.

    COMMON_NAME: 通称. PET_NAME: 愛称. SHORT_NAME: 略称.
    """

    COMMON_NAME = "common_name"
    PET_NAME = "pet_name"
    SHORT_NAME = "short_name"

    def text(self, language: Language) -> str:
        """Name the kind for a reader."""
        return _KIND_WORDING[self].text(language)


_KIND_WORDING: Final = {
    NicknameKind.COMMON_NAME: Wording("通称", "common name"),
    NicknameKind.PET_NAME: Wording("愛称", "pet name"),
    NicknameKind.SHORT_NAME: Wording("略称", "short name"),
}


def nickname_kind(text: str) -> NicknameKind | None:
    """Find the kind of nickname that a text names, by key or in either language; None if none."""
    named = unicodedata.normalize("NFKC", text).strip().casefold()
    for kind in NicknameKind:
        if named in {kind.value, kind.text("ja"), kind.text("en")}:
            return kind
    return None


@attrs.frozen(kw_only=True)
class Title:
    """What stands in the cell of a council's name.

    Attributes:
        name: Its name.
        nickname: What it is also called.
        nickname_kind: What kind of name that is.
        marks: The marks of notes, `※` or `※1`, each once.
    """

    name: str
    nickname: str = ""
    nickname_kind: NicknameKind | None = None
    marks: tuple[str, ...] = ()


_MARK: Final = re.compile(
    rf"(?P<rest>.*?)\s*(?:[（(]\s*{NOTE_MARK}(?P<within>\d*)\s*[）)]|{NOTE_MARK}(?P<bare>\d*))",
    re.DOTALL,
)
_NICKNAME: Final = re.compile(
    r"""(?P<name> .*? ) \s* [（(] \s* (?P<kind> 通称|愛称|略称 )
        (?: \s* [:：] \s* | \s+ | (?= 「 ) ) (?P<nickname> .+ ) [）)]""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED: Final = re.compile("「([^「」]+)」")


def read_title(cell: str) -> Title:
    """Take nickname and marks off a council's name: `…（通称：○○）`, `…（愛称 ○○）`, `…（※）`.

    Other brackets belong to the name. What a narrow column broke over lines is put together.

    Args:
        cell: What stands there.
    """
    name, marks = _without_marks(cell.strip())
    found = _NICKNAME.fullmatch(name)
    if found is None:
        return Title(name=one_line(name), marks=marks)
    name, before = _without_marks(found["name"])
    nickname = one_line(found["nickname"])
    quoted = _QUOTED.fullmatch(nickname)
    return Title(
        name=one_line(name),
        nickname=nickname if quoted is None else quoted[1].strip(),
        nickname_kind=nickname_kind(found["kind"]),
        marks=tuple(dict.fromkeys((*before, *marks))),
    )


def is_plain_name(name: str) -> bool:
    """Tell whether a name holds neither a nickname nor the mark of a note."""
    return read_title(name) == Title(name=name) and not name.startswith(NOTE_MARK)


_BETWEEN_NICKNAMES: Final = re.compile(
    r"[、，､,|｜/／]|」.*「|(?:通称|愛称|略称)\s*[:：「]",
)


def is_one_nickname(text: str) -> bool:
    """Tell whether a text can be one nickname, with nothing in it that stands between two."""
    return _BETWEEN_NICKNAMES.search(text) is None


_TOTALS: Final = frozenset({"計", "合計", "小計", "総計", "total", "subtotal", "grandtotal"})


def is_total(text: str) -> bool:
    """Tell whether a text stands for a sum of rows, 合計 or the like, and so names no council."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold() in _TOTALS


def _without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    marks: list[str] = []
    while found := _MARK.fullmatch(text):
        text = found["rest"]
        number = found["within"] or found["bare"] or ""
        marks.insert(0, NOTE_MARK + unicodedata.normalize("NFKC", number))
    return text, tuple(marks)
