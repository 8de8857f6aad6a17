"""Django's admin for everything stored. It stands here, above the search, because what it changes has to reach the index."""
from . import parts, places, reports, themes

__all__ = ["parts", "places", "reports", "themes"]
