"""The builder that every kind of reply is written with: it numbers references and keeps the limits on excerpts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.values import Passage, Source, Words
from bot.wording.excerpts import Allowance
from bot.wording.names import folded, with_names
from bot.wording.phrases import day, language_name
from bot.wording.reply import Choice, Line, LineKind, Part, Reference, Reply
from bot.wording.seeing import seen


class Writer:
    """Collects the lines of one reply. References are numbered in the order in which lines first rest on them."""

    def __init__(self, title: str, sources: Sequence[Source]) -> None:
        self.title = title
        self._sources = {source.id: source for source in sources}
        self._lines: list[Line] = []
        self._cited: dict[str, list[Passage]] = {}
        self._choices: list[Choice] = []
        self.allowance = Allowance()

    def source(self, article: str) -> Source:
        """Return the source with this id; every answer brings those it rests on."""
        return self._sources[article]

    def line(self, kind: LineKind, *parts: Part | str, rests_on: Iterable[Passage | str] = ()) -> None:
        """Add a line that rests on these passages or articles."""
        numbers = tuple(dict.fromkeys(self._number(basis) for basis in rests_on))
        self._lines.append(Line(kind, tuple(Part(p) if isinstance(p, str) else p for p in parts), numbers))

    def excerpt(self, passage: Passage, most: int | None = None, *, whole: bool = False) -> Part | None:
        """Return the article's words as a part, cut to what may still be shown, or None for too little.

        With ``whole`` they are shown uncut or not at all.
        """
        text = self.allowance.take(passage, self.source(passage.article), most, whole=whole)
        return None if text is None else Part(text, "quote" if passage.quoted else "article")

    def named(self, passage: Passage, part: Part, told: str) -> list[Part]:
        """Return an excerpt of ``passage`` with the names in brackets that neither it nor ``told`` before it has.

        What stands at the very beginning is named always: a name told before does not say who "He" is.
        """
        meant = [each for each in folded(passage.text, passage.meant) if each.start == 0 or each.name not in told]
        shown = len(part.text.removesuffix(" …"))
        return with_names(part.text, [each for each in meant if each.end <= shown], part.style)

    def quotation(self, words: Words, most: int | None = None, *, say_who: bool = True) -> bool:
        """Add a line with somebody's words and the article's words of attribution; False where nothing may be shown."""
        shown = self.pieces(words, most)
        if shown is None:
            return False
        self.line("quote", *shown, *self.attribution(words, say_who=say_who), rests_on=words.pieces)
        return True

    def pieces(self, words: Words, most: int | None = None) -> tuple[Part, ...] | None:
        """Return the words said, in marks where they are direct quotation, cut to ``most`` words in all."""
        parts: list[Part] = []
        left = most
        for piece in words.pieces:
            part = self.excerpt(piece, left)
            if part is None:
                break
            if parts:
                parts.append(Part(" … "))
            opened, closed = ("“", "”") if piece.quoted else ("", "")
            parts.append(Part(opened + ("… " if piece.before else "")))
            parts.append(part)
            parts.append(Part((" …" if piece.after and not part.text.endswith("…") else "") + closed))
            if part.text.endswith("…"):
                break
            left = None if left is None else left - len(part.text.split())
        return tuple(parts) if parts else None

    def attribution(self, words: Words, *, say_who: bool = True) -> tuple[Part, ...]:
        """Return who said it, in the article's words, and when it was reported."""
        told = " … ".join(" ".join(passage.text.split()[:14]) for passage in words.attribution)
        parts = [Part(" — ")]
        if words.speaker is None:
            parts.append(Part("speaker not identified"))
        elif say_who:
            parts.append(Part(words.speaker, "strong"))
        if told and told != words.speaker:
            parts.extend(
                (Part(" (“"), Part(told, "article"), Part("”)"))
                if say_who
                else (Part("“"), Part(told, "article"), Part("”"))
            )
        elif words.speaker is not None and not told:
            parts.append(Part(" (carried on from the words before)" if say_who else "carried on from the words before"))
        if words.kind == "indirect":
            parts.append(Part(", reported speech"))
        if words.reported_by:
            parts.append(Part(f", as {words.reported_by} reports it"))
        parts.append(Part(f", {day(words.published)}"))
        return tuple(parts)

    def choice(self, choice: Choice) -> None:
        """Offer something to press or type next."""
        self._choices.append(choice)

    def reply(self, page: int = 0, pages: int = 1) -> Reply:
        """Return the reply with its list of references."""
        references = tuple(self._reference(number, id_) for number, id_ in enumerate(self._cited, 1))
        return Reply(self.title, tuple(self._lines), references, tuple(self._choices), page, pages)

    def _number(self, basis: Passage | str) -> int:
        article = basis if isinstance(basis, str) else basis.article
        passages = self._cited.setdefault(article, [])
        if not isinstance(basis, str):
            passages.append(basis)
        return list(self._cited).index(article) + 1

    def _reference(self, number: int, article: str) -> Reference:
        source = self.source(article)
        passages = self._cited[article]
        paragraphs = sorted({passage.paragraph for passage in passages})
        place = source.origin or f"article {source.id}"
        if paragraphs:
            place += f", paragraph{'s' if len(paragraphs) > 1 else ''} {', '.join(map(str, paragraphs))}"
        # A title that was taken from the text would be one more excerpt of it.
        title = None if "title" in source.derived else source.title
        date = day(source.published)
        if source.language != "en":
            # Such an article is kept and searched, but nobody read it for people, quotations or tariffs.
            date += f", in {language_name(source.language)} (searched, not read)"
        return Reference(number, article, title, source.source, date, source.url, place, seen(source, passages))
