"""Registries as cities might write them, with texts that spreadsheets and readers trip over."""

from __future__ import annotations

from hypothesis import strategies as st

from renkei_model.interchange.council_titles import (
    NicknameKind,
    is_one_nickname,
    is_plain_name,
    is_total,
)
from renkei_model.interchange.registry import Meetings, RegistryRow
from renkei_model.interchange.spreadsheets import one_line
from renkei_model.testing.dating import spans

__all__ = ["awkward_texts", "registries"]

_AWKWARD = "=+-@＝＋'\t\r\n,，、;:：\"・/()（）「」※～〜１1回会名 　x"
_OF_CITIES = (
    "長浜・御畳瀬連携協議会",
    "みのりの会（東）",
    "みのり（愛称募集中）の会",
    "みのりの会\n（通称みのり）",
    "=HYPERLINK(みのり)",
    "総会１回",
    "総会１回・部会複数回",
    "※の会",
    "第２期計画の策定・推進",
    "夜の学校～学校に泊まろう〜",
    "-",
    "-1+2",
    "'=1",
    '“みのり”, "みのり"',
)


def awkward_texts() -> st.SearchStrategy[str]:
    """Draw texts of signs that mean something in tables, and names as cities write them."""
    signs = st.text(
        st.sampled_from(_AWKWARD) | st.characters(codec="utf-8", exclude_characters="\0|"),
        max_size=8,
    )
    return (st.sampled_from(_OF_CITIES) | signs).map(one_line)


def _meetings() -> st.SearchStrategy[Meetings]:
    return st.builds(
        Meetings,
        kind=st.sampled_from(["総会", "第２部会", "会:1", "＋"]) | awkward_texts().filter(bool),
        least=st.integers(0, 999_999),
        or_more=st.booleans(),
    )


@st.composite
def _rows(draw: st.DrawFn, name: str, number: int | None) -> RegistryRow:
    texts = awkward_texts()
    nickname = draw(texts.filter(is_one_nickname))
    district = texts.map(lambda text: text.strip("()（）")).filter(bool)
    districts = draw(st.lists(district.filter(_has_no_brackets).map(one_line), max_size=3))
    return RegistryRow(
        number=number,
        name=name,
        nickname=nickname,
        nickname_kind=draw(st.none() | st.sampled_from(NicknameKind)) if nickname else None,
        districts=tuple(districts),
        district_remarks=tuple(draw(texts) for _ in districts),
        certified=draw(st.none() | spans()),
        meetings=tuple(draw(st.lists(_meetings(), max_size=3))),
        activities=tuple(draw(st.lists(texts.filter(bool), max_size=3))),
        note=draw(texts | st.just("一行目\n\n二行目")),
    )


def _has_no_brackets(text: str) -> bool:
    return not set("()（）") & set(text) and bool(text.strip())


@st.composite
def registries(draw: st.DrawFn) -> tuple[RegistryRow, ...]:
    """Draw registries in which every number and name stands once."""
    name = awkward_texts().filter(
        lambda text: bool(text) and is_plain_name(text) and not is_total(text)
    )
    names = draw(st.lists(name, unique=True, max_size=4))
    numbers = draw(st.lists(st.integers(1, 999_999_999), unique=True, max_size=len(names)))
    return tuple(
        draw(_rows(name, numbers[place] if place < len(numbers) else None))
        for place, name in enumerate(names)
    )
