"""Copy libraries for the browser from their npm packages into the repository, as tools/vendor.lock.json says.

python tools/vendor.py           fetches the packages with npm, checks them, writes the files
python tools/vendor.py --check   compares the files with the lock instead, offline: exit 1 and a list where one differs

A new version: change name, version and integrity (`npm view NAME@VERSION dist.integrity`) in the lock, empty the hashes
of its files, run this: it fills them in.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "tools" / "vendor.lock.json"

Package = dict[str, Any]


def packages() -> list[Package]:
    """Return the packages of the lock."""
    found: list[Package] = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    return found


def files(package: Package) -> list[tuple[str, Path, str]]:
    """Return the files of a package: path in it, path in the repository, SHA-256 in hexadecimal digits."""
    folder = ROOT / package["folder"]
    return [(inside, folder / name, digest) for inside, (name, digest) in package["files"].items()]


def faults() -> list[str]:
    """Return what differs from the lock: files that are changed, missing, or that the lock does not know."""
    wanted = {path: digest for package in packages() for _, path, digest in files(package)}
    found = [
        f"{path.relative_to(ROOT)}: {'differs from the lock' if path.is_file() else 'is missing'}"
        for path, digest in wanted.items()
        if not path.is_file() or _sha256(path.read_bytes()) != digest
    ]
    folders = {ROOT / package["folder"] for package in packages()}
    there = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return found + [f"{path.relative_to(ROOT)}: is not in the lock" for path in sorted(there - set(wanted))]


def fetch(package: Package) -> dict[str, bytes]:
    """Return path to bytes of what a package holds.

    Raises:
        ValueError: if the package is not the one that the lock means.
    """
    with tempfile.TemporaryDirectory() as folder:
        name = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True)
        (archive,) = Path(folder).iterdir()
        data = archive.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != package["integrity"]:
        raise ValueError(f"{name}: its integrity is {found}, the lock says {package['integrity']}")
    with tarfile.open(fileobj=io.BytesIO(data)) as opened:
        members = {member.name: opened.extractfile(member) for member in opened if member.isfile()}
        return {path: stream.read() for path, stream in members.items() if stream is not None}


def write(package: Package) -> None:
    """Copy a package's files into the repository; a hash that the lock leaves empty is filled in.

    Raises:
        ValueError: if a file is not the one that the lock means.
    """
    held = fetch(package)
    for inside, path, digest in files(package):
        found = _sha256(held[inside])
        if digest and digest != found:
            raise ValueError(f"{package['name']}: {inside} has another hash than the lock says")
        package["files"][inside][1] = found
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held[inside])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> int:
    """Fetch or check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, fetch nothing")
    if not parser.parse_args().check:
        listed = packages()
        for package in listed:
            write(package)
        LOCK.write_text(json.dumps({"packages": listed}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    found = faults()
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
