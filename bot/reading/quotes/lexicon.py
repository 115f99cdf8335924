"""Word classes for attribution: verbs of speech in all forms, nouns that name speakers, and closed classes.

The open lists are the data files ``cues.tsv`` and ``speaker_nouns.tsv``; each says where it comes from.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).resolve().parent.parent / "data"


class Cue(NamedTuple):
    """A form of a verb of speech: ``lemma``, ``group`` (say, tell, write, call, hold, on, back), ``form`` (f, b, g).

    ``form`` is f for a finite past or third person (and the participle, which looks the same), b for the base, g for
    -ing.
    """

    lemma: str
    group: str
    form: str


def rows_of(name: str) -> list[list[str]]:
    """The lines of a data file, split at tabs, without comments."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def forms_of(verb: str) -> tuple[str, str, str]:
    """Third person, past and -ing of a regular verb."""
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return third, stem + "ed", stem + "ing"


def _load_cues() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for verb, group, *rest in rows_of("cues.tsv"):
        forms = rest[0].split() if rest and rest[0].strip() else list(forms_of(verb))
        cues.setdefault(verb, Cue(verb, group, "b"))
        for form in forms:
            cues[form] = Cue(verb, group, "g" if form.endswith("ing") and form != verb else "f")
    return cues


def _load_nouns() -> dict[str, str]:
    nouns: dict[str, str] = {}
    for group, words in rows_of("speaker_nouns.tsv"):
        for word in words.split():
            nouns.setdefault(word, group)
    for word, group in list(nouns.items()):
        if group == "person":  # "the co-anchor", "her ex-manager"
            for prefix in ("co-", "ex-"):
                nouns.setdefault(prefix + word, group)
    for word, group in list(nouns.items()):
        if group in {"person", "body"}:
            nouns.setdefault(plural_of(word), "people" if group == "person" else "body")
    return nouns


def plural_of(noun: str) -> str:
    """The plural of a regular noun."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


CUES = _load_cues()
NOUNS = _load_nouns()

_GROUPS = {
    "DT": "the a an this that these those one another some any every each no all both many several few two three four "
    "five six seven eight nine ten most other",
    "his": "his her their its my our your whose",
    "p": "he she",
    "y": "they",
    "i": "i we",
    "t": "it",
    "who": "who which whom",
    "h": "him them me us you himself herself themselves itself",
    "VX": "is was are were be been being am has had have having will would can could may might shall should must do "
    "does did",
    "not": "not never n't don’t didn’t doesn’t won’t can’t wasn’t isn’t don't didn't doesn't won't can't wasn't isn't "
    "hasn't hadn't hasn’t hadn’t without",
    "to": "to",
    "by": "by",
    "of": "of",
    "as": "as like",
    "IN": "in on at from with about against for into over under during between through upon "
    "via among toward towards amid around across behind beside near within per",
    "&": "and or nor",
    "af": "after before since until till once",
    "but": "but yet though although while whereas because if unless so when where whether why how what than",
    "r": "also then now later again still even just only already ever here there too instead yesterday today "
    "tomorrow tonight recently earlier ago soon meanwhile moreover however perhaps maybe very quite rather further "
    "almost nearly about well up down out off away back on over together",
    "k": "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sept oct nov dec night morning afternoon evening "
    "week month year hours minutes days weeks months years",
}
CLOSED: dict[str, str] = {}
for _name, _words in _GROUPS.items():
    for _word in _words.split():
        CLOSED.setdefault(_word, _name)
CLOSED["that"] = "that"

MODIFIERS = frozenset(
    "former then late longtime long-time fellow veteran ex acting retired incoming outgoing vice deputy senior junior "
    "chief top newly-elected onetime one-time current would-be billionaire campaign communications policy press "
    "finance security media legal political field research budget economic foreign national digital fundraising state "
    "executive managing".split()
)
FEMALE = frozenset(
    "actress aunt businesswoman chairwoman chairlady congresswoman councilwoman daughter girl granddaughter "
    "grandmother headmistress hostess lady mother mum mom niece policewoman princess queen sister spokeswoman "
    "stepmother waitress widow wife woman confidante ex-wife saleswoman frenchwoman englishwoman irishwoman".split()
)
MALE = frozenset(
    "uncle actor brother businessman cameraman chairman clergyman congressman councilman boy father fisherman "
    "gentleman grandfather grandson headmaster husband king man monk nephew policeman prince salesman son spokesman "
    "statesman stepfather widower imam foreman guy ex-husband frenchman englishman irishman ombudsman".split()
)
HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady madam rev fr sen rep gov gen col lt capt sgt maj judge justice "
    "president senator representative governor minister secretary ambassador professor king queen prince princess pope "
    "mayor sheriff chancellor premier congressman congresswoman chief-minister".split()
)
BODY_WORDS = frozenset(
    "agency alliance association authority bank board bureau center centre chamber coalition college commission "
    "committee company congress corporation corp council court department dept exchange federation force forces "
    "foundation fund government group guild house inc inc. institute institution league limited llc ltd ministry "
    "museum network news office organisation organization parliament party plc police post press senate service "
    "services society times journal tribune herald gazette union university "
    "street studio studios systems team technologies trust white works".split()
)
