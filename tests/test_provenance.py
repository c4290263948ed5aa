"""Where rules and records come from, and how firmly they stand."""

import attrs
import pytest

from invented import ASSUMED, HANDBOOK, INFERRED, STATED, UNSTATED, cite
from renkei_model.errors import InvalidValue
from renkei_model.provenance import Basis, BasisKind, assumed, inferred, recorded, stated, weakest
from renkei_model.wording import Wording

NOTED = recorded(Wording("総会の議事録による", "by the minutes"))


def test_a_citation_names_statement_heading_and_position():
    """A reader finds the cited place by its id, its heading and where it stands."""
    assert cite("N1").text("ja") == "N1「育ち方」2頁"
    assert cite("N1").text("en") == "N1 “How councils grow”, page 2"


@pytest.mark.parametrize(
    ("basis", "ja", "en"),
    [
        (STATED, "明記／N1「育ち方」2頁", "stated; N1 “How councils grow”, page 2"),
        (
            INFERRED,
            "推定／N2「育ち方」2頁／手引きの例から読み取る",
            "inferred; N2 “How councils grow”, page 2; read from an example",
        ),
        (
            ASSUMED,
            "仮定／目安として置く／妥当な範囲は1～3",
            "assumed; set as a rule of thumb; plausibly 1 to 3",
        ),
        (
            assumed(cite("N1"), reason=Wording("比べるため", "to compare")),
            "仮定／N1「育ち方」2頁／比べるため",
            "assumed; N1 “How councils grow”, page 2; to compare",
        ),
        (
            stated(cite("N1"), plausible=(8, 12)),
            "明記／N1「育ち方」2頁／範囲は8～12",
            "stated; N1 “How councils grow”, page 2; range 8 to 12",
        ),
        (
            inferred(cite("N1"), reason=Wording("例から", "by example"), plausible=(8, 1200)),
            "推定／N1「育ち方」2頁／例から／範囲は8～1,200",
            "inferred; N1 “How councils grow”, page 2; by example; range 8 to 1,200",
        ),
        (
            UNSTATED,
            "記載なし／N3「育ち方」2頁／手引きに内容がない",
            "unstated; N3 “How councils grow”, page 2; the handbook does not say",
        ),
        (recorded(), "台帳の記録", "recorded in the ledger"),
        (NOTED, "台帳の記録／総会の議事録による", "recorded in the ledger; by the minutes"),
    ],
)
def test_a_basis_says_in_one_line_who_says_so_where_and_why(basis, ja, en):
    """Kind, places, reason and plausible range stand in one line, in both languages."""
    assert ja == basis.text("ja")
    assert en == basis.text("en")


def test_what_is_stated_stands_firmer_than_what_is_inferred_or_assumed():
    """From the weakest: unstated, assumed, inferred, recorded, stated."""
    assert sorted(BasisKind) == [
        BasisKind.UNSTATED,
        BasisKind.ASSUMED,
        BasisKind.INFERRED,
        BasisKind.RECORDED,
        BasisKind.STATED,
    ]


def test_several_bases_are_as_firm_as_the_weakest():
    """A finding that rests on a stated and an inferred record is inferred."""
    assert weakest(STATED, INFERRED, NOTED) == INFERRED


def test_of_equally_weak_bases_the_first_is_named():
    """When two bases are equally weak, the one that comes first is given."""
    assert NOTED is weakest(NOTED, recorded())


def test_nothing_rests_on_no_basis():
    """Without a record there is no basis to name."""
    assert weakest() is None


def test_a_basis_of_no_kind_is_refused():
    """The name of a kind of basis is none."""
    with pytest.raises(InvalidValue, match=r"Basis\.kind: 'stated' is no BasisKind"):
        Basis("stated")


def test_kinds_of_basis_are_not_compared_with_other_things():
    """Firmness has an order among kinds of basis only."""
    with pytest.raises(TypeError, match="not supported"):
        sorted([BasisKind.STATED, "stated"])


@pytest.mark.parametrize(
    ("value", "part", "kind"),
    [
        *((HANDBOOK, part, "Wording") for part in ("title", "publisher")),
        *((HANDBOOK, part, "Span") for part in ("published", "as_of")),
        (cite("N1"), "source", "Source"),
        (cite("N1"), "statement", "str"),
        *((cite("N1"), part, "Wording") for part in ("heading", "position", "gist")),
        (NOTED, "reason", "Wording"),
    ],
)
def test_sources_citations_and_bases_refuse_parts_of_another_kind(value, part, kind):
    """Where a rule comes from is told by values of ours, not by whatever is at hand."""
    with pytest.raises(InvalidValue, match=rf"{type(value).__name__}\.{part}: 3 is no {kind}"):
        attrs.evolve(value, **{part: 3})


def test_a_basis_shows_its_statements_in_short():
    """A value in a debugger names the statements it rests on, not their whole text."""
    shown = repr(STATED)

    assert "(N1)" in shown
    assert len(shown) < 200


@pytest.mark.parametrize("plausible", [(3, 1), (-1, 2), (1.5, 2), [1, 3], (1,), (1, 2, 3)])
def test_a_range_that_no_number_could_have_is_refused(plausible):
    """A plausible range runs upwards between two whole numbers."""
    with pytest.raises(InvalidValue, match=r"Basis\.plausible"):
        assumed(reason=Wording("目安", "a rule of thumb"), plausible=plausible)
