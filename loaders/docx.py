"""Word documents: paragraphs and tables in their order, one a line."""

from pathlib import Path

from giaoviec.graph.errors import InputError
from giaoviec.loaders.report import LIMIT

SUFFIXES = (".docx",)


def read_docx(path: Path, limit: int = LIMIT) -> str:
    """The text of a Word document: a line for each paragraph, the cells of a table row with a tab between. `limit`: bytes.

    Raises InputError: too big, damaged, no text in it; the extra `docx` is not installed.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from docx.table import Table
    except ImportError as missing:
        raise InputError(
            'cần cài thêm, trong thư mục của dự án: pip install ".[docx]"',
            'needs an extra; in the project folder: pip install ".[docx]"',
            str(path),
        ) from missing
    if path.stat().st_size > limit:
        raise InputError(f"tệp quá giới hạn {limit:,} byte", f"the file is over the limit of {limit:,} bytes", str(path))
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as fault:
        raise InputError("không phải tệp DOCX, hoặc tệp hỏng", "not a DOCX file, or damaged", str(path)) from fault
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.replace("\n", " ").strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    text = "\n".join(lines).strip()
    if not text:
        raise InputError("tài liệu không có chữ", "the document has no text", str(path))
    return text + "\n"


text_of = read_docx
