"""Artwork that is refused: the diagnostic that becomes of it once its file and place are known."""


class PictureError(Exception):
    """The code, message and hint of a diagnostic about artwork, and what the message names."""

    def __init__(self, code: str, message: str, hint: str, **values: object) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.values = code, message, hint, values
