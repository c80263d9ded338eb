"""Any file's bytes become a text, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agendas.intake.reading import Decoded, decode, mended, read_bytes, read_file
from agendas.intake.table import Table, Unreadable
from agendas.language import ENGLISH


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbfid,title\n1,a\n", "utf-8-sig"),
        ("id,title\n1,ü\n".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "id,title\n1,ü\n".encode("utf-16-be"), "utf-16"),
        ("id,title\n1,a\n".encode("utf-16-le"), "utf-16-le"),
        ("id,title\n1,ü\n".encode(), "utf-8"),
        ("id,title\n1,ü€\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_by_its_mark_then_utf_8_then_cp1252(
    data: bytes, encoding: str
) -> None:
    decoded = decode(data)
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == encoding
    assert decoded.text.startswith("id,title\n1,")


def test_a_person_may_choose_the_encoding(table_of: Callable[..., Table]) -> None:
    table = table_of("redmine_ja_cp932.csv", encoding="cp932")
    assert table.encoding == "cp932"
    assert "題名" in table.header


def test_letters_that_an_encoding_lacks_are_counted_and_said() -> None:
    decoded = decode(b"id,title\n1,\x81\x8d\n")
    assert isinstance(decoded, Decoded)
    assert "2 letters cannot be read as cp1252" in ENGLISH.say(decoded.notes[0])


def test_strange_letters_are_pointed_out() -> None:
    foreign = decode("Номер;Тема\n1;Отчёт по складу\n".encode("cp1251"))
    german = decode("Nr;Größe\n1;Änderung der Übersicht\n".encode("cp1252"))
    assert isinstance(foreign, Decoded)
    assert isinstance(german, Decoded)
    assert "choose another encoding" in ENGLISH.say(foreign.notes[0])
    assert not german.notes


def test_letters_that_were_once_read_wrongly_are_mended_on_request(
    table_of: Callable[..., Table],
) -> None:
    assert table_of("mojibake.csv").rows[0].cells[1] == "Formular f├╝r Urlaub"
    assert table_of("mojibake.csv", mend=True).rows[0].cells[1] == "Formular für Urlaub"
    assert mended("plain ├ but not all ü", "cp850") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\x00\x01\x02\x03\x00\x00" * 9, "not a text file"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    refused = decode(data)
    assert isinstance(refused, Unreadable)
    assert said in ENGLISH.say(refused.message)


def test_an_unknown_encoding_is_refused() -> None:
    assert isinstance(decode(b"id,title", "klingon"), Unreadable)


def test_a_web_page_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<!DOCTYPE html><table></table>")
    refused = read_file(page)
    assert isinstance(refused, Unreadable)
    assert "web page" in ENGLISH.say(refused.message)


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 101)
    assert isinstance(read_bytes(large, limit=100), Unreadable)
    assert read_bytes(large, limit=101) == b"x" * 101
    assert isinstance(read_bytes(tmp_path / "nowhere.csv"), Unreadable)
    assert isinstance(read_bytes(tmp_path), Unreadable)


def test_json_is_known_by_its_first_sign_whatever_the_file_is_called(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text('\n [{"title": "A wish"}]')
    table = read_file(file)
    assert isinstance(table, Table)
    assert table.form == "json"


def test_a_table_may_begin_with_a_bracket(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("[ID];Title\n[1];A wish\n")
    table = read_file(file)
    assert isinstance(table, Table)
    assert table.header == ("[ID]", "Title")


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("題名,作成者\n売上の画面を直す,山田\n", "cp932", "cp932"),
        ("Größe,Straße\nÜbergröße – “x”,Weiß\n", "cp1252", "cp1252"),
        ("标题,作者\n修复打印机,王伟\n", "gb18030", "cp1252"),
        ("제목,작성자\n프린터 수리,김철수\n", "cp949", "cp1252"),
    ],
)
def test_japanese_is_known_by_its_kana_other_scripts_are_chosen(
    text: str, written: str, read: str
) -> None:
    decoded = decode(text.encode(written))
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == read
    assert (decoded.text == text) == (written == read)
