"""Each of Discord's limits at its edge and one past it, in the loopback's own check."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback import limits, permissions
from tests.loopback.world import TEXT, Channel, Guild, Json, Role, User, pings


def _button(n: int, **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": f"b{n}", "custom_id": f"c{n}", **more}


def _row(*items: Json) -> Json:
    return {"type": 1, "components": list(items)}


def _menu(count: int, **more: Any) -> Json:
    options = [{"label": f"o{n}", "value": f"v{n}"} for n in range(count)]
    return {"type": 3, "custom_id": "menu", "options": options, **more}


def _fields(count: int, name: int = 1, value: int = 1) -> list[Json]:
    return [{"name": "n" * name, "value": "v" * value} for _ in range(count)]


FITS_AND_NOT: list[tuple[Json, Json]] = [
    ({"content": "x" * 2000}, {"content": "x" * 2001}),
    ({"content": "x" * 2000}, {"content": "🦊" * 1001}),
    ({"content": "x"}, {"content": "\ud800"}),
    ({"embeds": [{"title": "x"}] * 10}, {"embeds": [{"title": "x"}] * 11}),
    ({"embeds": [{"title": "x" * 256}]}, {"embeds": [{"title": "x" * 257}]}),
    ({"embeds": [{"description": "x" * 4096}]}, {"embeds": [{"description": "x" * 4097}]}),
    ({"embeds": [{"fields": _fields(25)}]}, {"embeds": [{"fields": _fields(26)}]}),
    ({"embeds": [{"fields": _fields(1, name=256)}]}, {"embeds": [{"fields": _fields(1, name=257)}]}),
    ({"embeds": [{"fields": _fields(1, value=1024)}]}, {"embeds": [{"fields": _fields(1, value=1025)}]}),
    ({"embeds": [{"fields": _fields(1)}]}, {"embeds": [{"fields": _fields(1, value=0)}]}),
    ({"embeds": [{"footer": {"text": "x" * 2048}}]}, {"embeds": [{"footer": {"text": "x" * 2049}}]}),
    ({"embeds": [{"author": {"name": "x" * 256}}]}, {"embeds": [{"author": {"name": "x" * 257}}]}),
    ({"embeds": [{"description": "x" * 3000}] * 2}, {"embeds": [{"description": "x" * 3000}] * 2 + [{"title": "x"}]}),
    ({"embeds": [{"title": "x"}]}, {"embeds": [{"color": 3}]}),
    ({"embeds": [{"title": "x", "url": "https://e.org"}]}, {"embeds": [{"title": "x", "url": "javascript:1"}]}),
    ({"components": [_row(_button(n)) for n in range(5)]}, {"components": [_row(_button(n)) for n in range(6)]}),
    ({"components": [_row(*map(_button, range(5)))]}, {"components": [_row(*map(_button, range(6)))]}),
    ({"components": [_row(_button(1))]}, {"components": [_row()]}),
    ({"components": [_row(_button(1))]}, {"components": [_row(_button(1), _button(1))]}),
    ({"components": [_row(_button(1, label="x" * 80))]}, {"components": [_row(_button(1, label="x" * 81))]}),
    ({"components": [_row(_button(1, custom_id="x" * 100))]}, {"components": [_row(_button(1, custom_id="x" * 101))]}),
    ({"components": [_row(_button(1))]}, {"components": [_row(_button(1, style=5))]}),
    ({"components": [_row(_button(1))]}, {"components": [_row(_button(1, label=None))]}),
    ({"components": [_row(_menu(25))]}, {"components": [_row(_menu(26))]}),
    ({"components": [_row(_menu(1))]}, {"components": [_row(_menu(0))]}),
    ({"components": [_row(_menu(2, max_values=2))]}, {"components": [_row(_menu(2, max_values=3))]}),
    ({"components": [_row(_menu(1, placeholder="x" * 150))]}, {"components": [_row(_menu(1, placeholder="x" * 151))]}),
    ({"components": [_row(_menu(1))]}, {"components": [_row(_menu(1), _button(1))]}),
    ({"components": [_row(_menu(1))]}, {"components": [_menu(1)]}),
    ({"nonce": "x" * 25, "enforce_nonce": True}, {"nonce": "x" * 26}),
    ({"nonce": 1, "enforce_nonce": True}, {"enforce_nonce": True}),
    ({"allowed_mentions": {"parse": [], "roles": ["1"]}}, {"allowed_mentions": {"parse": ["roles"], "roles": ["1"]}}),
    ({"flags": 64}, {"flags": 1 << 15}),
]


@pytest.mark.parametrize(("fits", "too_much"), FITS_AND_NOT)
def test_messages(fits: Json, too_much: Json) -> None:
    assert list(limits.message(fits)) == []
    assert list(limits.message(too_much))


def _command(**more: Any) -> Json:
    return {"name": "who", "description": "d", "type": 1, "options": [], **more}


def _option(**more: Any) -> Json:
    return {"name": "a", "description": "d", "type": 3, **more}


def _choices(count: int, length: int = 1) -> list[Json]:
    return [{"name": "x" * length, "value": f"{n}"} for n in range(count)]


COMMANDS: list[tuple[list[Json], list[Json]]] = [
    ([_command(name=f"c{n}") for n in range(100)], [_command(name=f"c{n}") for n in range(101)]),
    ([_command(name="x" * 32)], [_command(name="x" * 33)]),
    ([_command()], [_command(name="Who")]),
    ([_command()], [_command(), _command()]),
    ([_command(description="x" * 100)], [_command(description="x" * 101)]),
    ([_command()], [_command(description="")]),
    (
        [_command(options=[_option(name=f"o{n}") for n in range(25)])],
        [_command(options=[_option(name=f"o{n}") for n in range(26)])],
    ),
    ([_command(options=[_option(choices=_choices(25))])], [_command(options=[_option(choices=_choices(26))])]),
    ([_command(options=[_option(choices=_choices(1, 100))])], [_command(options=[_option(choices=_choices(1, 101))])]),
    (
        [_command(options=[_option(required=True), _option(name="b")])],
        [_command(options=[_option(), _option(name="b", required=True)])],
    ),
    (
        [_command(options=[_option(autocomplete=True)])],
        [_command(options=[_option(autocomplete=True, choices=_choices(1))])],
    ),
    ([_command(contexts=[0, 1, 2], integration_types=[0, 1])], [_command(contexts=[3])]),
    ([_command(integration_types=[1])], [_command(integration_types=[])]),
]


@pytest.mark.parametrize(("fits", "too_much"), COMMANDS)
def test_commands(fits: list[Json], too_much: list[Json]) -> None:
    assert list(limits.commands(fits)) == []
    assert list(limits.commands(too_much))


def test_choices_and_modals() -> None:
    assert list(limits.choices(_choices(25, 100))) == []
    assert list(limits.choices(_choices(26)))
    assert list(limits.choices([{"name": "x", "value": "v" * 101}]))
    field = {"type": 4, "custom_id": "q", "label": "x" * 45, "style": 1}
    fine = {"title": "x" * 45, "custom_id": "m", "components": [_row(field)]}
    assert list(limits.modal(fine)) == []
    assert list(limits.modal({**fine, "title": "x" * 46}))
    assert list(limits.modal({**fine, "components": [_row({**field, "label": "x" * 46})]}))
    assert list(limits.modal({**fine, "components": [_row(_button(1))]}))


def test_the_order_of_overwrites() -> None:
    owner, ada = User("owner"), User("ada")
    guild = Guild("g", owner, {7: Role("@everyone", permissions.PERSON, id=7)}, 7, {owner: set(), ada: {8}})
    guild.roles[8] = Role("staff", 0, id=8)
    channel = Channel("c", TEXT, guild)
    send = permissions.SEND_MESSAGES
    assert permissions.in_channel(channel, ada) & send
    channel.overwrites[7] = (0, send)
    assert not permissions.in_channel(channel, ada) & send
    channel.overwrites[8] = (send, 0)
    assert permissions.in_channel(channel, ada) & send
    channel.overwrites[ada.id] = (0, send)
    assert not permissions.in_channel(channel, ada) & send
    assert permissions.in_channel(channel, owner) == permissions.ALL
    guild.roles[8].permissions = permissions.ADMINISTRATOR
    assert permissions.in_channel(channel, ada) == permissions.ALL
    assert permissions.in_channel(channel, User("stranger")) == 0
    assert permissions.INVITE == 274878024704


def test_what_pings() -> None:
    body: Json = {"content": "@everyone <@&5> <@6> <@!7>"}
    assert pings(body) == {"everyone", 5, 6, 7}
    assert pings(body, may_ping_everyone=False) == {5, 6, 7}
    assert pings({**body, "allowed_mentions": {"parse": []}}) == frozenset()
    assert pings({**body, "allowed_mentions": {"parse": ["users"], "roles": ["5"]}}) == {5, 6, 7}
    assert pings({"embeds": [{"description": "@everyone"}]}) == frozenset()
