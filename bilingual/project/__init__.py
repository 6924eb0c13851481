"""The use cases, without a terminal: they take and return values, and a `Project` has them all.

Settings, posts, glossaries, what a run is asked for, its forecast, exports, imports, the memory: a module each. Nothing here
prints; whoever calls (the command line, a page, a program) says what came out in its words.
"""

from __future__ import annotations

from bilingual.project.project import Project

__all__ = ["Project"]
