"""What is kept: records that everyone speaks, and the SQLite store. Knows neither Discord nor language."""
