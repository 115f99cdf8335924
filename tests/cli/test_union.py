"""The European Union answers for its members."""

from __future__ import annotations

import json

from tests.cli.running import Program


def test_the_union_answers_for_a_member_with_a_word_on_why(program: Program) -> None:
    text = "The United States has imposed a 15% tariff on imports from the European Union since August 7, 2025."
    article = {"id": "eu-1", "title": "Duties on the Union", "text": text, "published": "2025-09-01", "source": "Post"}
    (program.articles / "eu.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    member, union = program.ask("/tariff Germany", "/tariff EU")
    assert [(each["target"], each["total"]) for each in member["data"]] == [("EU", 15.0)]
    assert "Germany is a member of the European Union" in member["text"]
    assert "is a member of" not in union["text"]
