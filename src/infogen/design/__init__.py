"""Design: `layouts/` as people write it, in checked values: pieces, formats, themes and more."""
