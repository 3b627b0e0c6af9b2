"""A change of the standard as a project: clause map, documents to re-issue, progress."""
