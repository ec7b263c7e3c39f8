"""A disk that forgets, when the power goes, whatever was not put on it.

It keeps an image beside the folder: of each folder the names that it held when it was last synced, of each file
the bytes that it held when it was, of each database its state after the last call that is durable. What the image
does not know is gone after a power cut, and what was removed since is there again, or, on a disk that does what it is
told in an order of its own, is gone although what should stand in its place is not there either.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox


class Disk:
    """The image of a folder; everything that is there at the beginning is on the disk.

    Things are told apart by their inodes, which a new name leaves alone.
    """

    def __init__(self, root: Path, images: Path) -> None:
        self.images = images
        self._root = root.stat().st_ino
        self._names: dict[int, dict[str, os.DirEntry[str]]] = {}
        self._bytes: dict[int, bytes] = {}
        self._databases: dict[int, Path] = {}
        self._removed: set[int] = set()
        images.mkdir(exist_ok=True)
        for folder, below, files in os.walk(root):
            if "CURRENT" in files:
                below.clear()
                self.copied(Path(folder))
            else:
                for name in files:
                    self.synced(Path(folder, name))
                self.synced(Path(folder))

    def synced(self, path: Path) -> None:
        """Put the bytes of a file, or the names in a folder, on the disk."""
        inode = path.stat().st_ino
        if path.is_file():
            self._bytes[inode] = path.read_bytes()
        elif inode in self._databases:
            self.copied(path)
        else:
            self._names[inode] = {entry.name: entry for entry in os.scandir(path)}
            for entry in self._names[inode].values():
                entry.stat(follow_symlinks=False)  # now, not when the power goes

    def written(self, path: Path, database: ox.Store) -> None:
        """Put an open database on the disk."""
        image = self._image(path)
        database.backup(str(image))

    def copied(self, path: Path) -> None:
        """Put a database on the disk that nobody has open."""
        shutil.copytree(path, self._image(path))

    def removed(self, path: Path) -> None:
        """Take a name away that is being removed; a database that lacks a file is none."""
        parent = path.parent.stat().st_ino
        self._removed.add(parent if parent in self._databases else path.lstat().st_ino)

    def leave(self, folder: Path) -> None:
        """Write into a new folder what is there after a power cut.

        Not in its place: a database that is still open would go on to remove files there.
        """
        folder.mkdir()
        self._rebuild(folder, self._root)

    def _image(self, path: Path) -> Path:
        """Return where the state of a database is to be kept."""
        image = self.images / str(len(list(self.images.iterdir())))
        self._databases[path.stat().st_ino] = image
        return image

    def _rebuild(self, folder: Path, inode: int) -> None:
        for name, entry in self._names.get(inode, {}).items():
            path, below = folder / name, entry.inode()
            if below in self._removed:
                continue
            if not entry.is_dir():
                path.write_bytes(self._bytes.get(below, b""))
            elif below in self._databases:
                shutil.copytree(self._databases[below], path)
            else:
                path.mkdir()
                self._rebuild(path, below)
