"""The focus group in simulations: how often its rule names a false winner, how often it finds a
true one, and how well ballots are read from photographs.

    python -m benchmarks.focus errors     # false winners and power, by households
    python -m benchmarks.focus photos     # marks of simulated hands in simulated photographs
    python -m benchmarks.focus kills      # 50 kills of a server that takes votes
    python -m benchmarks.focus phones     # 200 phones at once
"""
