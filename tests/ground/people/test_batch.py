"""Cells sealed many at once open like any other, each in its own place only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yugong.ground.people import vault
from yugong.kernel.errors import Broken
from yugong.kernel.ident import uuid7_texts

TABLE = "people_person"
columns = st.sampled_from(["name_sealed", "number_sealed", "born_sealed", "c"])


def brought_back(texts: list[str], column: str) -> list[str]:
    """Every text after it was sealed with the others and opened alone."""
    rows = uuid7_texts(len(texts))
    sealed = vault.seal_many(texts, rows, table=TABLE, column=column)
    nonces = {blob[vault.HEAD : vault.HEAD + vault.NONCE] for blob in sealed if blob}
    assert len(nonces) == sum(map(bool, texts))
    pairs = zip(sealed, rows, strict=True)
    return [vault.unseal(blob, table=TABLE, column=column, row=row) for blob, row in pairs]


@settings(max_examples=30, deadline=None)
@given(columns, st.integers(1, 64), st.randoms(use_true_random=False))
def test_a_batch_of_any_length_opens_the_ordinary_way(column, length, dice):
    texts = ["".join(chr(dice.randrange(32, 127)) for _ in range(length)) for _ in range(80)]
    assert brought_back(texts, column) == texts


def test_lengths_are_mixed_and_stay_in_order():
    texts = ["张伟", "欧阳小渝", "", "阿" * 21, "A", "x" * 300] * 70
    assert brought_back(texts, "facts_sealed") == texts
    assert vault.seal_many([], [], table=TABLE, column="facts_sealed") == []


def test_a_cell_of_a_batch_opens_nowhere_else():
    rows = uuid7_texts(70)
    sealed = vault.seal_many(["张伟国"] * 70, rows, table=TABLE, column="name_sealed")
    for column, row in (("name_sealed", rows[1]), ("phone_sealed", rows[0])):
        with pytest.raises(Broken, match="does not open"):
            vault.unseal(sealed[0], table=TABLE, column=column, row=row)
