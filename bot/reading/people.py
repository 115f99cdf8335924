"""STAND-IN, not committed."""
import re
from bot.reading.quotes.lexicon import BODY_WORDS, CLOSED, CUES, HONORIFICS
from storage.records import Person, Span
T = re.compile(r"[^\W\d_][\w’'-]*")
PLACES = set("america united states u.s us new york washington house congress republican republicans democrat democrats democratic north south west east american fox cnn twitter facebook monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december god supreme".split())
def find_people(document):
    text = document.text
    runs = []
    cur = []
    starts = {s.start for s in document.sentences}
    def flush():
        nonlocal cur
        while cur and (cur[0][2].lower() in HONORIFICS): cur = cur[1:]
        if 1 <= len(cur) <= 4:
            runs.append(cur)
        cur = []
    for m in T.finditer(text):
        w = m.group()
        a, b = m.span()
        if w.endswith(("’s", "'s")): w = w[:-2]; b -= 2
        poss = b != m.end()
        ok = w[0].isupper() and len(w)>1 or (len(w)==1 and w.isupper() and w!='I')
        if ok and (w.lower() in CLOSED or a in starts and w.lower() in CUES): ok = False
        if ok and cur and text[cur[-1][1]:a] not in (" ", ". "): flush()
        if ok:
            if w.lower() in HONORIFICS and cur: flush()
            cur.append((a, b, w))
            if poss: flush()
        else: flush()
    flush()
    full = {}
    low = set(re.findall(r"\b[a-z]+\b", text))
    for r in runs:
        ws = [x[2] for x in r]
        if len(ws) in (2, 3) and not any(w.lower() in BODY_WORDS or w.lower() in PLACES or w.isupper() and len(w) > 2 or w.lower() in low for w in ws):
            full.setdefault(ws[-1].lower(), {}).setdefault(" ".join(ws), []).append(Span(r[0][0], r[-1][1]))
    people = []; idx = {}
    for last, names in full.items():
        best = max(names, key=lambda n: (len(names[n]), len(n)))
        idx[last] = len(people)
        people.append([best, [s for v in names.values() for s in v]])
    for r in runs:
        if len(r) == 1 and r[0][2].lower() in idx:
            people[idx[r[0][2].lower()]][1].append(Span(r[0][0], r[0][1]))
    out = []
    for name, spans in people:
        spans = tuple(sorted(set(spans)))
        out.append(Person(name, mentions=spans))
    return tuple(out)
