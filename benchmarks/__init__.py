"""Programs that measure the service beside a baseline in the same run, on this machine."""
