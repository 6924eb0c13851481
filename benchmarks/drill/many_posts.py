"""Thousands of posts in one run: memory stays as it is.

uv run python -m benchmarks.drill.many_posts [--counts 100,1000,3000] [--rise 1.25]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from benchmarks.drill.report import EXAMPLES, Trial, report, site, translate


def trials(counts: Sequence[int], rise: float) -> Iterator[Trial]:
    first = 0.0
    paragraphs = [text for post in EXAMPLES for text in post.read_text("utf-8").split("\n\n") if text.strip()]
    for count in counts:
        with site([]) as folder:
            for number in range(count):
                chosen = paragraphs[number % len(paragraphs) :][:8]
                (folder / "posts" / f"{number}.md").write_text("\n\n".join([f"# 第{number}篇", *chosen]) + "\n", "utf-8")
            ended = translate(folder, "run", "posts", "-q", "--format", "md,json", timeout=7200)
            written = len([*(folder / "outputs").glob("*/*.json")])
        first = first or ended.megabytes
        wrong = "" if written == count else f"{written} of {count} posts written: {ended.err[-300:]}"
        wrong = wrong or (f"{ended.megabytes:.0f} MB, at first {first:.0f}" if ended.megabytes > rise * first else "")
        yield Trial(f"{count} posts: {ended.megabytes:.0f} MB, {ended.seconds:.0f} s", wrong)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", default="100,1000,3000")
    parser.add_argument("--rise", type=float, default=1.25)
    given = parser.parse_args()
    raise SystemExit(report("Many posts", trials([*map(int, given.counts.split(","))], given.rise)))
