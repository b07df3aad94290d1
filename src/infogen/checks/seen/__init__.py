"""What is seen on a page: its surfaces, passages of text, drawn marks, and facts."""
