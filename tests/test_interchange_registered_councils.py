"""Councils made of a city's own registry, for any policy."""

import datetime

import pytest

from invented import LADDER
from renkei_model import kochi
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.interchange.registered_councils import councils_of_registry
from renkei_model.interchange.registry import Meetings, RegistryRow
from renkei_model.kochi.councils import registry_citation
from renkei_model.provenance import RECORDED, stated

FACT = LADDER.facts[0]
DAY = datetime.date(2026, 4, 1)
ROWS = (
    RegistryRow(
        number=1,
        name="みのりの会",
        nickname="みのり",
        districts=("川北", "川南"),
        certified=Span.month(2019, 7),
        meetings=(Meetings(kind="総会", least=1),),
        activities=("夏祭り",),
    ),
    RegistryRow(name="潮見の会"),
)


def test_a_city_begins_with_its_own_list():
    """Each row gives a council with its certification on record, and no meeting read as a fact."""
    minori, shiomi = councils_of_registry(ROWS, FACT)

    assert (minori.number, minori.name, minori.nickname) == (1, "みのりの会", "みのり")
    assert minori.districts == ("川北", "川南")
    assert minori.ledger.records == (Record(FACT, Span.month(2019, 7)),)
    assert minori.ledger.records[0].basis is RECORDED
    assert shiomi.ledger.records == ()
    assert minori.ledger.complete == shiomi.ledger.complete == ()


def test_the_registry_is_cited_and_said_to_be_complete_only_when_asked():
    """Whoever made the list says what its records rest on, and how far it is complete."""
    basis = stated(registry_citation(1, "みのりの会"))
    councils = councils_of_registry(ROWS, FACT, basis=basis, complete_through=DAY)

    assert [record.basis for record in councils[0].ledger.records] == [basis]
    assert {council.ledger.complete for council in councils} == {(Completeness(FACT, DAY),)}


def test_the_shipped_registry_gives_the_shipped_certifications():
    """Kochi's councils have the same certifications, said to be complete to the same day."""
    fact = kochi.POLICY.fact("certified")
    councils = councils_of_registry(kochi.REGISTRY, fact, complete_through=kochi.REGISTRY_AS_OF)

    assert [council.ledger.records for council in councils] == [
        council.ledger.of(fact) for council in kochi.COUNCILS
    ]
    assert [council.ledger.complete for council in councils] == [
        council.ledger.complete for council in kochi.COUNCILS
    ]


@pytest.mark.parametrize(
    ("fact", "options", "problem"),
    [
        ("certified", {}, r"^councils_of_registry\.certified: 'certified' is no Fact"),
        (FACT, {"basis": "leaflet"}, r"^councils_of_registry\.basis: 'leaflet' is no Basis"),
        (
            FACT,
            {"complete_through": "2026"},
            r"^councils_of_registry\.complete_through: '2026' is not a day",
        ),
    ],
)
def test_parts_of_another_kind_are_refused(fact, options, problem):
    """A key is no fact, a title no basis and a text no day."""
    with pytest.raises(InvalidValue, match=problem):
        councils_of_registry(ROWS, fact, **options)
