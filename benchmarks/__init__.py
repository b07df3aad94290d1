"""Speed, size and memory against peers that draw the same pieces. Run with `python -m benchmarks`."""
