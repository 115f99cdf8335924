# ruff: noqa: E501
"""Messages that ask for nothing in the articles: greetings, thanks, orders to the bot, nonsense, nothing at all."""

from __future__ import annotations

import re

from bot.question import SmallTalk

_GREETING = re.compile(
    r"(?:hi+|hey+|hello+|hallo|yo|hola|bonjour|salut|ciao|namaste|hiya|howdy|greetings|sup|gm|morning|evening|good (?:morning|evening|afternoon|day|night)"
    r"|salaam|ola|servus|guten tag|how are you(?: doing)?(?: today)?|whats up|how is it going|hows it going|wassup|are you there|you there|anyone there|test|testing|ping)"
    r"(?: (?:there|all|everyone|bot|friend|again|mate|buddy|team|folks|you))*(?: how are you(?: doing)?(?: today)?)?"
)
_THANKS = re.compile(
    r"(?:ok |okay |great |cool |perfect |nice |awesome |many )*(?:thanks?(?: you)?|thx|ty|tysm|cheers|gracias|merci|danke|grazie|shukran|dhanyavaad"
    r"|obrigad[oa]|much appreciated|appreciate it|good (?:bot|job|work)|well done|nice one|great job|got it|ok|okay|k|cool|great|nice|perfect|awesome|lol|lmao|haha(?:ha)*|yes|no|yep|nope|yeah|sure)"
    r"(?: (?:you|so|very|much|a|lot|ton|for|the|that|your|help|bot|again|mate|thanks|all|this|answer|thank|info))*"
)
_FAREWELL = re.compile(
    r"(?:bye+|goodbye|good bye|cya|see (?:you|ya)(?: later| soon| tomorrow)?|later|good night|gn|adios|ciao)(?: (?:bot|all|everyone|now))*"
)
_ORDER = re.compile(
    r"\b(?:(?:ignore|disregard|forget|override|bypass|skip)(?: \w+){0,3} (?:instructions?|prompts?|rules?|directions?|guidelines?|everything|above|training)"
    r"|(?:system|hidden|initial|secret) (?:prompt|instructions?)|you are now|from now on you|act as|pretend (?:to be|you)|jailbreak|developer mode|dan mode"
    r"|(?:reply|respond|answer) (?:only )?(?:with|in one word)|repeat after me"
    r"|(?:write|compose|make up|invent|draft|generate|create)(?: \w+)? (?:a|an|some|me)(?: \w+){0,2} (?:poem|story|song|joke|essay|email|haiku|code|script|tweet|quote|article|letter|limerick|rap)"
    r"|tell (?:me|us) a (?:joke|story)|sing (?:me )?a|translate\b"
    r"|(?:delete|drop|wipe|erase|remove) (?:all|every|the|your)(?: \w+){0,2} (?:articles?|database|tables?|messages?|data|store|files?)"
    r"|(?:ping|mention|dm|message|tag) (?:everyone|everybody|all|here)|give me (?:admin|your token|the token|root)|(?:your|the|bot) token"
    r"|what is your (?:password|token|prompt)|shut ?down|restart yourself|leave (?:the|this) server|ban \w+|kick \w+)"
)
_LETTER = re.compile(r"[^\W\d_]")


def small_talk(raw: str, plain: str) -> SmallTalk | None:
    """Return what kind of small talk a message is; None where it may be a question. ``plain`` is folded."""
    if not raw:
        return "empty"
    if not plain or not _LETTER.search(plain):
        return "nonsense"
    if _ORDER.search(plain):
        return "order"
    if _FAREWELL.fullmatch(plain):
        return "farewell"
    if _THANKS.fullmatch(plain):
        return "thanks"
    if _GREETING.fullmatch(plain):
        return "greeting"
    return "nonsense" if _is_noise(plain) else None


def _is_noise(plain: str) -> bool:
    """Tell whether the words can't be language: one thing over and over, or letters no word has side by side."""
    words = plain.split()
    if len(words) >= 8 and len(set(words)) <= max(2, len(words) // 10):
        return True
    if len(set(plain) - {" "}) <= 2 and len(plain) >= 4:
        return True
    latin = [word for word in words if word.isascii()]
    if len(latin) < len(words) or len(words) > 6:
        return False
    return all(_is_mash(word) for word in latin)


def _is_mash(word: str) -> bool:
    if word.isdigit():
        return True
    if len(word) < 5:
        return False
    return bool(re.search(r"[bcdfghjklmnpqrstvwxz]{6}|[qwertyuiop]{8}|asdf|hjkl|(.)\1\1\1", word)) or not re.search(
        r"[aeiouy]", word
    )
