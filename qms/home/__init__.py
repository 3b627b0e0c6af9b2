"""The room one enters first: what waits for a person from every room, and the search."""
