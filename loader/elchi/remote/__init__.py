"""Stores elsewhere, over HTTP: what they are sent, by one of two protocols, and what they are asked."""
