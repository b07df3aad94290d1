"""Refusals of requests, with the words of their pages."""


class Refusal(Exception):
    """A request is answered with `status` and a page that says `message`, and `hint`: the cure."""

    def __init__(self, status: int, message: str, hint: str = "") -> None:
        self.status = status
        self.message = message
        self.hint = hint
        super().__init__(message)
