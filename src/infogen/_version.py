"""The version of infogen; the build of the package reads it too."""

__version__ = "0.1.0"
