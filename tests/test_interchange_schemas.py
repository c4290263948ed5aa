"""JSON Schemas: what a schema refuses the loader refuses, and the other way round with reasons."""

import copy
import json
import pathlib

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from granting_strategies import granting_policies
from invented import FACTS, LADDER, REVOCABLE, cite
from invented_grants import GRANTS
from renkei_model import kochi
from renkei_model.councils import Council
from renkei_model.errors import DocumentError, UnknownName
from renkei_model.interchange.documents import (
    dump_council,
    dump_councils,
    dump_history,
    dump_ledger,
    dump_plans,
    load_council,
    load_councils,
    load_history,
    load_ledger,
    load_plans,
)
from renkei_model.interchange.policies import POLICY, dump_policy, load_policy
from renkei_model.interchange.policy_form import FORM, PolicyForm, reading
from renkei_model.interchange.schemas import SUBJECTS, json_schema, schema_name
from renkei_model.testing import community_plans, councils, histories, ledgers, policies

SCHEMAS = pathlib.Path(__file__).parent.parent / "docs" / "schemas"
CITED = {"N1": cite("N1"), "N2": cite("N2")}


def validator(subject):
    """Make the validator of a subject's documents: an independent one."""
    return jsonschema.Draft202012Validator(json_schema(subject))


VALIDATORS = {subject: validator(subject) for subject in SUBJECTS}
LOADERS = {
    "council": lambda text: load_council(text, FACTS),
    "councils": lambda text: load_councils(text, FACTS),
    "ledger": lambda text: load_ledger(text, FACTS),
    "plans": load_plans,
    "history": lambda text: load_history(text, FACTS),
    "policy": load_policy,
}


# --- the schemas ---------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_schema_is_one(subject):
    """Every schema follows the rules of JSON Schema, and the committed file is the newest."""
    schema = json_schema(subject)
    jsonschema.Draft202012Validator.check_schema(schema)

    committed = json.loads((SCHEMAS / schema_name(subject)).read_text(encoding="utf-8"))
    assert committed == schema


def test_no_schema_is_left_over():
    """The folder holds the schemas of the known documents and no others."""
    assert {path.name for path in SCHEMAS.iterdir()} == set(map(schema_name, SUBJECTS))


def test_a_schema_tells_what_each_field_is():
    """Editors show the field's meaning, taken from the class."""
    fact = json_schema("policy")["$defs"]["fact"]

    assert fact["required"] == ["key", "wording", "evidence", "basis"]
    assert fact["additionalProperties"] is False
    assert fact["properties"]["evidence"] == {
        "$ref": "#/$defs/wording",
        "description": "What a secretary would file for it.",
    }


def test_an_unknown_subject_is_refused():
    """The nearest one is named."""
    with pytest.raises(UnknownName, match="Did you mean 'policy'"):
        json_schema("polcy")


# --- good documents ------------------------------------------------------------------------------


def accepted(subject, text):
    """Tell whether both the schema and the loader take a document."""
    LOADERS[subject](text)
    return VALIDATORS[subject].is_valid(json.loads(text))


@pytest.mark.parametrize("policy", [*kochi.POLICIES, LADDER, REVOCABLE, GRANTS])
def test_a_written_policy_is_valid(policy):
    """What we dump an independent validator takes."""
    assert accepted("policy", dump_policy(policy))


@given(policy=policies() | granting_policies())
def test_any_written_policy_is_valid(policy):
    """Schema and loader agree on every policy that we write."""
    assert accepted("policy", dump_policy(policy))


@given(st.data())
def test_any_written_council_is_valid(data):
    """Schema and loader agree on councils, ledgers, plans and histories that we write."""
    policy = data.draw(policies())
    council = data.draw(councils(policy))
    ledger = data.draw(ledgers(policy.facts))
    plans = data.draw(community_plans())
    history = data.draw(histories(policy)).history
    written = {
        "council": dump_council(council),
        "councils": dump_councils([council, council]),
        "ledger": dump_ledger(ledger),
        "plans": dump_plans(plans),
        "history": dump_history(history),
    }
    loaders = {
        "council": lambda text: load_council(text, policy.facts),
        "councils": lambda text: load_councils(text, policy.facts),
        "ledger": lambda text: load_ledger(text, policy.facts),
        "plans": load_plans,
        "history": lambda text: load_history(text, policy.facts),
    }

    for subject, text in written.items():
        loaders[subject](text)
        assert VALIDATORS[subject].is_valid(json.loads(text))
    assert load_councils(written["councils"], policy.facts) == (council, council)
    assert load_ledger(written["ledger"], policy.facts) == ledger
    assert load_plans(written["plans"]) == plans
    assert load_history(written["history"], policy.facts) == history


# --- spoilt documents ----------------------------------------------------------------------------

GOOD = {
    "policy": [dump_policy(LADDER), dump_policy(GRANTS)],
    "council": [dump_council(Council(name="みのり", number=3, districts=("川北",)))],
}
# What only the loader can know of a part, by what its refusal says.
MEANINGS = (
    "unknown statement ",  # keys that nothing in the document declares
    "unknown requirement ",
    "unknown source ",
    "unknown fact ",
    "unknown stage ",
    "is not a whole number of at least",  # bounds that a class knows
    "the year is missing",  # texts that are no dates
    "it is not a date",
)


def spoil(plain, data):
    """Put something else in the place of one part of a document, or take it away."""
    spoilt = copy.deepcopy(plain)
    place, key = {"": spoilt}, ""
    for _ in range(data.draw(st.integers(1, 9))):
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        keys = sorted(inner) if isinstance(inner, dict) else range(len(inner))
        place, key = inner, data.draw(st.sampled_from(keys))
    if place is not spoilt and data.draw(st.booleans()):
        del place[key]
    else:
        place[key] = data.draw(
            st.sampled_from([None, True, 0, -1, 3, 1.5, "", "working", "2026-04", "1/2", [], {}])
        )
    return spoilt


@given(data=st.data(), subject=st.sampled_from(sorted(GOOD)))
def test_what_a_schema_refuses_the_loader_refuses(data, subject):
    """The loader is never laxer than the schema."""
    plain = spoil(json.loads(data.draw(st.sampled_from(GOOD[subject]))), data)

    if not VALIDATORS[subject].is_valid(plain):
        with pytest.raises(DocumentError):
            LOADERS[subject](json.dumps(plain))


@given(data=st.data(), subject=st.sampled_from(sorted(GOOD)))
def test_what_only_the_loader_refuses_it_refuses_for_what_it_means(data, subject):
    """A schema knows shapes: a policy may be unsound, and a part may mean nothing."""
    plain = spoil(json.loads(data.draw(st.sampled_from(GOOD[subject]))), data)

    if VALIDATORS[subject].is_valid(plain) and not is_well_formed(subject, plain):
        for fault in faults_of(subject, json.dumps(plain)):
            assert any(meaning in fault.problem.en for meaning in MEANINGS), fault.problem.en


def is_well_formed(subject, plain):
    """Tell whether each part of a policy is one, whatever the whole comes to."""
    if subject != "policy":
        return False
    try:
        with reading(plain["policy"]):
            POLICY.read(plain, FORM, PolicyForm, subject)
    except DocumentError:
        return False
    return True


def faults_of(subject, text):
    """Give the faults for which a document is refused; none if it is loaded."""
    try:
        LOADERS[subject](text)
    except DocumentError as refused:
        return refused.faults
    return ()
