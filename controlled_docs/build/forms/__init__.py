"""The forms, one module per procedure they belong to."""
