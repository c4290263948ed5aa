"""Japanese and English are equals in every text that a person reads."""

import ast
import pathlib
import re

import pytest

import renkei_model
from renkei_model import kochi
from renkei_model.cli.arguments import COMMANDS, POLICY_COMMANDS
from renkei_model.differences import Change
from renkei_model.lifecycle import RemarkKind
from renkei_model.provenance import BasisKind
from renkei_model.verdicts import Verdict

SOURCES = sorted(pathlib.Path(renkei_model.__path__[0]).rglob("*.py"))
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
ROOT = pathlib.Path(__file__).parent.parent


def _name(path):
    return path.relative_to(renkei_model.__path__[0]).as_posix()


def _constant(node):
    """Give the constant text of an expression: of an f-string, the parts that do not change."""
    parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return "".join(part for part in parts if isinstance(part, str))


def _wordings(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Wording":
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            if len(arguments) == 2:
                yield node.lineno, *map(_constant, arguments)


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_japanese_sentences_use_the_citys_comma(path):
    """Kochi City writes ， in its documents, and so does every Japanese text of ours."""
    wrong = [(line, ja) for line, ja, _ in _wordings(path) if "、" in ja]

    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_english_sentences_are_english(path):
    """No English text holds Japanese, except the signs that dates are written with."""
    wrong = [
        (line, en)
        for line, _, en in _wordings(path)
        if JAPANESE.search(re.sub("[年度元複数回]", "", en))
    ]

    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_where_one_language_speaks_the_other_does_too(path):
    """No text exists in one language only."""
    wrong = [
        (line, ja, en)
        for line, ja, en in _wordings(path)
        if bool(ja.strip()) != bool(en.strip()) and JAPANESE.search(ja + en)
    ]

    assert wrong == []


def test_every_declared_wording_speaks_both_languages():
    """Facts, policies, statements, evidence, commands and verdicts have ja and en."""
    wordings = [
        *(fact.wording for fact in kochi.FACTS),
        *(fact.evidence for fact in kochi.FACTS),
        *(policy.title for policy in kochi.POLICIES),
        *(stage.wording for policy in kochi.POLICIES for stage in policy.stages),
        *(need.wording for policy in kochi.POLICIES for need in policy.requirements),
        *(need.basis.reason for policy in kochi.POLICIES for need in policy.requirements),
        *(row.basis.reason for row in kochi.EVIDENCE),
        *COMMANDS.values(),
        *POLICY_COMMANDS.values(),
    ]
    for cited in kochi.leaflet.statements().values():
        wordings += [cited.heading, cited.position, cited.gist]
    kinds = [*Verdict, *BasisKind, *RemarkKind, *Change]

    assert [wording for wording in wordings if not wording] == []
    assert [kind for kind in kinds if not kind.text("ja") or not kind.text("en")] == []


@pytest.mark.parametrize(
    "path",
    [*SOURCES, ROOT / "docs/generate.py", ROOT / "README.ja.md", *(ROOT / "docs/ja").glob("*.md")],
    ids=lambda path: path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name,
)
def test_a_policy_has_one_name_in_japanese(path):
    """A policy is 基準 wherever a reader meets one, so that nobody looks for a second thing."""
    assert "政策" not in path.read_text(encoding="utf-8")


def test_both_documentations_have_the_same_pages():
    """A reader of either language finds every page."""
    pages = {
        language: sorted(
            path.relative_to(ROOT / "docs" / language).as_posix()
            for path in (ROOT / "docs" / language).rglob("*.md")
        )
        for language in ("ja", "en")
    }

    assert pages["ja"] == pages["en"]
    assert pages["ja"]


@pytest.mark.parametrize(
    "name", ["README{}.md", "docs/{}/ledger.md", "docs/{}/policy.md", "docs/{}/indicators.md"]
)
def test_both_languages_of_a_page_have_the_same_headings_and_code(name):
    """A page says as much in one language as in the other."""
    ja, en = (
        (ROOT / name.format(part)).read_text(encoding="utf-8")
        for part in ((".ja", "") if name.startswith("README") else ("ja", "en"))
    )

    assert _shape(ja) == _shape(en)


def _shape(text):
    return re.findall(r"^#+(?= )|^```\w*", text, re.MULTILINE)
