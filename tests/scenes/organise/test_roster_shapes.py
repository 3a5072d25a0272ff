"""Files of every shape: titles, captions, totals, notes, merged cells, several sheets."""

import pytest

from yugong.kernel.roster.reading import read
from yugong.kernel.roster.titles import Role

from .roster_files import TITLES, TODAY, asides, delimited, excel, number, outcome, people, phone


def test_titles_over_two_rows_with_groups() -> None:
    rows = [
        ["某某公司会员花名册"],
        ["序号", "基本信息", "", "证件", "", "联系", "备注"],
        ["", "姓名", "性别", "类型", "号码", "电话", ""],
        *[[n, name, "男", "居民身份证", card, call, ""] for n, name, card, call in people(5)],
    ]
    merges = [
        (0, 0, 0, 6, "某某公司会员花名册"),
        (1, 1, 1, 2, "基本信息"),
        (1, 3, 1, 4, "证件"),
        (1, 0, 2, 0, "序号"),
    ]
    assert outcome(excel(rows, merges=merges)) == (5, 5, [])
    assert outcome(delimited(rows), "名册.csv") == (5, 5, [])


def test_titles_in_any_words_and_order() -> None:
    rows = [["联络方式", "公民身份号码（18位）", "职工姓名*", "配偶姓名", "紧急联系人电话"]]
    rows += [[call, card, name, "李红", phone(900)] for _, name, card, call in people(6)]
    reading = read(excel(rows), "a.xlsx")
    assert dict(reading.chosen[0].layout.places) == {Role.PHONE: 0, Role.NUMBER: 1, Role.NAME: 2}
    assert outcome(excel(rows)) == (6, 6, [])


def test_untitled_columns_are_known_by_their_content() -> None:
    rows = [["", "", "", ""], *people(6)]
    assert outcome(excel(rows)) == (6, 6, [])
    assert outcome(delimited(people(6)), "无表头.csv") == (6, 6, [])


def test_wrong_titles_yield_to_content() -> None:
    rows = [["序号", "姓名", "手机号码", "身份证号"], *[[n, a, b, c] for n, a, b, c in people(8)]]
    places = read(excel(rows), "a.xlsx").chosen[0].layout.places
    assert (places[Role.NUMBER], places[Role.PHONE]) == (2, 3)


def test_vague_title_is_the_id_column() -> None:
    rows = [["序号", "会员", "号码", "电话"], *people(5)]
    assert outcome(excel(rows)) == (5, 5, [])


def test_page_breaks_repeat_the_titles_and_subtotals() -> None:
    body = people(6)
    rows = [
        ["花名册", "", "", ""],
        TITLES,
        *body[:3],
        ["小计", "", "3人", ""],
        ["花名册", "", "", ""],
        TITLES,
        *body[3:],
        ["本页合计", "", "3", ""],
        ["合计", "", 6, ""],
        ["制表人：王五", "", "审核：李四", ""],
        ["", "注：身份证号请填完整", "", ""],
    ]
    assert outcome(excel(rows)) == (6, 6, [])
    assert asides(read(excel(rows), "a.xlsx")) == [
        (6, "合计行"),
        (7, "说明文字"),
        (8, "重复的表头"),
        (12, "合计行"),
        (13, "合计行"),
        (14, "签署或说明"),
        (15, "签署或说明"),
    ]


def test_empty_rows_and_numbered_blanks_count_as_nothing_but_keep_the_row_numbers() -> None:
    body = people(4)
    body[2][2] = ""
    rows = [
        TITLES,
        body[0],
        ["", "", "", ""],
        body[1],
        body[2],
        [4, "", "", ""],
        body[3],
        [5, "", "", ""],
        ["", "", "", ""],
    ]
    assert outcome(excel(rows)) == (4, 3, [(5, "id_missing")])


def test_empty_columns_and_rows_before_the_table() -> None:
    rows = [[], [], ["", "", *TITLES], *[["", "", *line] for line in people(3)]]
    assert outcome(excel(rows)) == (3, 3, [])


def test_department_captions_stand_for_a_column() -> None:
    body = people(4)
    rows = [TITLES, ["一车间"], *body[:2], ["包装班"], *body[2:]]
    found = list(read(excel(rows), "a.xlsx").findings(today=TODAY))
    assert [f.line.department for f in found] == ["一车间", "一车间", "包装班", "包装班"]


def test_left_out_departments_are_carried_down_in_text_files() -> None:
    rows = [
        ["部门", *TITLES],
        *[["采茶组" if i == 0 else "炒茶组" if i == 3 else "", *p] for i, p in enumerate(people(6))],
    ]
    found = list(read(delimited(rows), "a.csv").findings(today=TODAY))
    assert [f.line.department for f in found] == ["采茶组"] * 3 + ["炒茶组"] * 3


def test_several_sheets_are_read_together_and_others_left_out() -> None:
    more = {
        "二分厂": [TITLES, *people(3, 10), people(1)[0]],
        "填表说明": [["身份证号请设为文本格式"]],
        "已退会": [TITLES, *people(2, 30)],
        "旧表": [TITLES, *people(2, 40)],
    }
    data = excel([TITLES, *people(3)], sheets=more, hidden=["旧表"], name="一分厂")
    found = read(data, "a.xlsx").report(today=TODAY)
    assert (found["data_rows"], found["accepted"]) == (7, 6)
    assert found["rows"] == [
        {"sheet": "二分厂", "row": 5, "result": "duplicate", "reason": "duplicate_in_file"}
    ]


def test_an_example_row_is_set_aside() -> None:
    rows = [TITLES, ["例", "张三", number(400), phone(400)], *people(2)]
    assert outcome(excel(rows)) == (2, 2, [])


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (",", "utf-8"),
        (",", "utf-8-sig"),
        ("\t", "gb18030"),
        (";", "gbk"),
        ("、", "utf-8"),
        ("，", "gbk"),
        ("\t", "utf-16"),
        (",", "utf-16-le"),
        ("|", "utf-8"),
    ],
)
def test_delimited_text_in_any_encoding(mark: str, encoding: str) -> None:
    rows = [["南川区某某公司会员名册", "", "", ""], TITLES, *people(5)]
    assert outcome(delimited(rows, mark, encoding), "a.csv") == (5, 5, [])


def test_quotes_line_breaks_and_old_line_ends_in_text_files() -> None:
    head = '"序号","姓\n名","身份证号","手机号码"\n'
    body = "\n".join(f'{n},"{name}","=""{card}""","{call}"' for n, name, card, call in people(3))
    assert outcome((head + body).encode(), "a.csv") == (3, 3, [])
    old = "\r".join(",".join(map(str, row)) for row in [TITLES, *people(3)])
    assert outcome(old.encode("gbk"), "a.csv") == (3, 3, [])
    unclosed = delimited([TITLES, [1, '"赵伟', number(1), phone(1)], *people(40, 10)])
    assert outcome(unclosed, "a.csv")[:2] == (41, 41)


def test_two_persons_in_one_row() -> None:
    body = people(6)
    rows = [["花名册"], [*TITLES, *TITLES], *[[*a, *b] for a, b in zip(body[:3], body[3:], strict=True)]]
    rows[3][6] = number(0)
    assert outcome(excel(rows)) == (6, 5, [(4, "id_conflict_in_file")])


def test_sheets_named_after_departments_give_the_department() -> None:
    data = excel([TITLES, *people(2)], sheets={"包装车间": [TITLES, *people(2, 5)]}, name="制茶车间")
    found = read(data, "a.xlsx").findings(today=TODAY)
    assert [f.line.department for f in found] == ["制茶车间"] * 2 + ["包装车间"] * 2


def test_a_last_line_without_an_id_is_still_a_line() -> None:
    titles = TITLES[1:]
    body = [line[1:] for line in people(3)]
    body[2][1] = ""
    assert outcome(excel([titles, *body, ["制表人", "王五", ""]])) == (3, 2, [(4, "id_missing")])
    assert outcome(excel([titles[:2], *[line[:2] for line in body]])) == (3, 2, [(4, "id_missing")])


def test_remembered_titles_yield_to_plain_content() -> None:
    rows = [["号码", "姓名", "证件"], *[[call, name, card] for _, name, card, call in people(6)]]
    places = read(excel(rows), "a.xlsx", remembered={"号码": Role.NUMBER}).chosen[0].layout.places
    assert (places[Role.NUMBER], places[Role.PHONE]) == (2, 0)
