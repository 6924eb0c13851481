"""Checks on a finished translation: cheap, on text alone, and quiet where they are not sure."""
