"""The organisation's seal: its key, its picture, and what waits for the clerk."""
