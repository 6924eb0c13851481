"""SRT, WebVTT and ASS: both languages in each cue, and a file for each language."""
