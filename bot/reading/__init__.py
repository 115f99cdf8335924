"""Pure: an article's text to a :class:`storage.records.Reading`. No clock, no file, no network, no Discord."""
