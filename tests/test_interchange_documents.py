"""Councils as JSON documents: nothing coerced, nothing skipped, every fault by its path."""

# ruff: noqa: E501 - sentences stand as they are read

import datetime
import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import (
    ASSUMED,
    COMPLAINTS,
    EVENTS_HELD,
    FACTS,
    FIELDS_JOINED,
    NEIGHBOURS_MET,
    cite,
    day,
)
from invented_grants import PLAN_RULE
from renkei_model.community_plans import CommunityPlan, Horizon, PlanProject
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.errors import DocumentError, InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.interchange import council_form, documents, json_text, strict_values
from renkei_model.interchange.documents import (
    COUNCIL,
    dump_council,
    dump_councils,
    load_council,
    read_council,
)
from renkei_model.interchange.forms import Unfit
from renkei_model.ledgers import Ledger
from renkei_model.policy import PolicyStamp
from renkei_model.provenance import Basis, BasisKind, inferred, stated
from renkei_model.testing import changed_documents, community_plans
from renkei_model.wording import Wording

MINORI = Council(
    name="みのり地区協議会",
    number=7,
    districts=("川北", "川南"),
    ledger=Ledger(
        (
            Record(NEIGHBOURS_MET, Span.month(2025, 5)),
            Record(
                EVENTS_HELD,
                day("2025-08-03"),
                count=2,
                item="夏祭り",
                by="行事部会",
                evidence="報告書",
                basis=inferred(cite("N2"), reason=Wording("広報紙から", "from the bulletin")),
            ),
            Record(FIELDS_JOINED, Span.month(2025, 6), item="福祉", basis=ASSUMED),
        ),
        (Completeness(COMPLAINTS, day("2026-03-31"), since=day("2025-04-01")),),
    ),
    history=(
        StageChange(
            transition="meeting_to_working",
            source="meeting",
            target="working",
            on=day("2026-04-20"),
            by="事務局",
            policy=PolicyStamp("minori", "2024-03", "0123456789ab"),
            rests_on=(Record(NEIGHBOURS_MET, Span.month(2025, 5)),),
        ),
    ),
)
VERSION_1 = """\
{
  "format": "renkei_model/council",
  "version": 1,
  "council": {
    "name": "みのり地区協議会",
    "number": 7,
    "districts": [
      "川北",
      "川南"
    ],
    "records": [
      {
        "fact": "neighbours_met",
        "on": "2025-05"
      },
      {
        "fact": "events_held",
        "on": "2025-08-03",
        "count": 2,
        "item": "夏祭り",
        "by": "行事部会",
        "evidence": "報告書",
        "basis": {
          "kind": "inferred",
          "statements": [
            "N2"
          ],
          "reason": {
            "ja": "広報紙から",
            "en": "from the bulletin"
          }
        }
      },
      {
        "fact": "fields_joined",
        "on": "2025-06",
        "item": "福祉",
        "basis": {
          "kind": "assumed",
          "reason": {
            "ja": "目安として置く",
            "en": "set as a rule of thumb"
          },
          "plausible": {
            "low": 1,
            "high": 3
          }
        }
      }
    ],
    "complete": [
      {
        "fact": "complaints",
        "through": "2026-03-31",
        "since": "2025-04-01"
      }
    ],
    "history": [
      {
        "transition": "meeting_to_working",
        "source": "meeting",
        "target": "working",
        "on": "2026-04-20",
        "by": "事務局",
        "policy": {
          "key": "minori",
          "version": "2024-03",
          "fingerprint": "0123456789ab"
        },
        "rests_on": [
          {
            "fact": "neighbours_met",
            "on": "2025-05"
          }
        ]
      }
    ]
  }
}
"""
"""A document of version 1, kept for as long as that version is read."""

PLANNED = Council(
    name="みのり",
    plans=(
        CommunityPlan(
            number=2,
            name="第2期みのり計画",
            term=Span(day("2026-04-01"), day("2031-03-31")),
            drafting=Span.month(2025, 5),
            drafted=day("2026-03-14"),
            recognised=day("2026-04-20"),
            promoted=Span.month(2026, 8),
            parts=("goals",),
            projects=(
                PlanProject(name="移動支援", soft=True, horizon=Horizon.SHORT),
                PlanProject(name="集会所"),
            ),
            basis=ASSUMED,
        ),
        CommunityPlan(parts=()),
    ),
)
VERSION_2 = """\
{
  "format": "renkei_model/council",
  "version": 2,
  "council": {
    "name": "みのり",
    "plans": [
      {
        "number": 2,
        "name": "第2期みのり計画",
        "term": "2026-04/2031-03",
        "drafting": "2025-05",
        "drafted": "2026-03-14",
        "recognised": "2026-04-20",
        "promoted": "2026-08",
        "parts": [
          "goals"
        ],
        "projects": [
          {
            "name": "移動支援",
            "soft": true,
            "horizon": "short"
          },
          {
            "name": "集会所"
          }
        ],
        "basis": {
          "kind": "assumed",
          "reason": {
            "ja": "目安として置く",
            "en": "set as a rule of thumb"
          },
          "plausible": {
            "low": 1,
            "high": 3
          }
        }
      },
      {
        "parts": []
      }
    ]
  }
}
"""
"""A document of version 2, the first with plans."""


def bases(council):
    """Give the basis of every record and plan, which equality leaves out."""
    return [each.basis for each in (*council.ledger.records, *council.plans)]


# --- what is written and read --------------------------------------------------------------------


def test_a_document_holds_what_differs_from_the_defaults():
    """A council is written in a stable order, in its own characters, without defaults."""
    assert dump_council(MINORI) == VERSION_1


def test_a_document_of_version_1_is_read():
    """A document of the first version gives the council it was made from."""
    council = load_council(VERSION_1, FACTS, {"N2": cite("N2")})

    assert council == MINORI
    assert bases(council) == bases(MINORI)


def test_plans_stand_in_a_document_of_version_2():
    """A council with plans is written with what is recorded of them, in their order."""
    assert dump_council(PLANNED) == VERSION_2


def test_a_document_of_version_2_is_read():
    """A document with plans gives the council it was made from."""
    council = load_council(VERSION_2, FACTS, parts=PLAN_RULE.parts)

    assert council == PLANNED
    assert bases(council) == bases(PLANNED)


def test_version_2_may_come_without_plans():
    """A document of the newest version needs no plans."""
    assert load_council(document(), FACTS) == Council(name="みのり")


def test_without_the_statements_their_ids_stay_in_the_reason():
    """A reader who does not know the source still finds which statement was meant."""
    basis = bases(load_council(VERSION_1, FACTS))[1]

    assert basis == Basis(
        BasisKind.INFERRED, (), Wording("N2 / 広報紙から", "N2 / from the bulletin")
    )


def test_a_statement_alone_is_a_reason_too():
    """A stated record without a reason keeps the statement's id."""
    record = Record(EVENTS_HELD, day("2025-08-03"), basis=stated(cite("N1"), cite("N2")))
    text = dump_council(Council(name="みのり").add(record))

    assert bases(load_council(text, FACTS))[0].reason == Wording.same("N1 / N2")


@pytest.mark.parametrize("letter", ["\0", "\x0b", "\x1f", "\ud800"])
@pytest.mark.parametrize("quick", [True, False])
def test_what_no_file_holds_is_not_written(letter, quick, monkeypatch):
    """A name that the loader would refuse is refused when it is written."""
    if not quick:
        monkeypatch.setattr(json_text, "_ORJSON", None)
    with pytest.raises(InvalidValue, match=rf"it holds U\+{ord(letter):04X}, which no file can"):
        dump_council(Council(name=f"みのり{letter}会"))


@pytest.mark.parametrize("quick", [True, False])
def test_half_a_character_is_blamed_and_not_the_whole_ones_beside_it(quick, monkeypatch):
    """An emoji is two halves in an escape of JSON; what is refused is the half that stands alone."""
    if not quick:
        monkeypatch.setattr(json_text, "_ORJSON", None)
    with pytest.raises(InvalidValue, match=r"it holds U\+DC00, which no file can"):
        dump_council(Council(name="みのり\U0001f600\\ud83d\udc00会"))

    whole = Council(name="みのり\U0001f600会")
    assert load_council(dump_council(whole), FACTS) == whole


def test_signs_that_only_look_like_an_escape_are_written():
    """A backslash before a u is a text like any other, and so are line breaks."""
    council = Council(name="\\u0000 \\ud800", number=10**6, nickname="一\n二\t三")

    assert load_council(dump_council(council), FACTS) == council


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_document_is_read_from_a_file(encoding, tmp_path):
    """A document is read in the encodings in which offices save files."""
    path = tmp_path / "minori.json"
    path.write_text(VERSION_1, encoding=encoding)

    assert read_council(path, FACTS) == MINORI
    assert load_council(path.read_bytes(), FACTS) == MINORI


def test_a_document_written_by_hand_may_date_as_people_do():
    """Dates in eras, and null for what nobody knows, are understood."""
    council = load_council(
        document(number=None, records=[{"fact": "complaints", "on": "令和7年8月"}]), FACTS
    )

    assert council == Council(name="みのり").add(Record(COMPLAINTS, Span.month(2025, 8)))


# What files cannot hold: the first control characters but tab and line ends.
CONTROLS = "".join(sorted(set(map(chr, range(32))) - set("\t\r\n")))
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters=CONTROLS), max_size=8)
DAYS = st.dates()
SPANS = st.tuples(DAYS, DAYS).map(lambda ends: Span(min(ends), max(ends))) | DAYS.map(Span.day)
REASONS = st.builds(Wording, TEXTS, TEXTS)
PLAUSIBLE = st.none() | st.lists(st.integers(0, 1_000_000), min_size=2, max_size=2).map(sorted).map(
    tuple
)
CITED = {statement: cite(statement) for statement in ("N1", "N2", "N3")}
BASES = st.builds(
    Basis,
    st.sampled_from(BasisKind),
    st.lists(st.sampled_from(list(CITED.values())), max_size=2).map(tuple),
    REASONS,
    PLAUSIBLE,
)
STAMPS = st.builds(PolicyStamp, TEXTS, TEXTS, TEXTS)


@st.composite
def records(draw):
    """Draw records with any texts, dates and bases."""
    fact = draw(st.sampled_from(FACTS))
    return Record(
        fact,
        draw(SPANS),
        count=1 if fact.distinct else draw(st.integers(1, 1_000_000)),
        item=draw(TEXTS.filter(bool) if fact.distinct else TEXTS),
        by=draw(TEXTS),
        evidence=draw(TEXTS),
        basis=draw(BASES),
    )


@st.composite
def statements_of_completeness(draw):
    """Draw statements that nothing else happened, with any days."""
    since, through = sorted([draw(DAYS), draw(DAYS)])
    return Completeness(
        draw(st.sampled_from(FACTS)), through, since=draw(st.sampled_from([None, since]))
    )


def tuples(values):
    """Draw a few values."""
    return st.lists(values, max_size=3).map(tuple)


CHANGES = st.builds(
    StageChange,
    transition=TEXTS,
    source=TEXTS,
    target=TEXTS,
    on=SPANS,
    by=TEXTS,
    note=TEXTS,
    policy=st.none() | STAMPS,
    rests_on=tuples(records().map(lambda record: record.identity)),
)
COUNCILS = st.builds(
    Council,
    name=TEXTS.filter(str.strip),
    number=st.none() | st.integers(1, 999_999_999),
    nickname=TEXTS,
    districts=tuples(TEXTS),
    ledger=st.builds(Ledger, tuples(records()), tuples(statements_of_completeness())),
    history=tuples(CHANGES),
    plans=community_plans(names=TEXTS, when=SPANS, bases=BASES),
)


@given(council=COUNCILS)
def test_a_council_is_loaded_as_it_was_dumped(council):
    """Load after dump is the identity, on every basis too."""
    loaded = load_council(dump_council(council), FACTS, CITED)

    assert loaded == council
    assert bases(loaded) == bases(council)


@given(council=COUNCILS)
def test_a_document_is_dumped_as_it_was_loaded(council):
    """Dump after load gives the same text again."""
    text = dump_council(council)

    assert dump_council(load_council(text, FACTS, CITED)) == text


@given(council=COUNCILS)
def test_a_document_is_the_same_whatever_writes_it(council):
    """With orjson or without it, and by the general way of writing records or by the quick one."""
    general = attrs.evolve(council_form.FORM, quick={})
    text = dump_council(council)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_ORJSON", None)
        assert dump_council(council) == text
        patch.setattr(documents, "FORM", general)
        patch.setattr(council_form, "FORM", general)
        assert dump_council(council) == text


@given(several=tuples(COUNCILS))
def test_several_councils_are_written_as_one_by_one(several):
    """Councils that are made plain as they are written give the text of plain ones."""
    text = documents.COUNCILS.dump([council_form.FORM.write(council) for council in several])

    assert dump_councils(iter(several)) == text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_ORJSON", None)
        assert dump_councils(several) == text


@given(record=records() | records().map(lambda record: record.identity))
def test_a_record_is_written_by_hand_as_its_class_says(record):
    """The quick way of writing a record gives the same values in the same order."""
    general = attrs.evolve(council_form.FORM, quick={})

    assert list(council_form.FORM.write(record).items()) == list(general.write(record).items())


# --- what is refused -----------------------------------------------------------------------------


def document(**fields):
    """Write a document of a council with some fields."""
    council = {"name": "みのり", **fields}
    return json.dumps(COUNCIL.around(council))


def refusal(text, facts=FACTS, citations=None, parts=None):
    """Give what the refusal of a document says, in English and in Japanese, without its title."""
    with pytest.raises(DocumentError) as refused:
        load_council(text, facts, citations, parts)
    return tuple(
        [line.removeprefix("  - ") for line in refused.value.explain(language).splitlines()[1:]]
        for language in ("en", "ja")
    )


@pytest.mark.parametrize(
    ("fields", "english", "japanese"),
    [
        (
            {"number": "3"},
            '$.council.number: expected a whole number, found "3".',
            '$.council.number: 整数が必要なところに "3" があります。',
        ),
        (
            {"number": 3.0},
            "$.council.number: expected a whole number, found 3.0.",
            "$.council.number: 整数が必要なところに 3.0 があります。",
        ),
        (
            {"number": True},
            "$.council.number: expected a whole number, found true.",
            "$.council.number: 整数が必要なところに true があります。",
        ),
        (
            {"number": float("nan")},
            "$.council.number: expected a whole number, found NaN.",
            "$.council.number: 整数が必要なところに NaN があります。",
        ),
        (
            {"nickname": None},
            "$.council.nickname: expected a text, found null.",
            "$.council.nickname: 文字列が必要なところに null があります。",
        ),
        (
            {"nickname": 12},
            "$.council.nickname: expected a text, found 12.",
            "$.council.nickname: 文字列が必要なところに 12 があります。",
        ),
        (
            {"nickname": ["みのり会"]},
            "$.council.nickname: expected a text, found a list.",
            "$.council.nickname: 文字列が必要なところに配列があります。",
        ),
        (
            {"nickname": "み\ud800のり"},
            "$.council.nickname: it holds U+D800, which no file can. Take it out.",
            (
                "$.council.nickname: ファイルに書けない文字（U+D800）があります。"
                "その文字を除いてください。"
            ),
        ),
        (
            {"nickname": "\0"},
            "$.council.nickname: it holds U+0000, which no file can. Take it out.",
            (
                "$.council.nickname: ファイルに書けない文字（U+0000）があります。"
                "その文字を除いてください。"
            ),
        ),
        (
            {"name": " "},
            '$.council.name: expected a name that is not empty, found " ".',
            '$.council.name: 空でない名称が必要なところに " " があります。',
        ),
        (
            {"districts": "川北"},
            '$.council.districts: expected a list, found "川北". Put it in [ ] (a list of tables in TOML has [[ ]]).',
            '$.council.districts: 配列が必要なところに "川北" があります。[ ] で囲んでください（TOML の表の一覧なら [[ ]]）。',
        ),
        (
            {"districts": {"川北": 1}},
            (
                "$.council.districts: expected a list, found an object. Put it in [ ] (a list "
                "of tables in TOML has [[ ]])."
            ),
            (
                "$.council.districts: 配列が必要なところにオブジェクトがあります。[ ] "
                "で囲んでください（TOML の表の一覧なら [[ ]]）。"
            ),
        ),
        (
            {"districts": ["川北", 3]},
            "$.council.districts[1]: expected a text, found 3.",
            "$.council.districts[1]: 文字列が必要なところに 3 があります。",
        ),
        (
            {"records": [["complaints", "2025-08"]]},
            '$.council.records[0]: expected an object, found a list. Write it like { fact = …, on = … } (in JSON {"fact": …}).',
            '$.council.records[0]: オブジェクトが必要なところに配列があります。{ fact = …, on = … } のように書いてください（JSON では {"fact": …}）。',
        ),
        (
            {"records": [{"on": "2025-08"}]},
            "$.council.records[0].fact: this key is missing. Add it.",
            "$.council.records[0].fact: 必要なキーがありません。書き加えてください。",
        ),
        (
            {"records": [{"fact": "complaint", "on": "2025-08"}]},
            (
                "$.council.records[0].fact: unknown fact 'complaint'. Did you mean 'complaints'? "
                "Known: neighbours_met, issues_listed, fields_joined, events_held, "
                "plan_adopted, accounts_filed, complaints, letters_sent."
            ),
            (
                "$.council.records[0].fact: 項目「complaint」はありません。"
                "「complaints」ではありませんか。使えるのは neighbours_met, "
                "issues_listed, fields_joined, events_held, plan_adopted, accounts_filed, "
                "complaints, letters_sent。"
            ),
        ),
        (
            {"records": [{"fact": "complaints", "on": "2026-02-30"}]},
            (
                "$.council.records[0].on: '2026-02-30': the calendar has no such day. "
                "Check the month and the day."
            ),
            (
                "$.council.records[0].on: 「2026-02-30」: 暦にない日付です。"
                "月と日を確かめてください。"
            ),
        ),
        (
            {"records": [{"fact": "complaints", "on": 20260401}]},
            "$.council.records[0].on: expected a text, found 20260401.",
            "$.council.records[0].on: 文字列が必要なところに 20260401 があります。",
        ),
        (
            {"records": [{"fact": "complaints", "on": "2026-04", "count": 0}]},
            "$.council.records[0].count: expected a whole number from 1 on, found 0.",
            "$.council.records[0].count: 1以上の整数が必要なところに 0 があります。",
        ),
        (
            {"records": [{"fact": "fields_joined", "on": "2026-04"}]},
            (
                "$.council.records[0]: fields_joined counts different items. "
                "Write one record for each "
                "item, with its name as item."
            ),
            (
                "$.council.records[0]: 「加わった分野」は異なるものの数を数えます。"
                "一つごとに1行とし，それが何であるかを item に書いてください。"
            ),
        ),
        (
            {"records": [{"fact": "complaints", "on": "2026-04", "basis": {"kind": "guessed"}}]},
            (
                "$.council.records[0].basis.kind: unknown basis 'guessed'. Known: unstated, "
                "assumed, inferred, recorded, stated."
            ),
            (
                "$.council.records[0].basis.kind: 根拠の種類「guessed」はありません。"
                "使えるのは unstated, assumed, inferred, recorded, stated。"
            ),
        ),
        (
            {"complete": [{"fact": "complaints", "through": "2026-03"}]},
            '$.council.complete[0].through: expected a single day, found "2026-03".',
            '$.council.complete[0].through: 一日の日付が必要なところに "2026-03" があります。',
        ),
        (
            {"complete": [{"fact": "complaints", "through": "2026-03-31", "since": "2026-04-01"}]},
            (
                "$.council.complete[0]: it ends on 2026-03-31, before it begins on 2026-04-01. "
                "Put the earlier day first."
            ),
            (
                "$.council.complete[0]: 終わり（令和8年3月31日）が始まり（令和8年4月1日）"
                "より前です。"
                "始まりを先に書いてください。"
            ),
        ),
        (
            {"recrods": []},
            (
                "$.council.recrods: there is no such key. Did you mean 'records'? "
                "Correct or drop it "
                "(known: name, number, nickname, districts, records, complete, history, plans)."
            ),
            (
                "$.council.recrods: このキーはありません。「records」ではありませんか。直すか，"
                "除いてください（使えるのは name, number, nickname, districts, records, complete, "
                "history, plans）。"
            ),
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_wrong_value_is_named_by_its_path(fields, english, japanese):
    """Nothing is coerced: each value of another kind is refused with its path."""
    assert refusal(document(**fields)) == ([english], [japanese])


def test_a_long_value_is_shown_by_its_beginning():
    """A refusal shows no more of a long text than its beginning."""
    english, _ = refusal(document(number="川" * 500))

    assert english == [f'$.council.number: expected a whole number, found "{"川" * 39}….']


def test_every_fault_of_a_document_is_named_at_once():
    """Faults of the envelope, of fields and of items are reported together."""
    text = json.dumps(
        {
            "format": "renkei",
            "version": 0,
            "cuoncil": {},
            "council": {
                "number": "3",
                "records": [{"fact": "complaints", "on": "2026-04", "conut": 2}, 5],
                "history": [{"transition": "t", "source": "a", "on": "R1.4"}],
            },
        }
    )
    with pytest.raises(DocumentError) as refused:
        load_council(text, FACTS)

    places = [fault.place.en for fault in refused.value.faults]
    assert places == [
        "$.format",
        "$.version",
        "$.cuoncil",
        "$.council.name",
        "$.council.number",
        "$.council.records[0].conut",
        "$.council.records[1]",
        "$.council.history[0].target",
        "$.council.history[0].on",
    ]
    assert [fault.found for fault in refused.value.faults][:5] == [
        '"renkei"',
        "0",
        "cuoncil",
        "",
        '"3"',
    ]


def test_an_unknown_statement_is_refused_where_statements_are_known():
    """A record that cites a statement nobody knows is refused with near ones."""
    english, japanese = refusal(VERSION_1.replace('"N2"', '"N20"'), FACTS, CITED)

    assert english == [
        (
            "$.council.records[1].basis.statements[0]: unknown statement 'N20'. "
            "Did you mean 'N2'? Known: N1, N2, N3."
        )
    ]
    assert japanese == [
        (
            "$.council.records[1].basis.statements[0]: 出典の項番「N20」はありません。"
            "「N2」ではありませんか。使えるのは N1, N2, N3。"
        )
    ]


def test_a_newer_version_is_refused_by_its_number():
    """A document of a version yet to come is refused as such, whatever else it holds."""
    english, japanese = refusal('{"format": "renkei_model/council", "version": 3, "body": {}}')

    assert english == [
        (
            "$.version: the document is of version 3, and only versions up to 2 are known. "
            "Update renkei_model."
        )
    ]
    assert japanese == [
        "$.version: 版3の文書です（読めるのは版2まで）。renkei_model を新しくしてください。"
    ]


def test_plans_in_a_document_of_version_1_are_refused():
    """Older readers would ask to drop the plans, so a document with plans says so by its version.

    What else is wrong is named as well.
    """
    text = document(number="7", plans=[{}]).replace('"version": 2', '"version": 1')

    english, japanese = refusal(text)

    assert english[0] == (
        "$.version: a document with plans is of version 2 or later. Write 2 as its version."
    )
    assert japanese[0] == (
        "$.version: 計画（plans）のある文書は版2からです。version を 2 にしてください。"
    )
    assert english[1].startswith("$.council.number: ")
    assert refusal(text.replace('"7"', "7"))[0] == english[:1]


@pytest.mark.parametrize(
    ("plans", "english", "japanese"),
    [
        (
            [{"drafting": "2026-08", "drafted": "2026-05", "promoted": "2026-03"}],
            (
                "$.council.plans[0]: it was drafted (2026-05) before its drafting began (2026-08); "
                "it was promoted (2026-03) before it was drafted (2026-05). "
                "Find out which of the dates is right."
            ),
            (
                "$.council.plans[0]: 策定（令和8年5月）が策定作業の開始（令和8年8月）より前です。"
                "推進（令和8年3月）が策定（令和8年5月）より前です。"
                "どちらの日付が正しいか確かめてください。"
            ),
        ),
        (
            [
                {
                    "drafting": "2026-08",
                    "drafted": "2026-05/2026-12",
                    "promoted": "2026-07",
                    "term": "2020-04/2025-03",
                }
            ],
            (
                "$.council.plans[0]: it was promoted (2026-07) before its drafting began "
                "(2026-08); "
                "its term (2020-04 to 2025-03) was over before it was drafted (2026-05 to 2026-12)."
                " Find out which of the dates is right."
            ),
            (
                "$.council.plans[0]: 推進（令和8年7月）が策定作業の開始（令和8年8月）より前です。"
                "計画期間（令和2年4月～令和7年3月）が策定（令和8年5月～令和8年12月）より前に終わっています。"
                "どちらの日付が正しいか確かめてください。"
            ),
        ),
        (
            [{"drafted": "2026-04", "promoted": "2026-03"}],
            (
                "$.council.plans[0]: it was promoted (2026-03) before it was drafted (2026-04). "
                "Find out which of the dates is right."
            ),
            (
                "$.council.plans[0]: 推進（令和8年3月）が策定（令和8年4月）より前です。"
                "どちらの日付が正しいか確かめてください。"
            ),
        ),
        (
            [{"number": 2}, {}, {"number": 2}],
            (
                "$.council.plans[2]: there are two plans of term 2. "
                "Check which term each is of (number), and its years (term)."
            ),
            (
                "$.council.plans[2]: 第2期の計画が二つあります。"
                "期の番号（number）と計画期間（term）を確かめてください。"
            ),
        ),
        (
            [{"term": "2021-04/2026-03"}, {"number": 2, "term": "2026-03/2031-03"}],
            (
                "$.council.plans[1]: terms 1 and 2 overlap "
                "(2021-04 to 2026-03; 2026-03 to 2031-03). "
                "Check which term each is of (number), and its years (term)."
            ),
            (
                "$.council.plans[1]: 第1期と第2期の計画期間が重なっています"
                "（令和3年4月～令和8年3月，令和8年3月～令和13年3月）。"
                "期の番号（number）と計画期間（term）を確かめてください。"
            ),
        ),
        (
            [{"parts": ["isues"]}],
            (
                "$.council.plans[0].parts[0]: unknown part of a plan 'isues'. "
                "Did you mean 'issues'? Known: issues, goals, roles."
            ),
            (
                "$.council.plans[0].parts[0]: 計画の内容「isues」はありません。"
                "「issues」ではありませんか。使えるのは issues, goals, roles。"
            ),
        ),
        (
            [{"projects": [{"name": "移動支援", "soft": 1}]}],
            "$.council.plans[0].projects[0].soft: expected true or false, found 1.",
            "$.council.plans[0].projects[0].soft: true か false が必要なところに 1 があります。",
        ),
        (
            [{"projects": [{"name": "移動支援", "horizon": "middel"}]}],
            (
                "$.council.plans[0].projects[0].horizon: unknown horizon 'middel'. "
                "Did you mean 'middle'? Known: short, middle, long."
            ),
            (
                "$.council.plans[0].projects[0].horizon: 時期「middel」はありません。"
                "「middle」ではありませんか。使えるのは short, middle, long。"
            ),
        ),
        (
            [{"projects": [{"name": " "}]}],
            "$.council.plans[0].projects[0]: it is empty. Give the project's name.",
            "$.council.plans[0].projects[0]: 名称が空です。事業の名称を書いてください。",
        ),
        (
            [{"plomoted": "2026-08"}],
            (
                "$.council.plans[0].plomoted: there is no such key. Did you mean 'promoted'? "
                "Correct or drop it (known: number, name, term, drafting, drafted, recognised, "
                "promoted, parts, parts_complete, projects, basis)."
            ),
            (
                "$.council.plans[0].plomoted: このキーはありません。「promoted」ではありませんか。"
                "直すか，除いてください（使えるのは number, name, term, drafting, drafted, "
                "recognised, promoted, parts, parts_complete, projects, basis）。"
            ),
        ),
    ],
    ids=[
        "two dates",
        "over before drafted",
        "promoted before drafted",
        "two of one term",
        "overlapping terms",
        "unknown part",
        "soft by number",
        "unknown horizon",
        "nameless project",
        "unknown key",
    ],
)
def test_a_plan_that_cannot_be_is_named_by_its_path(plans, english, japanese):
    """What is wrong with a plan is one sentence with its path."""
    assert refusal(document(plans=plans), parts=PLAN_RULE.parts) == ([english], [japanese])


def test_every_fault_of_plans_is_named_at_once():
    """Faults inside plans, between plans, and elsewhere in the document come together."""
    text = document(number="7", plans=[{}, {}, {"number": 2}, {"number": 2}])
    inside = document(number="7", plans=[{"number": 0}, {"parts": [1]}, {"term": "R1.4"}])

    assert [line.split(": ")[0] for line in refusal(text)[0]] == [
        "$.council.number",
        "$.council.plans[1]",
        "$.council.plans[3]",
    ]
    assert [line.split(": ")[0] for line in refusal(inside)[0]] == [
        "$.council.number",
        "$.council.plans[0]",
        "$.council.plans[1].parts[0]",
        "$.council.plans[2].term",
    ]


def test_a_key_that_cannot_be_one_is_no_part_of_a_plan():
    """Where no parts are known, a part is any key, and nothing else."""
    english, _ = refusal(document(plans=[{"parts": ["将来像"]}]))

    assert english == [
        (
            "$.council.plans[0]: '将来像' cannot be a key. "
            "Use lower-case ASCII letters, digits and _, beginning with a letter or _."
        )
    ]


def test_many_keys_that_stand_twice_are_found_with_short_places():
    """Ten thousand repeated keys, under a name of a megabyte, do not repeat that name each."""
    name = "n" * 1_000_000
    pairs = ",".join(f'"{number}":{{}}' for number in range(10_000)) + ',"once":[1,[2]]'

    with pytest.raises(DocumentError) as refused:
        load_council(f'{{"x":{{{pairs},{pairs}}},"{name}":{{"a":[{{{pairs},{pairs}}}]}}}}', FACTS)

    assert len(refused.value.faults) > 10_000
    assert refused.value.faults[0].place.en == "$.x.0"
    assert max(len(fault.place.en) for fault in refused.value.faults) < 100


def test_a_key_that_stands_twice_is_refused():
    """Of two values under one key neither is chosen silently."""
    text = document(records=[{"fact": "complaints", "on": "2026-04"}]).replace(
        '"on": "2026-04"', '"on": "2026-04", "on": "2026-05"'
    )

    english, japanese = refusal(text)

    assert english == ["$.council.records[0].on: this key stands here twice. Keep one of the two."]
    assert japanese == [
        "$.council.records[0].on: 同じキーが二度あります。どちらか一方にしてください。"
    ]


@pytest.mark.parametrize(
    ("text", "english", "japanese"),
    [
        (
            VERSION_1[:200],
            "the JSON ends before it is complete.",
            "JSONが途中で終わっています。",
        ),
        (
            '{"format": "renk',
            "the JSON ends before it is complete.",
            "JSONが途中で終わっています。",
        ),
        ("", "the JSON ends before it is complete.", "JSONが途中で終わっています。"),
        ('{"format" 1}', "it is not JSON (Expecting ':' delimiter).", "JSONとして読めません"),
        ("council,fact,date\n", "it is not JSON (Expecting value).", "JSONとして読めません"),
        ("[]", "$: expected an object, found a list.", "$: オブジェクトが必要なところに配列"),
        ("null", "$: expected an object, found null.", "$: オブジェクトが必要なところに null "),
        ("NaN", "$: expected an object, found NaN.", "$: オブジェクトが必要なところに NaN "),
        ("[" * 100_000, "it is nested too deeply.", "入れ子が深すぎます。"),
        ('{"a":' * 100_000, "it is nested too deeply.", "入れ子が深すぎます。"),
        ("9" * 10_000, "a number in it has too many digits.", "桁数の多すぎる数があります。"),
        (" " * 20_000_001, "it is larger than 20 MB.", "20 MBを超えています。"),
        (b"\xff\xfe{\0}\0", "it is UTF-16", "文字コードがUTF-16であるか"),
        (b"{\xff}", "its encoding is neither UTF-8", "文字コードがUTF-8でも"),
    ],
    ids=[
        "truncated",
        "truncated text",
        "empty",
        "no JSON",
        "CSV",
        "list",
        "null",
        "NaN",
        "deep lists",
        "deep objects",
        "long number",
        "large",
        "UTF-16",
        "garbage",
    ],
)
def test_what_is_no_document_is_refused_in_words(text, english, japanese):
    """Broken, deep, large or foreign content gives a sentence of ours."""
    in_english, in_japanese = refusal(text)

    assert len(in_english) == len(in_japanese) == 1
    assert english in in_english[0]
    assert japanese in in_japanese[0]


def test_a_syntax_fault_is_placed_by_line_and_column():
    """Text that is no JSON is refused with the place where it ceases to be."""
    english, japanese = refusal('{\n  "format": renkei\n}')

    assert english[0].startswith("line 2, column 13: it is not JSON (Expecting value). ")
    assert japanese[0].startswith(
        "2行目 13文字目: JSONとして読めません（解析器の指摘:「Expecting value」）。"
    )


CHANGED = changed_documents(
    [json.loads(each) for each in (VERSION_1, VERSION_2)],
    texts=["complaints", "2026-04", "2026-04-01", "stated", "N2"],
    keys=["fact", "on", "kind", "ja", "en", "count", "low", "name", "number", "term"],
)


def outcome_of(text):
    """Give the council that a document holds, or its refusal."""
    try:
        return load_council(text, FACTS, CITED)
    except DocumentError as refused:
        return refused


@given(plain=CHANGED)
def test_any_other_value_is_loaded_or_refused_in_words(plain):
    """Whatever stands in place of a part of a document, no error but ours comes of it."""
    outcome = outcome_of(json.dumps(plain))

    if isinstance(outcome, DocumentError):
        assert all(fault.place.en.startswith("$") for fault in outcome.faults)
    else:
        assert load_council(dump_council(outcome), FACTS, CITED) == outcome


RECORDS = [
    {"fact": "complaints", "on": "2026-04-01"},
    {"fact": "complaints", "on": "2026-04", "count": 2, "item": "N2", "evidence": "N2"},
]


@given(plain=changed_documents(RECORDS, texts=["complaints", "2026-04"], keys=["fact", "on", "ja"]))
def test_what_is_read_quickly_is_what_is_read_thoroughly(plain):
    """Records read by hand are those that the declared classes give, with the same faults."""
    outcomes = []
    for form in (council_form.FORM, attrs.evolve(council_form.FORM, quick={})):
        with council_form.knowing(FACTS, CITED):
            try:
                outcomes.append(form.read(plain, Record))
            except Unfit as unfit:
                outcomes.append(unfit.faults)

    assert outcomes[0] == outcomes[1]


def test_a_missing_file_is_refused_in_words(tmp_path):
    """A document that is not there is refused like any other file."""
    with pytest.raises(DocumentError, match="there is no such file"):
        read_council(tmp_path / "minori.json", FACTS)


def test_a_fact_is_the_one_of_the_catalogue_that_is_given():
    """Loading gives the very facts of the catalogue, with its words."""
    record = load_council(VERSION_1, FACTS).ledger.records[0]

    assert record.fact is NEIGHBOURS_MET
    assert isinstance(record.on.first, datetime.date)


def test_a_document_with_very_many_faults_tells_the_first_and_that_there_are_more(monkeypatch):
    """Of 5,000 wrong records 301 are read for their faults, and the refusal says so at once."""
    read, dates = [], strict_values.parse_span
    monkeypatch.setattr(strict_values, "parse_span", lambda text: read.append(text) or dates(text))
    plain = json.loads(dump_council(Council(name="みのり")))
    plain["council"]["records"] = [{"fact": "events_held", "on": "soon"}] * 5_000
    english, japanese = refusal(json.dumps(plain))

    assert english[0] == (
        "$.council: more than 300 things are wrong; only 300 of them are told. "
        "Correct them, and read it again."
    )
    assert japanese[0].startswith("$.council: 誤りが300件を超えています。示すのは300件までで，")
    assert english[1].startswith("$.council.records[0].on: ")
    assert len(read) < 1_000
    plain["council"]["records"] = plain["council"]["records"][:300]
    english, _ = refusal(json.dumps(plain))
    assert "more than" not in english[0]


@pytest.mark.parametrize(
    "record",
    [
        {"fact": "a" * 100_000, "on": "2026-04-01"},
        {"fact": "events_held", "on": "2026-04-01", "a" * 100_000: 1},
    ],
    ids=["fact", "key"],
)
def test_a_very_long_name_is_cut_in_the_message(record):
    """A name that nobody knows is shown by its beginning, in the sentence and in what was found."""
    plain = json.loads(dump_council(Council(name="みのり")))
    plain["council"]["records"] = [record]
    with pytest.raises(DocumentError) as refused:
        load_council(json.dumps(plain), FACTS)

    assert "aaa…" in str(refused.value)
    assert len(str(refused.value)) < 500
    assert [len(fault.found) for fault in refused.value.faults] == [80]


def test_a_key_that_stands_twice_is_cut_in_the_message():
    """A very long key is shown by its beginning."""
    key = "a" * 1_000
    (twice, *_), _ = refusal(f'{{"{key}": 1, "{key}": 2}}')

    assert twice.startswith(f"$.{'a' * 79}…: this key stands here twice")
