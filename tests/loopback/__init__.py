"""A Discord of our own on 127.0.0.1: REST and gateway, that the real client talks to over a real socket.

Start with :class:`tests.loopback.server.Loopback`; drive it with :class:`tests.loopback.person.Person`. Limits and
codes are those of Discord's developer documentation (API v10). Nothing here imports the program under test.
"""
