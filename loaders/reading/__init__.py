"""Reads an official report in Vietnamese into a meeting record. See `reader.py` for the order of the stages."""

from giaoviec.loaders.reading.reader import Hints, Trace, read, read_with_trace

__all__ = ["Hints", "Trace", "read", "read_with_trace"]
