"""How every cell of the leaflet is read, row by row, and what that makes of the 29 councils."""

import datetime
import re
from collections import Counter

import pytest

from renkei_model import kochi
from renkei_model.dates import Span
from renkei_model.kochi.leaflet import cite
from renkei_model.ledgers import Window
from renkei_model.lifecycle import assess
from renkei_model.provenance import BasisKind
from renkei_model.verdicts import Verdict

# The registry's last column: number, meetings with how often, activities.
SOURCE = """
 1 | 総会1 定例会6 | 史跡看板設置・北山管理 / 正月飾り作り教室
 2 | 総会1 定例会2 三役会2 | 「4.29 とさやまの日」の開催 / 土佐山地域活性化計画検討事業
 3 | 総会1 役員会1 部会8 | 拠点整備部会 / 浦戸地区にぎわい創出事業
 4 | 総会1 役員会3 部会2+ | つながろう下知事業 / 新聞「bonds」の発行 / ラジオ体操 / 子供みらいプロジェクト
 5 | 総会1 | 行事カレンダーの作成・配布 / 異世代交流推進事業（こども食堂）
 6 | 総会2 定例会9 | よこせと海辺のにぎわい市 / 定例会の開催
 7 | 総会1 定例会2 役員会3 | 朝倉中学校防災学習発表 / 陸軍墓地清掃活動
 8 | 総会1 定例会2 役員会4 部会12 | 協議会運営に関する視察 / 朝倉防災フェスタ
 9 | 総会1 役員会6 | 里山ウォーク / 久重里山まつり / 第２期久重のまちづくり計画の策定・推進
10 | 総会1 | 地域活動検討事業 / まちづくり瓦版「みかづき」の発行
11 | 総会1 定例会2 役員会2 | 三里夏まつり / むかしの三里写真展
12 | 総会1 定例会11 | 十津夏まつり / 節分豆まき大会
13 | 総会1 意見交換会2 | コミュニティ計画の策定 / かわら版の発行 / 筆山ふるさと祭り
14 | 総会1 役員会1 三役会2 | 夜の学校～学校に泊まろう～ / アンケート調査・分析
15 | 総会1 定例会3 世話人会6 | 広報誌の発行 / 地域課題の検討
16 | 総会1 役員会3 部会3 | ユリ花アレンジメント教室 / 広報誌の発行
17 | 総会1 役員会1 | フラワーロード / 秦地区社会資源マップ
18 | 総会1 委員会1 役員会1 | こどもたちの学習・生活支援～みなみ食堂～ / 地域コミュニティの強化
19 | 総会1 役員会1 | 横浜新町ふれあいまつり / 地区運動会
20 | 総会1 役員会1 | 土佐市青年団視察研修 / どんど焼き
21 | 総会1 情報共有会3 | フェスティバルこうよう / パトロール・ランニング事業
22 | 総会1 定例会2 | 潮江小学校150周年記念事業
23 | 総会1 全体会1 役員会4 | 鏡川緑地公園イベント / 地区民運動会
24 | 総会1 定例会1 | 行川夏祭り / 敬老会
25 | 総会1 役員会1 事務局会8 | あいさつ運動 / 介良・高知市合併50周年記念事業
26 | 設立総会1 | おおつ祭り / 大津・高知市50周年記念誌の作成
27 | 総会1 役員会10 定例会3 | 連携活動推進事業 / 行事カレンダーの作成・配布 / コミュニティ計画策定
28 | 総会1 役員会1 | 地域課題解決のための検討 / 地域のごみ収集学習会
29 | 総会1 役員会3 | 広報紙の発行 / 避難所開設訓練
"""  # noqa: E501 - one council, one line

# What a cell is read as: number, cell, fact, item, statements it leans on; the reason below.
READ = """
 4 新聞「bonds」の発行 → made_known: 新聞「bonds」 [K304 K025 K069]
   住民に取組を知らせるために出すものと読む（どこまで配ったかは示されていない）
 4 新聞「bonds」の発行 → publicity_items: 新聞「bonds」 [K304 K038 K069]
   出されたとあるため，少なくとも1点はあったと読む（号数は示されていない）
 5 行事カレンダーの作成・配布 → made_known: 行事カレンダー [K305 K025 K069]
   配られたとあり，相手は地域の住民と読む
 5 行事カレンダーの作成・配布 → publicity_items: 行事カレンダー [K305 K027 K038]
   作られたとあるため，少なくとも1点はあったと読む（何回かは示されていない）
 6 コミュニティ計画（掲載） → plan_drafted: コミュニティ計画 [K050 K045 K072]
   計画の例に挙がるため，できていると読む（日付はなく，表が始まる平成24年度から令和5年8月までの間とする）
 9 第２期久重のまちづくり計画の策定・推進 → plan_drafted: 第２期久重のまちづくり計画 [K309 K045 K047 K072]
   二期目の計画の策定と推進が並び，推進には計画が要るため，できたと読む（載せた事業を行ったかは示されていない）
10 まちづくり瓦版「みかづき」の発行 → made_known: まちづくり瓦版「みかづき」 [K310 K025 K069]
   住民に取組を知らせるために出すものと読む（どこまで配ったかは示されていない）
10 まちづくり瓦版「みかづき」の発行 → publicity_items: まちづくり瓦版「みかづき」 [K310 K038 K069]
   出されたとあるため，少なくとも1点はあったと読む（号数は示されていない）
13 コミュニティ計画の策定 → plan_drafting: コミュニティ計画 [K313 K034]
   計画づくりが活動に挙がるが，でき上がったとは書かれていないため，策定中と読む
13 かわら版の発行 → made_known: かわら版 [K313 K025 K069]
   住民に取組を知らせるために出すものと読む（どこまで配ったかは示されていない）
13 かわら版の発行 → publicity_items: かわら版 [K313 K038 K069]
   出されたとあるため，少なくとも1点はあったと読む（号数は示されていない）
14 アンケート調査・分析 → issues_grasped: アンケート [K314 K008 K066]
   尋ねて調べたのは地域の課題をつかむためと読む（何を尋ねたかは示されていない）
15 広報誌の発行 → made_known: 広報誌 [K315 K025 K069]
   住民に取組を知らせるために出すものと読む（どこまで配ったかは示されていない）
15 広報誌の発行 → publicity_items: 広報誌 [K315 K038 K069]
   出されたとあるため，少なくとも1点はあったと読む（号数は示されていない）
15 地域課題の検討 → solutions_considered: 地域課題の検討 [K315 K008 K071]
   課題について話し合ったとあり，解決策に及んだと読む（課題の名は示されていない）
16 広報誌の発行 → made_known: 広報誌 [K316 K025 K069]
   住民に取組を知らせるために出すものと読む（どこまで配ったかは示されていない）
16 広報誌の発行 → publicity_items: 広報誌 [K316 K038 K069]
   出されたとあるため，少なくとも1点はあったと読む（号数は示されていない）
18 コミュニティ計画（掲載） → plan_drafted: コミュニティ計画 [K050 K045 K072]
   計画の例に挙がるため，できていると読む（日付はなく，表が始まる平成24年度から令和5年8月までの間とする）
26 設立総会 → founded: 設立総会 [K326 K074]
   設立総会は協議会を設ける会議であり，令和2年度からの会議ではなく，認定の月までに設立された証拠と読む
27 行事カレンダーの作成・配布 → made_known: 行事カレンダー [K327 K025 K069]
   配られたとあり，相手は地域の住民と読む
27 行事カレンダーの作成・配布 → publicity_items: 行事カレンダー [K327 K027 K038]
   作られたとあるため，少なくとも1点はあったと読む（何回かは示されていない）
27 コミュニティ計画策定 → plan_drafting: コミュニティ計画 [K327 K034]
   計画づくりが活動に挙がるが，でき上がったとは書かれていないため，策定中と読む
28 地域課題解決のための検討 → solutions_considered: 地域課題解決のための検討 [K328 K008 K071]
   課題の解決に向けて話し合ったとあり，解決策の検討と読む（課題の名は示されていない）
29 広報紙の発行 → made_known: 広報紙 [K329 K025 K069]
   住民に取組を知らせるために出すものと読む（どこまで配ったかは示されていない）
29 広報紙の発行 → publicity_items: 広報紙 [K329 K038 K069]
   出されたとあるため，少なくとも1点はあったと読む（号数は示されていない）
"""  # noqa: E501 - a cell and its reason stay on their lines

# Why a kind of meeting is read as one that shares information, and how many councils list it.
MEETINGS = """
総会 | 28 | 総会は構成団体が一堂に会する場と読む
役員会 | 17 | 役員会は各団体から出た役員が集まる場と読む
定例会 | 11 | 定例会は構成団体が折々に集まる場と読む
部会 | 4 | 部会は分野の近い団体が集まる場と読む
三役会 | 2 | 三役会は各団体から出た三役が集まる場と読む
意見交換会 | 1 | 意見交換会は団体が考えを伝え合う場と読む
世話人会 | 1 | 世話人会は各団体から出た世話人が集まる場と読む
委員会 | 1 | 委員会は各団体から出た委員が集まる場と読む
情報共有会 | 1 | 情報共有会は名のとおり情報を分かち合う場と読む
全体会 | 1 | 全体会は構成団体が一堂に会する場と読む
事務局会 | 1 | 事務局会は事務を受け持つ各団体の人が集まる場と読む
"""

# Not read, for nothing says that two or more bodies held it together.
NOT_SAID_TO_BE_JOINT = """
 1 史跡看板設置・北山管理 [K301 K007 K022]
 1 正月飾り作り教室 [K301 K007 K022]
 2 「4.29 とさやまの日」の開催 [K302 K007 K022]
 4 ラジオ体操 [K304 K007 K022]
 6 よこせと海辺のにぎわい市 [K306 K007 K022]
 7 陸軍墓地清掃活動 [K307 K007 K022]
 8 朝倉防災フェスタ [K308 K007 K022]
 9 久重里山まつり [K309 K007 K022]
11 三里夏まつり [K311 K007 K022]
12 十津夏まつり [K312 K007 K022]
12 節分豆まき大会 [K312 K007 K022]
13 筆山ふるさと祭り [K313 K007 K022]
14 夜の学校～学校に泊まろう～ [K314 K007 K022]
16 ユリ花アレンジメント教室 [K316 K007 K022]
17 フラワーロード [K317 K007 K022]
18 こどもたちの学習・生活支援～みなみ食堂～ [K318 K007 K022]
19 横浜新町ふれあいまつり [K319 K007 K022]
19 地区運動会 [K319 K007 K022]
20 どんど焼き [K320 K007 K022]
21 フェスティバルこうよう [K321 K007 K022]
21 パトロール・ランニング事業 [K321 K007 K022]
22 潮江小学校150周年記念事業 [K322 K007 K022]
23 鏡川緑地公園イベント [K323 K007 K022]
23 地区民運動会 [K323 K007 K022]
24 行川夏祭り [K324 K007 K022]
24 敬老会 [K324 K007 K022]
25 あいさつ運動 [K325 K007 K022]
25 介良・高知市合併50周年記念事業 [K325 K007 K022]
26 おおつ祭り [K326 K007 K022]
29 避難所開設訓練 [K329 K007 K022]
"""

# Not read, for only the name is given.
ONLY_A_NAME = """
 3 浦戸地区にぎわい創出事業 [K303]
 4 子供みらいプロジェクト [K304]
"""

# Not read, each for its own reason.
NOT_READ = """
 2 土佐山地域活性化計画検討事業 [K302 K045 K072]
   検討された計画がコミュニティ計画に当たるかは示されていない
 3 拠点整備部会 [K303 K006]
   開かれた会議は部会の回数に含まれているとみなす。何を決めたかは示されていない
 4 つながろう下知事業 [K304 K068]
   名につながりをうたうが，連携がどの方面へ広がったかは示されていない
 5 異世代交流推進事業（こども食堂） [K305 K068]
   世代の間の交流であり，連携がどの方面へ広がったかは示されていない
 6 定例会の開催 [K306 K006]
   会議の欄の定例会と同じものであり，二度数えない
 6 横浜・瀬戸地域のホームページ（掲載） [K026 K025 K069]
   期待する効果の例であり，協議会が出しているとは書かれていない
 7 朝倉中学校防災学習発表 [K307 K007 K022]
   学校の発表であり，協議会の団体が共に行ったとは書かれていない
 8 協議会運営に関する視察 [K308 K065]
   よその運営を見たものと読め，地域の中で互いを知ったとは書かれていない
 9 里山ウォーク [K309 K007 K008]
   歩いて課題を探したとも，団体が共に行ったとも書かれていない
 9 困りごとを集める箱（掲載） [K029 K008 K028 K066]
   箱を置いた例であり，協議会が置いたとも，それで課題をつかんだとも書かれていない
 9 コミュニティ計画（掲載） [K050 K045 K072]
   活動の欄の二期目の計画と同じものかもしれず，二度数えない
10 地域活動検討事業 [K310 K071]
   検討したのは活動であり，課題の解決策を話し合ったとは書かれていない
11 むかしの三里写真展 [K311 K069]
   昔の写真を見せるもので，地域の今の取組を知らせたとは書かれていない
17 秦地区社会資源マップ [K317 K025 K069]
   地図が住民に配られたかは示されていない
18 地域コミュニティの強化 [K318]
   目標を述べたもので，何を行ったかは示されていない
20 土佐市青年団視察研修 [K320 K065]
   市外の団体に関わる視察であり，地域の中で互いを知ったとは書かれていない
26 大津・高知市50周年記念誌の作成 [K326 K025 K069]
   記念誌が住民に配られたかも，今の取組を知らせるものかも示されていない
27 連携活動推進事業 [K327 K068]
   名に連携とあるが，どの方面が結び付いたかは示されていない
28 地域のごみ収集学習会 [K328 K008 K071]
   学ぶ会であり，課題をつかんだとも解決策を話し合ったとも書かれていない
"""

# Number, the nine conditions by step (○ met, ？ open), how many are met, meetings, name.
CONDITIONS = """
 1 ○ ？？？ ？？？ ？？ 1  7 布師田の未来を考える会
 2 ○ ？？？ ？？？ ？？ 1  5 土佐山夢づくりの会
 3 ○ ？？？ ？？？ ？？ 1 10 浦戸まちづくり連携協議会
 4 ○ ？？？ ？○？ ？？ 2  6 下知地域内連携協議会
 5 ○ ？？？ ？○？ ？？ 2  1 小高坂各種団体連携協議会
 6 ○ ？？？ ？？？ ？○ 2 11 よこせと連携協議会
 7 ○ ？？？ ？？？ ？？ 1  6 朝倉小学校区地域内連携協議会
 8 ○ ？？？ ？？？ ？？ 1 19 朝倉第二小学校区地域内連携協議会
 9 ○ ？？？ ？？？ ？○ 2  7 久重地域連携協議会
10 ○ ？？？ ？○？ ？？ 2  1 初月まちづくり連携活動協議会
11 ○ ？？？ ？？？ ？？ 1  5 三里まちづくりの会
12 ○ ？？？ ？？？ ？？ 1 12 十津ふるさと会
13 ○ ？？？ ？○？ ？？ 2  3 第六ふれあいネットワークの会
14 ○ ？○？ ？？？ ？？ 2  4 五台山まちづくりの会
15 ○ ？？？ ？○？ ○？ 3 10 鏡地域連携協議会
16 ○ ？？？ ？○？ ？？ 2  7 長浜・御畳瀬連携協議会
17 ○ ？？？ ？？？ ？？ 1  2 秦地域連携協議会
18 ○ ？？？ ？？？ ？○ 2  3 潮江南地域連合会
19 ○ ？？？ ？？？ ？？ 1  2 横浜新町小学校区地域内連携協議会
20 ○ ？？？ ？？？ ？？ 1  2 一ツ橋連携協議会
21 ○ ？？？ ？？？ ？？ 1  4 こうようネットワーク
22 ○ ？？？ ？？？ ？？ 1  3 潮江小校区連絡協議会
23 ○ ？？？ ？？？ ？？ 1  6 鴨田小学校区地域内連携協議会
24 ○ ？？？ ？？？ ？？ 1  2 なめがわ連携協議会
25 ○ ？？？ ？？？ ？？ 1 10 介良地区連携協議会
26 ○ ？？？ ？？？ ？？ 1  0 大津まちづくり連携協議会
27 ○ ？？？ ？○？ ？？ 2 14 潮江東小学校区地域内連携協議会
28 ○ ？？？ ？？？ ○？ 2  2 江ノ口連携協議会
29 ○ ？？？ ？○？ ？？ 2  4 一宮東連携協議会
"""

ACTIVITY_COLUMN = Span(datetime.date(2020, 4, 1), datetime.date(2023, 8, 31))
PERIOD_NOT_GIVEN = "（数えた期間は示されず，回数は下限であって年当たりの回数ではない）"
FACTS = {fact.key: fact for fact in kochi.FACTS}
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
ELSEWHERE = ("K026", "K029", "K050")


def _lines(table):
    return table.strip("\n").splitlines()


def _place(row):
    return row.basis.citations[0].statement


def _in_registry(row):
    return _place(row) == f"K{300 + row.council}"


def _numbers(rows):
    return [row.council for row in rows]


def _rows_read_as(key):
    return [row for row in kochi.EVIDENCE if row.fact is FACTS[key]]


def _two_lines(row):
    """Print a row as cell, fact with its item, and statements; its reason on the next line."""
    statements = " ".join(citation.statement for citation in row.basis.citations)
    read_as = f" → {row.fact.key}: {row.item}" if row.fact else ""
    return [f"{row.council:2} {row.cell}{read_as} [{statements}]", f"   {row.basis.reason.ja}"]


# --- the table of evidence -----------------------------------------------------------------------


def test_every_meeting_and_every_activity_of_the_leaflet_is_in_the_table():
    """No cell of the registry is dropped, none is made up, and they stand in its order.

    Meetings come with how often they were held; several (2+) is 2, for it is a lower bound.
    """
    cells = {number: [] for number in range(1, 30)}
    for line in _lines(SOURCE):
        number, meetings, activities = line.split(" | ")
        for meeting in meetings.split():
            kind, count = re.fullmatch(r"(\D+)(\d+)\+?", meeting).groups()
            cells[int(number)].append((kind, int(count)))
        cells[int(number)] += [(activity, None) for activity in activities.split(" / ")]
    kinds = {kind for listed in cells.values() for kind, count in listed if count}

    table = {number: [] for number in range(1, 30)}
    for row in filter(_in_registry, kochi.EVIDENCE):
        entry = (row.cell, row.count if row.cell in kinds else None)
        if entry not in table[row.council]:
            table[row.council].append(entry)

    assert cells == table


def test_the_table_also_lists_the_examples_elsewhere_in_the_leaflet():
    """A website, a box and three plans are shown for the districts of three councils."""
    elsewhere = [
        (row.council, _place(row), row.fact.key if row.fact else "")
        for row in kochi.EVIDENCE
        if not _in_registry(row)
    ]

    assert elsewhere == [
        (6, "K026", ""),
        (6, "K050", "plan_drafted"),
        (9, "K029", ""),
        (9, "K050", ""),
        (18, "K050", "plan_drafted"),
    ]


def test_what_activities_are_read_as_and_why():
    """Each reading of an activity names its fact, its statements and its reason."""
    found = [row for row in kochi.EVIDENCE if row.fact not in {None, FACTS["sharing_meetings"]}]

    assert _lines(READ) == [line for row in found for line in _two_lines(row)]
    assert {row.count for row in found} == {1}


def test_what_is_not_read_because_nothing_says_that_bodies_held_it_together():
    """Festivals, sports days and classes are no joint events unless the leaflet says so."""
    reason = "二つ以上の団体が共に行ったとは書かれておらず，団体が共に行った行事とは読まない"
    found = [row for row in kochi.EVIDENCE if row.basis.reason.ja == reason]

    assert _lines(NOT_SAID_TO_BE_JOINT) == [_two_lines(row)[0] for row in found]
    assert {row.fact for row in found} == {None}


def test_what_is_not_read_because_only_a_name_is_given():
    """A project whose contents are not told is evidence of nothing."""
    reason = "名だけで内容が示されておらず，どの事実とも読まない"
    found = [row for row in kochi.EVIDENCE if row.basis.reason.ja == reason]

    assert _lines(ONLY_A_NAME) == [_two_lines(row)[0] for row in found]
    assert {row.fact for row in found} == {None}


def test_what_is_not_read_for_reasons_of_its_own():
    """Whatever comes near a fact without being it says what the leaflet leaves open."""
    others = {*_lines(NOT_SAID_TO_BE_JOINT), *_lines(ONLY_A_NAME)}
    found = [
        line
        for row in kochi.EVIDENCE
        if row.fact is None and _two_lines(row)[0] not in others
        for line in _two_lines(row)
    ]

    assert _lines(NOT_READ) == found


def test_what_is_not_read_has_no_record():
    """A cell that is read as nothing has no date, no count and no record."""
    unread = [row for row in kochi.EVIDENCE if row.fact is None]

    assert len(unread) == 51
    assert {(row.on, row.count, row.item, row.record) for row in unread} == {(None, 0, "", None)}


def test_every_reading_is_inferred_and_cites_its_place_first():
    """Nothing that the model reads passes for something that the leaflet states."""
    odd = [row for row in kochi.EVIDENCE if not _in_registry(row) and _place(row) not in ELSEWHERE]

    assert {row.basis.kind for row in kochi.EVIDENCE} == {BasisKind.INFERRED}
    assert odd == []


def test_every_reason_speaks_both_languages():
    """English reasons hold no Japanese, and Japanese ones use the city's comma."""
    reasons = [row.basis.reason for row in kochi.EVIDENCE]

    assert [reason for reason in reasons if not reason] == []
    assert [reason for reason in reasons if JAPANESE.search(reason.en)] == []
    assert [reason for reason in reasons if "、" in reason.ja] == []


# --- meetings ------------------------------------------------------------------------------------


def test_why_each_kind_of_meeting_shares_information():
    """Eleven kinds of meeting are read as meetings that share information, each with a reason."""
    found = _rows_read_as("sharing_meetings")
    reasons = {row.item: row.basis.reason.ja.split("（")[0] for row in reversed(found)}
    councils = Counter(row.item for row in found)

    assert _lines(MEETINGS) == [
        f"{kind} | {count} | {reasons[kind].removeprefix('「複数回」を2回以上とし，')}"
        for kind, count in councils.most_common()
    ]


def test_69_meeting_entries_one_of_them_a_founding():
    """The registry lists 68 kinds of meeting that share information, and one founding meeting."""
    assert len(_rows_read_as("sharing_meetings")) == 68
    assert [(row.council, row.cell) for row in _rows_read_as("founded")] == [(26, "設立総会")]


def test_meeting_counts_are_lower_bounds_and_no_rates():
    """Every reading of a meeting says that nobody knows in which period it was counted."""
    found = _rows_read_as("sharing_meetings")
    reasons = [row.basis.reason for row in found]

    assert [reason for reason in reasons if not reason.ja.endswith(PERIOD_NOT_GIVEN)] == []
    assert [reason for reason in reasons if "not a yearly rate" not in reason.en] == []
    assert {row.basis.citations[1:] for row in found} == {(cite("K006"),)}
    assert all(row.item == row.cell for row in found)


def test_several_meetings_are_at_least_two():
    """The council of no. 4 held its working groups several times: two or more, with no limit."""
    (several,) = (row for row in kochi.EVIDENCE if (row.council, row.cell) == (4, "部会"))
    window = Window(None, kochi.REGISTRY_AS_OF)
    meetings = kochi.COUNCILS[3].ledger.count(
        FACTS["sharing_meetings"], window, kochi.REGISTRY_AS_OF
    )

    assert several.count == 2
    assert (meetings.least, meetings.most) == (6, None)


def test_the_founding_meeting_of_no_26_is_its_founding():
    """It was founded by July 2019; none of its meetings since fiscal 2020 is listed."""
    otsu = kochi.COUNCILS[25]
    (founding,) = otsu.ledger.of(FACTS["founded"])

    assert founding.item == "設立総会"
    assert founding.on.iso == "2012-04/2019-07"
    assert otsu.ledger.of(FACTS["sharing_meetings"]) == ()


# --- dates ---------------------------------------------------------------------------------------


def test_the_activity_column_is_dated_from_fiscal_2020_to_august_2023():
    """Each of its readings lies somewhere in the column's own period, on no invented day."""
    dated = {
        row.on
        for row in kochi.EVIDENCE
        if row.fact and _in_registry(row) and row.fact is not FACTS["founded"]
    }

    assert dated == {ACTIVITY_COLUMN}


def test_plans_that_are_shown_without_a_date_may_be_older():
    """The plans of nos. 6 and 18 are undated: from where the registry begins to the leaflet."""
    shown = [row for row in _rows_read_as("plan_drafted") if not _in_registry(row)]

    assert _numbers(shown) == [6, 18]
    assert {row.on.iso for row in shown} == {"2012-04/2023-08"}


# --- what it makes of the councils ---------------------------------------------------------------


def test_which_councils_have_evidence_of_what():
    """Eight made themselves known, three have a plan, two draft one, three worked on issues."""
    assert _numbers(_rows_read_as("made_known")) == [4, 5, 10, 13, 15, 16, 27, 29]
    assert _numbers(_rows_read_as("publicity_items")) == [4, 5, 10, 13, 15, 16, 27, 29]
    assert _numbers(_rows_read_as("issues_grasped")) == [14]
    assert _numbers(_rows_read_as("solutions_considered")) == [15, 28]
    assert _numbers(_rows_read_as("plan_drafted")) == [6, 9, 18]
    assert _numbers(_rows_read_as("plan_drafting")) == [13, 27]


@pytest.mark.parametrize("council", kochi.COUNCILS, ids=lambda council: council.name)
def test_a_ledger_holds_what_was_read_and_nothing_else(council):
    """Founding and certification, and the records of the council's own rows, in their order."""
    read = [
        record
        for row in kochi.EVIDENCE
        if row.council == council.number and (record := row.record) is not None
    ]
    others = [record for record in council.ledger.records if record not in read]

    assert [record for record in council.ledger.records if record in read] == read
    assert {record.fact.key for record in others} | {"founded"} == {"founded", "certified"}


def test_what_is_met_for_each_council():
    """43 of 261 conditions are met on the leaflet's evidence alone, and none is unmet."""
    table, verdicts = [], Counter()
    for council in kochi.COUNCILS:
        reading = assess(council, kochi.POLICY, kochi.REGISTRY_AS_OF)
        found = {finding.requirement.key: finding.verdict for finding in reading.findings}
        marks = " ".join(
            "".join(found[need.key].sign("ja") for need in way.requirements)
            for way in kochi.POLICY.transitions
        )
        met = sum(verdict is Verdict.MET for verdict in found.values())
        meetings = sum(record.count for record in council.ledger.of(FACTS["sharing_meetings"]))
        table.append(f"{council.number:2} {marks} {met} {meetings:2} {council.name}")
        verdicts.update(found.values())

    assert _lines(CONDITIONS) == table
    assert verdicts == {Verdict.MET: 43, Verdict.OPEN: 218}


@pytest.mark.parametrize("council", kochi.COUNCILS, ids=lambda council: council.name)
def test_every_council_is_surely_getting_acquainted_and_possibly_self_standing(council):
    """The leaflet alone places no council more narrowly, and records no stage."""
    reading = assess(council, kochi.POLICY, kochi.REGISTRY_AS_OF)

    assert reading.recorded is None
    assert [stage.wording.ja for stage in reading.supported.surely] == ["親交期"]
    assert [stage.wording.ja for stage in reading.supported.possibly] == ["自立期"]


def test_before_its_certification_a_council_is_not_surely_founded():
    """A month before no. 29 was certified, its founding was not certain yet."""
    reading = assess(kochi.COUNCILS[28], kochi.POLICY, datetime.date(2021, 9, 30))

    assert [stage.key for stage in reading.supported.surely] == ["unfounded"]
