"""Every pattern of the grammar: its example is read by it, its counter-example is not."""

import pytest

from giaoviec.loaders.reading import Hints, read
from giaoviec.loaders.reading.grammar import AFTER, ALSO, INSIDE, OPENING, PASSIVE, SAYS

HINTS = Hints(jurisdiction="tỉnh Sông Vân", published="2021")
BEFORE = "Chủ tịch UBND tỉnh giao Sở Nội vụ rà soát biên chế. "
SPEAKS = "Phó Chủ tịch UBND tỉnh Lê Văn An phát biểu kết luận. "
PATTERNS = [*AFTER, *OPENING, PASSIVE, SAYS, ALSO, INSIDE]
# Patterns that go on with what was said before are read after an order or a word of speech.
CONTEXT = {pattern.name: BEFORE for pattern in OPENING[1:]} | {INSIDE.name: SPEAKS}


def rules(pattern, sentence):
    return [o.rule for o in read(CONTEXT.get(pattern.name, "") + sentence, HINTS).assignments]


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.name for pattern in PATTERNS])
def test_pattern_reads_its_example(pattern):
    assert pattern.name in rules(pattern, pattern.example)


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.name for pattern in PATTERNS])
def test_pattern_leaves_its_counter_example(pattern):
    found = rules(pattern, pattern.never)
    assert pattern.name not in (found[1:] if pattern.name in CONTEXT and CONTEXT[pattern.name] == BEFORE else found)


def test_names_of_rules_are_unique():
    assert len({pattern.name for pattern in PATTERNS}) == len(PATTERNS)
