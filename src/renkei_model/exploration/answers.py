"""The questions that an exploration asks of a policy, and the answers it gives."""

from __future__ import annotations

import enum

import attrs

from renkei_model.exploration.examples import Example
from renkei_model.wording import Language, Wording

__all__ = ["Discovery", "Outcome", "Question", "Stop"]


class Question(enum.Enum):
    """What is asked of a policy."""

    REACHED = "reached"
    LEFT = "left"
    IMPOSSIBLE = "impossible"
    ALWAYS_OPEN = "always_open"
    REDUNDANT = "redundant"
    IMPLIED = "implied"
    CEILINGS = "ceilings"
    DETOURS = "detours"
    AT_ONCE = "at_once"
    OVERLAPPING = "overlapping"
    UNREAD = "unread"
    WAYS = "ways"
    DIFFERENCES = "differences"

    def text(self, language: Language) -> str:
        """Ask it in words."""
        return _ASKED[self].text(language)

    def settled(self, language: Language) -> str:
        """Say what holds where nothing is found."""
        return _SETTLED[self].text(language)


_ASKED = {
    Question.REACHED: Wording("どの段階にも入れるか", "can every stage be reached?"),
    Question.LEFT: Wording("進む移行のある段階から出られるか", "can stages with a way on be left?"),
    Question.IMPOSSIBLE: Wording(
        "満たしえない条件はないか", "is any guard or requirement impossible?"
    ),
    Question.ALWAYS_OPEN: Wording("いつも満たされる条件はないか", "is any guard always met?"),
    Question.REDUNDANT: Wording(
        "何も左右しない条件はないか", "is there a leaf that decides nothing?"
    ),
    Question.IMPLIED: Wording(
        "別の要件から導かれる要件はないか", "does a requirement follow from another?"
    ),
    Question.CEILINGS: Wording(
        "適用されることのない上限額はないか", "is there a ceiling that never applies?"
    ),
    Question.DETOURS: Wording("段階を飛ばす移行はないか", "does a step pass over stages?"),
    Question.AT_ONCE: Wording(
        "同じ日に通り過ぎることになる段階はないか",
        "is there a stage that is always left on the day it is entered?",
    ),
    Question.OVERLAPPING: Wording(
        "同じ段階から出る二つの移行が同時に開くことはないか",
        "can two steps out of one stage be open at once?",
    ),
    Question.UNREAD: Wording("何にも使われない事実はないか", "is there a fact that nothing reads?"),
    Question.DIFFERENCES: Wording("二つの基準の判定は同じか", "do two policies decide the same?"),
    Question.WAYS: Wording("どれだけの記録があれば進めるか", "on how little can a council go on?"),
}

_SETTLED = {
    Question.REACHED: Wording("どの段階にも入れます", "every stage can"),
    Question.LEFT: Wording("どの段階からも出られます", "every one of them can"),
    Question.IMPOSSIBLE: Wording("どの条件も満たしうるものです", "each can be met"),
    Question.ALWAYS_OPEN: Wording("ありません", "none is"),
    Question.REDUNDANT: Wording(
        "ありません。どの条件にも，それだけで判定が変わる記録があります",
        "no: for each there are records of which it alone decides",
    ),
    Question.IMPLIED: Wording("ありません", "none does"),
    Question.CEILINGS: Wording("ありません", "no: each applies to some council"),
    Question.DETOURS: Wording("ありません", "none does"),
    Question.AT_ONCE: Wording("ありません", "no"),
    Question.OVERLAPPING: Wording("ありません", "no two can"),
    Question.UNREAD: Wording("ありません", "no"),
    Question.WAYS: Wording("次のとおりです", "as follows"),
    Question.DIFFERENCES: Wording("同じです", "they do"),
}


class Outcome(enum.Enum):
    """What asking a question came to."""

    PROVED = "proved"
    NOTE = "note"
    GIVEN_UP = "given_up"
    FAULT = "fault"

    def text(self, language: Language) -> str:
        """Say it in a word."""
        return _OUTCOMES[self].text(language)


_OUTCOMES = {
    Outcome.PROVED: Wording("確認", "proved"),
    Outcome.NOTE: Wording("参考", "note"),
    Outcome.GIVEN_UP: Wording("未確認", "given up"),
    Outcome.FAULT: Wording("誤り", "fault"),
}


@attrs.frozen
class Discovery:
    """Something that was found.

    Attributes:
        question: What was asked.
        place: Where in the policy, such as `transitions.a_to_b`.
        wording: What was found.
        example: The smallest ledger that shows it, where one can.
        is_fault: Whether something in the policy cannot be meant as it stands. What is no fault is
            worth knowing, and may well be meant.
    """

    question: Question
    place: str
    wording: Wording
    example: Example | None = None
    is_fault: bool = False

    @property
    def outcome(self) -> Outcome:
        """What it makes of the question."""
        return Outcome.FAULT if self.is_fault else Outcome.NOTE

    def text(self, language: Language) -> str:
        """Say what was found, and what shows it."""
        said = f"{self.place}: {self.wording.text(language)}"
        if self.example is None:
            return said
        head = Wording("例", "example").text(language)
        between = "：" if language == "ja" else ": "
        return (
            f"{said}（{head}{between}{self.example.text(language)}）"
            if language == "ja"
            else (f"{said} ({head}{between}{self.example.text(language)})")
        )


@attrs.frozen
class Stop:
    """A question that was given up, and why.

    Attributes:
        question: What was asked.
        place: Of what in the policy.
    """

    question: Question
    place: str

    def text(self, language: Language) -> str:
        """Say what was given up, and what to do."""
        return Wording(
            f"{self.place}: 「{self.question.text('ja')}」は，条件の組合せが多すぎるため調べられま"
            "せんでした。要件を分けると調べられます",
            f"{self.place}: “{self.question.text('en')}” was given up: its conditions combine in "
            "too many ways; split its requirements",
        ).text(language)
