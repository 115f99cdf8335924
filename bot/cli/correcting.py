"""``correct``: what the operator knows better than the reader."""

from __future__ import annotations

import sys
from typing import Any

import click

from bot.cli.house import open_house
from bot.cli.options import run, say
from bot.clock import Clock
from bot.correcting import CorrectionError, Corrector
from bot.settings import Settings
from storage.corrections import Kind
from storage.records import Span

reason = click.option("--reason", required=True, help="Why; it is kept with the date.")


@click.group()
def correct() -> None:
    """Correct what was read; corrections outlive re-reading and hold from the next answer on.

    PERSON is an id or an exact name. START and END are offsets as `read --json` and `export` give them.
    """


def _add(kind: Kind, why: str, **fields: Any) -> None:
    async def work() -> int:
        clock = Clock()
        async with open_house(Settings.load(), clock, take_in=False) as house:
            return await Corrector(house.store).add(kind, why, clock.now(), **fields)

    try:
        click.echo(f"correction {run(work())} is made.")
    except CorrectionError as error:
        say(str(error))
        sys.exit(1)


@correct.command()
@click.argument("article")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("person")
@reason
def speaker(article: str, start: int, end: int, person: str, reason: str) -> None:
    """The quotation there is PERSON's ("-": nobody's who is known)."""
    _add("speaker", reason, article=article, span=Span(start, end), person=None if person == "-" else person)


@correct.command()
@click.argument("article")
@click.argument("start", type=int)
@click.argument("end", type=int)
@reason
def fact(article: str, start: int, end: int, reason: str) -> None:
    """The tariff facts stated there are wrong."""
    _add("wrong_fact", reason, article=article, span=Span(start, end))


@correct.command("hide-sentence")
@click.argument("article")
@click.argument("start", type=int)
@click.argument("end", type=int)
@reason
def hide_sentence(article: str, start: int, end: int, reason: str) -> None:
    """Show nothing of this stretch."""
    _add("hide_sentence", reason, article=article, span=Span(start, end))


@correct.command("hide-person")
@click.argument("person")
@reason
def hide_person(person: str, reason: str) -> None:
    """Show no profile and no words of PERSON."""
    _add("hide_person", reason, person=person)


@correct.command()
@click.argument("person")
@click.argument("article")
@click.argument("other", required=False)
@reason
def part(person: str, article: str, other: str | None, reason: str) -> None:
    """What ARTICLE says of PERSON is of another person (OTHER, or one not known yet)."""
    _add("part", reason, person=person, article=article, other=other)


@correct.command()
@click.argument("person")
@click.argument("other")
@reason
def merge(person: str, other: str, reason: str) -> None:
    """PERSON and OTHER are one; PERSON's name stays."""
    _add("merge", reason, person=person, other=other)


@correct.command()
@click.argument("article")
@reason
def remove(article: str, reason: str) -> None:
    """Remove ARTICLE for good and keep it out."""
    _add("remove", reason, article=article)


@correct.command("list")
def list_() -> None:
    """List corrections and what people reported."""

    async def work() -> list[str]:
        async with open_house(Settings.load(), Clock(), take_in=False) as house:
            return await Corrector(house.store).lines()

    for line in run(work()):
        click.echo(line)


@correct.command()
@click.argument("number", type=int)
def withdraw(number: int) -> None:
    """Take correction NUMBER back."""

    async def work() -> bool:
        async with open_house(Settings.load(), Clock(), take_in=False) as house:
            return await Corrector(house.store).withdraw(number)

    if not run(work()):
        say(f"There is no correction {number}.")
        sys.exit(1)
    click.echo(f"correction {number} is withdrawn.")


@correct.command()
@click.argument("number", type=int)
def settle(number: int) -> None:
    """Drop report NUMBER, which was dealt with."""

    async def work() -> bool:
        async with open_house(Settings.load(), Clock(), take_in=False) as house:
            return await house.store.corrections.settle(number)

    if not run(work()):
        say(f"There is no report {number}.")
        sys.exit(1)
    click.echo(f"report {number} is settled.")
