"""The Mermaid drawing of a policy."""

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
from renkei_model.diagrams import mermaid
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


def _reading_of(policy, surely, possibly):
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
    drawn = mermaid(
        kochi.POLICY, "ja", reading=_reading_of(kochi.POLICY, (stages[1],), (stages[3],))
    )

    assert [line.strip() for line in drawn.splitlines() if " class " in line] == [
        "class acquaintance surely",
        "class spreading possibly",
        "class solving possibly",
    ]
    assert '    state "設立前" as unfounded' in drawn.splitlines()
    assert '    state "親交期（確実）" as acquaintance' in drawn.splitlines()
    assert '    state "課題解決期（可能性）" as solving' in drawn.splitlines()


def test_mermaid_marks_the_recorded_stage_of_a_council():
    """What was recorded is told apart from what the evidence supports, and the note says how."""
    stages = kochi.POLICY.stages
    supported = _reading_of(kochi.POLICY, (stages[1],), (stages[2],))
    ahead, within = (attrs.evolve(supported, recorded=stages[place]) for place in (3, 2))
    drawn = mermaid(kochi.POLICY, "ja", reading=ahead).splitlines()

    assert '    state "課題解決期（記録）" as solving' in drawn
    assert "        太い枠: 記録された段階（課題解決期）" in [
        line.replace("#58;", ":") for line in drawn
    ]
    assert drawn[-2:] == [
        "    classDef recorded stroke-width:4px",
        "    class solving recorded",
    ]
    drawn = mermaid(kochi.POLICY, "en", reading=within).splitlines()
    name = stages[2].text("en")
    assert f'    state "{name} (recorded, possibly)" as spreading' in drawn
    assert f"        heavy frame#58; the recorded stage ({name})" in drawn
    assert "recorded" not in mermaid(kochi.POLICY, "ja", reading=supported)


def test_mermaid_tells_in_a_note_whose_reading_of_which_council_it_is():
    """Council, day and the sentence stand in the picture, with no sign that would break it."""
    stages = kochi.POLICY.stages
    drawn = mermaid(kochi.POLICY, "en", reading=_reading_of(kochi.POLICY, stages[:1], stages[:1]))

    assert drawn.splitlines()[8:13] == [
        "    note right of unfounded",
        "        川#quot;北#quot;#59; #35;1#58; #lt;町#gt;",
        "        as of 2026-04-01",
        "        This is the model's reading of recorded evidence, not the city's judgement.",
        "    end note",
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
    drawn = mermaid(circle, "en", reading=_reading_of(circle, (way.source,), (way.target,)))

    assert [line.strip() for line in drawn.splitlines() if " class " in line] == [
        "class acquaintance surely",
        "class spreading possibly",
    ]


def test_a_drawing_of_a_policy_that_assumes_anything_says_so():
    """The drawing has a note beside the first stage; one that assumes nothing has none."""
    drawn = mermaid(LADDER, "ja").splitlines()

    assert drawn[6:10] == [
        "    note right of meeting",
        "        この基準は市の資料の文言どおりではありません。",
        "        4要件のうち1要件は，求める数も含めて，このモデルの仮定です。",
        "    end note",
    ]
    assert "note" not in mermaid(kochi.POLICY, "ja")


def test_a_stage_that_is_called_like_a_word_of_mermaids_gets_another_id():
    """A stage `note` would end the drawing, and a stage `root` would vanish from it."""
    note, root = (
        attrs.evolve(stage, key=key)
        for stage, key in zip(LADDER.stages[:2], ("note", "root"), strict=True)
    )
    way = attrs.evolve(LADDER.transitions[0], source=note, target=root)
    policy = attrs.evolve(LADDER, stages=(note, root), transitions=(way,))
    drawn = mermaid(policy, "en", reading=_reading_of(policy, (note,), (root,))).splitlines()

    assert [line.strip() for line in drawn if "S_" in line] == [
        'state "meeting (surely)" as S_note',
        'state "working (possibly)" as S_root',
        "[*] --> S_note",
        "note right of S_note",
        (
            "S_note --> S_root : ・neighbours know each other (assumed)"
            "<br/>・the issues are known (stated)"
        ),
        "class S_note surely",
        "class S_root possibly",
    ]


def test_control_characters_and_line_breaks_do_not_reach_a_drawing():
    """What no text format may hold is replaced by the sign for it."""
    stage = attrs.evolve(LADDER.stages[0], wording=Wording("甲\0乙\n丙", "a\x1bb\nc"))
    alone = attrs.evolve(LADDER, stages=(stage,), transitions=())

    assert 'state "甲\ufffd乙 丙" as meeting' in mermaid(alone, "ja")
    assert 'state "a\ufffdb c" as meeting' in mermaid(alone, "en")
