"""The strict reader: texts stay texts, and what could surprise or attack is refused by place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agendas.language import ENGLISH
from agendas.strict_yaml import Listing, Mapping, Node, Scalar, clipped, read

ALIAS_BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 41)
)
MERGE_BOMB = "a0: &a0 {k: v}\n" + "".join(
    f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 41)
)


def sentences(data: bytes | str) -> list[str]:
    """What is said about a file that has mistakes."""
    found = read(data if isinstance(data, bytes) else data.encode())
    return [ENGLISH.say(mistake.said_of("f.yaml")) for mistake in found.mistakes]


def plain(node: Node | None) -> object:
    """A tree without its places."""
    match node:
        case Listing():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.pairs}
        case Scalar():
            return node.text
    return None


@pytest.fixture(params=["fast parser", "pure parser"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers that a machine may have must give the same."""
    if request.param == "pure parser":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.parametrize(
    "text",
    ["no", "on", "22:30:00", "017", "1_000", "3.10", "~", "null", "2026-02-31", "0x1F", "1e400"],
)
@pytest.mark.usefixtures("either_parser")
def test_a_text_stays_as_it_was_typed(text: str) -> None:
    assert plain(read(f"key: {text}\n".encode()).root) == {"key": text}


@pytest.mark.usefixtures("either_parser")
def test_every_text_knows_its_line_and_column() -> None:
    root = read("# first\na:\n  - b\n  - {c: 'd'}\ne:\n".encode("utf-8-sig")).root
    assert root == Mapping(
        (
            (
                Scalar("a", 2, 1),
                Listing(
                    (
                        Scalar("b", 3, 5),
                        Mapping(((Scalar("c", 4, 6), Scalar("d", 4, 9, plain=False)),), 4, 5),
                    ),
                    3,
                    3,
                ),
            ),
            (Scalar("e", 5, 1), Scalar("", 5, 3)),
        ),
        2,
        1,
    )


def test_columns_count_letters_and_not_bytes() -> None:
    root = read("名前: [é, x]\n".encode()).root
    assert isinstance(root, Mapping)
    names = root.pairs[0][1]
    assert isinstance(names, Listing)
    assert names.items[1] == Scalar("x", 1, 9)


REFUSED = [
    ("a: *b\n", 'f.yaml:1:4: *b: references and tags are not allowed; a text that begins with'),
    ("a: &b c\n", "f.yaml:1:4: &b: references and tags are not allowed"),
    ("a:\n  - !!python/object:os.system x\n", "f.yaml:2:5: !: references and tags"),
    ("a: !important\n", "f.yaml:1:4: !: references and tags"),
    ("a: 1\n<<: {b: 2}\n", "f.yaml:2:1: <<: merging is not allowed here"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins"),
    ("? [a, b]\n: c\n", "f.yaml:1:3: a key must be one word or text"),
    ("a: 1\nb: 2\na: 3\n", 'f.yaml:3:1: the key "a" is here a second time; the first is in line 1'),
    ("a:\n\tb: 1\n", "f.yaml:2:1: a tab stands here; lines are indented with blanks"),
    ("a: @b\n", "f.yaml:1:4: a text that begins like this needs quotes"),
    ("a: *\n", "f.yaml:1:5: a text that begins like this needs quotes"),
    ("a: b: c\n", "f.yaml:1:5: a second colon in one line"),
    ("x: 1\na: 'never\nb: 1\n", "f.yaml:2:4: this quote is never closed"),
    ("a: [1, 2\n", "f.yaml:1:4: this bracket is never closed"),
    ("a:\n  b: 1\n c: 2\n", "f.yaml:3:2: a key with its value, or an entry that begins with"),
    ("a: 1\nplain text\nb: 1\n", "f.yaml:2:1: a colon is expected behind the key"),
    ('a: "\\x1b[31m"\n', "f.yaml:1:4: the character U+001B cannot be shown"),
    ("a: x\x1b[31m\n", "f.yaml:1:5: the character U+001B cannot be shown"),
    ("a: 1\nb: \0\n", "f.yaml:2:4: the character U+0000 cannot be shown"),
    ("a: x\u2028y\n", "f.yaml:1:5: the character U+2028 cannot be shown"),
    ("", "f.yaml:1:1: the file is empty"),
    ("# only a comment\n", "f.yaml:1:1: the file is empty"),
    ("---\n", "f.yaml:1:1: the file is empty"),
    ("a: " + "[" * 20 + "]" * 20, "f.yaml:1:23: more than 20 levels deep"),
    ("[" * 30_000, "f.yaml:1:21: more than 20 levels deep"),
    ("- " * 5_000, "f.yaml:1:41: more than 20 levels deep"),
    (ALIAS_BOMB, "f.yaml:1:5: &a0: references and tags are not allowed"),
    (MERGE_BOMB, "f.yaml:1:5: &a0: references and tags are not allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said[7:40] for _text, said in REFUSED])
@pytest.mark.usefixtures("either_parser")
def test_what_could_surprise_is_refused_by_line_and_column(text: str, said: str) -> None:
    found = sentences(text)
    assert found, "nothing was refused"
    assert found[0].startswith(said)


@pytest.mark.usefixtures("either_parser")
def test_a_surrogate_is_refused_written_out_or_as_bytes() -> None:
    assert sentences('a: "\\ud800"\n')[0].startswith("f.yaml:1:4: ")
    assert sentences(b"a: \xed\xa0\x80\n") == [
        "f.yaml:1:4: the byte ED is not UTF-8; save the file as UTF-8"
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without mark", "with mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old mac"])
def test_a_byte_that_is_not_utf_8_is_named_with_its_place(mark: bytes, end: bytes) -> None:
    data = mark + b"a: \xc3\xa4" + end + b"b: M\xfcller" + end
    assert sentences(data) == ["f.yaml:2:5: the byte FC is not UTF-8; save the file as UTF-8"]


def test_a_file_in_utf_16_is_told_so() -> None:
    assert sentences("a: 1".encode("utf-16")) == [
        "f.yaml:1:1: the file is written in UTF-16; save it as UTF-8"
    ]


def test_a_huge_file_is_refused_before_it_is_decoded() -> None:
    assert sentences(b"\xff" * 50_000_000) == [
        "f.yaml: the file is too large; at most 1000000 bytes are read"
    ]


def test_every_doubled_key_is_told_and_the_tree_keeps_the_first() -> None:
    found = read(b"a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [(m.line, m.column) for m in found.mistakes] == [(2, 1), (3, 11)]
    assert plain(found.root) == {"a": "1", "b": {"c": "1"}}


def test_thousands_of_mistakes_are_cut_off() -> None:
    assert len(read(b"a: 1\n" * 10_000).mistakes) == 50
    assert len(read(b"a: \x01\n" * 10_000).mistakes) == 5


def test_a_quoted_text_is_short_and_in_one_line() -> None:
    assert clipped("a\n b") == "a b"
    assert clipped("\n" + "x" * 100_000) == "x" * 39 + "…"


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = read(text.encode("utf-8", "surrogatepass"))
    assert found.root is not None or found.mistakes


@given(st.text(alphabet="ab:-?,[]{}&*!|>'\"%@`#<\\ \t\n", max_size=60))
def test_no_punctuation_makes_the_reader_raise(text: str) -> None:
    found = read(text.encode())
    assert found.root is not None or found.mistakes


@given(st.binary())
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    found = read(data)
    assert found.root is not None or found.mistakes


KEYS = st.text(alphabet="abcdefgh", min_size=1, max_size=4)
VALUES = st.recursive(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=9),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), st.booleans())
def test_what_a_yaml_writer_wrote_is_read_back_as_text(value: object, flow: bool) -> None:
    class Writer(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    written = yaml.dump(value, Dumper=Writer, allow_unicode=True, default_flow_style=flow)
    assert plain(read(written.encode()).root) == value
