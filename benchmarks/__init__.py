"""Speed, size and memory against peers that draw the same pieces: `python -m benchmarks`."""
