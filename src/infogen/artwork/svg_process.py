"""Draws one plain SVG by resvg, in a process of its own: `python svg_process.py PACKAGES`.

The drawing is read from standard input and the PNG written to standard output. A drawing that would
take too long, too much memory, or brings the renderer down ends this process and nothing else.
"""

import sys

SECONDS = 20
"""Seconds of a processor's work."""

MEMORY = 2 * 2**30
"""Bytes of memory."""


def main(packages: str) -> None:
    """Draw what is on standard input, by the resvg_py in the folder of packages."""
    _limit()
    sys.path.append(packages)
    from resvg_py import svg_to_bytes

    drawing = sys.stdin.buffer.read().decode("utf-8")
    png = svg_to_bytes(svg_string=drawing, dpi=96.0, skip_system_fonts=True)
    sys.stdout.buffer.write(png)


def _limit() -> None:
    """Set the limits where the system has them."""
    try:
        import resource
    except ImportError:
        return  # Windows
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        highest = resource.getrlimit(kind)[1]
        if highest == resource.RLIM_INFINITY or highest > most:
            try:
                resource.setrlimit(kind, (most, most))
            except (OSError, ValueError):
                continue  # macOS has no limit of memory


if __name__ == "__main__":
    main(sys.argv[1])
