"""What all tests share."""

from servers import neo4j_526, neo4j_2026

__all__ = ["neo4j_526", "neo4j_2026"]
