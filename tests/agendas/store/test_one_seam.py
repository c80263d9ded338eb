"""Every change to the disk goes through one module, where a test can fail, tear or stop it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import agendas
import exports

SEAM = "store/disk.py"
CALLS = {
    *("open", "write", "pwrite", "writev", "ftruncate", "truncate", "fsync", "fdatasync", "close"),
    *("rename", "renames", "replace", "unlink", "remove", "rmdir", "removedirs", "mkdir"),
    *("makedirs", "link", "symlink", "chmod", "utime", "mkfifo", "sendfile", "copy_file_range"),
}
METHODS = {
    *("write_text", "write_bytes", "touch", "mkdir", "rmdir", "unlink", "rename", "symlink_to"),
    *("hardlink_to", "chmod"),
}
MODULES = {"shutil", "tempfile", "mmap", "sqlite3", "shelve", "dbm"}


def changes(tree: ast.AST) -> Iterator[int]:
    """The lines that could change the disk."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if MODULES & {name.name for name in names}:
                yield node.lineno
            case ast.ImportFrom(module=module, names=names):
                if module in MODULES or (module == "os" and CALLS & {name.name for name in names}):
                    yield node.lineno
            case ast.Attribute(value=ast.Name(id="os"), attr=attr) if attr in CALLS:
                yield node.lineno
            case ast.Call(func=ast.Name(id="open"), args=args, keywords=keywords):
                if mode_of(args[1:], keywords) not in ("r", "rb"):
                    yield node.lineno
            case ast.Call(func=ast.Attribute(value=value, attr=attr), args=args, keywords=keywords):
                if isinstance(value, ast.Name) and value.id in ("os", "disk"):
                    continue
                opens = attr == "open" and mode_of(args, keywords) not in ("r", "rb")
                # A path's has one argument; a text's has two, and a value's names them.
                renames = attr == "replace" and len(args) == 1 and not keywords
                if attr in METHODS or opens or renames:
                    yield node.lineno


def mode_of(args: list[ast.expr], keywords: list[ast.keyword]) -> object:
    """The mode that a file is opened with; reading is what `open` does by itself."""
    given = [*args[:1], *(keyword.value for keyword in keywords if keyword.arg == "mode")]
    if not given:
        return "r"
    return given[0].value if isinstance(given[0], ast.Constant) else None


def test_no_other_module_changes_the_disk() -> None:
    for room in (agendas, exports):
        folder = Path(str(room.__file__)).parent
        for path in folder.rglob("*.py"):
            if path.relative_to(folder).as_posix() != SEAM:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                assert [(path.name, line) for line in changes(tree)] == []


def test_the_search_finds_what_it_looks_for() -> None:
    for line in (
        "os.open(path, 0)",
        "os.replace(a, b)",
        "from os import unlink",
        "import shutil",
        "open(path, 'w')",
        "open(path, mode='ab')",
        "path.open('r+b')",
        "path.write_bytes(data)",
        "path.replace(other)",
        "path.mkdir()",
    ):
        assert list(changes(ast.parse(line))), line
    for line in (
        "open(path)",
        "path.open('rb')",
        "text.replace('a', 'b')",
        "replace(value, number=1)",
        "disk.unlink(path)",
        "os.listdir(path)",
    ):
        assert not list(changes(ast.parse(line))), line


def test_the_seam_itself_is_found() -> None:
    folder = Path(str(agendas.__file__)).parent
    assert list(changes(ast.parse((folder / SEAM).read_text(encoding="utf-8"))))
