"""The terms of procedures: which days count, when each term ends, and how that is shown."""
