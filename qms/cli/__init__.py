"""The command `qms`: one module per group of commands, thin over acts and queries."""
