"""Answers by yes and no, as people write them."""

import pytest

from renkei_model.errors import InvalidValue
from renkei_model.yes_no import ANSWERS, read_answer

YES = ("はい", "yes", "YES", "ｙｅｓ", "○", "〇", "◯", "有", "あり", "y", "true")
NO = ("いいえ", "no", "No", "×", "☓", "✕", "✗", "無", "なし", "n", "FALSE")
UNKNOWN = ("", " ", "不明", "unknown", "？", "未定", "未確認")


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        (each, answer)
        for answer, some in ((True, YES), (False, NO), (None, UNKNOWN))
        for each in some
    ],
)
def test_an_answer_is_read_however_it_is_written(written, answer):
    """By word or sign, in either language, in any width and case."""
    assert read_answer(written) is answer


def test_every_answer_is_read_by_its_own_name():
    """What is written by name is read as the same."""
    for answer, wording in ANSWERS.items():
        assert read_answer(wording.ja) is read_answer(wording.en) is answer


@pytest.mark.parametrize("written", ["たぶん", "maybe", "1", "はい，いいえ"])
def test_what_is_neither_yes_nor_no_is_refused(written):
    """The error says what can be written."""
    with pytest.raises(InvalidValue, match="write yes, no or unknown"):
        read_answer(written)
