"""A project of a council: what it says, whether a subsidy pays for it, what is refused."""

import attrs
import pytest

from invented import day
from invented_grants import FESTIVAL, GRANT, GRANTS, OPEN_TO_ALL, PAID_ELSEWHERE, START
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.money import YenRange
from renkei_model.projects import assess_project
from renkei_model.verdicts import MET, OPEN


def test_what_is_missing_for_a_project_is_told():
    """Everything that is not recorded or not met is listed, and nothing once it is eligible."""
    unrecorded = attrs.evolve(FESTIVAL, yes=(), no=())
    reading = assess_project(unrecorded, GRANTS, "grant")

    assert reading.verdict is OPEN
    assert [leaf.leaf.fact for leaf in reading.missing] == [OPEN_TO_ALL, PAID_ELSEWHERE]
    assert assess_project(FESTIVAL, GRANTS, GRANT).missing == ()


# The cost of a project, what is recorded of it, and what may be paid whatever its council is.
PAYABLE = [
    (300_001, (OPEN_TO_ALL,), (PAID_ELSEWHERE,), (150_000, 150_000)),
    (300_001, (OPEN_TO_ALL,), (), (0, 150_000)),
    (300_001, (), (OPEN_TO_ALL,), (0, 0)),
    (3_000_000, (OPEN_TO_ALL,), (PAID_ELSEWHERE,), (900_000, 900_000)),
    (0, (OPEN_TO_ALL,), (PAID_ELSEWHERE,), (0, 0)),
]


@pytest.mark.parametrize(("cost", "yes", "no", "yen"), PAYABLE)
def test_what_is_payable_is_the_rate_of_the_cost_up_to_the_highest_ceiling(cost, yes, no, yen):
    """Half of the cost in whole yen, and never more than any council may receive."""
    reading = assess_project(attrs.evolve(FESTIVAL, cost=cost, yes=yes, no=no), GRANTS, "grant")

    assert reading.payable == YenRange(*yen)


def test_facts_that_a_subsidy_does_not_ask_about_are_unread():
    """They are named, with the subsidies of the policy that ask about them."""
    reading = assess_project(FESTIVAL, GRANTS, START)

    assert reading.unread == (OPEN_TO_ALL, PAID_ELSEWHERE)
    assert reading.asked_elsewhere(OPEN_TO_ALL) == (GRANT,)
    assert assess_project(FESTIVAL, GRANTS, GRANT).unread == ()
    assert reading.stamp == GRANTS.stamp


def test_a_subsidy_that_asks_nothing_of_projects_pays_for_each():
    """Without conditions on projects every project is eligible."""
    assert assess_project(attrs.evolve(FESTIVAL, yes=(), no=()), GRANTS, START).verdict is MET


def test_a_project_of_two_fiscal_years_is_refused():
    """A project is paid in one year: whoever has a long one splits it."""
    with pytest.raises(InvalidValue) as refusal:
        attrs.evolve(FESTIVAL, on=Span(day("2024-03-31"), day("2024-04-01")))

    assert refusal.value.explain("ja") == (
        "Project.on: 「まつり」は二つの年度にまたがっています。"
        "年度ごとに分けるか，日付を絞ってください。"
    )
    assert refusal.value.explain("en") == (
        "Project.on: 'まつり' lies in two fiscal years; "
        "split it by fiscal year, or give a closer date."
    )


def test_a_project_that_says_yes_and_no_is_refused():
    """Of one fact a project says one thing."""
    with pytest.raises(InvalidValue) as refusal:
        attrs.evolve(FESTIVAL, no=(OPEN_TO_ALL, PAID_ELSEWHERE))

    assert refusal.value.explain("ja") == (
        "Project.no: 「まつり」の open_to_all に，はいといいえの両方があります。"
        "どちらか一方にしてください。"
    )
    assert refusal.value.explain("en") == (
        "Project.no: 'まつり' says both yes and no to open_to_all; say one of the two."
    )


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"name": 3}, r"Project\.name: 3 is no str"),
        ({"on": "2024-06"}, r"Span: '2024-06' is not a day"),
        ({"cost": -1}, r"Project\.cost: -1 is not a whole number of at least 0; write 0 or more"),
        ({"cost": 0.5}, r"Project\.cost: 0\.5 is not a whole number of at least 0"),
        ({"yes": [OPEN_TO_ALL]}, r"Project\.yes: a list cannot stand here"),
        ({"yes": ("open_to_all",)}, r"Project\.yes\[0\]: 'open_to_all' is no Fact"),
        ({"no": (1,)}, r"Project\.no\[0\]: 1 is no Fact"),
    ],
)
def test_what_could_not_be_a_project_is_refused(parts, sentence):
    """A project's parts say what to give."""
    with pytest.raises(InvalidValue, match=f"^{sentence}"):
        attrs.evolve(FESTIVAL, **parts)


def test_a_project_is_assessed_by_a_policy_only():
    """Arguments of another kind, and subsidies that nobody declared, are refused."""
    with pytest.raises(InvalidValue, match=r"^project: 'まつり' is no Project"):
        assess_project("まつり", GRANTS, "grant")
    with pytest.raises(InvalidValue, match=r"^policy: 'minori' is no Policy"):
        assess_project(FESTIVAL, "minori", "grant")
    with pytest.raises(UnknownName, match=r"unknown subsidy 'grnt'\. Did you mean 'grant'?"):
        assess_project(FESTIVAL, GRANTS, "grnt")
