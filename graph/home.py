"""Where the program's own data files lie: beside the code, in a wheel as in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEXICON = ROOT / "graph" / "lexicon"
ONTOLOGY = ROOT / "ontology.ttl"
QUERIES = ROOT / "queries"
SAMPLE = ROOT / "sample"
TRUST = ROOT / "graph" / "trust.yaml"
DOSSIER_STYLE = ROOT / "graph" / "dossier.css"
