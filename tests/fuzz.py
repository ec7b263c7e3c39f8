"""Fuzz for minutes: the properties of the tests with new examples, then each target guided by coverage.

    python tests/fuzz.py --minutes 5                        # everything: each for five minutes
    python tests/fuzz.py --minutes 5 pipeline html          # these targets only
    python tests/fuzz.py --replay fuzz-findings/html-…      # one finding again, with its traceback

A finding does not end a run: the first input for each place that fails is kept in ``fuzz-findings/``, named after the
target and the place. Ends with 1 if there is any. Hypothesis keeps its own in ``.hypothesis/``, and tries them first
the next time that the test runs. The coverage is that of Elchi's own modules.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

FINDINGS = Path("fuzz-findings")
TEXTS = ("text", "calendar", "pipeline")  # what is harmed as text, not only as bytes
_LONGEST = 6_000  # bytes of an input
_PULSE = re.compile(r"#(\d+)\s+[A-Za-z]+\s+cov: (\d+) ft: \d+ corp: (\d+)")
_TIMES = 5  # so many times the examples of `make test` in one round


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="what to fuzz; everything if none is named")
    parser.add_argument("--minutes", type=float, default=5, help="for each (default: 5)")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one finding again")
    parser.add_argument("--drive", help=argparse.SUPPRESS)
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.drive is not None:  # before anything of Elchi is imported, so that its coverage can be seen
        drive(given.drive, given.corpus, round(given.minutes * 60))
    from fuzz_targets import TARGETS

    if given.replay is not None:
        TARGETS[given.replay.name.partition("-")[0]](given.replay.read_bytes())
        print("it does not fail any more")
        return 0
    known = ("properties", *TARGETS)
    if not set(given.targets) <= set(known):
        parser.error(f"a TARGET is one of {', '.join(known)}")
    found = [properties(given.minutes) if n == "properties" else fuzz(n, given.minutes) for n in given.targets or known]
    return 1 if any(found) else 0


def properties(minutes: float) -> int:
    """Run the tests of the properties in rounds, each with examples of its own; return how many rounds failed."""
    end, rounds, failed = time.monotonic() + minutes * 60, 0, 0
    tests = sorted(str(path) for path in Path(__file__).parent.glob("test_fuzz_*.py"))
    environment = {**os.environ, "ELCHI_FUZZ": str(_TIMES)}
    while time.monotonic() < end:
        rounds += 1
        command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", "-p", "no:cacheprovider", *tests]
        failed += subprocess.run(command, env=environment, check=False).returncode != 0
    print(f"properties: {rounds} rounds of {_TIMES} times the examples, {failed} failed", flush=True)
    return failed


def fuzz(target: str, minutes: float) -> int:
    """Fuzz a target in a process of its own, print what came of it, and return how many findings there are."""
    before = set(FINDINGS.glob(f"{target}-*"))
    with tempfile.TemporaryDirectory(prefix="elchi-fuzz-") as folder:
        command = [sys.executable, __file__, "--drive", target, "--minutes", str(minutes), "--corpus", folder]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    pulses = _PULSE.findall(done.stderr)
    tried, coverage, corpus = pulses[-1] if pulses else ("0", "0", "0")
    found = sorted(set(FINDINGS.glob(f"{target}-*")) - before)
    print(f"{target}: {int(tried):,} inputs, {coverage} edges, {corpus} kept, {len(found)} new findings", flush=True)
    for path in found:
        print(f"  {path}    (python tests/fuzz.py --replay {path})")
    if done.returncode and not found:
        print(done.stderr[-3000:])
    return len(found) or int(done.returncode != 0)


def drive(target: str, folder: Path, seconds: int) -> None:
    """Fuzz a target in this process, which libFuzzer ends."""
    import atheris  # the extra `fuzz`: nothing else needs it

    with atheris.instrument_imports(include=["elchi"]):
        import fuzz_targets
    (folder / "corpus").mkdir()
    for data in fuzz_targets.seeds(target):
        (folder / "corpus" / sha256(data).hexdigest()[:16]).write_bytes(data[:_LONGEST])
    words = "".join(f'"{_escaped(word)}"\n' for word in fuzz_targets.words())
    (folder / "words").write_text(words, encoding="ascii")
    FINDINGS.mkdir(exist_ok=True)
    arguments = [
        target, f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-dict={folder / 'words'}", "-timeout=60",
        "-report_slow_units=30",
        "-rss_limit_mb=3000", f"-artifact_prefix={FINDINGS}/{target}-", str(folder / "corpus"),
    ]  # fmt: skip

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        return atheris.Mutate(data, size) if seed % 2 else fuzz_targets.mutated(data, size, seed)

    options = {"custom_mutator": mutate} if target in TEXTS else {}
    run = fuzz_targets.TARGETS[target]
    atheris.Setup(arguments, lambda data: attempt(run, data), **options)
    atheris.Fuzz()


def attempt(target: Callable[[bytes], None], data: bytes) -> None:
    """Try one input; where it fails, keep the first one of the place."""
    try:
        target(data)
    except Exception as error:
        path = FINDINGS / f"{target.__name__}-{place(error)}"
        if not path.exists():
            path.write_bytes(data)
            print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)


def place(error: Exception) -> str:
    """Return the name of the place where an error arose: its type, and the innermost line of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "elchi" in Path(frame.filename).parts or "properties" in frame.filename]
    frame = (ours or frames)[-1]
    return f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    sys.exit(main())
