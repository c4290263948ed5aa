"""Policies as documents: everything comes back as it was, or every fault is told by its path."""

import json

import attrs
import pytest
from hypothesis import given

from granting_strategies import granting_policies
from invented import (
    ACQUAINTED,
    BRANCHING,
    LADDER,
    MEETING,
    NEIGHBOURS_MET,
    REVOCABLE,
    STATED,
    WORKING,
    cite,
)
from invented_grants import GRANTS
from renkei_model import kochi
from renkei_model.conditions import AnyOf, AtLeast, SomeOf, Unspecified
from renkei_model.errors import DocumentError, PolicyError
from renkei_model.interchange.policies import POLICY, dump_policy, load_policy, read_policy
from renkei_model.provenance import stated
from renkei_model.testing import changed_documents, policies
from renkei_model.wording import Wording

SMALL = """\
format = "renkei_model/policy"
version = 1

[policy]
key = "ko"
version = "2026-03"
title = { ja = "甲市の歩み", en = "How Ko's councils grow" }
jurisdiction = { ja = "甲市", en = "Ko City" }
published = 2026-03-01

[[policy.sources]]
key = "guide"
title = { ja = "手引き", en = "Guide" }
publisher = { ja = "甲市", en = "Ko City" }
published = "2026-03"
as_of = "令和8年3月"

[[policy.statements]]
source = "guide"
statement = "G1"
heading = { ja = "歩み", en = "steps" }
position = { ja = "2頁", en = "page 2" }
gist = { ja = "まず集まり，次に動く", en = "first meet, then act" }

[[policy.facts]]
key = "meetings"
wording = { ja = "会合", en = "meetings" }
evidence = { ja = "議事録", en = "the minutes" }
basis = { kind = "stated", statements = ["G1"] }

[[policy.stages]]
key = "start"
wording = { ja = "始動期", en = "starting" }
basis = { kind = "stated", statements = ["G1"] }

[[policy.stages]]
key = "action"
wording = { ja = "活動期", en = "acting" }
basis = { kind = "stated", statements = ["G1"] }

[[policy.requirements]]
key = "gathers"
condition = { at_least = { fact = "meetings", n = 3 } }
wording = { ja = "集まりが続いている", en = "meetings go on" }

[policy.requirements.basis]
kind = "assumed"
reason = { ja = "目安", en = "a rule of thumb" }
plausible = { low = 2, high = 6 }

[[policy.transitions]]
key = "start_to_action"
source = "start"
target = "action"
requirements = ["gathers"]
basis = { kind = "stated", statements = ["G1"] }
"""
"""A policy of one step, as somebody writes it who writes no Python."""


def whole(policy):
    """Give everything that a policy says, words and sources too, which equality leaves out."""
    return attrs.asdict(policy)


# --- what is written and read --------------------------------------------------------------------


@pytest.mark.parametrize(
    "policy", [*kochi.POLICIES, LADDER, BRANCHING, REVOCABLE, GRANTS], ids=lambda each: each.key
)
def test_a_policy_is_loaded_as_it_was_dumped(policy):
    """Stages, subsidies, plans, supports and every source come back, and so does the stamp."""
    loaded = load_policy(dump_policy(policy))

    assert whole(loaded) == whole(policy)
    assert loaded.stamp == policy.stamp


@given(policy=policies() | granting_policies())
def test_any_policy_is_loaded_as_it_was_dumped(policy):
    """Load after dump is the identity, words and all; dump after load gives the same text."""
    text = dump_policy(policy)
    loaded = load_policy(text)

    assert whole(loaded) == whole(policy)
    assert dump_policy(loaded) == text


def test_every_kind_of_condition_is_loaded_as_it_was_dumped():
    """Joints within joints, of some of several too, and what nobody spelt out."""
    unknown = Unspecified(Wording("測り方", "how it is measured"))
    condition = SomeOf(2, AtLeast(NEIGHBOURS_MET), AnyOf(AtLeast(NEIGHBOURS_MET, n=2), unknown))
    need = attrs.evolve(ACQUAINTED, condition=condition & unknown)
    (first, *others) = LADDER.transitions
    policy = attrs.evolve(LADDER, transitions=(attrs.evolve(first, requirements=(need,)), *others))

    assert whole(load_policy(dump_policy(policy))) == whole(policy)


def test_a_document_names_each_thing_once():
    """Whoever rests on a fact, a stage, a requirement or a statement gives its key."""
    plain = json.loads(dump_policy(LADDER))

    assert list(plain) == ["format", "version", "policy"]
    assert list(plain["policy"])[5:8] == ["sources", "statements", "facts"]
    assert plain["policy"]["requirements"][0]["condition"] == {
        "at_least": {"fact": "neighbours_met", "n": 2}
    }
    assert plain["policy"]["transitions"][0]["requirements"] == ["acquainted", "aware"]
    assert plain["policy"]["stages"][0]["basis"] == {"kind": "stated", "statements": ["N1"]}


def test_a_policy_is_written_in_toml_by_hand(tmp_path):
    """The same document in TOML, with dates of TOML and dates in words."""
    path = tmp_path / "ko.toml"
    path.write_text(SMALL, encoding="utf-8")
    policy = read_policy(path)

    assert policy.title.ja == "甲市の歩み"
    assert policy.published.iso == "2026-03-01"
    assert policy.sources[0].as_of.iso == "2026-03"
    assert [need.key for need in policy.assumed] == ["gathers"]
    assert whole(load_policy(dump_policy(policy))) == whole(policy)


def test_a_policy_is_read_from_a_file(tmp_path):
    """A file that is no TOML by its name is read as JSON."""
    path = tmp_path / "minori.json"
    path.write_text(dump_policy(LADDER), encoding="utf-8")

    assert whole(read_policy(path)) == whole(LADDER)


def test_a_policy_that_a_document_could_not_hold_is_not_written():
    """One stage in two wordings, two places of one id, a source that nobody listed."""
    reworded = attrs.evolve(MEETING, wording=Wording("出会い", "first meetings"))
    elsewhere = attrs.evolve(cite("N1"), position=Wording("9頁", "page 9"))
    renamed = attrs.evolve(WORKING, basis=stated(elsewhere))
    first, second = LADDER.transitions
    policy = attrs.evolve(
        LADDER,
        stages=(reworded, renamed, LADDER.stages[2]),
        transitions=(
            attrs.evolve(first, target=renamed),
            attrs.evolve(second, source=renamed),
        ),
        sources=(),
    )
    with pytest.raises(PolicyError) as refusal:
        dump_policy(policy)

    assert [(fault.place.en, fault.problem.en) for fault in refusal.value.faults] == [
        ("stages.meeting", "it stands here with two wordings or two bases"),
        (
            "statements.N1",
            "its source 'minori_handbook' is not among the policy's sources",
        ),
        (
            "statements.N2",
            "its source 'minori_handbook' is not among the policy's sources",
        ),
        ("statements.N1", "two different places have this id"),
        (
            "statements.N1",
            "its source 'minori_handbook' is not among the policy's sources",
        ),
    ]


# --- what is refused -----------------------------------------------------------------------------


def refusal(text, **options):
    """Give what the refusal of a document says, in English and in Japanese, without its title."""
    with pytest.raises(DocumentError) as refused:
        load_policy(text, **options)
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


def document(change):
    """Write the document of `LADDER` with something changed."""
    plain = json.loads(dump_policy(LADDER))
    change(plain["policy"])
    return json.dumps(plain)


def put(*place, value):
    """Make what puts a value into a document."""

    def change(plain):
        for step in place[:-1]:
            plain = plain[step]
        plain[place[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "english", "japanese"),
    [
        (
            put("facts", 1, "kind", value="evnt"),
            (
                "$.policy.facts[1].kind: unknown kind of fact 'evnt'. Did you mean 'event'? "
                "Known: event, determination."
            ),
            (
                "$.policy.facts[1].kind: 事実の種類「evnt」はありません。"
                "「event」ではありませんか。使えるのは event, determination。"
            ),
        ),
        (
            put("transitions", 0, "requirements", 1, value="awear"),
            (
                "$.policy.transitions[0].requirements[1]: unknown requirement 'awear'. "
                "Did you mean 'aware'? Add it to requirements, or check the name."
            ),
            (
                "$.policy.transitions[0].requirements[1]: 要件「awear」はありません。"
                "「aware」ではありませんか。requirements に加えるか，名前を確かめてください。"
            ),
        ),
        (
            put("requirements", 0, "condition", value={"at_leest": {"fact": "neighbours_met"}}),
            (
                "$.policy.requirements[0].condition: unknown condition 'at_leest'. Did you mean "
                "'at_least' or 'at_most'? Known: all_of, any_of, some_of, at_least, at_most, "
                "unspecified."
            ),
            (
                "$.policy.requirements[0].condition: 条件「at_leest」はありません。"
                "「at_least」または「at_most」ではありませんか。使えるのは all_of, any_of, "
                "some_of, at_least, at_most, unspecified。"
            ),
        ),
        (
            put("requirements", 0, "condition", value={}),
            (
                "$.policy.requirements[0].condition: a condition has one key, and here are 0. "
                "Write one of all_of, any_of, some_of, at_least, at_most, unspecified, and only "
                "one."
            ),
            (
                "$.policy.requirements[0].condition: 条件のキーは一つですが，0個あります。"
                "all_of, any_of, some_of, at_least, at_most, unspecified "
                "のどれか一つにしてください。"
            ),
        ),
        (
            put(
                *("requirements", 0, "condition"),
                value={"all_of": [{"at_least": {"fact": "neighbours_met", "n": 0}}]},
            ),
            (
                "$.policy.requirements[0].condition.all_of[0].at_least.n: expected a whole "
                "number from 1 on, found 0."
            ),
            (
                "$.policy.requirements[0].condition.all_of[0].at_least.n: "
                "1以上の整数が必要なところに 0 があります。"
            ),
        ),
        (
            put("statements", 0, "source", value="handbook"),
            (
                "$.policy.statements[0].source: unknown source 'handbook'. Did you mean "
                "'minori_handbook'? Add it to sources, or check the name."
            ),
            (
                "$.policy.statements[0].source: 出典「handbook」はありません。"
                "「minori_handbook」ではありませんか。sources に加えるか，名前を確かめてください。"
            ),
        ),
        (
            put("stages", 0, "basis", "statements", value=["N9"]),
            (
                "$.policy.stages[0].basis.statements[0]: unknown statement 'N9'. "
                "Add it to statements, or check the name."
            ),
            (
                "$.policy.stages[0].basis.statements[0]: 出典の項番「N9」はありません。"
                "statements に加えるか，名前を確かめてください。"
            ),
        ),
        (
            put("stages", 1, "key", value="Working"),
            (
                "$.policy.stages[1].key: 'Working' cannot be a key. Use lower-case ASCII letters, "
                "digits and _, beginning with a letter or _."
            ),
            (
                "$.policy.stages[1].key: キー 'Working' は使えません。英小文字か _ で始め，"
                "英小文字・数字・_ だけで書いてください。"
            ),
        ),
    ],
    ids=[
        "kind",
        "requirement",
        "condition",
        "no condition",
        "threshold",
        "source",
        "statement",
        "key",
    ],
)
def test_what_is_wrong_is_named_by_its_path(change, english, japanese):
    """One sentence for each fault, and none for what only follows from it."""
    said_in_english, said_in_japanese = refusal(document(change))

    assert said_in_english[0] == english
    assert said_in_japanese[0] == japanese


def test_what_follows_from_a_fault_is_not_told():
    """A fact that is badly declared is named once, and not wherever a requirement counts it."""
    english, _ = refusal(document(put("facts", 0, "evidence", value="a bare text")))

    assert english == [
        (
            '$.policy.facts[0].evidence: expected an object, found "a bare text". '
            'Write it like { ja = …, en = … } (in JSON {"ja": …}).'
        )
    ]


def test_a_policy_that_is_not_sound_is_refused_by_paths():
    """A fault that a policy has in Python is told in a document at the place where it stands."""

    def change(plain):
        plain["transitions"][1]["requirements"] = []
        plain["stages"][2]["basis"] = {"kind": "inferred", "statements": ["N1"]}
        plain["facts"][3]["evidence"]["en"] = ""
        plain["requirements"][1]["condition"] = {"at_most": {"fact": "neighbours_met"}}
        plain["key"] = "minori"

    english, _ = refusal(document(change))

    assert [line.split(": ")[0] for line in english] == [
        "$.policy.facts[3].evidence",
        "$.policy.stages[2].basis",
        "$.policy.transitions[0].requirements[1]",
        "$.policy.transitions[1]",
        "$.policy.requirements[2]",
        "$.policy.requirements[3]",
    ]


def test_what_the_source_leaves_out_is_told_in_both_languages():
    """A condition that nobody spelt out says in each language what is left out."""
    unsaid = put("requirements", 0, "condition", value={"unspecified": {"ja": "", "en": ""}})
    english, _ = refusal(document(unsaid))

    assert english == [
        (
            "$.policy.requirements[0].reason: its wording is missing in Japanese or English. "
            "Write it in both languages."
        )
    ]


def test_a_key_that_stands_twice_is_told_first():
    """With both places; what refers to the one that was meant is not told to be unknown."""
    english, japanese = refusal(document(put("stages", 1, "key", value="meeting")))

    assert english == [
        "$.policy.stages[1].key: its key 'meeting' stands at [0] already. Rename one of them."
    ]
    assert japanese == [
        "$.policy.stages[1].key: キー「meeting」は [0] と同じです。一方のキーを変えてください。"
    ]


@pytest.mark.parametrize(
    ("group", "key"),
    [
        ("sources", "key"),
        ("statements", "statement"),
        ("facts", "key"),
        ("project_facts", "key"),
        ("requirements", "key"),
    ],
)
def test_nothing_is_declared_twice(group, key):
    """The second of two does not silently take the place of the first."""
    plain = json.loads(dump_policy(GRANTS))
    declared = plain["policy"][group]
    declared.append(declared[0])
    english, japanese = refusal(json.dumps(plain))
    place, name = f"$.policy.{group}[{len(declared) - 1}].{key}", declared[0][key]

    assert english == [f"{place}: its key {name!r} stands at [0] already. Rename one of them."]
    assert japanese == [f"{place}: キー「{name}」は [0] と同じです。一方のキーを変えてください。"]


def test_a_fact_of_projects_cannot_have_the_key_of_a_fact():
    """Whoever names the key would get the one or the other."""
    plain = json.loads(dump_policy(GRANTS))
    plain["policy"]["project_facts"].append(plain["policy"]["facts"][0])
    english, japanese = refusal(json.dumps(plain))

    plain["policy"]["project_facts"].append(plain["policy"]["facts"][0])
    both, _ = refusal(json.dumps(plain))

    assert both == [
        (
            "$.policy.project_facts[3].key: its key 'neighbours_met' stands at [2] already. "
            "Rename one of them."
        ),
        *english,
    ]
    assert english == [
        (
            "$.policy.project_facts[2].key: its key 'neighbours_met' stands in facts already. "
            "Rename one of them, or drop it from project_facts if it is the same fact."
        )
    ]
    assert japanese == [
        (
            "$.policy.project_facts[2].key: キー「neighbours_met」は facts にもあります。"
            "一方のキーを変えるか，同じ事実なら project_facts から除いてください。"
        )
    ]


def with_idle_entries(plain):
    """Declare a statement, a fact of projects and a requirement that nothing refers to."""
    plain["statements"].append({**plain["statements"][0], "statement": "N8"})
    plain["project_facts"].append({**plain["project_facts"][0], "key": "indoors"})
    plain["requirements"].append({**plain["requirements"][0], "key": "idle"})


def test_what_nothing_refers_to_is_told():
    """A policy has no place for it, and it would vanish without a word."""
    plain = json.loads(dump_policy(GRANTS))
    with_idle_entries(plain["policy"])
    needs = len(plain["policy"]["requirements"]) - 1
    english, japanese = refusal(json.dumps(plain))

    assert english == [
        (
            "$.policy.statements[3]: nothing refers to the statement 'N8'. "
            "Name it in the statements of a basis, or drop it from statements."
        ),
        (
            "$.policy.project_facts[2]: nothing refers to the fact of projects 'indoors'. "
            "Name it in the project_facts of a subsidy, or drop it from project_facts."
        ),
        (
            f"$.policy.requirements[{needs}]: nothing refers to the requirement 'idle'. "
            "Name it in the requirements of a step, subsidy or ceiling or in project_requirements, "
            "or drop it from requirements."
        ),
    ]
    assert japanese == [
        (
            "$.policy.statements[3]: 出典の項番「N8」は，どこからも参照されていません。"
            "根拠の statements に「N8」を書くか，statements から除いてください。"
        ),
        (
            "$.policy.project_facts[2]: 事業の項目「indoors」は，どこからも参照されていません。"
            "補助金の project_facts に「indoors」を書くか，project_facts から除いてください。"
        ),
        (
            f"$.policy.requirements[{needs}]: 要件「idle」は，どこからも参照されていません。"
            "移行・補助金・上限額の requirements か補助金の project_requirements "
            "に「idle」を書くか，"
            "requirements から除いてください。"
        ),
    ]


def test_what_nothing_refers_to_is_told_with_all_other_faults():
    """Whoever mends a document reads of everything at once."""
    plain = json.loads(dump_policy(GRANTS))
    with_idle_entries(plain["policy"])
    plain["policy"]["title"]["en"] = ""
    english, _ = refusal(json.dumps(plain))

    assert [line.split(": ")[0].split("[")[0] for line in english] == [
        "$.policy.title",
        "$.policy.statements",
        "$.policy.project_facts",
        "$.policy.requirements",
    ]


def test_what_only_something_idle_refers_to_is_not_told():
    """It goes with it, or stays with it."""
    plain = json.loads(dump_policy(GRANTS))
    with_idle_entries(plain["policy"])
    plain["policy"]["requirements"][-1] |= {
        "condition": {"at_least": {"fact": "indoors"}},
        "basis": {"kind": "stated", "statements": ["N8"]},
    }
    (only,), _ = refusal(json.dumps(plain))

    assert "nothing refers to the requirement 'idle'" in only


def test_facts_and_sources_that_nothing_refers_to_are_kept():
    """The catalogue of facts and the list of sources are a policy's own."""
    plain = json.loads(dump_policy(LADDER))
    plain["policy"]["sources"].append({**plain["policy"]["sources"][0], "key": "leaflet"})
    plain["policy"]["facts"].append({**plain["policy"]["facts"][0], "key": "letters_read"})
    policy = load_policy(json.dumps(plain))

    assert policy.sources[-1].key == "leaflet"
    assert policy.facts[-1].key == "letters_read"
    assert json.loads(dump_policy(policy)) == plain


def test_what_a_bad_key_was_meant_to_declare_nobody_knows():
    """A number for an id, and a key in capitals, are each told once and nothing more."""
    number, _ = refusal(document(put("statements", 0, "statement", value=1)))
    capital, _ = refusal(document(put("facts", 0, "key", value="Neighbours_met")))

    assert number == ["$.policy.statements[0].statement: expected a text, found 1."]
    assert [line.split(": ")[0] for line in capital] == ["$.policy.facts[0].key"]


def test_a_name_that_is_a_wording_suggests_its_key():
    """People know a stage by its name, and a document by its key."""
    (only,), _ = refusal(document(put("transitions", 0, "target", value="協働期")))

    assert only == (
        "$.policy.transitions[0].target: unknown stage '協働期'. Did you mean 'working'? "
        "Add it to stages, or check the name."
    )


def test_full_width_signs_are_named_where_toml_ends():
    """An office's keyboard writes them unasked."""
    _, japanese = refusal(SMALL.replace('key = "ko"', "key ＝ “ko”"), toml=True)

    assert "「key ＝ “ko”」" in japanese[0]
    assert "全角の記号や空白，“ ” の引用符を半角に直してください" in japanese[0]


def test_a_document_may_name_its_schema():
    """Editors read it by a key of its own, which decides nothing."""
    plain = {"$schema": "policy-1.schema.json", **json.loads(dump_policy(LADDER))}

    assert load_policy(json.dumps(plain)) == LADDER


def test_a_key_that_stands_twice_in_an_object_is_told_once():
    """Neither of the two is chosen, and that it is unknown as well need not be said."""
    text = dump_policy(LADDER).replace('"version": 1,', '"version": 1, "a": 1, "a": 2,', 1)
    english, _ = refusal(text)

    assert english == ["$.a: this key stands here twice. Keep one of the two."]


def test_subsidies_and_plans_are_checked_by_paths_too():
    """Rates, amounts, ceilings, other readings and rules of plans."""
    plain = json.loads(dump_policy(GRANTS))
    grant, other = plain["policy"]["subsidies"]
    grant["rate"], other["rate"] = "1/0", "half"
    grant["ceilings"][0]["amounts"][0]["yen"] = -4
    grant["questions"][0]["alternative"] = {"twice": {}}
    grant["questions"][1]["alternative"] = {"other_ceilings": [{"key": "x"}]}
    plain["policy"]["plan_rule"]["facts"]["drafted"] = "plan_writen"
    english, _ = refusal(json.dumps(plain))

    assert [line.split(": ")[0] for line in english] == [
        "$.policy.subsidies[0].ceilings[0].amounts[0].yen",
        "$.policy.subsidies[0].rate",
        "$.policy.subsidies[0].questions[0].alternative",
        "$.policy.subsidies[0].questions[1].alternative.other_ceilings[0].wording",
        "$.policy.subsidies[0].questions[1].alternative.other_ceilings[0].amounts",
        "$.policy.subsidies[1].rate",
        "$.policy.plan_rule.facts.drafted",
    ]


def test_what_is_no_toml_is_refused_with_its_place():
    """By line and column, or at the end; what is TOML is read like JSON."""
    english, japanese = refusal(SMALL.replace('key = "ko"', "key = ko"), toml=True)
    (unfinished,), _ = refusal('format = """', toml=True)
    unknown, _ = refusal(SMALL.replace('meetings", n', 'meeting", n'), toml=True)

    assert english[0].startswith("line 5, column 7: it is not TOML 'key = ko' (Invalid value). ")
    assert japanese[0].startswith(
        "5行目 7文字目: TOMLとして読めません「key = ko」（解析器の指摘:「Invalid value」）。"
    )
    assert unfinished.startswith("the end of the file: it is not TOML")
    assert unknown[0].startswith("$.policy.requirements[0].condition.at_least.fact: unknown fact")


def test_a_condition_that_is_no_object_is_refused():
    """It has one key, which says what it is."""
    condition = 'condition = { at_least = { fact = "meetings", n = 3 } }'
    english, _ = refusal(SMALL.replace(condition, "condition = []"), toml=True)

    assert english[0].startswith(
        "$.policy.requirements[0].condition: expected an object, found a list."
    )


def test_a_statement_is_found_by_an_id_with_a_full_stop():
    """Chapters and sections are numbered so."""
    plain = json.loads(dump_policy(LADDER))
    plain["policy"]["statements"].append({**plain["policy"]["statements"][0], "statement": "3.2.1"})
    english, _ = refusal(json.dumps(plain))

    (line,) = english
    assert line.startswith("$.policy.statements[2]: nothing refers to the statement '3.2.1'. ")


@pytest.mark.parametrize(
    "text",
    ["x = " + "9" * 5_000, "version = 0x" + "f" * 5_000, "key = 9_223_372_036_854_775_808"],
)
def test_a_number_beyond_sixty_four_bits_is_refused_in_toml(text):
    """TOML promises no more, and Python writes none of some thousand digits."""
    english, _ = refusal(text, toml=True)

    assert english == [
        "the whole file: a number in it has too many digits. Check the numbers in it."
    ]


@pytest.mark.parametrize(
    "text",
    ["a" + ".a" * 20_000 + " = 1", '["b"' + ' . "b"' * 20_000 + "]", "x." * 100 + "y = 1"],
)
def test_keys_joined_by_many_dots_are_refused_before_they_are_parsed(text):
    """The parser would need memory by the square of their number."""
    english, _ = refusal(text, toml=True)

    assert "nested too deeply" in english[0]


def test_toml_beyond_two_megabytes_is_refused():
    """No policy is so long, and the parser would take seconds over it."""
    english, _ = refusal("# " + "x" * 2_000_000, toml=True)

    assert "it is larger than 2 MB" in english[0]


def test_a_date_of_toml_is_no_text():
    """Where a text belongs, a date or a time is refused, as a number is."""
    english, japanese = refusal(SMALL.replace('key = "ko"', "key = 2024-04-01"), toml=True)

    assert english == ['$.policy.key: expected a text, found 2024-04-01. Put it in " ".']
    assert len(japanese) == 1


@pytest.mark.parametrize("toml", [False, True])
@pytest.mark.parametrize(
    "text", ["", "[]", "null", "a = {", "[" * 100_000, "a = " + "[" * 100_000, " " * 20_000_001]
)
def test_what_is_no_policy_is_refused_in_words(text, toml):
    """Nothing, a list, half a table, a hundred thousand brackets and 20 MB of blanks."""
    english, japanese = refusal(text, toml=toml)

    assert english
    assert len(english) == len(japanese)


@pytest.mark.parametrize("depth", [65, 400, 10_000])
def test_conditions_within_conditions_are_refused_at_some_depth(depth):
    """However deep they are, a sentence is what comes of it."""
    nested = '{"all_of": [' * depth + '{"at_least": {"fact": "neighbours_met"}}' + "]}" * depth
    text = dump_policy(LADDER).replace(
        '{\n          "at_least": {\n            "fact": "neighbours_met",\n            "n": 2\n'
        "          }\n        }",
        nested.replace("all_of", "any_of"),
    )
    english, _ = refusal(text.replace('"any_of": [{"any_of"', '"any_of": [{"all_of"'))

    assert "deep" in english[0]


def test_a_condition_of_too_many_leaves_is_refused():
    """Ten thousand and one are more than people can read."""
    leaf = {"at_least": {"fact": "neighbours_met"}}
    change = put("requirements", 0, "condition", value={"all_of": [leaf] * 10_001})
    (only,), _ = refusal(document(change))

    assert only.startswith(
        "$.policy.requirements[0].condition.all_of: it has 10,001 leaves, above 10,000."
    )


CHANGED = changed_documents(
    [json.loads(dump_policy(each)) for each in (LADDER, GRANTS)],
    texts=["meeting", "neighbours_met", "2026-04", "stated", "1/2"],
    keys=["key", "kind", "ja", "en", "at_least", "all_of", "fact", "n"],
)


def outcome_of(text):
    """Give the policy that a document holds, or its refusal."""
    try:
        return load_policy(text)
    except DocumentError as refused:
        return refused


@given(plain=CHANGED)
def test_any_other_value_is_loaded_or_refused_in_words(plain):
    """Whatever stands in place of a part of a document, no error but ours comes of it."""
    outcome = outcome_of(json.dumps(plain))

    if isinstance(outcome, DocumentError):
        assert all(fault.place.en.startswith("$") for fault in outcome.faults)
    else:
        assert whole(load_policy(dump_policy(outcome))) == whole(outcome)


def test_a_newer_version_is_refused_by_its_number():
    """A policy of a version yet to come is refused as such."""
    plain = {**json.loads(dump_policy(LADDER)), "version": POLICY.version + 1}
    (only,), _ = refusal(json.dumps(plain))

    assert only.startswith("$.version: the document is of version 2, and only versions up to 1")


def test_a_statement_may_rest_on_a_source_without_anything_else():
    """The basis of something stated may cite several places."""
    both = attrs.evolve(MEETING, basis=stated(cite("N1"), cite("N2")))
    first, second = LADDER.transitions
    policy = attrs.evolve(
        LADDER,
        stages=(both, *LADDER.stages[1:]),
        transitions=(attrs.evolve(first, source=both, basis=STATED), second),
    )

    assert whole(load_policy(dump_policy(policy))) == whole(policy)


# --- files ---------------------------------------------------------------------------------------


def test_a_path_that_is_no_readable_file_is_refused_in_words(tmp_path):
    """A folder, nothing at all, and a hundred megabytes of which not one is read."""
    large = tmp_path / "large.toml"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    for path, said in (
        (tmp_path, "it is a folder"),
        (tmp_path / "nowhere.json", "there is no such file"),
        (large, "it is larger than 20 MB"),
    ):
        with pytest.raises(DocumentError, match=said):
            read_policy(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_a_policy_is_read_in_the_encodings_in_which_offices_save(encoding, tmp_path):
    """With a byte order mark or in Windows-31J; UTF-16 is refused by its name."""
    path = tmp_path / "ko.toml"
    path.write_text(SMALL, encoding=encoding)
    if encoding == "utf-16":
        with pytest.raises(DocumentError, match="UTF-16"):
            read_policy(path)
    else:
        assert read_policy(path).key == "ko"
