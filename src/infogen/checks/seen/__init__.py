"""Pages as they are seen: surfaces, passages of text, drawn marks, and facts."""
