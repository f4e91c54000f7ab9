"""A real Neo4j Community on this machine, without Docker and without a Java of one's own: fetched, started, stopped."""
