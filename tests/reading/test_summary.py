"""Summary sentences: verbatim, whole, able to stand alone, the news first, nothing twice."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.people import find_people
from bot.reading.standalone import Standing
from bot.reading.summary import MOST, summarise
from bot.reading.text import analyse
from storage.records import Span

ARTICLE = """PORT LOUIS, Mauritius (Wire) — Fisheries Minister Anil Ramdin closed the northern reefs to trawlers.
He did not say for how long.
“The coral needs years of peace,” Ramdin told reporters after a meeting with fishermen.
But the minister refused to speak of money.
“We have no plan yet.
We will have one soon,” he added.
Read More: Island fish prices rise again
Fishermen in Grand Baie said shut reefs would cost 400 jobs by December.
Shut reefs will cost 400 jobs by December, fishermen in Grand Baie said.
This decision surprised many.
(Photo by A. Person)
"""


def shown(text: str) -> list[str]:
    return [text[start:end] for start, end in summarise(analyse(text))]


def test_the_news_comes_first_with_what_goes_on_right_behind_it() -> None:
    found = shown(ARTICLE)
    assert [sentence[:6] for sentence in found] == ["PORT L", "He did", "“The c"]


@pytest.mark.parametrize(
    ("sentence", "dangles"),
    [
        ("The minister met fishermen at the harbour on Monday.", True),
        ("The minister, Anil Ramdin, met fishermen at the harbour.", False),
        ("Anil Ramdin said he would meet the fishermen at noon.", False),
        ("It was not until May that Anil Ramdin met the fishermen.", False),
        ("It hit the harbour with great force on Monday.", True),
        ("Both fishermen and traders of Grand Baie were told.", False),
        ("Both were taken to the harbour on Monday night.", True),
        ("A woman who lost her boat in the storm was rescued.", False),
        ("The woman lost a boat in the storm on Monday night.", True),
        ("The British prime minister met Anil Ramdin on Monday.", False),
        ("This week the reefs of the north were closed to trawlers.", False),
        ("This plan was made by Anil Ramdin and the fishermen.", True),
        ("“We will not give up the reefs,” he said.", True),
        ("“We will not give up the reefs,” Anil Ramdin said.", False),
        ("Those reefs have been closed to trawlers since Monday.", True),
        ("Anil Ramdin asked the senator about the reefs on Monday.", True),
        ("A senator came, and Anil Ramdin asked the senator about reefs.", False),
        ("That’s one of the plans of Anil Ramdin for the reefs.", True),
        ("The one that closed the northern reefs was Anil Ramdin.", True),
        ("“Reefs die,” they wrote to Anil Ramdin in a letter on Monday.", True),
        ("The boats were sold in May, the company said on Monday.", True),
        ("Anil Ramdin, who led the talks, will follow her as head of the port.", True),
        ("Anil Ramdin met him at the harbour on Monday night.", True),
        ("Anil Ramdin said the police met him at the harbour.", False),
        ("Anil Ramdin gave his boat to the fishermen on Monday.", False),
        ("Scottish boats came, and his plans were told to all.", True),
        ("Fishermen there have mended the nets of Anil Ramdin.", True),
        ("Each boat carries two nets and a lamp, Anil Ramdin said.", True),
        ("Each of the boats of Anil Ramdin carries two nets.", False),
        ("Fishermen searched the harbour, then reported them missing.", True),
        ("The panel that Anil Ramdin leads will not suffer the same fate.", True),
        ("The network on Monday told Anil Ramdin about new plans.", True),
        ("Anil Ramdin spoke of the proposed changes at the harbour.", True),
        ("There have been no other reported injuries, Anil Ramdin said.", True),
        ("It was presented to ten fishermen, according to Anil Ramdin.", True),
        ("More than 260 others were hurt, Anil Ramdin said on Monday.", True),
        ("Anil Ramdin and 260 others were hurt on Monday.", False),
        ("One fisherman sharing that view is Anil Ramdin of Grand Baie.", True),
        ("Anil Ramdin says that doesn’t bother him at all.", True),
        ("Anil Ramdin says that boats were sold in May.", False),
        ("Their boats stay in the harbour, Anil Ramdin said.", True),
        ("Within weeks, fishermen of Anil Ramdin admitted they were wrong.", True),
        ("Two years prior, boats of Anil Ramdin sank in May.", True),
        ("A short while later, Anil Ramdin fell into the water.", True),
        ("Two years later than planned, Anil Ramdin came home.", False),
        ("As the faded picture shows, Anil Ramdin had two boats.", True),
        ("It is ranked eighth of ten harbours that have fishermen.", True),
        ("It is like a version of a boat that sinks at once.", True),
        ("It is hoped that fishermen will come back to Grand Baie.", False),
        ("Fishermen said in two weeks they will sail with Anil Ramdin.", False),
        ("Some weeks they sail to Grand Baie with Anil Ramdin.", True),
        ("The Guardian added that he sailed to Grand Baie alone.", True),
        ("In Scottish waters, his boats are the fastest of all.", True),
        ("In an interview with Rita Gopaul, she called the harbour dirty.", True),
        ("In an interview with Rita Gopaul, Ana Cruz said she was tired.", False),
        ("Republicans want her charged for selling fish on Monday.", True),
        ("Anil Ramdin told Ana Cruz the young woman was not going to sail.", True),
        ("Minutes later, Anil Ramdin sailed to Grand Baie with fish.", True),
        ("Which were sold to Anil Ramdin after ten fishermen asked.", True),
    ],
)
def test_dangling(sentence: str, dangles: bool) -> None:
    document = analyse(f"Trawlers were told to leave. {sentence} So said Anil Ramdin.")
    assert (Standing(document, (), ()).dangling(document.sentences[1]) is not None) is dangles


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("The letters were sent to Anil Ramdin by a fisherman.", "The letters"),
        ("The letters of Anil Ramdin were sent by a fisherman.", None),
        ("Anil Ramdin answered the fishermen who sent the letters.", "the letters"),
        ("Anil Ramdin answered a fisherman’s letters after the letters came.", None),
        ("Found among the corals in May, the creature was shown to Anil Ramdin.", "the creature"),
        ("Anil Ramdin made no mention of the incident.", "the incident"),
        ("Anil Ramdin spoke to the world about corals.", None),
        ("The letters won’t be shown to Anil Ramdin.", "The letters"),
        ("The storm left Anil Ramdin’s boat in pieces.", "The storm"),
        ("The harsh review, published on Monday, named Anil Ramdin.", "The harsh review"),
        ("The trawler, Aurora, was sold to Anil Ramdin.", None),
        ("The scheme effectively ends fishing for Anil Ramdin.", "The scheme"),
        ("The scheme suggests that Anil Ramdin may fish.", "The scheme"),
        ("The sad news that Anil Ramdin sank hurt all.", None),
        ("The dispute dealt with a boat of Anil Ramdin.", "The dispute"),
        ("The boat built by Anil Ramdin sank on Monday.", None),
        ("Critics of Anil Ramdin say the law is harsh.", "the law"),
        ("“The letters hurt,” Anil Ramdin told two fishermen.", None),
        ("The letter got almost ten answers from Anil Ramdin.", "The letter"),
        ("Fishermen paid two fines, the letter adds, to Anil Ramdin.", "the letter"),
        ("A storm swept over the region on Monday.", "the region"),
        ("A storm swept over Mauritius and the region on Monday.", None),
        ("A storm swept over the region of Black River on Monday.", None),
    ],
)
def test_a_thing_spoken_of_as_known(sentence: str, thing: str | None) -> None:
    document = analyse(f"Two letters came on Monday. {sentence} So said Anil Ramdin.")
    assert Standing(document, (), ()).known(document.sentences[1]) == thing
    assert thing is None or sentence not in shown(document.text)


@pytest.mark.parametrize(
    "caption",
    [
        "Anil Ramdin, left, and a fisherman look at corals in the harbour.",
        "Anil Ramdin waves to fishermen at Grand Baie on Sunday, Feb. 3, 2026, at noon.",
        "A photo from last year shows the reefs of Grand Baie.",
        "Anil Ramdin, who has led the ministry since the spring.",
        "PORT LOUIS - JUNE 18: Anil Ramdin throws a net at the harbour.",
        "Please turn on the sound to listen to Anil Ramdin.",
    ],
)
def test_captions_and_fragments_are_no_news(caption: str) -> None:
    first = "Reefs off Port Louis were shut in May by Anil Ramdin."
    found = shown(f"{first}\n{caption}\nBoats of Anil Ramdin were sold.")
    assert found[0] == first
    assert caption not in found


def test_a_sentence_that_leans_comes_with_those_that_it_needs() -> None:
    text = "Boats were sold. Anil Ramdin met fishermen at noon. He promised a new harbour by May. It was late."
    document = analyse(text)
    people = find_people(document)
    _, two, three, four = document.sentences
    standing = Standing(document, people, ())
    assert standing.passage(two) == two
    assert standing.passage(three) == Span(two.start, three.end)
    assert standing.passage(four) is None


def test_what_a_line_break_or_an_ellipsis_cut_is_no_sentence() -> None:
    first = "Reefs off Port Louis were shut in May by Anil Ramdin."
    text = f"{first}\n23, with a band from Grand Baie.\nAnil Ramdin speaks to fishermen at..."
    assert shown(text) == [first]


def test_no_sentence_is_cut_out_of_a_quotation() -> None:
    below = "Grand Baie, a harbour of forty boats in the north of Mauritius, is open to Ann Lee."
    text = f'Ann Lee said: "The reef is closed. Trawlers must leave it. Nobody may fish." {below}'
    assert shown(text) == [below]


def test_an_unclosed_mark_does_not_swallow_the_rest() -> None:
    text = "“The reef is shut to all, Ann Lee said. Trawlers must leave Grand Baie. “We mean it,” Ann Lee told them."
    document = analyse(text)
    assert Standing(document, (), ()).is_whole(document.sentences[1])


TEXTS = st.text(alphabet=st.characters(codec=None), max_size=400) | st.lists(
    st.sampled_from(
        [
            "The minister",
            "Ann Lee",
            "said",
            "he",
            "“",
            "”",
            '"',
            ".",
            ". ",
            "\n",
            "their",
            "The",
            "of",
            "to",
            "the",
            "a",
            "won't",
            "quickly",
            "left",
            "reefs",
            "closed",
            "(CNN)",
            "\ud800",
            "،",
            *string.punctuation,
        ]
    ),
    max_size=120,
).map(" ".join)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_whole_distinct_sentences(text: str) -> None:
    document = analyse(text)
    spans = summarise(document)
    assert len(spans) <= MOST
    assert len(set(spans)) == len(spans)
    starts, ends = zip(*document.sentences, strict=True) if document.sentences else ((), ())
    assert all(span.start in starts and span.end in ends for span in spans)
    assert all(before.end <= span.start for before, span in pairwise(spans))


def test_a_hostile_text_is_read_in_linear_time() -> None:
    for text in ('"' * 100_000, "“" * 100_000, "The " * 50_000, "A" * 100_000, '" a. ' * 20_000, "He said. " * 20_000):
        summarise(analyse(text))


@pytest.mark.parametrize(
    "part",
    [
        "Went to sleep early on the boat last night.",
        "Not the strongest line for an article about boats.",
        "The cabin of a trawler at Grand Baie.",
        "All except for two boats, which stand apart at Grand Baie.",
        "1) As a speech, it was excellent and told fishermen all.",
        "The boat of Anil Ramdin is pictured at Grand Baie.",
        "Subscriptions are ten rupees a year for all fishermen.",
        "Fishermen (above) wait for Anil Ramdin to come back.",
        "Anil Ramdin (R) speaks with fishermen of Grand Baie.",
        "Anil Ramdin throws a net in this March 3 handout photo.",
        "Jo Cruz/Getty Images Anil Ramdin will sail to Grand Baie.",
        "Anil Ramdin speaks to fishermen at a hotel in Grand Baie May 30, 2026.",
        "Jo Cruz / AP Anil Ramdin listens to fishermen at Grand Baie.",
        "‘Cold’: Anil Ramdin sails to Grand Baie in a storm.",
        "One of several boats used by fishermen in Grand Baie.",
        "Ramdin’s private boat and island.",
        "Nets, Jo Cruz; boats, Li Po; fish, Al Roy; ice, Bo Day; light, Cy Orr; sound was by Ed Poe; ropes, Flo Orr.",
    ],
)
def test_what_is_no_sentence_of_the_running_text(part: str) -> None:
    document = analyse(f"Trawlers were told to leave on Monday.\n{part}\nSo said Anil Ramdin.")
    assert not Standing(document, (), ()).is_whole(document.sentences[1])


def test_a_short_sentence_with_a_verb_is_whole() -> None:
    for sentence in (
        "Boats got stuck in the harbour again.",
        "Anil Ramdin sails on Monday.",
        "It’s late in the harbour.",
    ):
        document = analyse(f"Trawlers were told to leave on Monday.\n{sentence}\nSo said Anil Ramdin.")
        assert Standing(document, (), ()).is_whole(document.sentences[1])
