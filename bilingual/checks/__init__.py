"""Checks on a finished translation: cheap, on text alone, and quiet where they are not sure."""

from __future__ import annotations

from bilingual.checks.checked_post import CheckedPost
from bilingual.checks.post import CheckReport, LockEvent, check_edit, check_records, check_units, flagged, run_checks

__all__ = ["CheckReport", "CheckedPost", "LockEvent", "check_edit", "check_records", "check_units", "flagged", "run_checks"]
