"""Invented persons are believable, well-formed, unique and reproducible."""

import re
from datetime import date

from yugong.worlds.people import FEMALE, MALE, SERIALS, Population, check_digit

TODAY = date(2026, 11, 21)


def crowd(seed="a", size=3000):
    population = Population(seed, today=TODAY)
    return [population.someone() for _ in range(size)]


def test_the_same_seed_gives_the_same_people():
    assert crowd(size=200) == crowd(size=200)
    assert crowd("b", size=200) != crowd(size=200)


def test_numbers_and_phones_are_unique_and_well_formed():
    people = crowd()
    assert len({p.number for p in people}) == len(people)
    assert len({p.phone for p in people}) == len(people)
    for person in people:
        assert re.fullmatch(r"1[3-9]\d{9}", person.phone)
        assert person.number[6:14] == f"{person.born:%Y%m%d}"
        assert person.number[17] == check_digit(person.number[:17])
        assert person.number[14:17] in SERIALS[person.sex]
        assert int(person.number[16]) % 2 == int(person.sex == MALE)


def test_the_check_digit_of_the_standards_own_sample():
    assert check_digit("11010519491231002") == "X"


def test_ages_stay_in_their_bounds():
    population = Population("ages", today=TODAY)
    born = [population.someone(ages=(18, 24)).born for _ in range(300)]
    assert max(born) <= date(2008, 11, 21)
    assert min(born) > date(2001, 11, 20)


def test_the_crowd_looks_like_south_east_chongqing():
    people = crowd()
    women = sum(person.sex == FEMALE for person in people) / len(people)
    assert 0.38 < women < 0.46
    families = [person.name[0] for person in people]
    assert families.count("冉") > 10
    assert families.count("李") > families.count("冉")
    assert len({person.name for person in people}) > 2200
    assert all(2 <= len(person.name) <= 4 for person in people)
