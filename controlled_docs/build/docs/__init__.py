"""One module per document of the set, each with its prose as data."""
