"""The leaflet's statements, so that every rule and every record can cite its place."""

import re
from itertools import pairwise

import pytest

from renkei_model import kochi
from renkei_model.kochi.leaflet import cite, statements

JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
IDS = [f"K{number:03}" for number in range(1, 79)]

# Statement, figures in Japanese, figures in English.
FIGURES = """
K011 | 41 30 令和5年8月 | August 2023 30 41
K013 | 76.9 76.6 70.8 | 76.9 76.6 70.8
K014 | 13→26 15→27 19→33 1989 2019 | 13 to 26 15 to 27 19 to 33 1989 2019
K016 | 2.42 2.31 2.23 2.15 2.07 1.99 | 2.42 2.31 2.23 2.15 2.07 1.99
K017 | 2000 約33万 2045 約27万 | 330,000 2000 270,000 2045
K032 | 年40万円まで 全額 | 400,000 full rate
K033 | 年100万円まで 前の年度まで | 1,000,000 previous fiscal year
K035 | 年25万円まで 全額 | 250,000 full rate
K047 | 5年ほど | about five years
K062 | 25番 介良 介良潮見台 | no. 25 Kera Kera-Shiomidai
"""

# Statement, heading, place: the development model.
DEVELOPMENT_MODEL = """
K064「親交期」P8 発展モデル
K065「親交期」P8 発展モデルの1点目
K066「親交期」P8 発展モデルの2点目
K067「波及期」P8 発展モデル
K068「波及期」P8 発展モデルの1点目
K069「波及期」P8 発展モデルの2点目
K070「課題解決期」P8 発展モデル
K071「課題解決期」P8 発展モデルの1点目
K072「課題解決期」P8 発展モデルの2点目
K073「自立期」P8 発展モデル
K074「協議会設立」P8 発展モデルの縦書き
K075「Goal！」P8 発展モデル
K076「地域内連携協議会の発展モデル」P8 発展モデルの題
K077「地域内連携協議会の発展モデル」P8 発展モデルの説明
"""


def _rows(table):
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


def _texts(citation):
    return (citation.heading, citation.position, citation.gist)


def test_the_statements_are_k001_to_k078_in_order():
    """No statement is missing, and each is found under its own id."""
    assert list(statements()) == IDS
    assert [citation.statement for citation in statements().values()] == IDS


@pytest.mark.parametrize("statement", IDS)
def test_every_statement_speaks_both_languages(statement):
    """Heading, place and gist exist in Japanese and in English, and neither leaks into the other.

    Japanese uses the city's comma.
    """
    for wording in _texts(cite(statement)):
        assert wording
        assert "、" not in wording.ja
        assert JAPANESE.search(wording.en) is None
    assert JAPANESE.search(cite(statement).gist.ja)


@pytest.mark.parametrize("statement", IDS)
def test_every_gist_is_short(statement):
    """A gist says what a statement is about in one line; the leaflet says the rest."""
    gist = cite(statement).gist

    assert len(gist.ja) <= 60
    assert len(gist.en) <= 120


def test_the_pages_follow_the_leaflets_order():
    """Statements are numbered as the pages run, from P1 to P8, the same in both languages."""
    pages = [re.match(r"P[1-8]", citation.position.ja)[0] for citation in statements().values()]
    english = [citation.position.en[:2] for citation in statements().values()]

    assert all(one <= other for one, other in pairwise(pages))
    assert [pages[0], pages[-1]] == ["P1", "P8"]
    assert pages == english


@pytest.mark.parametrize(("statement", "ja", "en"), _rows(FIGURES))
def test_figures_are_the_leaflets_in_both_languages(statement, ja, en):
    """Amounts, shares and years are facts: both languages give the same ones."""
    gist = cite(statement).gist

    assert [figure for figure in ja.split() if figure not in gist.ja] == []
    assert [word for word in en.split() if word not in gist.en] == []


def test_the_development_model_is_cited_by_heading_and_place():
    """Each bullet of the development model is cited under the stage it stands under."""
    model = [cite(statement).text("ja") for statement in IDS[63:77]]

    assert model == DEVELOPMENT_MODEL.strip().splitlines()


def test_every_statement_cites_the_leaflet():
    """The source of all of them is the city's leaflet of August 2023."""
    assert {citation.source for citation in statements().values()} == {kochi.LEAFLET}
    assert kochi.LEAFLET.published.text("ja") == "令和5年8月"
