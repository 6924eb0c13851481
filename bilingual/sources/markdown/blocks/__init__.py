"""From the lines of a post to its blocks: markdown-it-py's block rules and some of our own, as spans into the source."""

from bilingual.sources.markdown.blocks.markdown import Blocks, read_blocks

__all__ = ["Blocks", "read_blocks"]
