"""Controlled documents: revisions, review, approval, coming into force, withdrawal."""
