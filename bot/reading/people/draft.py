"""The people of an article while it is read: who there is, under which forms, mentioned where."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reading.people.roles import role_after
from bot.reading.people.scores import Candidate
from bot.reading.people.tokens import Token
from bot.reading.people.words import (
    GIVEN,
    PARTICLES,
    ROLE_MODIFIERS,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    TITLES,
    Gender,
    formal_names,
    is_common,
    name_gender,
)
from storage.records import Span

# So many bearers of one word are compared with a name, which keeps hostile texts linear.
MAX_COMPARED = 12


@dataclass(slots=True, eq=False)
class Found:
    """A person while the article is read."""

    words: tuple[str, ...]  # folded words of the fullest form, without suffix
    suffix: str
    name: str
    mentions: list[tuple[int, int]] = field(default_factory=list)  # word ranges, end exclusive, in order
    spans: set[Span] = field(default_factory=set)
    forms: dict[str, None] = field(default_factory=dict)
    roles: dict[Span, None] = field(default_factory=dict)
    honorific: Counter[str] = field(default_factory=Counter)
    nicknames: list[str] = field(default_factory=list)  # given names that are used for the one in the name
    nicknames_told: dict[str, None] = field(default_factory=dict)  # "the Abacus", as the article words them
    gender: Gender | None = None

    @property
    def likely_gender(self) -> Gender | None:
        """The gender of honorifics so far, else the one that the given name mostly goes with."""
        if self.honorific["m"] != self.honorific["f"]:
            return "m" if self.honorific["m"] > self.honorific["f"] else "f"
        return name_gender(self.name)


class Draft:
    """The words of an article and the people found in it so far."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.people: list[Found] = []
        self._by_word: dict[str, list[Found]] = {}
        self._by_name: dict[tuple[tuple[str, ...], str], Found] = {}

    # ---- who there is ----

    def add(self, words: tuple[str, ...], suffix: str, name: str) -> Found:
        """Take a new person in."""
        person = Found(words, suffix, name)
        self.people.append(person)
        self._by_name.setdefault((words, suffix), person)
        for word in dict.fromkeys(words):
            self._by_word.setdefault(word, []).append(person)
        return person

    def join(self, short: Found, person: Found, nickname: str) -> None:
        """Make ``short`` a nickname of ``person``."""
        person.mentions = sorted([*person.mentions, *short.mentions])
        person.spans |= short.spans
        person.forms.update(short.forms)
        person.honorific.update(short.honorific)
        person.nicknames.append(nickname)
        self.people.remove(short)
        for word in dict.fromkeys(short.words):
            self._by_word[word].remove(short)
        if person not in self._by_word[nickname]:
            self._by_word[nickname].append(person)

    def exactly(self, words: tuple[str, ...], suffix: str) -> Found | None:
        """Return the person of just this name."""
        return self._by_name.get((words, suffix))

    def bearers(self, word: str) -> Sequence[Found]:
        """Return people whose name holds ``word``, the latest ones."""
        return self._by_word.get(word, ())[-MAX_COMPARED:]

    def holders(self, item: Candidate) -> list[Found]:
        """Return the people whose name the short form may be: by surname, else by first word, else by any word."""
        words = tuple([t.key for t in self.tokens[item.start : item.stop] if t.key not in SUFFIXES])
        if not words:
            return []
        last, known = words[-1], self.bearers(words[-1])
        if fits := [p for p in known if p.words[-len(words) :] == words]:
            return fits
        if len(words) > 1:
            return [p for p in known if part_of(words, p.words)]
        if fits := [p for p in known if core(p.words)[0] == last]:
            return fits
        return [p for p in known if last in core(p.words)[1:] or last in p.nicknames]

    def nearest(self, fits: Sequence[Found], index: int) -> Found:
        """Return the one of ``fits`` who was mentioned last before the word ``index``, else the first to come."""
        if len(fits) == 1:
            return fits[0]

        def distance(person: Found) -> tuple[int, int]:
            place = bisect_left(person.mentions, (index, 0))
            if place:
                return 0, index - person.mentions[place - 1][0]
            return 1, person.mentions[0][0] if person.mentions else 0

        return min(fits, key=distance)

    # ---- mentions ----

    def words(self, item: Candidate) -> list[Token]:
        """Return the words of a candidate without a nickname in marks."""
        return [token for token in self.tokens[item.start : item.stop] if not token.nick]

    def form(self, item: Candidate) -> str:
        """Return the name as it stands in the text, on one line, without a nickname in marks."""
        words = self.tokens[item.start : item.stop]
        if any(token.nick for token in words):
            return " ".join(token.text for token in words if not token.nick)
        start, end = words[0].start, words[-1].end
        if words[-1].key in {"jr", "sr"} and self.text[end : end + 1] == ".":
            end += 1
        return " ".join(self.text[start:end].split())

    def mention(self, person: Found, item: Candidate) -> None:
        """Note a place where ``person`` is named, and the form used there."""
        words = self.tokens[item.start : item.stop]
        form = self.form(item)
        end = words[-1].end
        if form.endswith(".") and self.text[end : end + 1] == ".":
            end += 1
        span = Span(words[0].start, end)
        if span in person.spans:
            return
        person.spans.add(span)
        if person.mentions and person.mentions[-1] > (item.start, item.stop):
            insort(person.mentions, (item.start, item.stop))
        else:
            person.mentions.append((item.start, item.stop))
        person.forms.setdefault(form)
        for place, token in enumerate(words):
            if token.nick:
                person.forms.setdefault(" ".join([token.text, *(one.text for one in words[place + 1 :])]))
                if token.key not in person.nicknames:
                    person.nicknames.append(token.key)
                    self._by_word.setdefault(token.key, []).append(person)
        if item.polite:
            title = self.tokens[item.start - 1]
            dot = "." if self.text[title.end : title.end + 1] == "." else ""
            person.forms.setdefault(f"{title.text}{dot} {form}")
            if item.honorific:
                person.honorific[item.honorific] += 1
        elif item.titled and item.single:
            self._titled_form(person, item, form)

    def _titled_form(self, person: Found, item: Candidate, form: str) -> None:
        """Keep "Senator Webb" and "Vice Admiral Bell" as forms of the name."""
        first = item.start - 1
        title = self.tokens[first]
        if not title.capital or title.key not in TITLES or title.headline:
            return
        while first > 0 and self.tokens[first].joined and self.tokens[first - 1].capital:
            if self.tokens[first - 1].key not in ROLE_MODIFIERS | {"high", "rear", "prime"}:
                break
            first -= 1
        person.forms.setdefault(" ".join(self.text[self.tokens[first].start : title.end].split()) + f" {form}")

    # ---- how a word is used ----

    def speaks(self, after: int) -> bool:
        """Tell whether a cue like "said" follows at the word ``after``."""
        tokens = self.tokens
        if after >= len(tokens) or tokens[after - 1].possessive:
            return False
        return tokens[after].gap == " " and tokens[after].key in SPEECH and not tokens[after].capital

    def acts(self, item: Candidate) -> bool:
        """Tell whether a lone word is used as only people are: it speaks, has an age, or a role after a comma."""
        tokens = self.tokens
        if self.speaks(item.stop):
            return True
        first, last = tokens[item.start], tokens[item.stop - 1]
        if item.start and first.joined and tokens[item.start - 1].key in SPEECH:
            return not is_common(last.key) or last.key in SURNAMES
        if item.stop < len(tokens) and tokens[item.stop].gap == ", " and not last.possessive:
            after = tokens[item.stop]
            if (after.text.isdigit() and len(after.text) == 2) or after.key == "who":
                return True
            if after.key.endswith("ing") and not after.capital and last.key in SURNAMES:
                return True  # "Smith, delivering the speech, asked"
            return after.key in {"the", "a", "an"} and role_after(self.text, tokens, item.stop) is not None
        return False


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without particles."""
    return tuple(w for w in words if w not in PARTICLES) or words


def part_of(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether ``words`` stand together inside a longer name."""
    size = len(words)
    return size < len(full) and any(full[k : k + size] == words for k in range(len(full) - size + 1))


def same_name(person: Found, words: tuple[str, ...], suffix: str) -> bool:
    """Tell whether ``words`` may be another form of the person's full name: same surname, given names that agree."""
    if suffix and person.suffix and suffix != person.suffix:
        return False
    if person.words == words:
        return True
    if person.words[-1] != words[-1]:
        return False
    one, two = core(person.words)[:-1], core(words)[:-1]
    if not one or not two:
        return True
    if two[0] in person.nicknames:
        return True
    if all(map(_is_initial, one)) or all(map(_is_initial, two)):
        left, right = _letters(one), _letters(two)
        return left.startswith(right) or right.startswith(left)
    if one[0] == two[0] or formal_names(one[0]) & formal_names(two[0]):
        middle_one, middle_two = one[1:], two[1:]
        return not middle_one or not middle_two or middle_one[0][0] == middle_two[0][0]
    return set(two) <= set(one) and len(two) < len(one)


def _is_initial(word: str) -> bool:
    bare = word.replace(".", "")
    short = len(bare) <= 2 and bare not in GIVEN and not any(vowel in bare for vowel in "aeiouy")
    return len(bare) == 1 or "." in word or short


def _letters(words: Sequence[str]) -> str:
    return "".join(word.replace(".", "") if _is_initial(word) else word[0] for word in words)
