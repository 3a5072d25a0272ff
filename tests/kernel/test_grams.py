"""Characters and pairs: what stands in a text is found, whatever piece of it is sought."""

from yugong.kernel.grams import grams, query, sought

TEXT = "南川劳模石工,2026 年焊了 A1 号罐"


def test_a_text_in_pieces():
    assert grams("劳模 A1") == sorted(["劳", "模", "劳模", "a1"])
    assert sought("劳模工匠") == sorted(["劳模", "模工", "工匠"])
    assert query("劳，2026") == "'2026' & '劳'"
    assert query("' & | !") == ""


def test_every_piece_of_chinese_is_sought_by_words_the_text_has():
    known = set(grams(TEXT))
    run = TEXT.partition(",")[0]
    pieces = [run[start:end] for start in range(len(run)) for end in range(start + 1, len(run) + 1)]
    assert [piece for piece in pieces if not set(sought(piece)) <= known] == []
    assert not set(sought("工石")) <= known
