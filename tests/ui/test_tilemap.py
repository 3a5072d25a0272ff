"""Tiles: links by name, shades by fifths, a grid where there is no map."""

from yugong.ui.tilemap import Tile, depth_of, fifths, gridded, tilemap


def test_every_tile_is_a_link_with_its_number():
    drawn = tilemap(
        [Tile("南川", "97", 3, "/?unit=1"), Tile("江津", "91", 1, "/?unit=2", (2, 1), marked=True)],
        label="图",
    )
    assert '<a href="/?unit=1" aria-label="南川 97">' in drawn
    assert 'class="t k1 sel" transform="translate(100 50)"' in drawn
    assert 'viewBox="-2 -2 150 100" role="group" aria-label="图"' in drawn
    empty = tilemap([Tile("<城口>")], label="图")
    assert 'class="t kn"' in empty
    assert "&lt;城口&gt;" in empty


def test_shades_are_fifths_of_what_is_there():
    cuts = fifths(range(1, 11))
    assert cuts == (3, 5, 7, 9)
    assert [depth_of(value, cuts) for value in (1, 3, 6, 7, 10)] == [0, 1, 2, 3, 4]
    assert (fifths([5, 5, 5]), depth_of(5, ())) == ((), 2)
    assert fifths([1, 2]) == (2,)
    assert [depth_of(n, (2,)) for n in (1, 2)] == [0, 4]


def test_a_grid_fills_row_by_row():
    assert [one.at for one in gridded([Tile(str(n)) for n in range(4)], 3)] == [
        (0, 0),
        (1, 0),
        (2, 0),
        (0, 1),
    ]
