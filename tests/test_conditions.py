"""Conditions: how they are built, read and said in words."""

import pytest

from invented import (
    ACCOUNTS_FILED,
    COMPLAINTS,
    EVENTS_HELD,
    FIELDS_JOINED,
    ISSUES_LISTED,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
)
from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    SomeOf,
    Unspecified,
    about,
    describe,
    fold,
    is_soft,
    joined_by,
    leaves,
    plain_form,
)
from renkei_model.errors import InvalidValue, NoTruthValue
from renkei_model.windows import (
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
)
from renkei_model.wording import Wording

HOLDS = AtLeast(NEIGHBOURS_MET)


UNDECIDED = AtLeast(ISSUES_LISTED)


FAILS = AtLeast(PLAN_ADOPTED)


SECRET_RULE = Unspecified(Wording("内規", "internal rules"))


# --- building ------------------------------------------------------------------------------------


def test_conditions_are_joined_by_and_and_or_signs():
    """`&` asks for all and `|` for any."""
    assert AllOf(HOLDS, FAILS) == (HOLDS & FAILS)
    assert AnyOf(HOLDS, FAILS) == (HOLDS | FAILS)


def test_nested_alls_and_anys_of_one_kind_are_one_in_order():
    """However all or any is bracketed it is one node; other kinds stay nested."""
    assert AllOf(HOLDS, FAILS, UNDECIDED) == AllOf(HOLDS, AllOf(FAILS, UNDECIDED))
    assert AnyOf(HOLDS, FAILS, UNDECIDED) == (HOLDS | FAILS) | UNDECIDED
    assert AllOf(HOLDS, FAILS) != AllOf(FAILS, HOLDS)
    assert AllOf(AnyOf(HOLDS, FAILS), UNDECIDED).parts == (AnyOf(HOLDS, FAILS), UNDECIDED)


def test_equal_conditions_can_stand_for_one_another():
    """Conditions are values: equal by structure and usable in sets."""
    assert len({SomeOf(1, HOLDS, FAILS), SomeOf(1, HOLDS, FAILS), SomeOf(2, HOLDS, FAILS)}) == 2


@pytest.mark.parametrize(
    "condition", [HOLDS, AllOf(HOLDS), SECRET_RULE], ids=lambda condition: type(condition).__name__
)
def test_a_condition_is_never_true_or_false(condition):
    """`and`, `or` and `not` would lose half of a condition, and are refused."""
    with pytest.raises(NoTruthValue) as refusal:
        _ = condition and HOLDS

    name = type(condition).__name__
    assert refusal.value.explain("ja") == (
        f"{name} を真偽値として使うことはできません。"
        "条件は and・or・not ではなく & と | で結び，判定は judge で行ってください。"
    )
    assert refusal.value.explain("en") == (
        f"{name} is neither True nor False; "
        "join conditions with & and |, not with and, or, not; judge them with judge."
    )


@pytest.mark.parametrize(
    ("make", "name"), [(AllOf, "AllOf"), (AnyOf, "AnyOf"), (lambda: SomeOf(1), "SomeOf")]
)
def test_a_condition_without_parts_is_refused(make, name):
    """An empty node would be always or never met, so it cannot be."""
    with pytest.raises(InvalidValue) as refusal:
        make()

    assert refusal.value.explain("ja") == (
        f"{name}: 条件が一つもありません。条件を一つ以上渡してください。"
    )
    assert refusal.value.explain("en") == (
        f"{name}: it has no parts; give it at least one condition."
    )


def test_a_bare_fact_is_no_condition():
    """Whoever joins a fact itself is told to say how often it is needed."""
    with pytest.raises(InvalidValue) as refusal:
        AllOf(HOLDS, "neighbours_met")

    assert refusal.value.explain("ja") == (
        "AllOf: 'neighbours_met' は条件ではありません。"
        "事実は AtLeast(事実) のように条件にしてください。"
    )
    assert refusal.value.explain("en") == (
        "AllOf: 'neighbours_met' is not a condition; wrap a fact as AtLeast(fact)."
    )


@pytest.mark.parametrize("leaf", [AtLeast, AtMost])
def test_a_leaf_of_a_key_instead_of_a_fact_is_refused(leaf):
    """Rules hold the fact itself, so that a typo is noticed at once."""
    with pytest.raises(InvalidValue, match=rf"{leaf.__name__}\.fact: 'complaints' is no Fact"):
        leaf("complaints")


def test_a_threshold_that_everything_passes_is_refused():
    """At least none asks for nothing, and is refused."""
    with pytest.raises(InvalidValue, match=r"AtLeast\.n: 0 is not a whole number of at least 1"):
        AtLeast(EVENTS_HELD, n=0)


def test_a_threshold_that_nothing_passes_is_refused():
    """At most minus one can never hold, and is refused."""
    with pytest.raises(InvalidValue, match=r"AtMost\.n: -1 is not a whole number of at least 0"):
        AtMost(COMPLAINTS, n=-1)


def test_fewer_than_one_of_the_parts_is_refused():
    """None of the parts asks for nothing, and is refused."""
    with pytest.raises(InvalidValue, match=r"SomeOf\.k: 0 is not a whole number of at least 1"):
        SomeOf(0, HOLDS, FAILS)


def test_more_than_all_of_the_parts_is_refused():
    """Three of two parts can never hold, and is refused."""
    with pytest.raises(InvalidValue) as refusal:
        SomeOf(3, HOLDS, FAILS)

    assert refusal.value.explain("ja") == (
        "SomeOf.k: 2個のうち3個は選べません。k を部分の数以下にしてください。"
    )
    assert refusal.value.explain("en") == (
        "SomeOf.k: 3 of 2 cannot be; make k at most the number of parts."
    )


def _nested(depth):
    condition = HOLDS
    for level in range(depth - 1):
        kind = AllOf if level % 2 else AnyOf
        condition = kind(HOLDS, condition)
    return condition


def test_conditions_nest_64_deep_and_no_deeper():
    """A condition as deep as 64 is read; one deeper is refused with what to do."""
    deepest = _nested(64)

    assert len(list(leaves(deepest))) == 64
    with pytest.raises(InvalidValue) as refusal:
        SomeOf(1, HOLDS, deepest)
    assert refusal.value.explain("ja") == ("SomeOf: 64段を超える入れ子です。条件を分けてください。")
    assert refusal.value.explain("en") == (
        "SomeOf: it nests deeper than 64; split the condition into several requirements."
    )


# --- reading -------------------------------------------------------------------------------------

NESTED = AllOf(HOLDS, AnyOf(FAILS, SomeOf(1, AtMost(COMPLAINTS, n=2), SECRET_RULE)))


def test_leaves_come_in_reading_order():
    """The leaves of a condition are given from first to last, nodes left out."""
    assert [HOLDS, FAILS, AtMost(COMPLAINTS, n=2), SECRET_RULE] == list(leaves(NESTED))
    assert list(leaves(HOLDS)) == [HOLDS]


class _Spelling:
    """An algebra of an importer's own, which spells a condition out."""

    def leaf(self, leaf):
        return type(leaf).__name__

    def all_of(self, parts):
        return f"all({', '.join(parts)})"

    def any_of(self, parts):
        return f"any({', '.join(parts)})"

    def some_of(self, k, parts):
        return f"{k} of({', '.join(parts)})"


def test_a_condition_can_be_read_by_an_algebra_of_ones_own():
    """Folding gives the algebra every leaf and node, from the leaves up."""
    assert fold(NESTED, _Spelling()) == "all(AtLeast, any(AtLeast, 1 of(AtMost, Unspecified)))"


@pytest.mark.parametrize(
    ("condition", "ja", "en"),
    [
        (AllOf(HOLDS), "次のすべて", "all of"),
        (AnyOf(HOLDS), "次のいずれか", "any of"),
        (
            SomeOf(2, HOLDS, FAILS, UNDECIDED),
            "次の3つのうち2つ以上",
            "at least 2 of these 3",
        ),
        (HOLDS, "", ""),
        (AtMost(COMPLAINTS), "", ""),
        (SECRET_RULE, "", ""),
    ],
)
def test_a_node_says_how_it_joins_its_parts(condition, ja, en):
    """All, any or some of the parts; a leaf has none to join."""
    assert Wording(ja, en) == joined_by(condition)


@pytest.mark.parametrize(
    ("condition", "ja", "en"),
    [
        (
            AtLeast(EVENTS_HELD, n=3),
            "「共に開いた行事」3件以上",
            "“events held together”: at least 3",
        ),
        (
            AtLeast(EVENTS_HELD, during=SINCE_STAGE_ENTRY),
            "現在の段階に入ってから「共に開いた行事」1件以上",
            "“events held together”: at least 1 since the stage was entered",
        ),
        (
            AtLeast(ACCOUNTS_FILED, during=THROUGH_LAST_FISCAL_YEAR),
            "前年度末までに「会計報告」1件以上",
            "“accounts filed”: at least 1 by the end of the previous fiscal year",
        ),
        (
            AtMost(COMPLAINTS, n=2, during=THIS_FISCAL_YEAR),
            "当該年度中に「苦情」2件以下",
            "“complaints”: at most 2 within the fiscal year",
        ),
        (AtMost(COMPLAINTS), "「苦情」なし", "“complaints”: none"),
        (
            AtMost(FIELDS_JOINED, n=2),
            "「加わった分野」重複を除き2件以下",
            "“fields joined”: at most 2 different",
        ),
        (SECRET_RULE, "定めのない条件（内規）", "not spelt out (internal rules)"),
        (
            AnyOf(HOLDS, SomeOf(1, AtLeast(FIELDS_JOINED, n=2), FAILS)),
            (
                "次のいずれか（「顔合わせの会」1件以上，"
                "次の2つのうち1つ以上（「加わった分野」重複を除き2件以上，「計画の決定」1件以上））"
            ),
            (
                "any of (“neighbours met”: at least 1; "
                "at least 1 of these 2 (“fields joined”: at least 2 different; "
                "“plan adopted”: at least 1))"
            ),
        ),
    ],
)
def test_a_condition_is_said_in_one_line(condition, ja, en):
    """Leaves and nodes read as one line in both languages."""
    assert ja == describe(condition).ja
    assert en == describe(condition).en


@pytest.mark.parametrize(
    ("condition", "plain"),
    [
        (HOLDS, {"at_least": {"fact": "neighbours_met"}}),
        (AtLeast(EVENTS_HELD, n=2), {"at_least": {"fact": "events_held", "n": 2}}),
        (
            AtLeast(EVENTS_HELD, during=SINCE_STAGE_ENTRY),
            {"at_least": {"fact": "events_held", "during": "since_stage_entry"}},
        ),
        (AtMost(COMPLAINTS), {"at_most": {"fact": "complaints"}}),
        (AtMost(COMPLAINTS, n=1), {"at_most": {"fact": "complaints", "n": 1}}),
        (SECRET_RULE, {"unspecified": {"ja": "内規", "en": "internal rules"}}),
        (
            AllOf(HOLDS, AnyOf(FAILS)),
            {
                "all_of": [
                    {"at_least": {"fact": "neighbours_met"}},
                    {"any_of": [{"at_least": {"fact": "plan_adopted"}}]},
                ]
            },
        ),
        (
            SomeOf(1, HOLDS, FAILS),
            {
                "some_of": {
                    "k": 1,
                    "of": [
                        {"at_least": {"fact": "neighbours_met"}},
                        {"at_least": {"fact": "plan_adopted"}},
                    ],
                }
            },
        ),
    ],
)
def test_a_condition_has_a_plain_form_with_its_defaults_left_out(condition, plain):
    """Files and fingerprints hold single-key objects, and nothing that goes without saying."""
    assert plain == plain_form(condition)


@pytest.mark.parametrize("kind", [AtLeast, AtMost])
def test_a_condition_counts_within_days_that_are_known_to_it(kind):
    """The name of the days that count is not the days."""
    with pytest.raises(InvalidValue, match=rf"{kind.__name__}\.during: 'ever' is no During"):
        kind(COMPLAINTS, during="ever")


def test_a_rule_that_is_not_spelt_out_says_so_in_both_languages():
    """A bare text is no reason."""
    with pytest.raises(InvalidValue, match=r"Unspecified\.reason: 'x' is no Wording"):
        Unspecified("x")


def test_a_condition_of_more_leaves_than_anybody_can_read_is_refused():
    """What is built of one part again and again is small to write and endless to go through."""
    condition = HOLDS
    for _ in range(13):
        condition = SomeOf(1, condition, condition)
    with pytest.raises(InvalidValue) as refusal:
        SomeOf(1, condition, condition)

    assert refusal.value.explain("en") == (
        "SomeOf: it has 16,384 leaves, above 10,000; split the condition into several requirements."
    )
    assert refusal.value.explain("ja") == (
        "SomeOf: 末端の条件が10,000個を超えています（16,384個）。条件を分けてください。"
    )


def test_a_condition_may_have_ten_thousand_leaves():
    """The last number of leaves that is not refused is the one that the refusal names."""
    assert len(AllOf(*[HOLDS] * 10_000).parts) == 10_000


# --- soft numbers --------------------------------------------------------------------------------


def test_about_is_made_of_the_conditions_that_there_are():
    """Twelve, or eight with what decides in between: a fact, or what nobody spelt out."""
    enough, fewest = AtLeast(EVENTS_HELD, n=12), AtLeast(EVENTS_HELD, n=8)

    assert about(EVENTS_HELD, 8, 12, SECRET_RULE.reason) == enough | (fewest & SECRET_RULE)
    assert about(EVENTS_HELD, 8, 12, PLAN_ADOPTED) == enough | (fewest & AtLeast(PLAN_ADOPTED))


@pytest.mark.parametrize(
    ("condition", "ja", "en"),
    [
        (
            about(EVENTS_HELD, 8, 12, SECRET_RULE.reason),
            "「共に開いた行事」12件以上（8～11件で足りるかは定めがない: 内規）",
            "“events held together”: at least 12 (whether 8 to 11 will do is open: internal rules)",
        ),
        (
            about(EVENTS_HELD, 1, 2, PLAN_ADOPTED, during=SINCE_STAGE_ENTRY),
            "現在の段階に入ってから「共に開いた行事」2件以上（1件でも「計画の決定」があれば足りる）",
            (
                "“events held together”: at least 2 since the stage was entered "
                "(1 will do with “plan adopted”)"
            ),
        ),
        (
            about(FIELDS_JOINED, 2, 4, SECRET_RULE.reason),
            "「加わった分野」重複を除き4件以上（2～3件で足りるかは定めがない: 内規）",
            (
                "“fields joined”: at least 4 different "
                "(whether 2 to 3 will do is open: internal rules)"
            ),
        ),
    ],
)
def test_a_soft_number_is_one_thing_in_words(condition, ja, en):
    """What surely suffices comes first, then what may."""
    assert is_soft(condition)
    assert describe(condition) == Wording(ja, en)


@pytest.mark.parametrize(
    "condition",
    [
        AtLeast(EVENTS_HELD, n=12),
        AnyOf(AtLeast(EVENTS_HELD, n=12), AllOf(AtLeast(COMPLAINTS, n=8), SECRET_RULE)),
        AnyOf(AtLeast(EVENTS_HELD, n=8), AllOf(AtLeast(EVENTS_HELD, n=8), SECRET_RULE)),
        AnyOf(AtLeast(EVENTS_HELD, n=12), AllOf(AtLeast(EVENTS_HELD, n=8), HOLDS, SECRET_RULE)),
        AnyOf(
            AtLeast(EVENTS_HELD, n=12),
            AllOf(AtLeast(EVENTS_HELD, n=8, during=THIS_FISCAL_YEAR), SECRET_RULE),
        ),
        AnyOf(
            AtLeast(EVENTS_HELD, n=12),
            AllOf(AtLeast(EVENTS_HELD, n=8), AtLeast(PLAN_ADOPTED, n=2)),
        ),
    ],
    ids=["one leaf", "two facts", "no range", "three parts", "two windows", "twice judged"],
)
def test_what_only_looks_like_a_soft_number_is_said_in_full(condition):
    """Nothing of a condition is left out of its words."""
    assert not is_soft(condition)
    assert "will do" not in describe(condition).en


@pytest.mark.parametrize(
    ("low", "high", "place"), [(0, 12, "low"), (12, 12, "high"), (12, 8, "high")]
)
def test_a_soft_number_has_a_range(low, high, place):
    """Nothing at all is no number, and one that is sharp is an `AtLeast`."""
    with pytest.raises(InvalidValue, match=rf"^about\.{place}: "):
        about(EVENTS_HELD, low, high, SECRET_RULE.reason)
