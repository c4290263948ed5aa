"""The rules of a subsidy as data: what each part refuses, and which amount holds when."""

from fractions import Fraction

import attrs
import pytest

from invented import LADDER
from invented_grants import (
    BASIC,
    GRANT,
    GRANTS,
    IS_REGISTERED,
    REGISTERED,
    START,
    amount,
    ceiling,
    need,
    question,
    with_grant,
)
from renkei_model.conditions import AtLeast
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.provenance import assumed
from renkei_model.subsidy_rules import (
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    NoFigure,
    OtherCeilings,
    RoundedDown,
    alternative_wording,
    decided_of_subsidy,
)
from renkei_model.wording import Wording

NEW_LEAFLET = {"since": FiscalYear(2025), "published": Span.month(2025, 2)}


# --- amounts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "yen"), [(2010, 300_000), (2024, 300_000), (2025, 350_000), (2030, 350_000)]
)
def test_a_new_leaflet_is_one_entry(year, yen):
    """An amount that changes from a year on is added at the end, and holds from that year on."""
    changed = attrs.evolve(BASIC, amounts=(*BASIC.amounts, amount(350_000, **NEW_LEAFLET)))

    assert changed.amount_in(FiscalYear(year)).yen == yen


def test_a_year_before_the_first_amount_takes_the_first():
    """Where the source says since when an amount holds, earlier years are read with it too."""
    only = attrs.evolve(BASIC, amounts=(amount(300_000, **NEW_LEAFLET),))

    assert only.amount_in(FiscalYear(2020)).yen == 300_000


# --- what a rule is made of ----------------------------------------------------------------------


def test_a_rule_tells_every_ceiling_and_everything_that_it_asks_of_a_council():
    """Ceilings of the other readings come after its own; a requirement is told once."""
    assert [each.key for each in GRANT.every_ceiling] == ["planned", "basic", "written", "basic"]
    assert [each.key for each in GRANT.council_requirements] == [
        "is_registered",
        "written_before",
        "at_work_before",
    ]


def test_a_rule_shows_itself_briefly():
    """In a console a rule shows its keys and no words."""
    assert repr(START) == (
        "SubsidyRule(key='start', requirements=(is_registered), ceilings=(begun, none), "
        "rate=Fraction(1, 1), project_facts=(), project_requirements=(), questions=(both), "
        "totals=())"
    )
    assert repr(MonthsLeft(REGISTERED)) == "MonthsLeft(fact=registered)"
    assert repr(OtherCeilings((BASIC,))) == "OtherCeilings(ceilings=(basic))"


def test_a_subsidy_is_found_by_its_key_or_by_itself():
    """Whoever mistypes a subsidy learns the nearest ones."""
    assert GRANTS.subsidy("start") == GRANTS.subsidy(START) == START
    with pytest.raises(UnknownName) as refusal:
        GRANTS.subsidy("grants")

    assert refusal.value.explain("ja") == (
        "補助金「grants」はありません。「grant」ではありませんか。使えるのは grant, start です。"
    )
    assert refusal.value.explain("en") == (
        "unknown subsidy 'grants'. Did you mean 'grant'? Known: grant, start."
    )


def test_the_subsidy_of_another_policy_is_refused():
    """A rule of the same key that says otherwise is never read silently as the policy's own."""
    with pytest.raises(InvalidValue) as refusal:
        GRANTS.subsidy(attrs.evolve(GRANT, rate=Fraction(1)))

    assert refusal.value.explain("ja") == (
        "Policy.subsidy: 渡された補助金 grant は，基準 minori_grants の grant と異なります。"
        "その基準の補助金か，キーを渡してください。"
    )
    assert refusal.value.explain("en") == (
        "Policy.subsidy: the given subsidy grant is not the one of minori_grants; "
        "give its key, or that one."
    )


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (lambda: amount(-1), r"Amount\.yen: -1 is not a whole number of at least 0"),
        (lambda: amount(1, since=2025), r"Amount\.since: 2025 is no FiscalYear"),
        (lambda: amount(1, published="2025"), r"Amount\.published: '2025' is no Span"),
        (lambda: amount(1, basis="guess"), r"Amount\.basis: 'guess' is no Basis"),
        (lambda: ceiling("No", 1), r"Ceiling\.key: 'No' cannot be a key"),
        (lambda: attrs.evolve(BASIC, wording="上限"), r"Ceiling\.wording: '上限' is no Wording"),
        (lambda: attrs.evolve(BASIC, amounts=[]), r"Ceiling\.amounts: a list cannot stand here"),
        (lambda: attrs.evolve(BASIC, amounts=(1,)), r"Ceiling\.amounts\[0\]: 1 is no Amount"),
        (lambda: ceiling("basic", 1, "x"), r"Ceiling\.requirements\[0\]: 'x' is no Requirement"),
        (lambda: question("A"), r"OpenQuestion\.key: 'A' cannot be a key"),
        (
            lambda: question("a", alternative=0),
            r"OpenQuestion\.alternative: 0 is no OtherCeilings or EvenIfLapsed",
        ),
        (
            lambda: question("a", alternative=OtherCeilings([])),
            r"OtherCeilings\.ceilings: a list cannot stand here",
        ),
        (
            lambda: question("a", alternative=OtherCeilings((0,))),
            r"OtherCeilings\.ceilings\[0\]: 0 is no Ceiling",
        ),
        (
            lambda: question("a", alternative=MonthsLeft("registered")),
            r"MonthsLeft\.fact: 'registered' is no Fact; give a Fact; Policy\.fact\(\) finds one",
        ),
        (
            lambda: question("a", alternative=Excluded("The other")),
            r"Excluded\.by: 'The other' cannot be a key",
        ),
        (
            lambda: question("a", alternative=RoundedDown(0)),
            r"RoundedDown\.to: 0 is not a whole number of at least 1",
        ),
        (
            lambda: attrs.evolve(question("a"), wording=""),
            r"OpenQuestion\.wording: '' is no Wording",
        ),
        (lambda: attrs.evolve(question("a"), basis=None), r"OpenQuestion\.basis: None is no Basis"),
        (lambda: attrs.evolve(GRANT, key=""), r"SubsidyRule\.key: '' cannot be a key"),
        (lambda: attrs.evolve(GRANT, wording=""), r"SubsidyRule\.wording: '' is no Wording"),
        (lambda: attrs.evolve(GRANT, basis=""), r"SubsidyRule\.basis: '' is no Basis"),
        (lambda: attrs.evolve(GRANT, rate=1), r"SubsidyRule\.rate: 1 is no Fraction"),
        (
            lambda: attrs.evolve(GRANT, ceilings=("basic",)),
            r"SubsidyRule\.ceilings\[0\]: 'basic' is no Ceiling",
        ),
        (
            lambda: attrs.evolve(GRANT, requirements=(REGISTERED,)),
            r"SubsidyRule\.requirements\[0\]: .* is no Requirement",
        ),
        (
            lambda: attrs.evolve(GRANT, project_facts=("open",)),
            r"SubsidyRule\.project_facts\[0\]: 'open' is no Fact",
        ),
        (
            lambda: attrs.evolve(GRANT, project_requirements=("open",)),
            r"SubsidyRule\.project_requirements\[0\]: 'open' is no Requirement",
        ),
        (
            lambda: attrs.evolve(GRANT, questions=(EvenIfLapsed(),)),
            r"SubsidyRule\.questions\[0\]: EvenIfLapsed\(\) is no OpenQuestion",
        ),
        (
            lambda: attrs.evolve(LADDER, subsidies=[GRANT]),
            r"Policy\.subsidies: a list cannot stand here",
        ),
        (lambda: attrs.evolve(LADDER, subsidies=("a",)), r"Policy\.subsidies\[0\]: 'a' is no"),
    ],
)
def test_a_part_of_another_kind_is_refused_with_its_place(made, place):
    """Whoever gives a bare number, text or list learns where and what to give."""
    with pytest.raises(InvalidValue, match=f"^{place}"):
        made()


# --- what decides --------------------------------------------------------------------------------

DECISIVE = [
    ("another rate", {"rate": Fraction(2, 3)}),
    ("a further requirement", {"requirements": (IS_REGISTERED, need("more", AtLeast(REGISTERED)))}),
    ("another ceiling", {"ceilings": (ceiling("basic", 300_001),)}),
    (
        "a dated amount",
        {
            "ceilings": (
                attrs.evolve(BASIC, amounts=(*BASIC.amounts, amount(300_001, **NEW_LEAFLET))),
            )
        },
    ),
    ("no condition on projects", {"project_requirements": ()}),
    ("no open question", {"questions": ()}),
    *(
        (type(alternative).__name__, {"questions": (question("asked", alternative=alternative),)})
        for alternative in (
            NoFigure(),
            EvenIfLapsed(),
            EachDistrict(),
            Excluded("start"),
            MonthsLeft(REGISTERED),
            RoundedDown(100),
            RoundedDown(1000),
            OtherCeilings((BASIC,)),
        )
    ),
]


def test_whatever_changes_a_sum_changes_the_fingerprint():
    """Rates, requirements, ceilings, dated amounts and other readings are all told apart."""
    policies = [GRANTS, *(with_grant(**changes) for _, changes in DECISIVE)]

    assert len({policy.fingerprint for policy in policies}) == len(policies)


def test_words_and_sources_decide_nothing():
    """A subsidy that is only worded or cited otherwise has the fingerprint that it had."""
    reason = Wording("別の理由", "another reason")
    reworded = with_grant(
        wording=reason,
        basis=assumed(reason=reason),
        ceilings=tuple(attrs.evolve(each, wording=reason) for each in GRANT.ceilings),
        questions=tuple(attrs.evolve(each, wording=reason) for each in GRANT.questions),
    )

    assert reworded.fingerprint == GRANTS.fingerprint
    assert reworded == GRANTS


def test_what_a_subsidy_decides_is_told_in_plain_values():
    """A fingerprint is made of keys, conditions, amounts and years, and of nothing else."""
    dated = attrs.evolve(BASIC, amounts=(*BASIC.amounts, amount(350_000, **NEW_LEAFLET)))
    rule = attrs.evolve(START, ceilings=(dated,))

    assert decided_of_subsidy(rule) == {
        "key": "start",
        "rate": "1",
        "requirements": [["is_registered", {"at_least": {"fact": "registered"}}]],
        "ceilings": [["basic", [[300_000, None], [350_000, 2025]], []]],
        "project_facts": [],
        "project_requirements": [],
        "questions": [["both", ["Excluded", "grant"]]],
    }


def test_a_policy_without_subsidies_is_what_it_was():
    """Neither grants nor plans are told of a policy that has none."""
    assert LADDER.subsidies == ()
    assert LADDER.plan_rule is None
    assert attrs.evolve(GRANTS, subsidies=(), plan_rule=None).fingerprint == LADDER.fingerprint


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: OtherCeilings([BASIC]), r"OtherCeilings\.ceilings: a list cannot stand here"),
        (lambda: OtherCeilings((BASIC, 1)), r"OtherCeilings\.ceilings\[1\]: 1 is no Ceiling"),
        (lambda: MonthsLeft("registered"), r"MonthsLeft\.fact: 'registered' is no Fact"),
        (lambda: Excluded("The grant"), r"Excluded\.by: 'The grant' cannot be a key"),
        (lambda: RoundedDown(0), r"RoundedDown\.to: 0 is not a whole number of at least 1"),
    ],
)
def test_another_reading_checks_itself(made, sentence):
    """Whoever writes another reading learns at once what is wrong with it."""
    with pytest.raises(InvalidValue, match=f"^{sentence}"):
        made()


@pytest.mark.parametrize(
    ("alternative", "ja", "en"),
    [
        (OtherCeilings((BASIC,)), "上限額の要件が異なる", "other conditions for the ceilings"),
        (
            MonthsLeft(REGISTERED),
            "「登録」からの月割り [registered]",
            "the months left after “registered” [registered]",
        ),
        (Excluded("grant"), "grant と併せては受けられない", "not together with grant"),
        (RoundedDown(1000), "1,000円未満を切り捨て", "cut to a multiple of 1,000 yen"),
        (EachDistrict(), "校区ごとに数える", "once for each district"),
        (EvenIfLapsed(), "期間の終わった計画も数える", "a plan whose term is over counts"),
        (NoFigure(), "金額では示せない", "no figure"),
    ],
)
def test_another_reading_is_named_in_one_way(alternative, ja, en):
    """Reports of slips and of differences call another reading the same."""
    assert alternative_wording(alternative) == Wording(ja, en)
