"""How far the machine's reading is to be trusted: precision and recall by kind of item, as measured (trust.yaml)."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from giaoviec.graph.errors import InputError
from giaoviec.graph.home import TRUST


class Words(BaseModel):
    """Words in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en


class Measure(BaseModel):
    """One kind of item: precision and recall (0 to 1), on `n` items of the reports named in `reports`, on the day `measured`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Words
    precision: float = Field(ge=0, le=1)
    recall: float | None = Field(ge=0, le=1)
    n: int | None = Field(gt=0)
    measured: datetime.date
    reports: Words


class _Trust(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    measures: tuple[Measure, ...]


@cache
def measures(path: Path = TRUST) -> tuple[Measure, ...]:
    """What was measured; empty where nothing was. Raises InputError for a file of another shape."""
    try:
        return _Trust.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).measures
    except (ValidationError, yaml.YAMLError) as error:
        raise InputError(f"tệp số đo sai dạng: {error}", f"the file of measures has another shape: {error}", path.name) from error
