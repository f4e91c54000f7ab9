"""Reads an official report in Vietnamese into a meeting record. See `reader.py` for the order of the stages."""

from giaoviec.loaders.reading.reader import Told, Trace, read, read_with_trace
from giaoviec.loaders.reading.record import Hints

__all__ = ["Hints", "Told", "Trace", "read", "read_with_trace"]
