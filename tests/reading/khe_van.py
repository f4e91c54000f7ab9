"""What is read from a text about an invented province, as the tests of papers and receivers compare it."""

from giaoviec.loaders.reading import Hints, read

KHE_VAN = Hints(jurisdiction="tỉnh Khe Vận", published="2024-06-10")


def told(text):
    """(giver, receivers, task) of each order; helpers with a star."""
    return [
        (
            "; ".join(a.name for a in o.by),
            "; ".join(a.name + ("*" if a.part == "support" else "") for a in o.to),
            o.task,
        )
        for o in read(text, KHE_VAN).assignments
    ]
