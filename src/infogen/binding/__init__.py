"""Binding: a layout, the data and a format in; blocks with all their values out."""
