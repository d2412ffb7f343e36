"""A hub of models on this machine: as much of its interface as fetching a model asks for."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

__all__ = ["MODEL", "hub"]

MODEL = "someone/small-model"
COMMIT = "0" * 40


class _Handler(BaseHTTPRequestHandler):
    """Serves the files of one model, whatever else is asked for is not there."""

    folder: Path
    asked: list[str]

    def do_HEAD(self) -> None:
        self._serve(body=False)

    def do_GET(self) -> None:
        self._serve(body=True)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _serve(self, *, body: bool) -> None:
        path = self.path.partition("?")[0]
        self.asked.append(f"{self.command} {path}")
        if path.startswith(f"/api/models/{MODEL}/tree/"):
            files = [one for one in sorted(self.folder.rglob("*")) if one.is_file()]
            told = [
                {
                    "type": "file",
                    "oid": sha256(one.read_bytes()).hexdigest(),
                    "size": one.stat().st_size,
                    "path": one.relative_to(self.folder).as_posix(),
                }
                for one in files
            ]
            self._send(200, json.dumps(told).encode(), body=body)
        elif path.startswith(f"/api/models/{MODEL}"):
            self._send(200, json.dumps({"id": MODEL, "sha": COMMIT, "siblings": []}).encode(), body=body)
        elif (file := self.folder / path.removeprefix(f"/{MODEL}/resolve/main/").removeprefix("/")).is_file():
            self._send(200, file.read_bytes(), body=body)
        else:
            self._send(404, b"{}", body=body, error="RepoNotFound")

    def _send(self, status: int, content: bytes, *, body: bool, error: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Type", "application/json" if status == 404 else "application/octet-stream")
        self.send_header("ETag", f'"{sha256(content).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        if error:
            self.send_header("X-Error-Code", error)
        self.end_headers()
        if body:
            self.wfile.write(content)


@contextmanager
def hub(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve the files of a model; yields the hub's address, and what was asked of it."""
    asked = list[str]()
    handler = type("Handler", (_Handler,), {"folder": folder, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
