"""What is stored of searching."""
from govreports.search.kept.models import SavedSearch

__all__ = ["SavedSearch"]
