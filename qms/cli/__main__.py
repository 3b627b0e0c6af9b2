"""`python -m qms.cli` is the command `qms`."""

from qms.cli.main import main

if __name__ == "__main__":
    main()
