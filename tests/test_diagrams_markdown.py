"""A policy as a table and as a page."""

import attrs

from invented import BRANCHING, LADDER, REVOCABLE, council, day
from renkei_model import assess, kochi
from renkei_model.diagrams import policy_markdown, policy_table


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


def test_policy_table_marks_withdrawals_and_open_gates():
    """A withdrawal is marked as one, and a gate without conditions says that it has none."""
    _, withdrawal, _ = policy_table(REVOCABLE, "en").rows
    open_gate = policy_table(BRANCHING, "ja").rows[-1]

    assert withdrawal[:2] == ("working → resting [withdrawal]", "no accounts until last year")
    assert open_gate[:3] == ("同好期 → 定着期", "（条件なし）", "")


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


def test_a_page_of_a_policy_that_assumes_anything_says_so():
    """The sentence stands below the title; a policy that assumes nothing has none."""
    assert policy_markdown(LADDER, "ja").splitlines()[4] == LADDER.caveat.ja
    assert policy_markdown(kochi.POLICY, "ja").splitlines()[4] == "```mermaid"


def test_the_diagram_of_a_page_can_show_a_council():
    """The page of a reading says whose reading it is."""
    reading = assess(council(), LADDER, day("2026-04-01"))
    page = policy_markdown(LADDER, "en", reading=reading)

    assert "class meeting surely" in page
    assert "not the city's judgement" in page


def test_a_page_of_a_council_marks_its_recorded_stage():
    """The diagram of the page has the recorded stage in a heavy frame, and says so."""
    reading = assess(council(), LADDER, day("2026-04-01"))
    recorded = attrs.evolve(reading, recorded=LADDER.stages[1])
    page = policy_markdown(LADDER, "ja", reading=recorded)

    assert "class working recorded" in page
    assert "記録された段階（協働期）" in page
