"""Reading study-tour reports: bytes in, structure and meaning out. Pure Python, no Django.

``analyze`` is the door; ``records`` names what it returns, ``errors`` what it may raise.
"""
from .errors import AnalysisError, EmptyReport, UnreadableSource, UnsupportedFormat
from .pipeline import analyze
from .records import Analysis, Kind, Role

__all__ = ["Analysis", "AnalysisError", "EmptyReport", "Kind", "Role", "UnreadableSource", "UnsupportedFormat", "analyze"]
