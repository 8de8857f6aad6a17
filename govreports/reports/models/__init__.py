"""What is stored of a report: its source as uploaded, its text, its parts and where it went.

Offsets are code points in the cleaned text; dates are ISO and may stop at year or month.
"""
from .passage import PATH_JOINT, Fact, Passage, PassagePlace, PassageTheme, Role, Section
from .report import PARTIAL_DATE, Kind, Place, Report, SourceFile, State, Theme, Visit

__all__ = [
    "PARTIAL_DATE", "PATH_JOINT", "Fact", "Kind", "Passage", "PassagePlace", "PassageTheme", "Place", "Report", "Role", "Section",
    "SourceFile", "State", "Theme", "Visit",
]
