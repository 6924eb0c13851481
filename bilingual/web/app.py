"""What may be asked of the server, and what it answers: files of the page, and the work on posts as JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bilingual.errors import BilingualError, UsageError, contained
from bilingual.files import from_here
from bilingual.model import join
from bilingual.project.editing import known_column
from bilingual.project.find_replace import Search, replacements
from bilingual.project.other_engines import OtherEngines
from bilingual.project.post_rows import TextChanged
from bilingual.runners.replacing import OutputChanged
from bilingual.web.glossary import GlossaryWork
from bilingual.web.rows import (
    error_object,
    example_object,
    listed_object,
    match_object,
    portion_object,
    post_object,
    replacement_object,
    revision,
    revision_number,
    row_object,
    step_object,
    tally_object,
)
from bilingual.web.security import Guard

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from bilingual.project.workbench import Workbench

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
"""The kinds of files that the page is made of."""
MOST = 50
"""Sentences of a concordance that are sent."""
Given = dict[str, Any]
"""The body of a request: one JSON object."""


def application(bench: Workbench, port: int, token: str) -> ASGIApp:
    """The server as an ASGI application that answers this port alone, and who knows the token."""
    work, glossary = _Work(bench), GlossaryWork(bench)
    routes = [
        Route("/api/posts", _answers(work.posts), methods=["GET"]),
        Route("/api/posts/{post}", _answers(work.post), methods=["GET"]),
        Route("/api/posts/{post}/rows", _answers(work.portion), methods=["GET"]),
        Route("/api/posts/{post}/tally", _answers(work.tally), methods=["GET"]),
        Route("/api/posts/{post}/rows/{row}", _answers(work.save), methods=["POST"]),
        Route("/api/posts/{post}/rows/{row}/try", _answers(work.tried), methods=["POST"]),
        Route("/api/posts/{post}/rows/{row}/history", _answers(work.history), methods=["GET"]),
        Route("/api/posts/{post}/rows/{row}/matches", _answers(work.matches), methods=["GET"]),
        Route("/api/posts/{post}/engines", _answers(work.engines), methods=["GET"]),
        Route("/api/posts/{post}/rows/{row}/ask", _answers(work.asked), methods=["POST"]),
        Route("/api/posts/{post}/rows/{row}/machine", _answers(work.machine), methods=["POST"]),
        Route("/api/posts/{post}/changes/{number:int}/{way}", _answers(work.turn), methods=["POST"]),
        Route("/api/posts/{post}/confirm", _answers(work.confirm), methods=["POST"]),
        Route("/api/posts/{post}/replacements", _answers(work.replacements), methods=["POST"]),
        Route("/api/posts/{post}/replace", _answers(work.replace), methods=["POST"]),
        Route("/api/concordance", _answers(work.concordance), methods=["GET"]),
        Route("/api/posts/{post}/undo", _answers(work.undo), methods=["POST"]),
        Route("/api/posts/{post}/redo", _answers(work.redo), methods=["POST"]),
        Route("/api/posts/{post}/documents", _answers(work.documents), methods=["GET"]),
        Route("/api/posts/{post}/documents", _answers(work.write), methods=["POST"]),
        Route("/api/posts/{post}/documents/{file}", _answers(work.document), methods=["GET"]),
        Route("/api/terms", _answers(glossary.terms), methods=["GET"]),
        Route("/api/terms", _answers(glossary.change), methods=["POST"]),
        Route("/api/terms/new", _answers(glossary.add), methods=["POST"]),
        Route("/api/terms/remove", _answers(glossary.remove), methods=["POST"]),
        Route("/api/lint", _answers(glossary.lint), methods=["GET"]),
        Route("/api/impact", _answers(glossary.impact), methods=["GET"]),
        Route("/api/translation", _answers(glossary.progress), methods=["GET"]),
        Route("/api/translation", _answers(glossary.translate), methods=["POST"]),
        *(Route(path, _file(data, kind), methods=["GET"]) for path, (data, kind) in page_files().items()),
    ]
    return Guard(Starlette(routes=routes), port, token)


def page_files() -> dict[str, tuple[bytes, str]]:
    """The files of the page by their addresses, each with its content type; no other address leads to a file."""
    root = files("bilingual.web") / "page"
    folders = {"/": root, "/words/": root / "words"}
    found = {
        f"{address}{file.name}": (file.read_bytes(), KINDS[PurePosixPath(file.name).suffix])
        for address, folder in folders.items()
        for file in folder.iterdir()
        if file.is_file()
    }
    return {"/": found["/index.html"], **found}


class _Work:
    """The requests of the page, each answered with one JSON object."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._engines = OtherEngines(bench.project)

    def posts(self, at: Given, given: Given) -> Given:
        return {"posts": [listed_object(post) for post in self._bench.posts]}

    def tally(self, at: Given, given: Given) -> Given:
        return tally_object(self._bench.tally(at["post"]))

    def post(self, at: Given, given: Given) -> Given:
        return post_object(self._bench.opened(at["post"]), str(at.get("since", "")), _number(at, "most"))

    def portion(self, at: Given, given: Given) -> Given:
        start, most = _number(at, "start"), _number(at, "most")
        if start is None or most is None:
            raise _lacking("start", "most")
        return portion_object(self._bench.opened(at["post"]), str(at.get("since", "")), start, most)

    def save(self, at: Given, given: Given) -> Given:
        post = self._bench.opened(at["post"])
        before = revision(post)
        post.save(at["row"], *_texts(given, "column", "text", "seen"), draft=given.get("draft") is True)
        return post_object(post, before)

    def tried(self, at: Given, given: Given) -> Given:
        return row_object(self._bench.opened(at["post"]).tried(at["row"], *_texts(given, "column", "text")))

    def undo(self, at: Given, given: Given) -> Given:
        return self._turned(at["post"], self._bench.undo)

    def redo(self, at: Given, given: Given) -> Given:
        return self._turned(at["post"], self._bench.redo)

    def history(self, at: Given, given: Given) -> Given:
        steps = [step_object(step) for step in self._bench.history(at["post"], at["row"])]
        return {"steps": steps, "draft": self._bench.opened(at["post"]).draft(at["row"])}

    def matches(self, at: Given, given: Given) -> Given:
        post = self._bench.opened(at["post"])
        source = post.result.document.words(post.row(at["row"]).unit.span)
        found = self._bench.project.fuzzy(source)
        return {"matches": [match_object(match) for match in found if match.entry.segment != at["row"]]}

    def concordance(self, at: Given, given: Given) -> Given:
        return {
            "examples": [example_object(example) for example in self._bench.project.concordance(str(at.get("text", "")))[:MOST]]
        }

    def engines(self, at: Given, given: Given) -> Given:
        return {"engines": self._engines.names(self._bench.opened(at["post"]).result)}

    def asked(self, at: Given, given: Given) -> Given:
        post = self._bench.opened(at["post"])
        unit = self._engines.translate(post.result, post.row(at["row"]).unit.id, *_texts(given, "engine"))
        return {"text": join(unit.en).strip()}

    def machine(self, at: Given, given: Given) -> Given:
        return self._turned(at["post"], lambda post: self._bench.back_to_machine(post, at["row"]))

    def turn(self, at: Given, given: Given) -> Given:
        if at["way"] not in ("undo", "redo"):
            raise UsageError("A change is taken back or done again.", "Load the page again.")
        return self._turned(at["post"], lambda post: self._bench.turn(post, at["number"], at["way"]))

    def confirm(self, at: Given, given: Given) -> Given:
        return self._changed(at["post"], lambda post: self._bench.opened(post).confirm_unflagged(given.get("rows")))

    def replacements(self, at: Given, given: Given) -> Given:
        post = self._bench.opened(at["post"])
        search = _search(given)
        found = replacements(post.result, post.rows, search)
        return {"revision": revision(post), "rows": [replacement_object(one, search.column) for one in found]}

    def replace(self, at: Given, given: Given) -> Given:
        without, (seen,) = given.get("without", ()), _texts(given, "revision")
        search = _search(given)

        def change(name: str) -> None:
            post = self._bench.opened(name)
            found = [one for one in replacements(post.result, post.rows, search) if one.row.unit.id not in without]
            texts = {one.row.unit.id: one.text for one in found}
            what = f"“{search.words}” → “{search.replacement}” in {post.result.document.name}"
            post.replace_all(texts, search.column, revision_number(seen), what)

        return self._changed(at["post"], change)

    def _changed(self, post: str, change: Callable[[str], object]) -> Given:
        before = revision(self._bench.opened(post))
        change(post)
        return post_object(self._bench.opened(post), before)

    def _turned(self, post: str, turn: Callable[[str], Collection[int]]) -> Given:
        """What came of changes that are taken back or done again, with the rows that they brought a text for."""
        before = revision(self._bench.opened(post))
        numbers = turn(post)
        return {**post_object(self._bench.opened(post), before), "touched": self._bench.touched(post, numbers)}

    def documents(self, at: Given, given: Given) -> Given:
        return {"documents": [{"file": one.file.name, "old": one.is_old} for one in self._bench.documents(at["post"])]}

    def document(self, at: Given, given: Given) -> Response:
        """One of the documents of a post, to be kept by the browser; any other name is refused."""
        there = {one.file.name: one.file for one in self._bench.documents(at["post"])}
        if at["file"] not in there:
            raise UsageError(f"There is no document “{at['file']}” here.", "Write it again.")
        return FileResponse(there[at["file"]], filename=at["file"])

    def write(self, at: Given, given: Given) -> Given:
        formats = given.get("formats")
        if not isinstance(formats, list) or not formats or not all(isinstance(name, str) for name in formats):
            raise UsageError("No format is named.", "Tick one.")
        written = self._bench.write(at["post"], formats, overwrite=given.get("overwrite") is True)
        if written.error:
            raise written.error
        notices = [{"fact": notice.fact, "remedy": notice.remedy} for notice in written.notices]
        return {"files": [{"file": file.name, "path": str(from_here(file))} for file in written.files], "notices": notices}


def _texts(given: Given, *names: str) -> list[Any]:
    """Texts of a body by their names. Raises `UsageError` where one is missing."""
    texts = [given.get(name) for name in names]
    if not all(isinstance(text, str) for text in texts):
        raise _lacking(*names)
    return texts


def _lacking(*names: str) -> UsageError:
    return UsageError(f"The request lacks one of: {', '.join(names)}.", "Load the page again.")


def _number(at: Given, name: str) -> int | None:
    """A number of an address, where there is one."""
    text = str(at.get(name, ""))
    return int(text) if text.isdecimal() else None


def _search(given: Given) -> Search:
    """What a body wants to have replaced. Raises `UsageError` where something is missing."""
    words, replacement, column = _texts(given, "words", "replacement", "column")
    return Search(words, replacement, known_column(column), given.get("matchCase") is True, given.get("wholeWords") is True)


def _answers(work: Callable[[Given, Given], Given | Response]) -> Callable[[Request], Any]:
    """An endpoint that does some work in a thread; what a person can put right comes back as prose."""

    def done(at: Given, given: Given) -> Response:
        try:
            with contained():
                found = work(at, given)
                return found if isinstance(found, Response) else JSONResponse(found)
        except TextChanged as error:
            return JSONResponse({"error": error_object(error), "row": row_object(error.row)}, 409)
        except OutputChanged as error:
            return JSONResponse({"error": error_object(error)}, 409)
        except BilingualError as error:
            return JSONResponse({"error": error_object(error)}, 400)

    async def endpoint(request: Request) -> Response:
        given: Any = {}
        if request.method == "POST":
            try:
                given = await request.json()
            except ValueError:
                given = None
        if not isinstance(given, dict):
            return JSONResponse(
                {"error": error_object(UsageError("The request is no JSON object.", "Load the page again."))}, 400
            )
        return await run_in_threadpool(done, {**request.query_params, **request.path_params}, given)

    return endpoint


def _file(data: bytes, kind: str) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        return Response(data, media_type=kind)

    return endpoint
