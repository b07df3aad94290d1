"""What a legal reviewer sees and signs, and what depends on a fact."""
