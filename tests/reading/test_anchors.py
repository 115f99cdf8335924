"""Sentences that are hard to understand alone are shown only where there is no better one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.text import analyse

FIRST = "Anil Ramdin of Mauritius sold a trawler and two letters to Rita Gopaul of the Reef Bank on Monday."


@pytest.mark.parametrize(
    ("sentence", "lack"),
    [
        ("Anil Ramdin told Rita Gopaul that corals grow slowly in winter.", None),
        ("Fishermen who had lost their boats were told to wait until winter.", "bare"),
        ("Anil Ramdin slept badly.", "bare"),
        ("Anil Ramdin also told Rita Gopaul that corals grow slowly.", "adding"),
        ("Anil Ramdin, also known as the Duke, said that corals grow slowly.", None),
        ("Anil Ramdin sold another trawler to Rita Gopaul that very winter.", "adding"),
        ("On both occasions Anil Ramdin told Rita Gopaul of the corals.", "adding"),
        ("Of the 10, four were sold to Rita Gopaul by Anil Ramdin.", "adding"),
        ("In his letters, Ramdin denies it, though corals grow slowly.", "adding"),
        ("(Good to see that Anil Ramdin and Rita Gopaul like corals.)", "adding"),
        ("Anil Ramdin caught ten fish on the trawler over one winter.", "given"),
        ("Anil Ramdin caught ten fish on the trawler in Grand Baie that winter.", None),
        ("Anil Ramdin caught ten fish on the trawler that Rita Gopaul bought.", None),
        ("Anil Ramdin caught ten fish on the schooner, Aurora, in one winter.", None),
        ("Anil Ramdin bought a net, and the net was sold to Rita Gopaul.", None),
        ("Anil Ramdin said the trawler spans the quay of Grand Baie.", "given"),
        ("Anil Ramdin was fined in Grand Baie for the rusty trawler.", "given"),
        ("Anil Ramdin was fined in Grand Baie for the rusty bicycle.", None),
        ("Anil Ramdin praised the repainted nets in songs and poems.", "given"),
        ("In one case, Anil Ramdin sold boats to Rita Gopaul in May.", "adding"),
        ("Anil Ramdin took the three young sailors to Grand Baie by car.", "given"),
        ("Anil Ramdin told Rita Gopaul nothing in the morning’s search.", "given"),
        ("Anil Ramdin has lived on the island for ten years or more.", "given"),
        ("Anil Ramdin said that the economy of Mauritius grows slowly.", None),
        ("Anil Ramdin said three of the temporarily legal nets were sold.", "given"),
        ("Anil Ramdin has written of corals, of fish and of that search.", "adding"),
        ("No one knows that better than Anil Ramdin of Grand Baie.", "adding"),
        ("Take the trawler that Anil Ramdin sold to Rita Gopaul in May.", "call"),
        ("Takeshi Mori sold Anil Ramdin a trawler and two nets in May.", None),
        ("“It was cold,” said Anil Ramdin after a night in Grand Baie.", "speech"),
        ("“We look into this,” said Anil Ramdin after a night in Grand Baie.", "speech"),
        ("“Corals grow slowly,” said Anil Ramdin after a night in Grand Baie.", None),
        ("Anil Ramdin said, “Well worth reading, it warms a heart in winter.”", "speech"),
    ],
)
def test_what_a_reader_of_one_sentence_would_miss(sentence: str, lack: str | None) -> None:
    document = analyse(f"{FIRST} {sentence} So said Anil Ramdin.")
    people = find_people(document)
    assert Standing(document, people, ()).lack(document.sentences[1]) == lack


@pytest.mark.parametrize(
    ("sentence", "lack"),
    [
        ("Anil Ramdin sold the trawler.", None),
        ("It is a strange scene at the harbour of Grand Baie.", "scene"),
        ("For most fishermen, it has become a habit to wait.", "scene"),
        ("At first glance, it looks like a boat of Grand Baie.", "scene"),
        ("In unrelated cases, two fishermen of Grand Baie were fined.", "scene"),
        ("Not in the nets, as Anil Ramdin found on Monday.", "scene"),
        ("The focus would be on fishermen of Grand Baie.", "scene"),
        ("The harbour of Grand Baie was closed on Monday.", None),
    ],
)
def test_a_first_sentence_lacks_little(sentence: str, lack: str | None) -> None:
    document = analyse(f"{sentence} {FIRST}")
    assert Standing(document, (), ()).lack(document.sentences[0]) == lack


@given(st.text(alphabet=" .,“”\"'()’TheItonaalsoX1\n", max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    document = analyse(text)
    standing = Standing(document, (), ())
    for sentence in document.sentences:
        standing.lack(sentence)


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Anil Ramdin told Rita Gopaul that corals grow slowly in winter.", False),
        ("Many fishermen were told by Anil Ramdin to wait until winter.", True),
        ("Anil Ramdin also told Rita Gopaul that corals grow slowly.", True),
    ],
)
def test_what_reads_as_a_part(sentence: str, part: bool) -> None:
    document = analyse(f"{FIRST} {sentence} So said Anil Ramdin.")
    assert Standing(document, (), ()).reads_as_part(document.sentences[1]) is part
