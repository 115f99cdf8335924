"""Whatever a reply holds: it fits into one message, and text from articles is shown literally."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording.reply import Line, Part, Reference, Reply
from cogs.escape import clean, escape
from cogs.render import cut, line_text, plain, reference_text, render, units
from tests.loopback import limits

NASTY = st.sampled_from(
    [
        "@everyone",
        "@here",
        "<@123>",
        "<@&5>",
        "<#1>",
        "<t:1:R>",
        "</who:1>",
        "<:a:1>",
        "[x](https://e.org)",
        "https://e.org/a_b_c",
        "http://",
        "discord.gg/abc",
        "www.e.org",
        "1. ",
        "- ",
        "# ",
        "-# ",
        "> ",
        ">>> ",
        "* ",
        "+ ",
        "**",
        "__",
        "~~",
        "||",
        "`",
        "```",
        "\\",
        ":smile:",
        "\n",
        "\r\n",
        "\u2028",
        "\u200b",
        "\u202e",
        "\ud800",
        "\x00",
        "🦊",
        "👩\u200d👩",
        " ",
    ]
)
TEXT = st.lists(st.one_of(NASTY, st.text(max_size=8)), max_size=12).map("".join)
ANY = st.one_of(TEXT, st.text(st.characters(), max_size=40))
STYLE = st.sampled_from(["plain", "strong", "article", "quote", "match", "title"])
KIND = st.sampled_from(["text", "section", "item", "quote", "note"])
LINES = st.builds(
    Line,
    KIND,
    st.lists(st.builds(Part, ANY, STYLE), max_size=5).map(tuple),
    st.lists(st.integers(1, 4), max_size=3).map(tuple),
)
OPTIONAL = st.one_of(st.none(), ANY, st.just("https://e.org/(x)_*y*"))
REPLIES = st.builds(
    Reply,
    ANY,
    st.lists(LINES, max_size=6).map(tuple),
    st.lists(st.builds(Reference, st.integers(1, 4), ANY, OPTIONAL, OPTIONAL, ANY, OPTIONAL, ANY), max_size=4).map(
        tuple
    ),
    st.just(()),
    st.integers(0, 3),
    st.integers(1, 4),
)


def tokens(markdown: str) -> list[tuple[str, bool]]:
    """The signs that Discord shows, each with whether a backslash makes it literal."""
    found = []
    at = 0
    while at < len(markdown):
        literal = markdown[at] == "\\" and at + 1 < len(markdown) and not re.match(r"[0-9A-Za-z\s]", markdown[at + 1])
        at += literal
        found.append((markdown[at], literal))
        at += 1
    return found


def acting(markdown: str) -> str:
    """``markdown`` with every literal sign replaced, so that only what Discord acts on is left to match."""
    return "".join("\0" if literal else sign for sign, literal in tokens(markdown))


def shown(markdown: str) -> str:
    return "".join(sign for sign, _ in tokens(markdown)).replace("@\u200b", "@")


ACTS = re.compile(
    r"[*_~|`\[\\<]|://|@everyone|@here|:[\w+-]+:|www\.|discord\.gg|^\s*(?:[#>+-]|\d+\.)", re.IGNORECASE | re.MULTILINE
)


@settings(deadline=None)
@given(ANY)
def test_escaped_text_is_shown_literally_and_acts_on_nothing(text: str) -> None:
    result = escape(text)
    assert shown(result) == clean(text)
    assert not ACTS.search(acting(result)), acting(result)
    assert "\n" not in result
    result.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("It is 5 * 3_000", r"It is 5 \* 3\_000"),
        ("1. first", r"1\. first"),
        ("rose by 1.5", "rose by 1.5"),
        ("- item", r"\- item"),
        ("a - b", "a - b"),
        ("# head", r"\# head"),
        ("<t:1:R> </who:1> <#1> <@1>", r"\<t\:1:R> \</who:1> \<#1> \<@1>"),
        ("@everyone", "@\u200beveryone"),
        ("see https://e.org", r"see https\://e.org"),
        ("[a](b)", r"\[a](b)"),
        (":smile: at 10:30", r"\:smile: at 10:30"),
        ("a\n# b", "a # b"),
        ("x\u200by\u202e", "xy"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_escape(text: str, result: str) -> None:
    assert escape(text) == result


@settings(deadline=None)
@given(ANY, st.integers(2, 60))
def test_cuts_fit_and_keep_the_beginning(text: str, most: int) -> None:
    result = cut(text, most)
    assert units(result) <= most
    assert result == text or text.startswith(result[:-1].rstrip())


def test_cuts_are_at_word_ends() -> None:
    assert cut("the quick brown fox", 12) == "the quick…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"
    assert plain(" \u200b ", 80) == "…"


@settings(deadline=None)
@given(REPLIES)
def test_any_reply_fits_into_one_message(reply: Reply) -> None:
    body = {"embeds": [embed.to_dict() for embed in render(reply)]}
    assert list(limits.message(body)) == []


@settings(deadline=None)
@given(LINES, st.integers(60, 200))
def test_lines_act_only_as_their_kind_says(line: Line, most: int) -> None:
    text = line_text(line, most)
    assert units(text) <= most
    assert "\n" not in text
    numbers = "".join(f" [{number}]" for number in line.cites)
    assert text.endswith(numbers)
    body = text.removesuffix(numbers) if numbers else text
    for prefix in ("- ", "> ", "-# ") if line.kind in {"item", "quote", "note"} else ():
        body = body.removeprefix(prefix)
    assert acting(body).count("**") % 2 == 0
    assert not ACTS.search(acting(body).replace("**", "")), acting(body)


def _long(words: int, kind: str = "text", cites: tuple[int, ...] = ()) -> Line:
    return Line("item", (Part(" ".join(["word"] * words), "article"),), cites)


def _reference(number: int, url: str | None = "https://news.example/a", title: str | None = "A title") -> Reference:
    return Reference(number, f"id{number}", title, "The Wire", "3 May 2026", url, "file a.txt, paragraph 1")


def test_what_does_not_fit_is_left_out_with_its_references() -> None:
    lines = tuple(_long(200, cites=(number,)) for number in range(1, 20))
    reply = Reply("Long", lines, tuple(_reference(number) for number in range(1, 20)))
    marked = {"embeds": [embed.to_dict() for embed in render(reply, footer="f" * 200)]}
    assert list(limits.message(marked)) == []
    embeds = render(reply)
    assert 5000 < sum(len(embed) for embed in embeds) <= 6000
    text = "\n".join(embed.description or "" for embed in embeds)
    named = set(re.findall(r" \[(\d+)\]$", text, re.MULTILINE))
    listed = set(re.findall(r"^-# \[(\d+)\]", text, re.MULTILINE))
    assert named == listed
    assert "19" not in listed
    assert "\n-# [1] [A title](https://news.example/a) — The Wire, 3 May 2026" in text


def test_one_endless_line_is_cut_at_a_word() -> None:
    text = line_text(_long(100_000, cites=(1,)))
    assert text.endswith("word… [1]")
    assert units(text) <= 1800
    assert units(line_text(Line("text", (Part("*" * 100_000),)))) <= 1800


def test_references_without_a_link_name_their_place() -> None:
    assert reference_text(_reference(1, None)) == (
        "-# [1] A title — The Wire, 3 May 2026, file a.txt, paragraph 1 (no link given)"
    )
    assert "](" not in reference_text(_reference(1, "javascript:alert(1)"))
    assert reference_text(_reference(1, "https://e.org/(a)")).count("(") == 1
    untitled = reference_text(_reference(1, None, title=None)._replace(outlet=None))
    assert untitled == "-# [1] 3 May 2026, file a.txt, paragraph 1 (no outlet or link given)"
    assert reference_text(_reference(1, title="Go to evil.com")).endswith("[link](https://news.example/a)")


def test_how_a_reply_looks() -> None:
    reply = Reply(
        "Marco Rubio",
        (
            Line(
                "text",
                (
                    Part("United States Secretary of State", "article"),
                    Part(" as of 13 January 2026"),
                ),
                (1,),
            ),
            Line("section", (Part("Said"),)),
            Line(
                "quote", (Part("“"), Part("year of *reciprocity*", "quote"), Part("” — "), Part("Sergio Gor", "strong"))
            ),
            Line("item", (Part("match", "match"), Part("ed "), Part(" spaced ", "strong"))),
            Line("note", (Part("A note."),)),
        ),
        (_reference(1),),
        page=1,
        pages=3,
    )
    embed = render(reply)[0]
    assert embed.title == "Marco Rubio"
    assert embed.footer.text == "2/3"
    assert (embed.description or "").split("\n") == [
        "United States Secretary of State as of 13 January 2026 [1]",
        "",
        "**Said**",
        r"> “year of \*reciprocity\*” — **Sergio Gor**",
        "- **match**ed  **spaced**",
        "-# A note.",
        "",
        "-# [1] [A title](https://news.example/a) — The Wire, 3 May 2026",
    ]


def test_an_empty_reply_still_says_something() -> None:
    assert render(Reply("", ()))[0].description == "…"
