"""A source's graph as an rdflib graph, made by the standard's own means: what the checker and the TriG writer are judged by."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, XSD, Graph, Literal, URIRef

from giaoviec.graph.mint import Id
from giaoviec.graph.triples import Triple, Value

BASE = "urn:giaoviec:"
WORDS = BASE + "ontology#"
DAYS = ("date", "deadline", "seen")


def rdflib_graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for subject, word, thing in triples:
        if word == "type":
            graph.add((URIRef(BASE + subject), RDF.type, URIRef(WORDS + str(thing))))
        else:
            graph.add((URIRef(BASE + subject), URIRef(WORDS + word), _object(word, thing)))
    return graph


def _object(word: str, thing: Id | Value) -> URIRef | Literal:
    if isinstance(thing, Id):
        return URIRef(BASE + thing)
    if isinstance(thing, bool):
        return Literal("true" if thing else "false", datatype=XSD.boolean)
    if isinstance(thing, int):
        return Literal(str(thing), datatype=XSD.integer)
    # A plain literal is an xsd:string (RDF 1.1); rdflib keeps the two apart, and ontology.ttl has plain ones in sh:in.
    return Literal(thing, datatype=XSD.date if word in DAYS else None)
