"""SRT, WebVTT and ASS: cues as spans of the file, sentences over several of them, and the file in another language."""
