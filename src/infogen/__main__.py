"""`python -m infogen` is `infogen`: it takes no module from the current folder."""

import sys
from pathlib import Path

if __name__ == "__main__":
    if not sys.flags.safe_path:
        # A campaign that a stranger has sent may hold a file that is named like a library.
        current = sys.path.pop(0)
        if Path(current) == Path(__file__).parents[1]:
            sys.path.append(current)
    from infogen.cli import main

    main()
