"""The files of the project as a whole: what they must not say, and commands that must exist."""

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from elchi.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
TEXTS = {".cff", ".cfg", ".json", ".jsonl", ".md", ".py", ".rq", ".sh", ".toml", ".ttl", ".txt", ".yml", ""}

# The project speaks of itself only: no place where it was made, no tool that it was made with.
FORBIDDEN = re.compile(
    r"/wor[k]/|\.librar[y]/|\bclaud[e]\b|anthropi[c]|chatgp[t]|\bcopilo[t]\b|\bsub-?agen[t]s?\b|language mode[l]\b"
    r"|files\.pythonhoste[d]|registry\.npmj[s]|proxy\.golan[g]",
    re.IGNORECASE,
)


def _files() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix in TEXTS]


def test_no_file_speaks_of_anything_but_the_project() -> None:
    said = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in _files()
        for found in FORBIDDEN.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert said == []


def test_no_module_is_longer_than_400_lines() -> None:
    modules = (ROOT / "loader").rglob("*.py")
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def _shown() -> list[tuple[str, str]]:
    """Return (file, command line) for every elchi command in a code block of the documentation."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    shown = []
    for page in pages:
        for block in re.findall(r"^```[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
            for line in block.replace("\\\n", " ").splitlines():
                command = re.match(r"(?:\$ )?(?:\.venv/bin/)?elchi (?!\[)(.+)", line.strip())
                if command:
                    shown.append((str(page.relative_to(ROOT)), command[1]))
    return shown


@pytest.mark.parametrize(("page", "line"), _shown())
def test_every_command_in_the_documentation_exists(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    if words[0].startswith("-"):
        assert words[0] in {"-h", "--help", "--version"}
        return
    assert words[0] in COMMANDS
    context = click.Context(main, **main.context_settings)
    command = main.get_command(context, words[0])
    assert command is not None
    known = {name for parameter in command.get_params(context) for name in parameter.opts + parameter.secondary_opts}
    pipe = words.index("|") if "|" in words else len(words)
    options = {word.split("=")[0] for word in words[1:pipe] if re.match(r"--?[a-z]", word)}
    assert options <= known
