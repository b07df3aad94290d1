"""What changed between two builds or revisions, in words and in pictures."""
