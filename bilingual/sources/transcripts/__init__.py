"""Transcripts as meeting tools and speech recognition write them: who says what, and when."""
