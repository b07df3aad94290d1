"""Artwork: pictures, SVG drawings, icons and QR symbols, turned into what a scene can hold."""
