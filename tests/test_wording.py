"""Text in two languages."""

import datetime
import difflib

import pytest

from renkei_model.wording import Wording, brief, nearest_names

GREETING = Wording("こんにちは", "hello")


def test_a_wording_speaks_both_languages():
    """A wording gives its Japanese or its English text."""
    assert (GREETING.text("ja"), GREETING.text("en")) == ("こんにちは", "hello")


def test_a_language_nobody_speaks_is_refused():
    """Asking for a third language says which two there are."""
    with pytest.raises(ValueError, match="language is 'fr'; write 'ja' or 'en'"):
        GREETING.text("fr")


def test_a_key_reads_the_same_in_both_languages():
    """What is no word of a language, such as a key, stands in both."""
    assert Wording("founded", "founded") == Wording.same("founded")


def test_a_day_is_written_as_each_language_writes_it():
    """A day of the common calendar has its Japanese signs or its ISO form."""
    assert Wording("令和8年4月1日", "2026-04-01") == Wording.day(datetime.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("wording", "says_something"),
    [
        (GREETING, True),
        (Wording("こんにちは", ""), False),
        (Wording("", "hello"), False),
        (Wording(" ", "　"), False),
    ],
)
def test_a_wording_is_empty_unless_both_languages_say_something(wording, says_something):
    """Half a wording counts as none, so a missing translation is noticed."""
    assert says_something is bool(wording)


def test_a_mistyped_name_finds_the_nearest_ones_first():
    """Of the known names, at most three that are near come back, the nearest first."""
    known = ["meeting", "meetings", "meting", "meetin", "standing"]

    assert nearest_names("meeting", known) == ("meeting", "meetings", "meting")


def test_a_name_near_to_none_finds_none():
    """A name that is like no known one gives no guess."""
    assert nearest_names("xyz", ["meeting", "standing"]) == ()


def test_a_text_that_is_too_long_to_be_a_name_is_near_to_none():
    """Comparing takes time by the square of the length, and such a text is no slip in a name."""
    assert nearest_names("a" * 80, ["a" * 79]) == ("a" * 79,)
    assert nearest_names("a" * 81, ["a" * 80]) == ()
    assert nearest_names("a" * 80, ["a" * 81]) == ()


def test_of_very_many_names_those_are_compared_that_begin_and_end_alike(monkeypatch):
    """However many are known, at most a hundred are compared, and the slip is found among them."""
    compared = []
    close = difflib.get_close_matches

    def counted(name, names, **how):
        compared.append(len(names))
        return close(name, names, **how)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    known = [f"fact_number_{number}" for number in range(5000)]

    assert nearest_names("fact_numer_4321", known)[0] == "fact_number_4321"
    assert compared == [100]


@pytest.mark.parametrize(("length", "shown"), [(80, "a" * 80), (81, "a" * 79 + "…")])
def test_a_text_is_cut_to_what_a_sentence_holds(length, shown):
    """Eighty characters are shown whole; of more, the beginning."""
    assert shown == brief("a" * length)
