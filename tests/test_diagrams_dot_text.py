"""The drawing of a policy in DOT."""

import attrs

from invented import BRANCHING, LADDER, REVOCABLE, council, day
from renkei_model import Wording, assess, kochi
from renkei_model.diagrams import dot
from renkei_model.lifecycle import StageRange


def _lines(policy, language, **given):
    return [line.strip() for line in dot(policy, language, **given).splitlines()]


def test_dot_draws_every_stage_and_every_step_under_its_key():
    """Ids are keys in quotes, labels what people read; the start leads to the first stage."""
    lines = _lines(kochi.POLICY, "ja")

    assert lines[0] == 'digraph "kochi" {'
    assert lines[5:11] == [
        '"unfounded" [label="設立前"];',
        '"acquaintance" [label="親交期"];',
        '"spreading" [label="波及期"];',
        '"solving" [label="課題解決期"];',
        '"self_standing" [label="自立期"];',
        '"Start" -> "unfounded";',
    ]
    assert [line.split(" [")[0] for line in lines[11:]] == [
        '"unfounded" -> "acquaintance"',
        '"acquaintance" -> "spreading"',
        '"spreading" -> "solving"',
        '"solving" -> "self_standing"',
        "}",
    ]


def test_dot_puts_requirements_and_their_basis_on_the_edges():
    """A reader of the picture sees what a step asks for, and how firmly that stands."""
    first = _lines(LADDER, "en")[9]

    assert first == (
        '"meeting" -> "working" [label=<<table border="0" cellpadding="5"><tr><td balign="left">'
        "・neighbours know each other (assumed)<br/>・the issues are known (stated)"
        "</td></tr></table>>];"
    )


def test_dot_heads_a_drawing_with_title_fingerprint_and_what_is_assumed():
    """Who finds the picture alone knows of which policy it is and how far to trust it."""
    graph = _lines(LADDER, "en")[1]

    assert (
        f"How Minori grows<br/>{LADDER.stamp}<br/>This is not the city's own wording.<br/>"
        "The model assumes 1 of the 4 requirements, thresholds included.</td>"
    ) in graph


def test_dot_dashes_withdrawals_and_names_open_gates():
    """What is taken away looks otherwise, and a gate without conditions says that it has none."""
    withdrawal = next(line for line in _lines(REVOCABLE, "en") if line.startswith('"working" ->'))
    gate = next(line for line in _lines(BRANCHING, "ja") if line.startswith('"club" ->'))

    assert "[withdrawal]<br/>・no accounts until last year<br/>(stated)" in withdrawal
    assert withdrawal.endswith(", style=dashed];")
    assert "（条件なし）" in gate
    assert "dashed" not in gate


def test_dot_highlights_what_a_councils_evidence_supports_and_says_whose_reading_it_is():
    """Sure and possible stages look apart; the head says council, day and whose reading."""
    reading = attrs.evolve(
        assess(council(), LADDER, day("2026-04-01")),
        supported=StageRange(LADDER.stages[:1], LADDER.stages[1:2]),
    )
    lines = _lines(LADDER, "ja", reading=reading)

    assert lines[5:8] == [
        '"meeting" [label="出会い期（確実）", fillcolor="#cfe8cf", color="#2f6f2f", penwidth=2];',
        (
            '"working" [label="協働期（可能性）", fillcolor="#fff3cf", color="#8a6d1a", '
            'style="rounded,filled,dashed"];'
        ),
        '"standing" [label="定着期"];',
    ]
    assert "<br/>7 みのり地区協議会（みのりん）<br/>令和8年4月1日時点<br/>" in lines[1]
    assert "市の判断ではありません。</td>" in lines[1]


def test_dot_marks_the_recorded_stage_of_a_council():
    """A stage that was recorded has a heavy frame, supported or not, and the head says so."""
    meeting, working, _ = LADDER.stages
    reading = attrs.evolve(
        assess(council(), LADDER, day("2026-04-01")), supported=StageRange((meeting,), (meeting,))
    )
    ahead = _lines(LADDER, "ja", reading=attrs.evolve(reading, recorded=working))
    within = _lines(LADDER, "en", reading=attrs.evolve(reading, recorded=meeting))

    assert ahead[6] == '"working" [label="協働期（記録）", penwidth=5];'
    assert "<br/>太い枠: 記録された段階（協働期）<br/>" in ahead[1]
    assert within[5].endswith(
        '(recorded, surely)", fillcolor="#cfe8cf", color="#2f6f2f", penwidth=2, penwidth=5];'
    )
    assert f"heavy frame: the recorded stage ({meeting.text('en')})" in within[1]


def test_dot_breaks_long_lines_and_sets_what_follows_in():
    """A long requirement stays beside its edge, and its second line does not look like another."""
    need = attrs.evolve(LADDER.requirements[0], wording=Wording("甲" * 40, "word " * 20))
    way = attrs.evolve(LADDER.transitions[0], requirements=(need,))
    policy = attrs.evolve(LADDER, transitions=(way, LADDER.transitions[1]))

    assert f"・{'甲' * 29}<br/>&#160;&#160;{'甲' * 11}<br/>（仮定）" in dot(policy, "ja")
    assert "word<br/>&#160;&#160;word" in dot(policy, "en")


def test_dot_escapes_signs_that_graphviz_reads_for_its_own():
    """Quotes, backslashes, brackets and ampersands of a wording are drawn as they are."""
    stage = attrs.evolve(LADDER.stages[0], wording=Wording('甲"\\N" &lt; <b>', 'a "b"\\l\n&c'))
    need = attrs.evolve(LADDER.requirements[0], wording=Wording("甲 & <乙>\n丙", "a\0 & <b>\nc"))
    way = attrs.evolve(LADDER.transitions[0], source=stage, requirements=(need,))
    policy = attrs.evolve(
        LADDER, stages=(stage, *LADDER.stages[1:]), transitions=(way, LADDER.transitions[1])
    )

    assert '[label="甲\\"\\\\N\\" &amp;lt; <b>"]' in dot(policy, "ja")
    assert '[label="a \\"b\\"\\\\l &amp;c"]' in dot(policy, "en")
    assert "・甲 &amp; &lt;乙&gt;" in dot(policy, "ja")
    assert "・a\ufffd &amp; &lt;b&gt;" in dot(policy, "en")
