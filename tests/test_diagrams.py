"""Drawings and tables of a policy."""

from datetime import date

import attrs

from invented import LADDER
from renkei_model import (
    AtLeast,
    Council,
    Requirement,
    Transition,
    TransitionKind,
    Wording,
    assess,
    kochi,
)
from renkei_model.diagrams import mermaid, policy_markdown, policy_table
from renkei_model.lifecycle import StageRange

REVOKED_FACT = next(fact for fact in kochi.FACTS if fact.key == "certified")


def _with_way_back(**changes):
    way = kochi.POLICY.transitions[1]
    back = Transition(
        key="back",
        source=way.target,
        target=way.source,
        requirements=changes.pop(
            "requirements",
            (
                Requirement(
                    key="revoked",
                    condition=AtLeast(REVOKED_FACT),
                    wording=Wording('認定; "取消し" #1: <注>', 'revoked; "so" #1: <note>'),
                    basis=way.basis,
                ),
            ),
        ),
        kind=TransitionKind.WITHDRAWAL,
        basis=way.basis,
        **changes,
    )
    return attrs.evolve(kochi.POLICY, transitions=(*kochi.POLICY.transitions, back))


def _reaching(policy, surely, possibly):
    """Give a reading by which a council's evidence reaches some stages."""
    reading = assess(Council(name='川"北"; #1: <町>'), policy, date(2026, 4, 1))
    return attrs.evolve(reading, supported=StageRange(surely, possibly))


def test_mermaid_names_every_stage_by_key_and_labels_it_in_the_language():
    """Ids are ASCII, labels are what people read, and the first stage is entered from the start."""
    drawn = mermaid(kochi.POLICY, "ja").splitlines()

    assert drawn[0] == "stateDiagram-v2"
    assert drawn[2:8] == [
        '    state "設立前" as unfounded',
        '    state "親交期" as acquaintance',
        '    state "波及期" as spreading',
        '    state "課題解決期" as solving',
        '    state "自立期" as self_standing',
        "    [*] --> unfounded",
    ]


def test_mermaid_arrows_carry_requirements_and_the_kind_of_their_basis():
    """A reader of the drawing sees what each step needs, and that its reading is inferred."""
    last = mermaid(kochi.POLICY, "en").splitlines()[-1]

    assert last == (
        "    solving --> self_standing : ・solutions that suit the district have been considered"
        "<br/>・a plan with the future in view has been drafted<br/>(inferred)"
    )


def test_mermaid_escapes_signs_that_would_end_a_label():
    """A semicolon, colon, hash, quote or angle bracket in a wording does not break a drawing."""
    last = mermaid(_with_way_back(), "ja").splitlines()[-1]

    assert last == (
        "    spreading --> acquaintance : [取消し]<br/>・認定#59; #quot;取消し#quot; #35;1#58; "
        "#lt;注#gt;<br/>（推定）"
    )


def test_mermaid_colours_the_supported_range_of_a_council():
    """The sure stage, the furthest possible one and all between them are told apart from others."""
    stages = kochi.POLICY.stages
    drawn = mermaid(kochi.POLICY, "ja", reading=_reaching(kochi.POLICY, (stages[1],), (stages[3],)))

    assert [line.strip() for line in drawn.splitlines() if " class " in line] == [
        "class acquaintance surely",
        "class spreading possibly",
        "class solving possibly",
    ]
    assert '    state "設立前" as unfounded' in drawn.splitlines()
    assert '    state "親交期（確実）" as acquaintance' in drawn.splitlines()
    assert '    state "課題解決期（可能性）" as solving' in drawn.splitlines()


def test_mermaid_tells_in_a_note_whose_reading_of_which_council_it_is():
    """Council, day and the sentence stand in the picture, with no sign that would break it."""
    stages = kochi.POLICY.stages
    drawn = mermaid(kochi.POLICY, "en", reading=_reaching(kochi.POLICY, stages[:1], stages[:1]))

    assert drawn.splitlines()[8:13] == [
        "    note right of unfounded",
        "        川#quot;北#quot;#59; #35;1#58; #lt;町#gt;",
        "        as of 2026-04-01",
        "        This is the model's reading of recorded evidence, not the city's judgement.",
        "    end note",
    ]


def test_policy_table_has_a_row_for_every_requirement_of_every_step():
    """Nine requirements guard four steps, each with its statement and the kind of its basis."""
    rows = policy_table(kochi.POLICY, "ja").rows

    assert len(rows) == 9
    assert rows[-1] == (
        "課題解決期 → 自立期",
        "将来を見据えた計画を策定している",
        "「コミュニティ計画の策定」1件以上",
        "推定",
        "K072",
        "内容は明記。次の段階へ進む条件とみなす点は推定",
    )


def test_policy_table_tells_the_range_of_an_assumed_number():
    """A threshold stands with its reason and the range that it might as well have."""
    first = policy_table(LADDER, "en").rows[0]

    assert first[2:] == (
        "“neighbours met”: at least 2",
        "assumed",
        "",
        "set as a rule of thumb; plausibly 1 to 3",
    )
    assert policy_table(LADDER, "ja").rows[0][-1] == "目安として置く。妥当な範囲は1～3"


def test_drawing_and_page_of_a_policy_that_assumes_anything_say_so():
    """The drawing has a note beside the first stage, the page a sentence below the title."""
    drawn, page = mermaid(LADDER, "ja").splitlines(), policy_markdown(LADDER, "ja").splitlines()

    assert drawn[6:10] == [
        "    note right of meeting",
        "        この基準は市の資料の文言どおりではありません。",
        "        4要件のうち1要件は，求める数も含めて，このモデルの仮定です。",
        "    end note",
    ]
    assert page[4] == LADDER.caveat.ja
    assert "note" not in mermaid(kochi.POLICY, "ja")


def test_policy_table_marks_withdrawals_and_open_gates():
    """A step back is marked as one, and a gate without conditions says that it has none."""
    policy = _with_way_back(requirements=(), open_gate=True)
    last = policy_table(policy, "en").rows[-1]

    assert last[:3] == ("spreading → getting acquainted [withdrawal]", "(no condition)", "")
    assert "[withdrawal]<br/>(no condition)" in mermaid(policy, "en")


def test_policy_page_holds_diagram_stages_requirements_and_sources():
    """One Markdown page tells the whole policy."""
    page = policy_markdown(kochi.POLICY, "en")

    assert page.startswith("# Kochi City's development model of councils\n")
    assert "```mermaid\nstateDiagram-v2" in page
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Stages",
        "## Requirements of each step",
        "## Sources",
    ]


def test_mermaid_tells_bases_apart_where_they_differ():
    """A stated requirement beside an inferred one: each carries its own kind."""
    way = kochi.POLICY.transitions[-1]
    first, second = way.requirements
    stated_first = attrs.evolve(first, basis=kochi.POLICY.stages[1].basis)
    changed = attrs.evolve(way, requirements=(stated_first, second))
    policy = attrs.evolve(kochi.POLICY, transitions=(*kochi.POLICY.transitions[:-1], changed))

    assert mermaid(policy, "en").splitlines()[-1] == (
        "    solving --> self_standing : "
        "・solutions that suit the district have been considered (stated)"
        "<br/>・a plan with the future in view has been drafted (inferred)"
    )


def test_mermaid_finds_the_range_where_stages_are_entered_again():
    """On a policy whose ways run in a circle the range is found, too."""
    way = kochi.POLICY.transitions[1]
    again = Transition(
        key="again",
        source=way.target,
        target=way.source,
        requirements=way.requirements,
        basis=way.basis,
    )
    circle = attrs.evolve(kochi.POLICY, transitions=(*kochi.POLICY.transitions, again))
    drawn = mermaid(circle, "en", reading=_reaching(circle, (way.source,), (way.target,)))

    assert [line.strip() for line in drawn.splitlines() if " class " in line] == [
        "class acquaintance surely",
        "class spreading possibly",
    ]
