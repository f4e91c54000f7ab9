"""Writes docs/record.schema.json, the JSON Schema of a meeting record, from the models: python docs/make_schema.py"""

from __future__ import annotations

import json
from pathlib import Path

from giaoviec.graph.records import Record

PLACE = Path(__file__).parent / "record.schema.json"


def schema() -> str:
    """The schema as it stands in the file."""
    told = Record.model_json_schema(by_alias=True, mode="validation")
    told["required"].remove("made")  # a record that does not say who made it was made by hand
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **told}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    PLACE.write_text(schema(), encoding="utf-8", newline="\n")
