"""Amounts of yen: whole numbers, and intervals of them."""

import pytest

from renkei_model.errors import InvalidValue
from renkei_model.money import MOST_YEN, NOTHING, YenRange, parse_yen, require_yen, yen_text


@pytest.mark.parametrize(
    ("yen", "ja", "en"), [(0, "0円", "0 yen"), (400_000, "400,000円", "400,000 yen")]
)
def test_an_amount_is_written_with_its_thousands(yen, ja, en):
    """Amounts read the same way in both languages."""
    assert (yen_text(yen, "ja"), yen_text(yen, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("least", "most", "ja", "en"),
    [
        (400_000, 400_000, "400,000円", "400,000 yen"),
        (0, 1_000_000, "0円～1,000,000円", "0 to 1,000,000 yen"),
    ],
)
def test_an_interval_is_one_amount_where_it_is_known(least, most, ja, en):
    """What is known reads as one amount, what is open from the least to the most."""
    amount = YenRange(least, most)

    assert (amount.text("ja"), amount.text("en")) == (ja, en)
    assert amount.is_closed == (least == most)


def test_intervals_add_up_to_an_interval():
    """The total of several is at least the leasts together and at most the mosts."""
    assert YenRange.total([YenRange(1, 2), YenRange.exactly(10)]) == YenRange(11, 12)
    assert YenRange.total([]) == NOTHING


def test_the_most_that_can_be_written_still_adds_up():
    """Many councils together may receive more than any one amount can be."""
    together = YenRange.total([YenRange.exactly(MOST_YEN), YenRange(1, MOST_YEN)])

    assert together == YenRange(MOST_YEN + 1, 2 * MOST_YEN)


@pytest.mark.parametrize(
    ("written", "yen"),
    [
        ("0", 0),
        ("350000", 350_000),
        ("350,000円", 350_000),
        ("３５０，０００円", 350_000),
        ("￥500", 500),
        ("¥ 1,200", 1_200),
        ("\\500", 500),
        ("５００yen", 500),
        ("5 Yen", 5),
        ("1000000000000", MOST_YEN),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, yen):
    """Commas between thousands, digits of either width, and the sign or word for yen."""
    assert parse_yen(written) == yen


@pytest.mark.parametrize(
    ("written", "ja", "en"),
    [
        ("1,,0,00", "金額として読めません", "it is not an amount of yen"),
        ("35,00", "金額として読めません", "it is not an amount of yen"),
        ("35万円", "金額として読めません", "it is not an amount of yen"),
        ("1.5", "金額として読めません", "it is not an amount of yen"),
        ("", "金額として読めません", "it is not an amount of yen"),
        ("-500", "0円を下回っています", "it is below 0 yen"),
        ("▲500円", "0円を下回っています", "it is below 0 yen"),
        (
            "1000000000001",
            "1,000,000,000,000円を超えています",
            "it is above 1,000,000,000,000 yen",
        ),
    ],
)
def test_what_is_no_amount_says_what_to_write(written, ja, en):
    """It is refused with how to write one."""
    with pytest.raises(InvalidValue) as refusal:
        parse_yen(written)

    assert refusal.value.explain("ja") == (
        f"{written}: {ja}。1円単位の整数で「350000」「350,000円」のように書いてください。"
    )
    assert (
        refusal.value.explain("en") == f"{written}: {en}; write whole yen, like 350000 or 350,000."
    )


def test_an_amount_that_is_no_text_is_refused():
    """A number is no text that could be read."""
    with pytest.raises(InvalidValue, match=r"parse_yen: 5 is no str"):
        parse_yen(5)


def test_the_most_that_can_be_written_is_far_beyond_a_citys_budget():
    """An amount up to a trillion yen is accepted."""
    assert YenRange.exactly(MOST_YEN).least == 1_000_000_000_000


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (
            -1,
            "Project.cost: -1 は0以上の整数ではありません。0以上の整数を書いてください。",
            "Project.cost: -1 is not a whole number of at least 0; write 0 or more.",
        ),
        (
            1.5,
            "Project.cost: 1.5 は0以上の整数ではありません。0以上の整数を書いてください。",
            "Project.cost: 1.5 is not a whole number of at least 0; write 0 or more.",
        ),
        (
            "400000",
            "Project.cost: '400000' は0以上の整数ではありません。0以上の整数を書いてください。",
            "Project.cost: '400000' is not a whole number of at least 0; write 0 or more.",
        ),
        (
            MOST_YEN + 1,
            (
                "Project.cost: 1000000000001 は1,000,000,000,000を超えています。"
                "1,000,000,000,000以下の整数を書いてください。"
            ),
            (
                "Project.cost: 1000000000001 is above 1,000,000,000,000; "
                "write a whole number up to 1,000,000,000,000."
            ),
        ),
    ],
)
def test_what_is_no_whole_number_of_yen_is_refused(yen, ja, en):
    """Negative, broken and textual amounts say what to write."""
    with pytest.raises(InvalidValue) as refusal:
        require_yen("Project.cost", yen)

    assert (refusal.value.explain("ja"), refusal.value.explain("en")) == (ja, en)


def test_an_interval_the_wrong_way_round_is_refused():
    """The least amount stands first."""
    with pytest.raises(InvalidValue) as refusal:
        YenRange(5_000, 400)

    assert refusal.value.explain("ja") == (
        "YenRange: 下限（5,000円）が上限（400円）を超えています。小さい方を先に書いてください。"
    )
    assert refusal.value.explain("en") == (
        "YenRange: it begins at 5,000 yen, above its end of 400; put the smaller amount first."
    )


@pytest.mark.parametrize(("least", "most"), [(-1, 0), (0, "1")])
def test_an_interval_of_what_is_no_amount_is_refused(least, most):
    """Both ends are whole yen."""
    with pytest.raises(InvalidValue, match=r"^YenRange\.(least|most): .* is not a whole number"):
        YenRange(least, most)
