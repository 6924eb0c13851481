"""Simplified and Traditional: which one a text is in, and the other one by OpenCC, corrected and with terms enforced."""

from __future__ import annotations

from bilingual.variants import quotes
from bilingual.variants.converter import Converter
from bilingual.variants.review import uncertain
from bilingual.variants.scripts import detect, differs, foreign, simplified_characters, twins

__all__ = ["Converter", "detect", "differs", "foreign", "quotes", "simplified_characters", "twins", "uncertain"]
