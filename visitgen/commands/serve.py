"""`visitgen serve`: the built site on this machine's own address."""

from __future__ import annotations

import errno
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, its own page for addresses that lead nowhere, and no log line for each."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's `404.html` for what it does not have."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def serve(output: Path, host: str, port: int) -> int:
    """Serves a built site until Ctrl-C; the exit status: 0, or 1 when there is none or the port is taken."""
    if not (output / "index.html").is_file():
        print(f"There is no site in `{output.as_posix()}` yet: run `visitgen build` first.", file=sys.stderr)
        return 1
    try:
        server = ThreadingHTTPServer((host, port), partial(_Handler, directory=str(output)))
    except OSError as error:
        why = "another program uses it" if error.errno == errno.EADDRINUSE else (error.strerror or str(error)).lower()
        print(f"Port {port} of {host} cannot be used: {why}. Choose another with `--port`.", file=sys.stderr)
        return 1
    print(f"Serving {output.as_posix()} at http://{host}:{server.server_port}/ (Ctrl-C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0
