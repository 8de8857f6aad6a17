"""What settles a role, by small reports made for it."""
from govreports.analysis.clean import clean
from govreports.analysis.outline import find_outline
from govreports.analysis.records import RawLine, RawText, Role
from govreports.analysis.roles import Setting, mark_roles

TOUR = Setting(hosts=("昆山", "苏州"), home=("某县",))


def roles_of(*lines: str, setting: Setting = TOUR) -> list[Role]:
    headings, paragraphs = find_outline(clean(RawText(tuple(RawLine(line) for line in lines), "txt")), body_start=0)
    return [mark.role for row in mark_roles(paragraphs, headings, setting=setting) for mark in row]


def test_three_chapters_give_three_roles():
    assert roles_of(
        "一、主要做法", "昆山建成了三座污水厂，水质由五类提升到三类，累计投入十二亿元。",
        "二、几点启示", "由此可见，差距的根子不在钱上，而在规矩上。",
        "三、下一步打算", "由县住建局牵头，年底前拿出方案，先在两个镇试行。",
    ) == [Role.LEARNED, Role.REALIZED, Role.ACTION]


def test_itinerary_and_closing_are_context():
    facts = "昆山建成了三座污水厂，水质由五类提升到三类。他们把河道分给企业认养，一家一段，挂牌公示。水面上的垃圾当天清，居民拍照上传，半小时就有人到。"
    trip = "6月3日至7日，县委书记率党政代表团一行20人赴苏州、昆山学习考察，现将情况报告如下。"
    roles = roles_of(trip, "一、主要做法", facts, "二、下一步打算", "由县住建局牵头，年底前拿出方案，先在两个镇试行。", "特此报告。", "某县考察团", "2023年6月20日")
    assert (roles[0], roles[1:3], roles[-4:]) == (Role.CONTEXT, [Role.LEARNED] * 2, [Role.ACTION, *[Role.CONTEXT] * 3])


def test_paragraph_under_lessons_that_says_what_home_will_do_is_action():
    assert roles_of("二、几点启示", "我县要由住建局牵头，年底前制定管护办法，明年起在全县推广。")[0] is Role.ACTION


def test_labels_speak_for_their_paragraph():
    assert roles_of("经验：昆山每年排出一张清单。清单上的事一年办完。", "启示：清单贵在兑现。我县要在年底前公布清单，由督查室逐月通报。") == [Role.LEARNED, Role.LEARNED, Role.REALIZED, Role.ACTION]


def test_hosts_speaking_of_themselves_as_we_are_learned():
    assert roles_of("一、主要做法", "昆山的负责人介绍：“我们先植绿、再建城，十年没有停过。”") == [Role.LEARNED]


def test_own_achievements_in_a_speech_are_context():
    speech = Setting(is_speech=True)
    assert roles_of("同志们：", "两年来，全市建成公园四十个，新增绿地三百公顷，取得了明显成效。", setting=speech) == [Role.CONTEXT, Role.CONTEXT]


def test_every_mark_says_why():
    lines = ("一、主要做法", "昆山建成了三座污水厂，水质由五类提升到三类。")
    headings, paragraphs = find_outline(clean(RawText(tuple(RawLine(line) for line in lines), "txt")), body_start=0)
    [[mark]] = mark_roles(paragraphs, headings, setting=TOUR)
    assert 0 < mark.score <= 1
    assert {"heading", "cue", "place"} <= {evidence.kind for evidence in mark.evidence}


def test_empty_report_gives_nothing():
    assert mark_roles([], [], setting=Setting()) == []
