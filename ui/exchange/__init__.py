"""Rosters come in, workbooks go out."""
