"""The commands of ``python -m bot``."""

from __future__ import annotations

import datetime as dt

import click

from bot.cli.articles import add, brief, export, read, remove
from bot.cli.asking import ask, chat, start
from bot.cli.correcting import correct
from bot.cli.options import now_option
from bot.cli.upkeep import backup, check, rebuild


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@now_option
@click.pass_context
def app(context: click.Context, now: dt.datetime | None) -> None:
    """Read the news for a community: who said what, which tariffs hold, what is new.

    Without a command it runs the bot: in Discord with DISCORD_TOKEN, else here in the terminal.
    """
    if context.invoked_subcommand is None:
        start(now)
    elif now is not None:
        raise click.UsageError("--now stands after the command's name.")


for command in (chat, ask, add, read, brief, export, remove, correct, check, backup, rebuild):
    app.add_command(command)
