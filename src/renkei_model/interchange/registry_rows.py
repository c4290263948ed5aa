"""One council of a registry, as a value that every registry file can hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from renkei_model.checks import (
    GREATEST_NUMBER,
    require_count,
    require_each,
    require_kind,
    require_name,
)
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.interchange.council_titles import (
    NOTE_MARK,
    NicknameKind,
    is_one_nickname,
    is_plain_name,
    is_total,
)
from renkei_model.interchange.meetings import BETWEEN, Meetings, refuse_bar
from renkei_model.interchange.spreadsheets import one_line
from renkei_model.wording import Wording

__all__ = ["RegistryRow"]


def _stripped(text: str) -> str:
    return text.strip()


def _one_line_each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(one_line, texts))


def _remarks(texts: Iterable[str]) -> tuple[str, ...]:
    remarks = _one_line_each(texts)
    return remarks if any(remarks) else ()


@attrs.frozen(kw_only=True)
class RegistryRow:
    """One council of a registry.

    Surrounding spaces are no part of its texts, nor are line breaks, but in its note.

    Attributes:
        number: Its number, at least 1; None if the registry gives none.
        name: Its name, without nickname and marks of notes.
        nickname: What it is also called.
        nickname_kind: What kind of name that is, if the registry says.
        districts: The elementary-school districts it covers, without remarks.
        district_remarks: What the registry remarks on each of them, empty for nothing; or none.
        certified: When it was certified: a day, a month or a span; None if that is not known.
        meetings: How often it met, by kind.
        activities: What else it did, each to the letter.
        note: What the registry notes on it.

    Raises:
        InvalidValue: If a part is none that a registry file could hold: a number below 1, no
            name or 合計, one with its nickname in it, two nicknames, a `|` or brackets in a
            district, and the like.
    """

    number: int | None = None
    name: str = attrs.field(converter=one_line)
    nickname: str = attrs.field(default="", converter=one_line)
    nickname_kind: NicknameKind | None = None
    districts: tuple[str, ...] = attrs.field(default=(), converter=_one_line_each)
    district_remarks: tuple[str, ...] = attrs.field(default=(), converter=_remarks)
    certified: Span | None = None
    meetings: tuple[Meetings, ...] = attrs.field(default=(), converter=tuple[Meetings, ...])
    activities: tuple[str, ...] = attrs.field(default=(), converter=_one_line_each)
    note: str = attrs.field(default="", converter=_stripped)

    def __attrs_post_init__(self) -> None:
        """Refuse what no registry file could hold."""
        if self.number is not None:
            require_count("RegistryRow.number", self.number, least=1, most=GREATEST_NUMBER)
        self._check_names()
        self._check_districts()
        if self.certified is not None:
            require_kind("RegistryRow.certified", self.certified, Span)
        require_each("RegistryRow.meetings", self.meetings, Meetings)
        for activity in self.activities:
            refuse_bar("RegistryRow.activities", activity)

    def _check_names(self) -> None:
        remedy = Wording("協議会の名称を書いてください", "give the council's name")
        require_name("RegistryRow.name", self.name, remedy)
        if is_total(self.name):
            problem = Wording(
                f"{self.name!r} は合計の行の言葉です", f"{self.name!r} is what totals are called"
            )
            raise InvalidValue("RegistryRow.name", problem, remedy)
        if not is_plain_name(self.name):
            raise InvalidValue(
                "RegistryRow.name",
                Wording(
                    f"{self.name!r} は，通称や注の印を含んでいます",
                    f"{self.name!r} holds a nickname or the mark of a note",
                ),
                Wording(
                    f"通称は nickname に，注は note に書き，{NOTE_MARK} は除いてください",
                    f"put the nickname in nickname and the note in note, and drop {NOTE_MARK}",
                ),
            )
        if not is_one_nickname(self.nickname):
            raise InvalidValue(
                "RegistryRow.nickname",
                Wording(
                    f"{self.nickname!r} は二つ以上の通称のようです",
                    f"{self.nickname!r} seems to hold more than one nickname",
                ),
                Wording(
                    "通称を一つだけ残し，ほかは note に書いてください",
                    "keep one and put the others in note",
                ),
            )
        if self.nickname_kind is not None:
            require_kind("RegistryRow.nickname_kind", self.nickname_kind, NicknameKind)
            remedy = Wording(
                "通称を書くか，その種類を除いてください", "give the nickname, or drop its kind"
            )
            require_name("RegistryRow.nickname", self.nickname, remedy)

    def _check_districts(self) -> None:
        for district in self.districts:
            if not district or not _UNUSABLE.isdisjoint(district):
                raise InvalidValue(
                    "RegistryRow.districts",
                    Wording(
                        f"校区名 {district!r} は使えません", f"{district!r} cannot be a district"
                    ),
                    Wording(
                        "校区ごとに，| や括弧を含まない名称を一つずつ書き，"
                        "括弧の中は district_remarks に書いてください",
                        "give each district one name without | or brackets; what stands in "
                        "brackets goes into district_remarks",
                    ),
                )
        if self.district_remarks and len(self.district_remarks) != len(self.districts):
            raise InvalidValue(
                "RegistryRow.district_remarks",
                Wording(
                    f"校区{len(self.districts)}に対し，備考が{len(self.district_remarks)}あります",
                    f"there are {len(self.district_remarks)} for {len(self.districts)} districts",
                ),
                Wording(
                    "校区ごとに一つ（なければ空文字列）を書いてください",
                    "give one for each district, empty for none",
                ),
            )
        for remark in filter(None, self.district_remarks):
            refuse_bar("RegistryRow.district_remarks", remark)


_UNUSABLE: Final = frozenset(f"{BETWEEN}()（）")
