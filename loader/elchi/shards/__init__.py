"""Splits of an archive to shards: N-Quads with a manifest, made by a unit of work that any engine can run."""

from elchi.shards.making import known
from elchi.shards.plan import SIZE, splits
from elchi.shards.unit import process_split
from elchi.shards.values import Config, Manifest, Record, Split

__all__ = ["SIZE", "Config", "Manifest", "Record", "Split", "known", "process_split", "splits"]
