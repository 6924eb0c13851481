"""Finished posts as files and edited files as rows: one folder a format, `write.py` and `read.py` side by side.

`registry` has every format both ways, `termbases` those of terms; `common` has what several formats need.
"""

from bilingual.formats.registry import Format, register

__all__ = ["Format", "register"]
