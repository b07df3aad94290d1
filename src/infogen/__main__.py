"""`python -m infogen` is `infogen`."""

from infogen.cli import main

if __name__ == "__main__":
    main()
