"""People of one article: names gathered, short forms and handles joined to them, roles and gender."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.reading.people.descriptions import described
from bot.reading.people.names import ACCEPTED, Candidate, candidates, lone_name
from bot.reading.people.roles import SUCCEEDING, role_after, role_before, role_by_verb
from bot.reading.people.tokens import DOTTED, Token, is_initials, place_mask, runs, tokenise
from bot.reading.people.words import (
    BRANDS,
    FAMILY_FIRST,
    GIVEN,
    HONORIFICS,
    HONORIFICS_F,
    HONORIFICS_M,
    KIN,
    ORGANISATIONS,
    PARTICLES,
    PLACE_WORDS,
    ROLE_F,
    ROLE_M,
    ROLE_MODIFIERS,
    ROLES,
    SPEECH,
    SUFFIXES,
    SURNAMES,
    THINGS_AFTER,
    TITLES,
    Gender,
    fold,
    is_common,
    name_gender,
)
from bot.reading.text import Document
from storage.records import Person, Role, Span

_VERBS = frozenset("is was has had will would did does can could should may might says said also then".split())
# A lone name goes with these: "Pope Francis", "King Charles".
_KEPT_TITLES = frozenset("pope king queen prince princess emperor empress sultan emir saint".split())
_SHE = frozenset({"she", "her", "hers", "herself"})
_HE = frozenset({"he", "his", "him", "himself"})


@dataclass(slots=True)
class _Found:
    """A person while the article is read."""

    words: tuple[str, ...]  # folded words of the fullest form, without suffix
    suffix: str
    name: str
    mentions: list[tuple[int, int]] = field(default_factory=list)  # word ranges, end exclusive
    spans: set[Span] = field(default_factory=set)
    forms: dict[str, None] = field(default_factory=dict)
    roles: dict[Span, None] = field(default_factory=dict)
    honorific: Counter[str] = field(default_factory=Counter)
    nicknames: list[str] = field(default_factory=list)
    gender: Gender | None = None


def find_people(document: Document) -> tuple[Person, ...]:
    """Return the people whom ``document`` names, in order of their first mention.

    A person is somebody named by two words or more, or by one after a title or an honorific. ``name`` is the fullest
    form in the article without honorific, ``aliases`` the other forms that it uses, with honorific and as handle.
    Linear in the length of the text; raises for no text.
    """
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.tokens = tokenise(document)
        self.starts = [token.start for token in self.tokens]
        self.people: list[_Found] = []
        self.by_word: dict[str, list[_Found]] = {}

    def read(self) -> tuple[Person, ...]:
        text, tokens = self.text, self.tokens
        full: list[Candidate] = []
        lone: list[Candidate] = []
        for start, stop in runs(tokens):
            for item in candidates(text, tokens, start, stop):
                if self._is_lone(item):
                    lone.append(item)
                elif not item.single:
                    full.append(item)
        full = self._weigh_again(full, lone)
        for item in sorted(full, key=lambda c: (-self._weight(c), c.start)):
            self._place(item)
        self._index()
        for item in sorted(lone, key=lambda c: c.start):
            self._titled_alone(item)
        self._nicknames()
        self._index()
        for person in self.people:
            person.mentions.sort()
        self._join_lone(lone)
        self._handles()
        self._genders()
        self._roles()
        return self._result()

    # ---- which names there are ----

    def _is_lone(self, item: Candidate) -> bool:
        words = self.tokens[item.start : item.stop]
        core = [t for k, t in enumerate(words) if (t.key not in PARTICLES or k == 0) and t.key not in SUFFIXES]
        return len(core) <= 1

    def _weight(self, item: Candidate) -> int:
        words = self.tokens[item.start : item.stop]
        return sum(4 if not is_initials(t) else 1 for t in words)

    def _weigh_again(self, full: list[Candidate], lone: list[Candidate]) -> list[Candidate]:
        """Keep sure names, and those whose last word the article uses alone as it does a person's."""
        used: set[str] = set()
        alone: set[str] = set()
        for item in lone:
            token = self.tokens[item.stop - 1]
            if item.polite or self._acts(item):
                used.add(token.key)
            elif not is_common(token.key) and not place_mask(self.tokens, item.start, item.stop)[-1]:
                alone.add(token.key)
        kept = []
        sure: set[tuple[str, ...]] = set()
        for item in full:
            words = self.tokens[item.start : item.stop]
            last = next((t.key for t in reversed(words) if t.key not in SUFFIXES), "")
            if last in used:
                item.score += 2.0
            elif last in alone:
                item.score += 1.5
            if item.score < ACCEPTED and (found := self._apposed(item)):
                item.score += found
            if item.score >= ACCEPTED:
                kept.append(item)
                sure.add(tuple(t.key for t in words))
        kept_ids = {id(item) for item in kept}
        for item in full:
            if id(item) not in kept_ids and tuple(t.key for t in self.tokens[item.start : item.stop]) in sure:
                kept.append(item)
        return kept

    def _apposed(self, item: Candidate) -> float:
        tokens = self.tokens
        after = role_after(self.text, tokens, item.stop)
        if after is not None:
            said = after[1] < len(tokens) and tokens[after[1]].gap == ", " and tokens[after[1]].key in SPEECH
            return 3.0 if said else 2.0
        before = role_before(self.text, self.tokens, item.start, item.stop)
        return 2.0 if before is not None else 0.0

    def _speaks(self, after: int) -> bool:
        tokens = self.tokens
        if after >= len(tokens) or tokens[after - 1].possessive:
            return False
        gap = self.text[tokens[after - 1].end : tokens[after].start]
        return gap == " " and tokens[after].key in SPEECH and not tokens[after].capital

    def _acts(self, item: Candidate) -> bool:
        """Tell whether a lone word is used as only people are: it speaks, has an age, or a role after a comma."""
        tokens = self.tokens
        if self._speaks(item.stop):
            return True
        first, last = tokens[item.start], tokens[item.stop - 1]
        if item.start and first.joined and tokens[item.start - 1].key in SPEECH:
            return not is_common(last.key) or last.key in SURNAMES
        if item.stop < len(tokens) and tokens[item.stop].gap == ", " and not last.possessive:
            after = tokens[item.stop]
            if (after.text.isdigit() and len(after.text) == 2) or after.key == "who":
                return True
            return after.key in {"the", "a", "an"} and role_after(self.text, tokens, item.stop) is not None
        return False

    def _words(self, item: Candidate) -> list[Token]:
        return [token for token in self.tokens[item.start : item.stop] if not token.nick]

    def _place(self, item: Candidate) -> None:
        """Give a full name to the person who has it or a fuller form of it, or make a new one."""
        words = self._words(item)
        suffix = words[-1].key if words[-1].key in SUFFIXES and len(words) > 2 else ""
        core = tuple(t.key for t in (words[:-1] if suffix else words))
        fits = [p for p in self.by_word.get(core[-1], ()) if _same_name(p, core, suffix)]
        if not fits:
            fits = [p for p in self.by_word.get(core[0], ()) if _part_of(core, p.words)]
        form = self._form(item)
        if fits:
            person = self._nearest(fits, item.start)
            if suffix and not person.suffix:
                person.suffix = suffix
        else:
            person = _Found(core, suffix, form)
            self.people.append(person)
            for word in dict.fromkeys(core):
                self.by_word.setdefault(word, []).append(person)
        self._mention(person, item, form)

    def _form(self, item: Candidate) -> str:
        start, end = self.tokens[item.start].start, self.tokens[item.stop - 1].end
        words = self.tokens[item.start : item.stop]
        if any(token.nick for token in words):
            return " ".join(token.text for token in words if not token.nick)
        last = self.tokens[item.stop - 1].key
        if last in {"jr", "sr"} and self.text[end : end + 1] == ".":
            end += 1
        return " ".join(self.text[start:end].split())

    def _mention(self, person: _Found, item: Candidate, form: str) -> None:
        person.mentions.append((item.start, item.stop))
        end = self.tokens[item.stop - 1].end
        if form.endswith(".") and self.text[end : end + 1] == ".":
            end += 1
        person.spans.add(Span(self.tokens[item.start].start, end))
        person.forms.setdefault(form)
        for place, token in enumerate(self.tokens[item.start : item.stop]):
            if token.nick:
                rest = self.tokens[item.start + place + 1 : item.stop]
                person.forms.setdefault(" ".join([token.text, *(one.text for one in rest)]))
        if item.polite:
            title = self.tokens[item.start - 1]
            dot = "." if self.text[title.end : title.end + 1] == "." else ""
            person.forms.setdefault(f"{title.text}{dot} {form}")
            if item.honorific:
                person.honorific[item.honorific] += 1
        elif item.titled and item.single:
            self._titled_form(person, item, form)

    def _titled_form(self, person: _Found, item: Candidate, form: str) -> None:
        """Keep "Senator Webb" and "Vice Admiral Bell" as forms of the name."""
        first = item.start - 1
        title = self.tokens[first]
        if not title.capital or title.key not in TITLES or title.headline:
            return
        while (
            first > 0
            and self.tokens[first].joined
            and self.tokens[first - 1].capital
            and (
                self.tokens[first - 1].key in ROLE_MODIFIERS or self.tokens[first - 1].key in {"high", "rear", "prime"}
            )
        ):
            first -= 1
        person.forms.setdefault(" ".join(self.text[self.tokens[first].start : title.end].split()) + f" {form}")

    def _nearest(self, fits: Sequence[_Found], index: int) -> _Found:
        """Return the one of ``fits`` who was mentioned last before the word ``index``, else the first to come."""
        if len(fits) == 1:
            return fits[0]

        def distance(person: _Found) -> tuple[int, int]:
            before = [m[0] for m in person.mentions if m[0] < index]
            return (0, index - max(before)) if before else (1, min((m[0] for m in person.mentions), default=0))

        return min(fits, key=distance)

    def _index(self) -> None:
        self.by_word = {}
        for person in self.people:
            for word in dict.fromkeys((*person.words, *person.nicknames)):
                self.by_word.setdefault(word, []).append(person)

    # ---- short forms ----

    def _nicknames(self) -> None:
        """Join "Teddy Macaraeg" to Teodora Macaraeg where the article says that Macaraeg is known as Teddy."""
        for index, token in enumerate(self.tokens):
            if not token.capital or index < 2 or not token.joined:
                continue
            before = {one.key for one in self.tokens[max(0, index - 5) : index]}
            if not (
                before & {"nicknamed", "dubbed"} or ({"known", "as"} <= before) or ({"called", "friends"} <= before)
            ):
                continue
            named = [p for p in self.people if len(p.words) > 1 and p.words[0] == token.key]
            whole = [
                p
                for p in self.people
                if len(p.words) > 1 and named and p.words[-1] == named[0].words[-1] and p not in named
            ]
            if len(named) == 1 and len(whole) == 1:
                short, person = named[0], whole[0]
                person.mentions += short.mentions
                person.spans |= short.spans
                person.forms.update(short.forms)
                person.honorific.update(short.honorific)
                person.nicknames.append(token.key)
                self.people.remove(short)
                self._index()

    def _titled_alone(self, item: Candidate) -> None:
        """Make a person of "Mr Bell" or "President Trump" where the article never gives more of the name."""
        token = self.tokens[item.stop - 1]
        if self._holders(item):
            return
        place = place_mask(self.tokens, item.start, item.stop)[-1] and token.key not in SURNAMES
        if lone_name(self.tokens, item, place) or self._surname_speaks(item):
            core = tuple(t.key for t in self.tokens[item.start : item.stop] if t.key not in SUFFIXES)
            name = self._form(item)
            title = self.tokens[item.start - 1]
            if item.titled and title.key in _KEPT_TITLES and title.capital:
                name = f"{title.text} {name}"
            person = _Found(core, "", name)
            self.people.append(person)
            for word in core:
                self.by_word.setdefault(word, []).append(person)
            self._mention(person, item, person.name)

    def _surname_speaks(self, item: Candidate) -> bool:
        token = self.tokens[item.stop - 1]
        return (
            not token.first
            and token.key in SURNAMES
            and self._speaks(item.stop)
            and not is_common(token.key)
            and token.key not in BRANDS
            and not place_mask(self.tokens, item.start, item.stop)[-1]
            and not token.text.isupper()
            and (item.start == 0 or self.tokens[item.start - 1].key not in {"the", "a", "an"})
        )

    def _holders(self, item: Candidate) -> list[_Found]:
        """Return the people whose name the short form may be: by surname, else by first word, else by any word."""
        words = tuple(t.key for t in self.tokens[item.start : item.stop] if t.key not in SUFFIXES)
        if not words:
            return []
        known = self.by_word.get(words[-1], ())
        for fits in (
            [p for p in known if p.words[-len(words) :] == words],
            [p for p in known if _core(p.words)[0] == words[-1] and len(words) == 1],
            [p for p in known if len(words) == 1 and (words[-1] in _core(p.words)[1:] or words[-1] in p.nicknames)],
        ):
            if fits:
                return fits
        return []

    def _join_lone(self, lone: Sequence[Candidate]) -> None:
        for item in sorted(lone, key=lambda c: c.start):
            fits = self._holders(item)
            if not fits or not self._is_mention(item, fits):
                continue
            if item.honorific is not None:
                agreeing = [p for p in fits if self._gender_of(p) in {item.honorific, None}]
                fits = agreeing or fits
            if len(fits) > 1 and item.titled and not item.polite:
                title = self.tokens[item.start - 1].key
                same = [p for p in fits if any(m[0] > 0 and self.tokens[m[0] - 1].key == title for m in p.mentions)]
                fits = same or fits
            person = self._nearest(fits, item.start)
            if (item.start, item.stop) not in person.mentions:
                self._mention(person, item, self._form(item))

    def _gender_of(self, person: _Found) -> Gender | None:
        if person.honorific:
            return "m" if person.honorific["m"] > person.honorific["f"] else "f"
        return name_gender(person.name)

    def _is_mention(self, item: Candidate, fits: Sequence[_Found]) -> bool:
        """Tell whether a lone word is used as a name and not as a word, a place, or part of another name."""
        tokens, text = self.tokens, self.text
        first, last = tokens[item.start], tokens[item.stop - 1]
        if item.titled or item.polite:
            return True
        before = tokens[item.start - 1] if item.start else None
        after = tokens[item.stop] if item.stop < len(tokens) else None
        gap = text[last.end : after.start] if after is not None else ""
        if before is not None and first.joined and before.key in {"the", "a", "an"}:
            return False
        if (
            after is not None
            and gap == " "
            and not last.possessive
            and (
                after.key in THINGS_AFTER
                or (after.capital and (after.key in ORGANISATIONS or after.key in PLACE_WORDS))
            )
        ):
            return False
        surname = any(last.key in _surnames(p.words) for p in fits)
        if last.text.isupper() and len(last.text) > 3 and not any(p.name.isupper() for p in fits):
            return surname
        place = place_mask(tokens, item.start, item.stop)[-1]
        if place and before is not None and before.key in {"in", "at", "from", "near", "to"}:
            return False
        if place and not surname:
            return False
        if is_common(last.key) and first.first and item.stop - item.start == 1:
            if self._acts(item):
                return True
            return last.possessive or (
                after is not None
                and gap == " "
                and not after.capital
                and (after.key in SPEECH or after.key in _VERBS or after.key.endswith("ed"))
            )
        return not (not surname and is_common(last.key) and not (after is not None and after.key in SPEECH))

    def _handles(self) -> None:
        for token in self.tokens:
            if token.text[0] != "@":
                continue
            letters = "".join(c for c in token.key if c.isalnum())
            fits = [p for p in self.people if _handle_fits(letters, p)]
            if len(fits) > 1:
                best = max(_handle_letters(letters, p) for p in fits)
                fits = [p for p in fits if _handle_letters(letters, p) == best]
            if len(fits) == 1:
                fits[0].spans.add(Span(token.start, token.end))
                fits[0].forms.setdefault(token.text)

    # ---- what is said of them ----

    def _genders(self) -> None:
        """Settle each person's gender by honorifics and gendered titles, else by the pronouns that follow them."""
        mentions: dict[int, _Found] = {}
        for person in self.people:
            for start, _ in person.mentions:
                mentions[start] = person
        votes: dict[int, Counter[str]] = {}
        current: _Found | None = None
        alone = False
        sentence = -1
        for index, token in enumerate(self.tokens):
            if token.first:
                sentence += 1
            if index in mentions:
                person = mentions[index]
                alone = current is person or current is None or token.first
                current = person
            elif current is not None and alone and (token.key in _SHE or token.key in _HE):
                votes.setdefault(id(current), Counter())["f" if token.key in _SHE else "m"] += 1
        for person in self.people:
            titled: Counter[str] = Counter(person.honorific)
            for start, _ in person.mentions:
                key = self.tokens[start - 1].key if start and self.tokens[start].joined else ""
                if key in ROLE_M or key in HONORIFICS_M:
                    titled["m"] += 1
                elif key in ROLE_F or key in HONORIFICS_F:
                    titled["f"] += 1
            if titled["m"] != titled["f"]:
                person.gender = "m" if titled["m"] > titled["f"] else "f"
                continue
            vote = votes.get(id(person), Counter())
            named = name_gender(person.name)
            m, f = vote["m"] + (1 if named == "m" else 0), vote["f"] + (1 if named == "f" else 0)
            if (vote["m"] or vote["f"]) and (m >= 2 * f or f >= 2 * m) and m != f:
                person.gender = "m" if m > f else "f"

    def _roles(self) -> None:
        text, tokens = self.text, self.tokens
        everyone = sorted((start, stop) for person in self.people for start, stop in person.mentions)
        following = {a[0]: b[0] for a, b in itertools.pairwise(everyone)}
        owner = {start: person for person in self.people for start, _ in person.mentions}
        earlier = {b[0]: owner[a[0]] for a, b in itertools.pairwise(everyone) if b[0] < self._sentence_end(a[1])}
        named = {index for start, stop in everyone for index in range(start, stop)}
        for person in self.people:
            for start, stop in person.mentions:
                if tokens[start].headline:
                    continue
                upcoming = following.get(start, len(tokens))
                if (role := role_before(text, tokens, start, stop, named)) is not None:
                    self._add_role(person, role)
                if (role := role_after(text, tokens, stop)) is not None and role[1] <= upcoming:
                    self._add_role(person, role)
                for role in role_by_verb(text, tokens, stop, min(upcoming, self._sentence_end(stop))):
                    follower = earlier.get(start) if self._is_succeeded(start) else person
                    if follower is not None:
                        self._add_role(follower, role)
        held = [[self._words_of(role) for role in person.roles] for person in self.people]
        for role, holder in described(text, tokens, held, named):
            self._add_role(self.people[holder], role)

    def _words_of(self, span: Span) -> tuple[int, int]:
        starts = self.starts
        return bisect_left(starts, span.start), bisect_left(starts, span.end)

    def _is_succeeded(self, start: int) -> bool:
        """Tell whether the name is of the one who is succeeded: "will succeed outgoing chairman Gunnar Brattli as"."""
        return any(token.key in SUCCEEDING for token in self.tokens[max(0, start - 4) : start])

    def _sentence_end(self, index: int) -> int:
        stop = index
        while stop < len(self.tokens) and not self.tokens[stop].first and stop - index < 40:
            stop += 1
        return stop

    def _add_role(self, person: _Found, role: tuple[int, int]) -> None:
        start, stop = role
        heads = [t.key for t in self.tokens[start:stop] if t.key in ROLES]
        if not heads or heads[0] in KIN or (len(heads) > 1 and heads[-1] in KIN and self.tokens[stop - 1].key in KIN):
            return
        last = self.tokens[stop - 1]
        if last.key in {"reps", "sens"}:
            return
        dot = last.key in DOTTED and self.text[last.end : last.end + 1] == "."
        person.roles.setdefault(Span(self.tokens[start].start, last.end + dot))

    def _result(self) -> tuple[Person, ...]:
        made: list[Person] = []
        for person in sorted(self.people, key=lambda p: min(p.spans)):
            name = self._best_name(person)
            made.append(
                Person(
                    name=name,
                    aliases=tuple(form for form in person.forms if form != name),
                    roles=tuple(Role(self.text[s.start : s.end], s) for s in sorted(person.roles)),
                    mentions=tuple(sorted(person.spans)),
                    gender=person.gender,
                )
            )
        return tuple(made)

    def _best_name(self, person: _Found) -> str:
        name = self._fullest(person)
        return name.title() if name.isupper() and len(name) > 6 and " " in name else name

    def _is_plain(self, person: _Found, form: str) -> bool:
        if form == person.name:
            return True
        words = fold(form).replace(".", "").split()
        titled = words[0] in HONORIFICS or words[0] in TITLES or words[0] in ROLE_MODIFIERS
        own = words[0] in {word.replace(".", "") for word in person.words}
        return form[0] != "@" and (own or not titled) and words[0] not in person.nicknames

    def _fullest(self, person: _Found) -> str:
        plain = [form for form in person.forms if self._is_plain(person, form)]
        return max(
            plain or list(person.forms),
            key=lambda form: (sum(c.isalpha() for c in form), -plain.index(form) if plain else 0),
        )


def _surnames(words: tuple[str, ...]) -> set[str]:
    """Return the words by which the holder may be called alone: the last, or a family name that comes first."""
    return {words[-1], words[0]} if words[0] in FAMILY_FIRST else {words[-1]}


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in PARTICLES) or words


def _letters(words: Sequence[str]) -> str:
    return "".join(
        w[0] if len(w.replace(".", "")) == 1 else w.replace(".", "") if _initial_word(w) else w[0] for w in words
    )


def _initial_word(word: str) -> bool:
    bare = word.replace(".", "")
    return (
        len(bare) == 1 or "." in word or (len(bare) <= 2 and bare not in GIVEN and not any(v in bare for v in "aeiouy"))
    )


def _same_name(person: _Found, words: tuple[str, ...], suffix: str) -> bool:
    """Tell whether ``words`` may be another form of the person's full name: same surname, given names that agree."""
    if suffix and person.suffix and suffix != person.suffix:
        return False
    if person.words == words:
        return True
    if person.words[-1] != words[-1]:
        return False
    one, two = _core(person.words)[:-1], _core(words)[:-1]
    if not one or not two:
        return True
    if all(map(_initial_word, one)) or all(map(_initial_word, two)):
        left, right = _letters(one), _letters(two)
        return left.startswith(right) or right.startswith(left)
    if one[0] == two[0]:
        middle_one, middle_two = one[1:], two[1:]
        return not middle_one or not middle_two or middle_one[0][0] == middle_two[0][0]
    return set(two) <= set(one) and len(two) < len(one)


def _part_of(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether ``words`` stand together inside a longer name."""
    size = len(words)
    return size < len(full) and any(full[k : k + size] == words for k in range(len(full) - size + 1))


def _handle_letters(letters: str, person: _Found) -> int:
    return sum(
        len(part) for part in {p for w in person.words for p in w.replace(".", "").split("-")} if part in letters
    )


def _handle_fits(letters: str, person: _Found) -> bool:
    surname = "".join(c for c in person.words[-1] if c.isalnum())
    return (len(surname) >= 4 and surname in letters) or (
        len(surname) >= 2 and letters == "".join(c for w in person.words for c in w if c.isalnum())
    )


def mention_gender(person: Person) -> Literal["m", "f"] | None:
    """Return the gender that the article shows for ``person``, else the one their given name mostly goes with."""
    return person.gender or name_gender(person.name)
