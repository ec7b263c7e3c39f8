"""The documentation: its commands and programs run, its links lead somewhere, it names every option.

A ``console`` block holds commands (``$ elchi …``) and what they print; ``…`` stands for any words, on a line of
its own for any lines; a command without output beneath it is run and not compared. A ``python`` block is a
doctest, or a program that says in comments what it prints. Where the words before a block are *save this
as `name`:*, the block is the file. All blocks of a page run in order, in a folder that holds only ``examples/``.
"""

import contextlib
import doctest
import io
import re
import shlex
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from cli_world import elchi, inside
from elchi.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference" / "cli.md"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
FOLDERS_OF_PAGES = [ROOT / name for name in ("ontology", "shapes", "examples", "benchmarks", "loader", "queries")]

BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SAVE = re.compile(r"\b[Ss]ave (?:it|this|them)\s+as\s+`(?P<name>[^`]+)`:\s*\Z")
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
# The folders of whoever wrote a page are of no use to whoever reads it.
WORKPLACE = re.compile(r"(?<![\w.])/(?:wor[k]|hom[e]|roo[t]|User[s])/|\.\./share[d]")


@dataclass(frozen=True)
class Block:
    kind: str
    body: str
    file: str | None
    line: int


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = []
    for match in BLOCK.finditer(text):
        save = SAVE.search(text[max(0, match.start() - 200) : match.start()])
        line = text.count("\n", 0, match.start("body"))
        found.append(Block(match["kind"], match["body"], save["name"] if save else None, line))
    return found


RUN = [page for page in PAGES if page != REFERENCE and any(b.kind in {"console", "python"} for b in _blocks(page))]


@pytest.mark.parametrize("page", RUN, ids=_name)
def test_what_a_page_shows_runs_and_prints_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.setenv("COLUMNS", "140")  # as in examples/demo.sh
    for variable in ("ELCHI_STORE", "ELCHI_AUTHORITY", "ELCHI_LEXICON"):
        monkeypatch.delenv(variable, raising=False)
    names: dict[str, object] = {"__name__": "__main__"}
    with inside(tmp_path):
        for block in _blocks(page):
            where = f"{_name(page)}:{block.line}"
            if block.file is not None:
                _save(tmp_path / block.file, block.body)
            elif block.kind == "console":
                _run_console(block.body, where)
            elif block.kind == "python":
                _run_python(block.body, names, where)


def _save(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")


def _run_console(body: str, where: str) -> None:
    """Run the commands of a block; one may fail only if the next command asks for its exit code."""
    sessions = list(_sessions(body))
    status = 0
    for number, (command, expected) in enumerate(sessions):
        asked = number + 1 < len(sessions) and sessions[number + 1][0] == "echo $?"
        if command == "echo $?":
            printed = f"{status}\n"
        else:
            status, printed = _command(command)
            assert status == 0 or asked, f"{where}: $ {command}\n{printed}"
        if expected.strip():
            assert _alike(expected, printed), f"{where}: $ {command}\nprints\n{printed}\nnot\n{expected}"


def _sessions(body: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with what stands beneath it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.replace("\\\n", " ").partition("\n")
        yield command, expected


def _command(command: str) -> tuple[int, str]:
    """Run ``elchi …`` or ``cat FILE | elchi …`` in this process; return its exit code and all that it prints."""
    first, pipe, second = command.partition(" | ")
    stdin = None
    if pipe:
        words = shlex.split(first)
        assert words[0] == "cat", f"{command}: only cat can stand before a pipe"
        stdin, first = Path(words[1]).read_text(encoding="utf-8"), second
    words = shlex.split(first, comments=True)
    assert words[0] == "elchi", f"{command}: a console block runs elchi only; use a sh block for anything else"
    result = elchi(*words[1:], stdin=stdin)
    return result.exit_code, result.output


def _alike(expected: str, printed: str) -> bool:
    """Return whether an output is as expected; how many blanks stand beside each other does not matter."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else _line(line) for line in _lines(expected))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines(printed))) is not None


def _lines(output: str) -> list[str]:
    return [" ".join(line.split()) for line in output.strip("\n").splitlines()]


def _line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("…")) + r"\n"


def _run_python(body: str, names: dict[str, object], where: str) -> None:
    printed = io.StringIO()
    if ">>>" in body:
        test = doctest.DocTestParser().get_doctest(body, names, where, where, 0)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        with warnings.catch_warnings():
            # rdflib 7.6 warns of a name of its own whenever a Dataset is queried.
            warnings.filterwarnings("ignore", "Dataset.default_context", DeprecationWarning)
            failed = runner.run(test, out=printed.write, clear_globs=False).failed
        names.update(test.globs)
        assert failed == 0, printed.getvalue()
        return
    with contextlib.redirect_stdout(printed):
        exec(compile(body, where, "exec"), names)
    said = [line.removeprefix("# ") for line in body.splitlines() if line.startswith("# ")]
    for line in printed.getvalue().splitlines():
        assert any(_alike(comment, line) for comment in said), f"{where}: prints {line!r}, which no comment says"


def test_a_changed_output_is_noticed() -> None:
    assert _alike("a…c\n…\nend", "abc\nmore\nend\n")
    assert not _alike("a…c\nend", "abc\nmore\nend\n")
    assert not _alike("one row", "two rows\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_names_every_option_of_a_command(name: str) -> None:
    section = re.search(rf"^## elchi {name}\n(.*?)(?=^## |\Z)", REFERENCE.read_text(encoding="utf-8"), re.M | re.S)
    assert section is not None
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command is not None
    options = [p for p in command.get_params(context) if isinstance(p, click.Option) and not p.hidden]
    spelt = [spelling for option in options for spelling in (*option.opts, *option.secondary_opts)]
    assert [s for s in spelt if not re.search(rf"(?<![\w-]){re.escape(s)}(?![\w-])", section[1])] == []


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"elchi {name}" not in readme] == []


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.finditer(re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)):
        target, _, anchor = link["target"].partition("#")
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path = page if not target else (page.parent / target).resolve()
        if not path.exists() or (anchor and anchor not in _anchors(path)):
            broken.append(link["target"])
    assert broken == []


def test_the_map_names_every_page() -> None:
    index = DOCS / "index.md"
    linked = {(DOCS / link["target"]).resolve() for link in LINK.finditer(index.read_text(encoding="utf-8"))}
    pages = {page for page in DOCS.rglob("*.md") if page != index and page.parent.name != "decisions"}
    assert sorted(_name(page) for page in pages - linked) == []


def test_no_page_speaks_of_a_workplace() -> None:
    pages = [*PAGES, *(page for folder in FOLDERS_OF_PAGES for page in sorted(folder.rglob("*.md")))]
    said = [
        f"{_name(page)}:{number}: {line.strip()}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        if WORKPLACE.search(line)
    ]
    assert said == []
