"""Residents and households, how they belong together, and what becomes of them over time."""
