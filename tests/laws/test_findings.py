"""What a finding says about a requirement."""

from hypothesis import given
from hypothesis import strategies as st

from renkei_model.conditions import AtLeast, AtMost, Unspecified, leaves
from renkei_model.dates import Span
from renkei_model.findings import judge
from renkei_model.ledgers import Ledger
from renkei_model.testing import (
    catalogues,
    conditions,
    days,
    filed_for,
    ledgers,
    moments,
    requirements,
    spans,
)
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, THIS_FISCAL_YEAR, Moment


@st.composite
def findings(draw, *, moment=None, **shape):
    """Draw what a ledger says to a requirement at a moment."""
    known = draw(catalogues())
    shape = {"one_polarity": False, **shape}
    requirement = draw(requirements(known, condition=conditions(known, **shape)))
    return judge(requirement, draw(ledgers(known)), draw(moments() if moment is None else moment))


def entered_by(day):
    """Draw moments on a day in a stage that was surely entered by then."""
    return spans(last=day).map(lambda span: Moment.at(day, entered=Span(min(span.first, day), day)))


@given(findings())
def test_a_finding_has_the_verdict_of_its_condition(finding):
    """Listing what is missing does not change the answer."""
    condition = finding.requirement.condition

    assert judge_condition(condition, finding.ledger, finding.moment) is finding.verdict


@given(findings())
def test_nothing_is_missing_exactly_when_it_is_met(finding):
    """A requirement that is not met always names what is missing, and a met one nothing."""
    missing = finding.unmet + finding.open

    assert (finding.verdict is Verdict.MET) == (missing == ())
    assert sorted(map(id, missing)) == sorted(map(id, finding.missing))


@given(findings())
def test_what_surely_fails_names_a_leaf_that_surely_fails(finding):
    """A requirement that is unmet, not merely open, has at least one unmet leaf."""
    assert finding.verdict is not Verdict.UNMET or finding.unmet != ()


@given(findings())
def test_every_leaf_is_judged_and_only_leaves_are_missing(finding):
    """Leaves are found in reading order, as of one moment, and some of them are missing."""
    judged = [found.leaf for found in finding.leaves]

    assert list(leaves(finding.requirement.condition)) == judged
    assert {id(found) for found in finding.missing} <= {id(found) for found in finding.leaves}
    assert all(found.requirement is finding.requirement for found in finding.leaves)
    assert all(found.moment is finding.moment for found in finding.leaves)


@given(findings())
def test_a_missing_leaf_is_never_met(finding):
    """What is listed as missing is unmet or open on its own, too."""
    for found in finding.missing:
        verdict = judge_condition(found.leaf, finding.ledger, finding.moment)

        assert verdict is found.verdict
        assert verdict is not Verdict.MET


@given(findings())
def test_what_is_left_out_of_the_missing_would_not_help(finding):
    """If all that is missing were met and nothing else changed, the requirement would be met."""
    settled = {id(found): found.verdict for found in finding.leaves}
    settled |= {id(found): Verdict.MET for found in finding.missing}
    verdicts = iter([settled[id(found)] for found in finding.leaves])

    def verdict_of(condition):
        if isinstance(condition, AtLeast | AtMost | Unspecified):
            return next(verdicts)
        parts = sorted(map(verdict_of, condition.parts), reverse=True)
        needed = {"AllOf": len(parts), "AnyOf": 1}.get(type(condition).__name__)
        return parts[(condition.k if needed is None else needed) - 1]

    assert verdict_of(finding.requirement.condition) is Verdict.MET


@given(findings())
def test_have_and_need_give_the_leaf_its_verdict(finding):
    """What a leaf has and what it needs, as they are shown, explain its verdict."""
    for found in finding.leaves:
        match found.leaf:
            case Unspecified():
                expected = Verdict.OPEN
            case AtLeast(_, n):
                least, most = found.have.least, found.have.most
                possible = most is None or most >= n
                expected = Verdict.MET if least >= n else Verdict(possible)
            case AtMost(_, n):
                least, most = found.have.least, found.have.most
                sure = most is not None and most <= n
                expected = Verdict.MET if sure else Verdict(least <= n)

        assert expected is found.verdict


@given(findings())
def test_a_finding_rests_on_records_of_its_ledger(finding):
    """Every record that a finding names was filed, and is about a fact it asks for."""
    filed = {id(record) for record in finding.ledger.records}

    assert {id(record) for record in finding.records} <= filed
    for found in finding.leaves:
        assert {id(record) for record in found.records} <= {id(r) for r in finding.records}
        assert all(record.fact == found.leaf.fact for record in found.records)


@given(findings())
def test_a_finding_rests_on_nothing_else(finding):
    """Without the records that a finding does not name, the answer is the same."""
    ledger = Ledger(finding.records, finding.ledger.complete)
    again = judge(finding.requirement, ledger, finding.moment)

    assert finding.verdict is again.verdict
    assert [found.have for found in finding.leaves] == [found.have for found in again.leaves]


@given(findings())
def test_a_leaf_is_as_firm_as_its_weakest_record(finding):
    """The basis shown for a leaf is that of one of its records, and none of them is weaker."""
    for found in finding.leaves:
        kinds = [record.basis.kind for record in found.records]

        assert (found.basis is None) == (kinds == [])
        assert found.basis is None or found.basis.kind == min(kinds)


@given(findings(), st.sampled_from(["ja", "en"]))
def test_an_explanation_leaves_nothing_out(finding, language):
    """The text names the wording, the rule's basis, and every missing leaf with what to do."""
    text = finding.explain(language)

    assert finding.requirement.wording.text(language) in text
    assert finding.requirement.basis.text(language) in text
    for found in finding.missing:
        assert found.asks.text(language) in text
        assert found.remedy
        assert found.remedy.text(language) in text


@given(
    findings(
        monotone=True,
        unspecified=False,
        during=(EVER, THIS_FISCAL_YEAR, SINCE_STAGE_ENTRY),
        moment=days().flatmap(entered_by),
    )
)
def test_filing_all_that_is_missing_meets_the_requirement(finding):
    """Dated on the day that is judged, what a finding lists is enough, whatever was recorded."""
    entries = [
        entry for found in finding.missing for entry in filed_for(found.leaf, finding.moment.on)
    ]
    again = judge(finding.requirement, finding.ledger.add(*entries), finding.moment)

    assert again.verdict is Verdict.MET
