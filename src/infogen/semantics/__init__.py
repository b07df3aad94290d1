"""Semantics: a scene as it is read aloud: headings, lists, tables, figures, sentences, posts."""
