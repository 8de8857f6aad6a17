"""Do database and index answer? Comes in: nothing; goes out: a word for each part."""
import logging

from django.db import DatabaseError, connection

from govreports.search import engine

logger = logging.getLogger(__name__)
OK, DOWN = "ok", "unavailable"


def check() -> dict[str, str]:
    """For example ``{"database": "ok", "index": "unavailable"}``; reasons go to the log, not to strangers."""
    return {"database": OK if _database_answers() else DOWN, "index": OK if _index_answers() else DOWN}


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM reports_report LIMIT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return False
    return True


def _index_answers() -> bool:
    try:
        return bool(engine.is_healthy())
    except Exception:  # whatever the engine in use raises, it means the same here
        logger.exception("The index does not answer")
        return False
