"""The features of a candidate for a quotation, in groups that depend on the same facts.

Each function is a group of :mod:`bot.reading.quotes.model`: from facts to the names in ``quote_weights.tsv``. Facts are
classes of atoms and small numbers: ``d`` the direction of the mention from the quotation (A after, B before), ``b`` the
boundaries of sentences between, ``near`` the paragraph of the mention and how the quotation stands in its own.
"""

from __future__ import annotations

from bot.reading.quotes.model import Names, group


@group
def between_after(between: str, right: str, kind: str) -> Names:
    """The pattern from the quotation to a mention after it."""
    return f"A {between} > {right}", f"A {between}", f"A {between} {kind}"


@group
def between_before(between: str, left: str, kind: str) -> Names:
    """The pattern from the quotation back to a mention before it."""
    return f"B {left} < {between}", f"B {between}", f"B {between} {kind}"


@group
def roughly(d: str, rough: str, ending: str) -> Names:
    """The same with only what tells most."""
    return f"{d} ~ {rough}", f"{d} ~ {rough} {ending}"


@group
def mention(d: str, kind: str, own: str, b: int, rank: int, starts: str, long: int) -> Names:
    """The kind of the mention, whether it is a possessive, and how many mentions stand between; whether it begins its
    sentence, and whether the quotation is long.
    """
    return f"{d} kind {kind}{own} b{b} r{rank}", f"kind {kind}{own}", f"{d} place {starts} b{b} {kind} w{long}"


@group
def neighbours(d: str, left: str, right: str, second: str, b: int) -> Names:
    """What stands beside the mention."""
    return f"{d} right {right} {second} b{b}", f"{d} left {left} b{b}"


@group
def cue(d: str, adjacency: str, kind: str, b: int, quotes: int) -> Names:
    """How a verb of speech stands to the mention."""
    return f"{d} cue {adjacency} b{b} q{quotes}", f"{d} cue {adjacency} {kind}"


@group
def form(d: str, shape: str, ends: str, adjacency: str, b: int) -> Names:
    """What the quotation looks like, and how it ends."""
    return f"{d} form {shape} b{b}", f"{d} ending {ends} b{b} {adjacency}"


@group
def distance(d: str, far: int, cues: str, b: int, rank: int, quotes: int) -> Names:
    """How far the mention is, in powers of two, and the first verb on the way."""
    return f"{d} far {far} b{b} c{cues}", f"{d} rank r{rank} b{b} c{cues} q{quotes}"


@group
def lemma(d: str, verb: str, b: int) -> Names:
    """The verb beside the mention."""
    return f"lemma {verb}", f"{d} lemma {verb} b{b}"


@group
def subject_left(d: str, whose: str, verb: str, direct: bool, kind: str, b: int) -> Names:
    """Whether the mention is the subject of the verb before the quotation."""
    group = verb[:1]
    names = (
        f"subject left {whose} {group}",
        f"{d} subject left {whose} {verb}",
        f"subject left {whose} {kind} b{b}",
    )
    return (*names, f"object {whose}", f"object {whose} {group}") if direct else names


@group
def subject_left_lemma(verb: str) -> Names:
    """That verb."""
    return (f"subject left {verb}",)


@group
def subject_right(d: str, whose: str, verb: str, kind: str, b: int) -> Names:
    """Whether the mention is the subject of the verb after the quotation."""
    return (
        f"subject right {whose} {verb[:1]}",
        f"{d} subject right {whose} {verb}",
        f"subject right {whose} {kind} b{b}",
    )


@group
def subject_right_lemma(verb: str) -> Names:
    """That verb."""
    return (f"subject right {verb}",)


@group
def voice(first: str, kind: str, inside: int, spoke: int) -> Names:
    """Whether the quotation speaks in the first person, names the mention (-1: it is no name), and how often that
    person has spoken so far (-1: not known who it is).
    """
    names: Names = (f"voice {first} {kind}",)
    if inside >= 0:
        names += (f"inside {inside} {kind}",)
    return (*names, f"spoke {spoke} {kind}") if spoke >= 0 else names


@group
def form_elsewhere(near: str, shape: str) -> Names:
    """What the quotation looks like, for mentions of another paragraph."""
    return (f"{near} form {shape}",)


@group
def mention_elsewhere(offset: str, near: str, kind: str, own: str, rank: int) -> Names:
    """The kind of a mention of another paragraph and its rank there."""
    return f"{near} kind {kind}{own}", f"{near} rank {rank} {kind}", f"kind {kind}", offset


@group
def cue_elsewhere(near: str, adjacency: str, quoted: int, where: str, closing: str) -> Names:
    """How a verb of speech stands to it; whether its paragraph quotes, whether it is in the last sentence, and what
    stands at the end of that.
    """
    return f"{near} cue {adjacency} {quoted}", f"{near} cue {adjacency} {where}", f"{near} ends {closing} {where}"


@group
def neighbours_elsewhere(near: str, left: str, right: str) -> Names:
    """What stands beside it."""
    return f"{near} left {left}", f"{near} right {right}"


@group
def subject_elsewhere(near: str, starts: str, where: str, kind: str, quoted: int, governs: str) -> Names:
    """Whether it begins its sentence and is the subject of a verb of speech."""
    return (
        f"{near} {starts}{where} {kind}",
        f"{near} {starts}{where} {quoted}",
        f"{near} subject {governs} {where} {quoted}",
        f"{near} subject {governs} {kind}",
    )


@group
def previous_left(whose: str, verb: str, direct: bool) -> Names:
    """Whether the speaker before is the subject of the verb before this quotation."""
    names = (f"prev left {whose} {verb}", f"prev left {whose} {verb[:1]}")
    return (*names, f"prev object {whose}") if direct else names


@group
def previous_right(whose: str, verb: str) -> Names:
    """Whether the speaker before is the subject of the verb after this quotation."""
    return f"prev right {whose} {verb}", f"prev right {whose}"


@group
def answer_governed(answer: str, left: str, right: str, shape: str) -> Names:
    """The verbs around a quotation that nobody named speaks, or that is no speech."""
    return f"{answer} governed {left} {right}", f"{answer} governed {left[:1]}{right[:1]} {shape}"


@group
def answer_lemma(answer: str, verb: str) -> Names:
    """The answer itself, and with it the verb before such a quotation."""
    return answer, f"{answer} lemmas {verb}"


@group
def previous(kind: str, gap: int, shape: str) -> Names:
    """The speaker before, by its kind and by how many paragraphs lie between (3: or more)."""
    return "prev", f"prev kind {kind} gap{gap}", f"prev form {shape} gap{gap}"


@group
def previous_same(pattern: str, ends: str) -> Names:
    """What lies between two quotations of one paragraph."""
    return f"prev same {pattern}", f"prev same {pattern} {ends}"


@group
def previous_same_counts(b: int, mentions: int, right: str, ends: str, kind: str, left: str) -> Names:
    """The same, counted: boundaries and mentions."""
    near = f"prev same b{b} m{mentions}"
    return f"{near} {right}", f"{near} {ends}", f"{near} {kind}", f"prev same left {left} b{b}"


@group
def previous_apart(gap: int, lone: str, reopened: str, right: str, closed: int, ends: str, kind: str) -> Names:
    """A quotation in an earlier paragraph; ``lone`` is how this one stands in its own."""
    return (
        f"prev gap{gap} {lone}{reopened}",
        f"prev gap{gap} {lone} {right}",
        f"prev gap{gap} {lone} {ends} {kind}",
        f"prev gap{gap} closed{closed} {lone}",
    )


@group
def previous_tail(gap: int, tail: str, lone: str) -> Names:
    """What follows that quotation in its paragraph."""
    return (f"prev gap{gap} tail {tail} {lone}",)


@group
def previous_lead(gap: int, lead: str) -> Names:
    """What comes before this one in its own."""
    return (f"prev gap{gap} lead {lead}",)


@group
def answer_shape(
    answer: str, shape: str, style: str, whole: int, opens: int, first: str, closed: int, reopened: int, head: int
) -> Names:
    """What the quotation looks like, ``style`` s in single marks, d in double ones; whether it is closed and reopened,
    and whether it stands at the beginning of the article.
    """
    return (
        f"{answer} closed {closed} {reopened}",
        f"{answer} head {head} {opens}",
        f"{answer} form {shape}",
        f"{answer} style {style} {shape}",
        f"{answer} whole {whole} {opens} {shape}",
        f"{answer} voice {first}",
    )


@group
def answer_left(answer: str, before: str, left: str, shape: str) -> Names:
    """What stands before it."""
    return f"{answer} left {left}", f"{answer} left {before} {left}", f"{answer} left {left} {shape}"


@group
def answer_right(answer: str, right: str, second: str) -> Names:
    """What stands after it."""
    return f"{answer} right {right}", f"{answer} right {right} {second}"


@group
def answer_sides(answer: str, left: str, right: str, ends: str) -> Names:
    """What stands on both sides."""
    return (f"{answer} sides {left} {right} {ends}",)


@group
def answer_cues(answer: str, cues: str, ends: str, size: int) -> Names:
    """The classes of the verbs of speech in its sentence; ``size`` is its length in powers of two."""
    return f"{answer} cue {cues} {ends}", f"{answer} cue {cues} w{size}"


@group
def answer_word(answer: str, word: str) -> Names:
    """The word before it."""
    return (f"{answer} word {word}",)


@group
def answer_verb(answer: str, verb: str) -> Names:
    """The nearest verb of speech before it."""
    return (f"{answer} lemma {verb}",)
