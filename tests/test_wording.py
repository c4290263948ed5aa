"""Text in two languages."""

import datetime

import pytest

from renkei_model.wording import Wording, nearest_names

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
