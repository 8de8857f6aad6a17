"""Numbers in addresses and forms. Comes in: what somebody sent; goes out: the number, or None where it is none."""
import re

NUMBER = re.compile(r"[0-9]{1,9}")  # below the limits of databases; longer ones belong to nothing in the library


def read_number(text: str) -> int | None:
    """
    >>> read_number("12"), read_number("²"), read_number("٣"), read_number("-1"), read_number("9" * 5000)
    (12, None, None, None, None)
    """
    return int(text) if NUMBER.fullmatch(text) else None
