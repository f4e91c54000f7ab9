"""Files of reports: encodings, what is refused and how it says so, saved pages and Word documents."""

import codecs
import unicodedata

import docx
import pytest

from giaoviec.graph.errors import InputError
from giaoviec.loaders.docx import read_docx
from giaoviec.loaders.html import read_html
from giaoviec.loaders.report import load_report, read_text, tables

TEXT = "Chủ tịch UBND tỉnh yêu cầu các sở, ngành của tỉnh và thành phố khẩn trương rà soát các dự án được giao; đồng chí Ưu đã về tại xã."


def legacy(encoding):
    back = {new: old for old, new in tables()[encoding].items()}
    return "".join(back.get(letter, letter) for letter in TEXT)


def windows_1258():
    out = b""
    for letter in TEXT:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in apart[1:] if c in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", apart[0] + "".join(c for c in apart[1:] if c not in tone))
        out += (base + tone).encode("cp1258")
    return out


ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16 with mark": TEXT.encode("utf-16"),
    "utf-16 little, no mark": TEXT.encode("utf-16-le"),
    "utf-16 big, no mark": TEXT.encode("utf-16-be"),
    "windows-1258": windows_1258(),
    "tcvn3": legacy("tcvn3").encode("latin-1"),
    "vni": legacy("vni").encode("cp1252"),
    "tcvn3 saved as utf-8": legacy("tcvn3").encode(),
    "vni saved as utf-8": legacy("vni").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=list(ENCODED))
def test_every_encoding_gives_the_same_text(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert unicodedata.normalize("NFC", read_text(path)) == TEXT


REFUSED = {
    "empty": (b" \n", "empty"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "zip": (b"PK\x03\x04....", "ZIP"),
    "binary": (bytes(range(256)) * 4, "binary"),
    "damaged utf-16": (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "damaged"),
    "unknown": (b"\xff\xfa\xfb" * 50, "encoding"),
}


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_text_is_refused_with_a_reason(tmp_path, data, word):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as fault:
        read_text(path)
    assert word in fault.value.said.en
    assert str(path) in fault.value.where


def test_a_file_over_the_limit_is_refused_and_the_limit_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 101)
    with pytest.raises(InputError, match="100"):
        read_text(path, limit=100)
    assert read_text(path, limit=101) == "a" * 101


def test_a_report_file_becomes_a_record(tmp_path):
    path = tmp_path / "bao_cao.txt"
    path.write_text("UBND tỉnh Hà Nam giao Sở Y tế kiểm tra.", encoding="utf-8")
    record = load_report(path)
    assert record.source.file == "bao_cao.txt"
    assert record.made.by == "machine"
    assert [a.name for a in record.assignments[0].to] == ["Sở Y tế tỉnh Hà Nam"]


PAGE = """<html><head><title>Báo Sông Vân</title></head><body><div class="clock">Thứ bảy, 16/1/2021</div>
<ul class="menu"><li><a href="/">Trang chủ</a></li></ul><article><h1>UBND tỉnh họp phiên thường kỳ</h1>
<div class="article-date">Thứ Năm 07/01/2021 15:35</div>
<p class="sapo">Sáng 7/1, Chủ tịch UBND tỉnh Nguyễn Văn An chủ trì phiên họp thường kỳ của UBND tỉnh Sông Vân.</p><div>%s</div>
<figure><img src="a.jpg"><figcaption>Chủ tịch UBND tỉnh Nguyễn Văn An phát biểu.</figcaption></figure>
<p class="author">Trần Bình</p></article><footer>Bản quyền thuộc Báo Sông Vân</footer></body></html>"""


def test_a_saved_page_keeps_title_date_lead_caption_and_byline(tmp_path):
    body = "".join(
        f"<p>Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng khẩn trương rà soát quy hoạch số {i}, báo cáo UBND tỉnh trước ngày 30/1.</p>"
        for i in range(5)
    )
    path = tmp_path / "a.html"
    path.write_text(PAGE % body, encoding="utf-8")
    lines = [line for line in read_html(path).splitlines() if line]
    assert lines[0] == "UBND tỉnh họp phiên thường kỳ"
    assert lines[1] == "Thứ Năm 07/01/2021 15:35"
    assert lines[2].startswith("Sáng 7/1, Chủ tịch UBND tỉnh Nguyễn Văn An chủ trì")
    assert lines[-1] == "Trần Bình"
    assert any("phát biểu" in line for line in lines)
    assert not any("Trang chủ" in line or "Bản quyền" in line for line in lines)


def test_a_page_without_article_is_refused(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><body></body></html>", encoding="utf-8")
    with pytest.raises(InputError, match="no article"):
        read_html(path)


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Thông ")
    paragraph.add_run("báo")
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Sở Y tế", "kiểm tra"
    document.add_paragraph("UBND tỉnh giao Sở Y tế.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_docx(path) == "Thông báo\nSở Y tế\tkiểm tra\nUBND tỉnh giao Sở Y tế.\n"


def test_what_is_no_word_document_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"no zip")
    with pytest.raises(InputError, match="DOCX"):
        read_docx(path)
