"""Every rule of shapes/ fires where it should, and there alone."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from elchi import validate, vocab

HERE = Path(__file__).parent / "shapes"
ROOT = Path(__file__).resolve().parents[1]
VALID = HERE / "valid.ttl"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
PROLOGUE = f"BASE <{vocab.BASE}doc/ec654fac9599f62e/>\n" + "".join(
    f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in vocab.PREFIXES.items()
)


@pytest.fixture(scope="module")
def shapes():
    return validate.load_shapes()


def changed(update):
    store = ox.Store()
    store.load(path=str(VALID), format=ox.RdfFormat.TURTLE)
    before = set(store)
    store.update(PROLOGUE + update)
    assert set(store) != before, "the update changes nothing"
    return list(store)


def test_the_valid_document_breaks_no_rule(shapes):
    assert validate.check(ox.parse(path=str(VALID)), shapes).results == ()


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_finds_what_breaks_it_and_nothing_else_does(case, shapes):
    results = validate.check(changed(case["update"]), shapes).results
    assert {result.rule for result in results} == {case["rule"], *case.get("also", ())}
    assert {r.severity for r in results if r.rule == case["rule"]} == {case["severity"]}


def rules():
    """Yield file, rule and message of all shapes, those of the ontology's lints left out."""
    for file in sorted((ROOT / "shapes").glob("*.ttl")):
        if file.name != "ontology.ttl":
            for rule, body in re.findall(r"^shp:(\w+) a (.*?) \.$", file.read_text(), re.M | re.S):
                yield file.name, rule, re.search(r'sh:message "(.*?)"', body)[1]


def test_every_rule_has_a_case_that_breaks_it():
    assert {rule for _, rule, _ in rules()} == {case["rule"] for case in CASES}


def test_a_message_begins_with_the_id_of_its_rule():
    assert [rule for _, rule, message in rules() if message.split()[0] != rule] == []


def test_the_list_of_rules_in_the_readme_is_complete():
    listed = re.findall(r"^\| (\w+) \| `(\w+)`", (ROOT / "shapes" / "README.md").read_text(), re.M)
    assert sorted(listed) == sorted((rule, file.removesuffix(".ttl")) for file, rule, _ in rules())


def test_the_valid_document_conforms_under_pyshacl_from_the_command_line(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    with shapes.open("wb") as out:
        for file in [ROOT / "ontology" / "prefixes.ttl", *sorted((ROOT / "shapes").glob("*.ttl"))]:
            if file.name != "ontology.ttl":
                with file.open("rb") as part:
                    shutil.copyfileobj(part, out)
    ontology = str(ROOT / "ontology" / "elchi.ttl")
    run = subprocess.run(
        [sys.executable, "-m", "pyshacl", "-s", str(shapes), "-e", ontology, str(VALID)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, "Conforms: True" in run.stdout) == (0, True), run.stdout + run.stderr
