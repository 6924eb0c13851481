"""`--dry-run`: what a run would do, read from the posts and the memory; nothing is translated or written."""

from __future__ import annotations

import json
import sys
from typing import Any

from bilingual.cli.console import report, stdout
from bilingual.documents import decode, parse
from bilingual.errors import BilingualError
from bilingual.ladder import Ladder, without_engine
from bilingual.planning import planned, sentences_of
from bilingual.runners.local import Job, Post
from bilingual.terms.masking import lock_count


def plan(job: Job, *, as_json: bool) -> None:
    """Prints, for each post, its segments, its lock events, and how many sentences are new to the memory."""
    rows = []
    with job.memory:
        for post in job.posts:
            try:
                rows.append(_planned(job, post))
            except BilingualError as error:
                report(error)
    if as_json:
        sys.stdout.write(json.dumps({"dry_run": True, "posts": rows}, ensure_ascii=False, indent=2) + "\n")
        return
    console = stdout()
    for row in rows:
        console.print(
            f"{row['post']}: {row['segments']} segments, {row['locks']} lock events, {row['sentences']} sentences, "
            f"{row['new']} to translate; would write {row['folder']}"
        )


def _planned(job: Job, post: Post) -> dict[str, Any]:
    text, _ = decode(post.read(), post.path)
    speakers = job.glossary.speakers()
    document = parse(text, name=post.name, path=post.path, speakers=speakers, front_matter=job.front_matter)
    own = planned(document, job.glossary, job.options, keeps_names=bool(job.engine.slots))
    ladder = Ladder(job.engine, job.memory)
    wanted = {ladder.key(s): s for s in sentences_of(own)}
    open_ = [key for key, sentence in wanted.items() if not without_engine(sentence).template]
    return {
        "post": post.path,
        "segments": sum(map(len, own.segments.values())),
        "locks": sum(map(lock_count, own.masked.values())),
        "sentences": len(wanted),
        "new": len(open_) - len(job.memory.get_many(open_)),
        "folder": str(job.output / post.name),
    }
