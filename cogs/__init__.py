"""How people reach the bot in Discord: thin commands, message parts, views."""
