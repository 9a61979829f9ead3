"""`python -m couth`: the command."""

from couth.cli import main

if __name__ == "__main__":
    main()
