"""The graph: names, records, RDF, identity, projection, stores and answers."""
