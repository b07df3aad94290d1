"""The manual: its examples are run, its pictures are theirs, its reference is the schemas'."""
