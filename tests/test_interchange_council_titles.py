"""A council's name with its nickname and the marks of notes."""

import pytest
from hypothesis import given

from renkei_model.interchange.council_titles import (
    NicknameKind,
    Title,
    is_plain_name,
    nickname_kind,
    read_title,
)
from renkei_model.testing import awkward_texts

COMMON, PET, SHORT = NicknameKind


@pytest.mark.parametrize(
    ("cell", "name", "nickname", "kind", "marks"),
    [
        ("みのりの会", "みのりの会", "", None, ()),
        ("みのりの会（通称：みのり）", "みのりの会", "みのり", COMMON, ()),
        ("みのりの会 (愛称: みのり)", "みのりの会", "みのり", PET, ()),
        ("みのりの会\n\n（通称 みのり\n\n会）", "みのりの会", "みのり会", COMMON, ()),
        ("みのりの会（通称\nみのり）", "みのりの会", "みのり", COMMON, ()),
        ("みのりの会（略称「みのり」）", "みのりの会", "みのり", SHORT, ()),
        ("みのりの会（通称：みのり（東））", "みのりの会", "みのり（東）", COMMON, ()),
        ("みのりの会（通称：「み」と「の」）", "みのりの会", "「み」と「の」", COMMON, ()),
        ("みのり\n地区\n協議会", "みのり地区協議会", "", None, ()),
        ("Minori\nCouncil", "Minori Council", "", None, ()),
        ("江ノ口連携協議会\n（愛称 江ノ口plus）", "江ノ口連携協議会", "江ノ口plus", PET, ()),
        ("みのりの会\n（※）", "みのりの会", "", None, ("※",)),
        ("みのりの会※１", "みのりの会", "", None, ("※1",)),
        ("みのりの会(※2)（通称：みのり）※１", "みのりの会", "みのり", COMMON, ("※2", "※1")),
        ("みのりの会※（通称：みのり）※", "みのりの会", "みのり", COMMON, ("※",)),
        # Other brackets are part of the name.
        ("みのりの会（東）", "みのりの会（東）", "", None, ()),
        ("みのりの会（愛称募集中）", "みのりの会（愛称募集中）", "", None, ()),
        ("", "", "", None, ()),
    ],
)
def test_a_cell_gives_name_nickname_and_marks(cell, name, nickname, kind, marks):
    """What stands in brackets after a name is a nickname only where it says so."""
    assert read_title(cell) == Title(name=name, nickname=nickname, nickname_kind=kind, marks=marks)


@given(text=awkward_texts())
def test_a_plain_name_is_read_as_itself(text):
    """A name that holds nothing else comes out of its cell unchanged."""
    if is_plain_name(text):
        assert read_title(f" {text}\n") == Title(name=text)


@pytest.mark.parametrize("name", ["みのりの会※", "※みのりの会", "みのりの会（通称：みのり）"])
def test_a_name_with_something_else_in_it_is_not_plain(name):
    """A mark or a nickname is no part of a name."""
    assert not is_plain_name(name)


def test_a_kind_of_nickname_is_known_by_key_and_in_both_languages():
    """Files may write 愛称, pet name or pet_name."""
    assert [nickname_kind(text) for text in ("愛称", " Pet Name ", "ｐｅｔ＿ｎａｍｅ")] == [PET] * 3
    assert nickname_kind("俗称") is None
    assert [(kind.text("ja"), kind.text("en")) for kind in NicknameKind] == [
        ("通称", "common name"),
        ("愛称", "pet name"),
        ("略称", "short name"),
    ]
