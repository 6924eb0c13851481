"""An edited file against the records: what a person changed, row by row."""
