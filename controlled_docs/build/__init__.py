"""Makes the model document set: `python -m controlled_docs.build` writes every file and the manifest."""
