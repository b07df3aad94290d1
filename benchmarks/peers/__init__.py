"""The peers: the same pieces in Typst and in HTML."""
