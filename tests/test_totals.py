"""What payments leave of a limit over several years."""

import pytest

from invented import day
from invented_grants import PAID, REGISTERED, council, limit, limited
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness, Record
from renkei_model.interchange.subsidy_readings import plain_subsidy
from renkei_model.ledgers import Count, Ledger
from renkei_model.money import YenRange
from renkei_model.subsidies import subsidy_range
from renkei_model.totals import read_total

YEAR = FiscalYear(2027)
AS_OF = day("2027-06-01")
CHECKED = Completeness(PAID, day("2027-03-31"))


def paid(on, yen):
    """Record a payment on a day or in a span."""
    return Record(PAID, day(on) if isinstance(on, str) else on, count=yen)


@pytest.mark.parametrize(
    ("entries", "count", "left"),
    [
        ((), Count(0, None), YenRange(0, 900)),
        ((CHECKED,), Count(0, 0), YenRange(900, 900)),
        ((paid("2026-05-01", 300),), Count(300, None), YenRange(0, 600)),
        ((paid("2026-05-01", 300), CHECKED), Count(300, 300), YenRange(600, 600)),
        ((paid("2025-04-01", 300), CHECKED), Count(300, 300), YenRange(600, 600)),
        ((paid("2025-03-31", 300), CHECKED), Count(0, 0), YenRange(900, 900)),
        ((paid("2027-04-01", 300), CHECKED), Count(0, 0), YenRange(900, 900)),
        ((paid("2026-05-01", 950), CHECKED), Count(950, 950), YenRange(0, 0)),
        (
            (paid(Span(day("2025-03-01"), day("2025-05-31")), 300), CHECKED),
            Count(0, 300),
            YenRange(600, 900),
        ),
    ],
    ids=[
        "nobody knows", "none", "at least", "exactly", "first day", "a day before", "this year",
        "used up", "some time",
    ],
)  # fmt: skip
def test_what_is_left_is_the_limit_less_what_was_paid_in_its_years(entries, count, left):
    """Least by the most that may have been paid, and most by the least."""
    found = read_total(limit("cap", 900, 3), Ledger().add(*entries), YEAR, AS_OF)

    assert (found.paid, found.left) == (count, left)
    assert bool(found.remedy) is not left.is_closed


def test_what_is_known_to_be_used_up_needs_no_confirmation_to_be_so():
    """More can only have been paid, and nothing is left either way."""
    found = read_total(limit("cap", 900), Ledger().add(paid("2020-05-01", 900)), YEAR, AS_OF)

    assert found.left == YenRange(0, 0)
    assert found.remedy.en == ""


def test_every_limit_cuts_the_ceiling_and_every_other_reading_of_it():
    """The smallest remainder is the ceiling; twice the districts are no more than that."""
    policy = limited(limit("cap", 1_000_000, 3), limit("ever", 1_100_000))
    who = council(
        Record(REGISTERED, day("2020-04-01")),
        paid("2026-05-01", 800_000),
        paid("2020-05-01", 150_000),
        CHECKED,
        districts=("川北", "川南"),
    )
    found = subsidy_range(who, policy, "grant", YEAR, day("2028-03-31"))
    flags = {flag.key: flag.ceiling for flag in found.flags}

    assert found.yearly == YenRange.exactly(300_000)
    assert [each.left.most for each in found.totals] == [200_000, 150_000]
    assert found.ceiling == YenRange.exactly(150_000)
    # Twice 300,000 yen would be cut to the same.
    assert "districts" not in flags


def test_another_grant_that_is_used_up_excludes_nothing():
    """Of the grant for beginning a plan, the other reading is: not in a year with the first one."""
    policy = limited(limit("cap", 500_000))
    entries = Record(REGISTERED, day("2020-04-01")), CHECKED
    flagged = [
        "both" in {flag.key for flag in subsidy_range(who, policy, "start", YEAR, AS_OF).flags}
        for who in (
            council(*entries, Record(policy.fact("plan_begun"), day("2027-05-01"))),
            council(
                *entries,
                Record(policy.fact("plan_begun"), day("2027-05-01")),
                paid("2020-05-01", 500_000),
            ),
        )
    ]

    assert flagged == [True, False]


def test_a_limit_is_given_to_programs_with_its_window_and_its_payments():
    """Stable keys, ISO days, whole yen; None where nothing bounds what was paid."""
    policy = limited(limit("cap", 900_000, 3), limit("ever", 1_000_000))
    who = council(Record(REGISTERED, day("2020-04-01")), paid("2026-05-01", 800_000))
    plain = plain_subsidy(subsidy_range(who, policy, "grant", YEAR, AS_OF), "en")
    three_years, ever = plain["totals"]

    assert plain["yearly_ceiling"] == {"least": 300_000, "most": 300_000}
    assert plain["ceiling"] == {"least": 0, "most": 100_000}
    assert {key: three_years[key] for key in three_years if key not in {"records", "basis"}} == {
        "key": "cap",
        "wording": "limit",
        "yen": 900_000,
        "years": 3,
        "paid_fact": "paid",
        "paid_since": "2025-04-01",
        "paid_until": "2027-03-31",
        "paid": {"least": 800_000, "most": None},
        "left": {"least": 0, "most": 100_000},
        "next": "check that there is no other “grant paid” (paid) and write the day of the check "
        "in complete_through",
    }
    assert [record["count"] for record in three_years["records"]] == [800_000]
    assert (ever["years"], ever["paid_since"]) == (None, None)
