"""The envelope of documents: format, version, and older versions that become newer ones."""

import json
import pathlib

import pytest

from invented import FACTS
from renkei_model.community_plans import CommunityPlan
from renkei_model.errors import DocumentError, Fault
from renkei_model.interchange import council_form
from renkei_model.interchange.council_form import PlanList, knowing
from renkei_model.interchange.documents import load_council, load_councils
from renkei_model.interchange.envelopes import Envelope, Upcaster
from renkei_model.wording import Wording

OLD = json.loads((pathlib.Path(__file__).parent / "documents" / "plans-1.json").read_text("utf-8"))
"""A document of an invented older version, in which a plan was adopted and not drafted."""


def _renamed(plans):
    return [{("drafted" if key == "adopted" else key): plan[key] for key in plan} for plan in plans]


def _drafted_too_early(plans):
    for place, plan in enumerate(plans):
        if "drafted" in plan:
            yield Fault(
                Wording.same(f"$.plans[{place}].drafted"),
                Wording("版1では adopted と書きます", "version 1 calls it adopted"),
            )


PLANS = Envelope("plans", 2, {1: Upcaster(_renamed, _drafted_too_early)})


def load(plain):
    """Load plans from a document of either version."""
    with knowing(FACTS):
        return PLANS.load(json.dumps(plain), council_form.FORM, PlanList)


def test_an_older_document_is_brought_up_before_it_is_read():
    """What was renamed since stands under its new name, and the golden file is read for ever."""
    (plan,) = load(OLD)

    assert plan == CommunityPlan(drafted=plan.drafted, name="みのり計画")
    assert plan.drafted.iso == "2021-03"
    assert load({**OLD, "version": 2, "plans": _renamed(OLD["plans"])}) == (plan,)


def test_an_older_document_may_not_hold_what_came_later():
    """It is told which version its writer had in mind."""
    with pytest.raises(DocumentError, match="version 1 calls it adopted"):
        load({**OLD, "plans": [{"drafted": "2021-03"}]})


@pytest.mark.parametrize("version", [0, -1, 3, "2", None, True, 1.0])
def test_a_version_that_nobody_knows_is_refused(version):
    """By its number if it is newer, and otherwise with what was expected."""
    with pytest.raises(DocumentError, match=r"\$\.version: "):
        load({**OLD, "version": version})


def test_what_is_around_the_content_is_checked_too():
    """The format, the keys, and that there is any content."""
    with pytest.raises(DocumentError) as refused:
        load({"format": "renkei_model/plan", "verison": 1})

    assert [fault.place.en for fault in refused.value.faults] == [
        "$.format",
        "$.version",
        "$.plans",
        "$.verison",
    ]
    assert refused.value.faults[3].nearest == ("version",)


def test_a_fault_in_one_of_several_councils_is_told_by_its_place():
    """As in `$.councils[1].records[0].fact`; one council has no place in a list."""
    wrong = {"name": "みのり", "records": [{"fact": "complaint", "on": "2024-04"}]}
    several = {
        "format": "renkei_model/councils",
        "version": 1,
        "councils": [{"name": "川北"}, wrong],
    }
    one = {"format": "renkei_model/council", "version": 2, "council": wrong}
    with pytest.raises(DocumentError, match=r"\$\.councils\[1\]\.records\[0\]\.fact: unknown fact"):
        load_councils(json.dumps(several), FACTS)
    with pytest.raises(DocumentError, match=r"\$\.council\.records\[0\]\.fact: unknown fact"):
        load_council(json.dumps(one), FACTS)
