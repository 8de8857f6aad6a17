"""Everything that writes reports: one function, one transaction. Reading is in ``selectors``.

``report_store`` takes an ``Analysis`` and gives a ``Report``; the others change what is stored.
None of them touches the search index: ``intake.library`` does both, in order.
"""
from .corrections import CorrectionError, Corrections, report_correct
from .facts import facts_refresh
from .lifecycle import report_delete, report_link, report_publish, report_withdraw
from .passage_places import passage_places_correct
from .reports import UnknownTheme, report_store, text_hash
from .retelling import report_retell
from .sources import kept_together, source_delete, source_store
from .themes import theme_merge

__all__ = [
    "CorrectionError", "Corrections", "UnknownTheme", "facts_refresh", "kept_together", "passage_places_correct", "report_correct",
    "report_delete", "report_link", "report_publish", "report_retell", "report_store", "report_withdraw", "source_delete",
    "source_store", "text_hash", "theme_merge",
]
