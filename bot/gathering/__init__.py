"""Where articles come from: files (later feeds and web pages) to :class:`storage.records.Article`."""
