"""Names of every make, each in a sentence of our own: what is a name, and where it begins and ends."""

from __future__ import annotations

import pytest

from bot.reading.people import find_people
from bot.reading.quotes import read_quotes
from bot.reading.text import analyse

NAMED = """
"We are ready," said J.B. Okonjo, the minister. => J.B. Okonjo
The report was written by K. V. Raman and A.P.J. Sundaram. => K. V. Raman; A.P.J. Sundaram
M.K. Stalinski and his deputy P. Chidambar voted. => M.K. Stalinski; P. Chidambar
The judge, T S Thakurdas, adjourned the case. => T S Thakurdas
Mayor W. Wilson Goodman opened the bridge. => W. Wilson Goodman
Sir Keir Hadley spoke to Dame Ruth Penhaligon. => Keir Hadley; Ruth Penhaligon
Datuk Seri Azmin Harun resigned. => Azmin Harun
Tan Sri Lim Wee Chai was absent. => Lim Wee Chai
Robert Kelling Jr. spoke before Henry Gates III. => Robert Kelling Jr.; Henry Gates III
Crown Prince Mohammed bin Salman met Dara Ó Briain. => Mohammed bin Salman; Dara Ó Briain
Abd al-Rahman al-Faisal said oil would fall. => Abd al-Rahman al-Faisal
Osama bin Rashid al Maktoum owns the horse. => Osama bin Rashid al Maktoum
Robin van Persson scored twice. Van Persson left. => Robin van Persson
Jean-Luc Mélanche greeted Kim Jong-nam. => Jean-Luc Mélanche; Kim Jong-nam
Conor O'Driscoll and Mary-Kate O’Shea married. => Conor O'Driscoll; Mary-Kate O’Shea
Łukasz Piszczyk beat Dragan Đurić. => Łukasz Piszczyk; Dragan Đurić
Hasmik Kocharyan told Oleh Petrenko, who was late, to wait. => Hasmik Kocharyan; Oleh Petrenko
Xi Jianping met Li Keming in Beijing. Mr Xi smiled. => Xi Jianping; Li Keming
Nguyen Phu Trung and Pham Minh Duc voted. => Nguyen Phu Trung; Pham Minh Duc
Gabriel García Montes wrote it; García Montes was 40. => Gabriel García Montes
Xiomara Castillo de Zelaya, the president, agreed. => Xiomara Castillo de Zelaya
Will Price said the deal was close. Price added that May Lim agreed. => Will Price; May Lim
Oh Jin told reporters that Grace Hope had resigned. => Oh Jin; Grace Hope
Sue Grant said she would sue. => Sue Grant
Summer Day told the inquiry she saw smoke. => Summer Day
Joy Park, who runs the shop, wept. => Joy Park
Guy Black said the sky was black. => Guy Black
"The price is right," the Harbour Union’s Nachman Adler told the inquiry. => Nachman Adler
Adler said so on the radio. “The Rachel Adler Show” ran twice. => Rachel Adler
Maria dela Rosa agreed. Dela Rosa left. => Maria dela Rosa
Selector Themba Xaba was watching. => Themba Xaba
A leaflet read, “Speaker Paul Ryan Joins Growing List of Critics.” It was a fake. => Paul Ryan
"""


@pytest.mark.parametrize("line", NAMED.strip().splitlines())
def test_names_are_read_whole_and_nothing_else_is(line: str) -> None:
    text, _, names = line.rpartition(" => ")
    assert sorted(person.name for person in find_people(analyse(text))) == sorted(names.split("; "))


@pytest.mark.parametrize(
    "text",
    [
        "The Queen Mary left Port Elizabeth for San Diego.",
        "Goldman Sachs and Morgan Stanley fell; Wells Fargo rose.",
        "J.C. Penney and Dow Jones fell on Monday in Washington, D.C., and Santa Fe.",
        "The USS Abraham Lincoln sailed past Saint Helena in June.",
        "Sandy Hook and Virginia Beach mourned.",
        "Fort Worth and Sioux Falls flooded.",
        "Costa Rica and Puerto Rico voted on Super Tuesday.",
        "Dow Jones and Standard Chartered slid.",
        "The John Deere plant and a Harley Davidson shop closed.",
    ],
)
def test_ships_companies_and_places_named_like_people_are_none(text: str) -> None:
    assert not find_people(analyse(text))


def test_a_surname_that_is_a_common_word_is_known_before_its_verb() -> None:
    text = "Sen. Marguerite Dole was not having it.\nDole said she could read. Dole checks are late. Officials said no."
    (dole,) = find_people(analyse(text))
    assert [text[start:end] for start, end in dole.mentions] == ["Marguerite Dole", "Dole"]


def test_a_nickname_in_marks_is_part_of_the_name_and_no_speech() -> None:
    text = 'Minority Leader Ramon "Mon" Villareal said the bill was "railroaded through the house."'
    document = analyse(text)
    (quote,) = [q for q in read_quotes(document, find_people(document)) if q.kind != "indirect"]
    assert text[quote.span.start : quote.span.end] == "railroaded through the house."
    assert quote.speaker_name == "Ramon Villareal"
