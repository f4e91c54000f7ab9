"""The program's own ontology, ontology.ttl, read once."""

from __future__ import annotations

from functools import cache

from giaoviec.graph.home import ONTOLOGY
from giaoviec.graph.ontology import Ontology


@cache
def ontology() -> Ontology:
    """The ontology of the program. Raises InputError as `turtle.read_ontology` does."""
    from giaoviec.graph.turtle import read_ontology  # late: rdflib takes a tenth of a second to import

    return read_ontology(ONTOLOGY.read_text(encoding="utf-8"), ONTOLOGY.name)
