"""The changes between two builds or revisions, in words and in pictures."""
