"""Whatever is typed or sent, the page answers: seeded nonsense made of everything the search gives a meaning to."""
import random

import pytest

from tests.search.shelf import put

pytestmark = pytest.mark.django_db

PIECES = [
    "物业", "信托制", "“", "”", '"', "「", "」", "《", "》", " ", "　", "-", "+", "－", "|", "&", "&&", "(", ")", "（", "）", "AND", "or", "NOT", "且", "或", "不含", "city:",
    "城市：", "theme:", "role:", "年份：", "kind:", "in:", "范围：", "杭州", "火星", "2023", "1999-2999", "同句", "section", "学到", ":", "：", "*", "?", "~", "^", "\\", "/", "[", "]",
    "{", "}", "😀", "𠀀", "乾", "資訊", "5G", "93.5%", "%", "_", "'", ";", "\x00", "\u200b", "\ud7ff", "é", "ﬁ", "a" * 50, "的", "怎么做", "政务服务大厅", "。", "\n", "\t",
]
PARAMETERS = ["city", "theme", "role", "year", "kind", "page", "sort", "report", "copies", "like", "since"]


@pytest.mark.parametrize("seed", range(6))
def test_no_line_breaks_a_page(client, seed: int):
    put("武侯区推行信托制物业，每笔支出扫码可查。", "路灯換新。", hosts=("杭州市",), themes=("community",))
    chance = random.Random(seed)
    for _ in range(40):
        line = "".join(chance.choices(PIECES, k=chance.randint(0, 12)))
        asked = {"q": line} | {name: chance.choice(PIECES) for name in chance.sample(PARAMETERS, chance.choice((0, 0, 1, 2)))}
        for address, parameters in (("/search/", asked), ("/search/suggest/", {"q": line}), ("/search/grid/", asked),
                                    ("/search/export.csv", asked), ("/reports/1/", {"find": line})):
            response = client.get(address, parameters)
            assert response.status_code in (200, 400, 404), (address, parameters)
            b"".join(response.streaming_content) if response.streaming else response.content
