"""Answers in words: what was asked, what was found, and what was given up."""

import itertools

from renkei_model.exploration.answers import Discovery, Question, Stop
from renkei_model.wording import Wording


def test_questions_are_asked_and_settled_in_words():
    """Each question has its words, and what holds where nothing is found."""
    for question, language in itertools.product(Question, ("ja", "en")):
        assert question.text(language)
        assert question.settled(language)


def test_what_is_found_without_an_example_is_told_alone():
    """The place, and what was found there."""
    found = Discovery(Question.UNREAD, "facts.a", Wording("使われていません", "not read"))

    assert found.text("ja") == "facts.a: 使われていません"
    assert found.text("en") == "facts.a: not read"
    assert not found.is_fault


def test_what_is_given_up_says_what_to_do():
    """The question, and that requirements can be split."""
    assert Stop(Question.WAYS, "stages.a").text("en") == (
        "stages.a: “on how little can a council go on?” was given up: its conditions combine "
        "in too many ways; split its requirements"
    )
