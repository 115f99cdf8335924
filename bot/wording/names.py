"""Names put in square brackets where an article's words leave them out: "[Ana] Cruz said", "He [Ana Cruz] said"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.values import Meant
from bot.wording.reply import Part, Style


def with_names(text: str, meant: Sequence[Meant], style: Style = "article") -> list[Part]:
    """Return ``text``, the article's own words in ``style``, with the names that it leaves out in brackets of ours."""
    parts: list[Part] = []
    end = 0
    for each in sorted(meant, key=lambda one: one.start):
        if not end <= each.start < each.end <= len(text):
            continue
        word = text[each.start : each.end]
        part = _end_of(each.name, word)
        if part:
            start = each.end - len(part)
            parts += [Part(text[end:start], style), Part(f"[{each.name.removesuffix(part).strip()}] ")]
            end = start
        elif each.name.startswith(f"{word} "):
            parts += [Part(text[end : each.end], style), Part(f" [{each.name.removeprefix(word).strip()}]")]
            end = each.end
        else:
            of = "’s" if word in {"His", "Her", "My", "my"} else ""
            parts += [Part(text[end : each.end], style), Part(f" [{each.name}{of}]")]
            end = each.end
    parts.append(Part(text[end:], style))
    return [part for part in parts if part.text]


def _end_of(name: str, word: str) -> str:
    """Return the longest end of ``word``, in whole words, that ends the name too, but is not all of it."""
    words = word.split(" ")
    ends = (" ".join(words[place:]) for place in range(len(words)))
    return next((end for end in ends if name.endswith(f" {end}")), "")


def folded(text: str, meant: Sequence[Meant]) -> list[Meant]:
    """Return the same places in ``text`` with its white space folded to single spaces."""

    def at(offset: int) -> int:
        before = text[:offset]
        return len(" ".join(before.split())) + before[-1:].isspace()

    return [
        Meant(at(each.start), at(each.start) + len(" ".join(text[each.start : each.end].split())), each.name)
        for each in meant
    ]
