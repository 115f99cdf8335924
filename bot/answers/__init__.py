"""Pure: records to answers, each sentence with its source; to and from JSON."""
