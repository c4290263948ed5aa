"""What Kochi offers councils besides money, as the leaflet says it."""

from renkei_model import Council, assess, kochi

# Support, its statement, role, its statements, the facts that it is read as helping with.
SUPPORTS = """
地域活動応援隊（地援隊） | K052 | 行政情報の提供・支援制度の収集 | K053 | solutions_considered
地域活動応援隊（地援隊） | K052 | 会議の助言・進行の補助 | K054 | issues_shared solutions_considered plan_drafting plan_drafted
地域活動応援隊（地援隊） | K052 | 関係機関への紹介・担当課への報告 | K055 | issues_grasped solutions_considered
地域共生社会推進本部 | K051 | 部署横断での地域課題への対応 | K051 | solutions_considered
生涯学習（出前講座） | K058 | 「まちづくり」についての講座 | K058 K059 | understanding_promoted
"""  # noqa: E501 - one role a line


def _statements(basis):
    return " ".join(place.statement for place in basis.citations)


def test_the_team_the_headquarters_and_the_lectures():
    """Who helps and in which roles is stated; with which facts they help is inferred."""
    roles = [(support, role) for support in kochi.POLICY.supports for role in support.roles]

    assert [[cell.strip() for cell in row.split("|")] for row in SUPPORTS.strip().splitlines()] == [
        [
            support.wording.ja,
            _statements(support.basis),
            role.wording.ja,
            _statements(role.basis),
            " ".join(fact.key for fact in role.helps_with),
        ]
        for support, role in roles
    ]
    assert {role.basis.kind.value for _, role in roles} == {"stated"}
    assert {role.reading.kind.value for _, role in roles} == {"inferred"}


def test_the_liaison_team_is_named_where_issues_or_plans_are_missing():
    """Its facilitation of meetings is suggested, with statement K054, as our reading."""
    council = Council(name="みのり地区連携協議会（架空の例）")
    lines = assess(council, kochi.POLICY, kochi.REGISTRY_AS_OF).explain("ja").splitlines()
    offered = [line.strip() for line in lines if "できます" in line]

    assert offered == [
        (
            "地援隊に相談できます: 会議の助言・進行の補助（K054，推定），"
            "関係機関への紹介・担当課への報告（K055，推定）"
        ),
        "出前講座を利用できます: 「まちづくり」についての講座（K058 K059，推定）",
        (
            "地援隊に相談できます: 行政情報の提供・支援制度の収集（K053，推定），"
            "会議の助言・進行の補助（K054，推定），関係機関への紹介・担当課への報告（K055，推定）"
        ),
    ]
