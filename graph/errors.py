"""The program's errors: one root class; each says what is wrong, where, and what to do, in Vietnamese and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Said:
    """One sentence in the program's two languages."""

    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en


class GiaoviecError(Exception):
    """Root of all errors of the program.

    `said` is one clear sentence (what is wrong and what to do); `where` names file, line and field, or is empty.
    `exit_code` is what the command line exits with.
    """

    exit_code = 1

    def __init__(self, vi: str, en: str, where: str = "") -> None:
        super().__init__(f"{where}: {en}" if where else en)
        self.said = Said(vi, en)
        self.where = where

    def __reduce__(self) -> tuple[Any, ...]:
        """So that one that was raised in another process comes over whole."""
        return type(self).__new__, (type(self), *self.args), vars(self)

    def sentence(self, lang: str) -> str:
        """The error as one line in `lang` ("vi" or "en"), with its place in front."""
        return f"{self.where}: {self.said[lang]}" if self.where else self.said[lang]


class InputError(GiaoviecError):
    """The input (a file, a folder, a record) cannot be used."""


class UsageError(GiaoviecError):
    """The command was called with a name or value that it does not know."""

    exit_code = 2


class StoppedError(GiaoviecError):
    """The user stopped the program."""

    exit_code = 130


class StoreError(GiaoviecError):
    """The store cannot be opened, read or written."""

    exit_code = 3
