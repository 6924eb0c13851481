"""CSV and other tables of text: a line a unit, or a line a term."""
