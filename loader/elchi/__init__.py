"""Elchi reads the news of diplomacy into linked data."""

__version__ = "0.1.0"
