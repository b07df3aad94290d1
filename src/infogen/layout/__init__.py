"""Layout: blocks laid on pages, and the pages composed into a scene."""
