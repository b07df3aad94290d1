"""The entries of `data/`, a model for each kind."""
