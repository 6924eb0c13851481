"""Workbooks: a line a unit, or a line a term."""
