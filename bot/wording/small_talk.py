"""Sentences for a question that needs no look-up."""

from __future__ import annotations

from bot.question import Question

_SENTENCES = {
    "greeting": "Hello. I have read the news here: ask “brief me”, “who is …?”, “tariffs on …” or “what did … say?”.",
    "thanks": "You’re welcome.",
    "farewell": "Goodbye.",
    "order": "I only answer from the articles I keep, so I can’t do that. Try /help.",
    "language": "I read and answer in English only. Try /help.",
    "empty": "Ask me about the news: “brief me”, “who is …?”, “tariffs on …”, “what did … say?”. /help has more.",
    "nonsense": "I did not understand that. Try “brief me”, “who is …?”, “tariffs on …”, or /help.",
}


def sentence_for(question: Question) -> str:
    """Return what to say to small talk, nonsense or nothing."""
    return _SENTENCES[question.small_talk or "nonsense"]
