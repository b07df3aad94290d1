"""The tables that a legal reviewer sees and signs, and the files that depend on a fact."""
