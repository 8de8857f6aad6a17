"""What can be wrong with an address. Django turns both into a page: 400 and 404 of ``views/errors.py``."""
from collections.abc import Iterable

from django.core.exceptions import BadRequest
from django.http import Http404


class BadParameter(BadRequest):
    """A query parameter holds a value nobody understands.

    ``allowed`` lists what would be understood, as values or as (value, label) pairs; empty when
    there are too many to list. The page shows the fault, the allowed values and a way on.
    """

    def __init__(self, name: str, value: str, allowed: Iterable[str | tuple[str, str]] = ()) -> None:
        self.name, self.value = name, value
        self.allowed = [item if isinstance(item, tuple) else (str(item), "") for item in allowed]
        super().__init__(f"{name}={value}")


class NotHere(Http404):
    """Something asked for by its number, code or name is not in the library.

    ``title`` says what, in a heading; ``reason`` says why that may be.
    """

    def __init__(self, title: str, reason: str = "") -> None:
        self.title, self.reason = title, reason
        super().__init__(title)
