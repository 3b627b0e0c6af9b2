"""What convinces a stranger: checkpoints, bundles, certificates of approval, checks of files."""
