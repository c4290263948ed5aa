"""What holds of every word and every basis of a policy: it decides nothing, and is told."""

import attrs
import pytest

from invented_grants import GRANT, GRANTS, START, question, with_grant
from renkei_model import kochi
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified
from renkei_model.differences import compare, policy_difference_table
from renkei_model.facts import Fact
from renkei_model.plan_rules import PlanFacts
from renkei_model.provenance import Basis, assumed
from renkei_model.slips import one_slip_edits
from renkei_model.stages import Stage
from renkei_model.subsidy_rules import MonthsLeft
from renkei_model.wording import Wording

WORDS = Wording("言い換え", "put otherwise")
REASON = assumed(reason=WORDS)
SAID_OTHERWISE = ("文言や根拠だけ", "wording or basis alone")
POLICIES = {"kochi": kochi.POLICY, "minori": GRANTS}


def with_other_words(thing):
    """Yield a value for every wording and basis in it, with that one put otherwise.

    Facts and stages are declared and worded in catalogues; where conditions, plans, supports and
    steps speak of them they stand again.
    """
    for field in attrs.fields(type(thing)):
        for other in said_otherwise(getattr(thing, field.name), field.name):
            yield attrs.evolve(thing, **{field.name: other})


def said_otherwise(part, name):
    """Yield what can stand in place of a part of a value, with one thing in it put otherwise."""
    match part:
        case Wording():
            yield WORDS
        case Basis():
            yield REASON
        case tuple():
            for place, each in enumerate(part):
                for other in said_otherwise(each, name):
                    yield (*part[:place], other, *part[place + 1 :])
        case AtLeast() | AtMost() | Unspecified() | AllOf() | AnyOf() | SomeOf():
            return
        case PlanFacts() | MonthsLeft():
            return
        case Fact() | Stage() if name in ("helps_with", "source", "target"):
            return
        case _ if attrs.has(type(part)):
            yield from with_other_words(part)
        case _:
            return


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", POLICIES)
def test_everything_that_is_put_otherwise_is_told_in_text_and_table(name, language):
    """Every wording and basis of a policy has a place in words, and none of them decides."""
    policy, words = POLICIES[name], WORDS.text(language)
    differences = [compare(policy, other) for other in with_other_words(policy)]

    assert len(differences) > 100
    for difference in differences:
        rows = policy_difference_table(difference, language).rows
        assert not difference.is_decisive
        assert words in difference.explain(language)
        assert any(words in cell for row in rows for cell in row)


@pytest.mark.parametrize("name", POLICIES)
def test_every_slip_is_told_in_text_and_table(name):
    """Of every one-slip edit that is a policy, text and table tell what it decides otherwise."""
    policy = POLICIES[name]
    slips = [slip.outcome for slip in one_slip_edits(policy) if not slip.is_refused]

    assert len(slips) > 100
    for slipped in slips:
        difference = compare(policy, slipped)
        assert difference.is_decisive == (slipped.fingerprint != policy.fingerprint)
        for language in ("ja", "en"):
            text, table = (
                difference.explain(language),
                policy_difference_table(difference, language),
            )
            assert bool(table.rows) == (slipped != policy)
            assert all(row[1] in text for row in table.rows if row[2] not in SAID_OTHERWISE)


def test_a_ceiling_and_a_question_of_one_key_are_told_apart():
    """What is said of each stands by itself, though one key names both."""
    ceiling, *ceilings = GRANT.ceilings
    asked = question("planned")
    policy = with_grant(questions=(asked,))
    reworded = attrs.evolve(ceiling, wording=WORDS)
    difference = compare(policy, with_grant(questions=(asked,), ceilings=(reworded, *ceilings)))

    assert [text.where.en for text in difference.texts] == [
        "wording of the ceiling planned of the subsidy grant"
    ]


def test_a_requirement_put_otherwise_in_one_of_its_places_is_told():
    """Equal copies may be worded otherwise: both wordings are told."""
    asked, *more = START.requirements
    start = attrs.evolve(START, requirements=(attrs.evolve(asked, wording=WORDS), *more))
    (told,) = compare(GRANTS, attrs.evolve(GRANTS, subsidies=(GRANT, start))).texts

    assert (told.place, told.after.en) == (
        "requirements.is_registered",
        f"{asked.wording.en}, {WORDS.en}",
    )


def test_a_support_that_only_one_city_offers_is_told():
    """It decides nothing, and belongs to nothing that is told otherwise."""
    without = attrs.evolve(kochi.POLICY, supports=())
    supports = kochi.POLICY.supports
    told = compare(kochi.POLICY, without).texts

    assert {text.place: text.before for text in told} == {
        **{f"supports.{support.key}": support.wording for support in supports},
        **{
            f"supports.{support.key}.{role.key}": role.wording
            for support in supports
            for role in support.roles
        },
    }
    assert {text.after.en for text in told} == {""}
