"""How people answer a question by yes or no, in files and on the command line alike."""

from __future__ import annotations

import unicodedata
from typing import Final

from renkei_model.errors import InvalidValue
from renkei_model.wording import Wording

__all__ = ["ANSWERS", "read_answer"]

ANSWERS: Final[dict[bool | None, Wording]] = {
    True: Wording("はい", "yes"),
    False: Wording("いいえ", "no"),
    None: Wording("不明", "unknown"),
}
"""The answers, by name: yes, no, and that nobody knows."""

_OTHER_NAMES: Final[dict[bool | None, tuple[str, ...]]] = {
    True: ("○", "〇", "◯", "有", "あり", "有り", "y", "true"),
    False: ("×", "☓", "✕", "✗", "✖", "無", "なし", "無し", "n", "false"),
    None: ("", "?", "未定", "未確認"),
}


def _folded(written: str) -> str:
    return unicodedata.normalize("NFKC", written).strip().casefold()


_ANSWER_OF: Final = {
    _folded(name): answer
    for answer, wording in ANSWERS.items()
    for name in (wording.ja, wording.en, *_OTHER_NAMES[answer])
}


def read_answer(written: str) -> bool | None:
    """Read an answer: はい, ○, 有, yes, y, true; いいえ, ×, 無, no, n, false; 不明 or nothing.

    Width and case make no difference.

    Args:
        written: What somebody wrote.

    Returns:
        Yes, no, or None for what is not known.

    Raises:
        InvalidValue: If it is neither.
    """
    folded = _folded(written)
    if folded in _ANSWER_OF:
        return _ANSWER_OF[folded]
    raise InvalidValue(
        written,
        Wording("はい・いいえのどちらでもありません", "it is neither yes nor no"),
        Wording(
            "はい（○），いいえ（×），不明 のどれかを書いてください", "write yes, no or unknown"
        ),
    )
