"""Golden files: everything that the product says today, to prove that a change which should change nothing does not.

    python tests/golden/freeze.py                    write the golden files
    python tests/golden/freeze.py --check            compare what can be compared within the repository
    python tests/golden/freeze.py --check --full     compare the shared development sets, too
    python tests/golden/freeze.py --only NAME …      write, or check, these parts or sets alone
    python tests/golden/freeze.py --dump DIR …       keep what stands behind the digests in DIR, to tell differences

Writing covers all; of the shared sets only digests are kept, because their texts may not be shipped. With --dump, a
check tells which field differs from what was kept in DIR; it never writes there.
"""

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import zip_longest
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.golden.produce import ENGINES, EVAL, PARTS, PYTHON, SETS, digest, records, shared

__all__ = ["differences", "differing_digests", "frozen", "frozen_digests"]

HERE = Path(__file__).parent
SHOWN = 40
"""Differences that are shown."""
UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
MISSING = "(nothing)"
Chosen = tuple[list[str], list[str]]
"""The parts and the shared sets that are looked at."""


def frozen(part: str, engine: str) -> dict[str, Any]:
    """The frozen records of a part, as one engine gave them."""
    lines = map(json.loads, _path(part).read_text("utf-8").splitlines())
    return {one["key"]: one[engine if engine in one else "both"] for one in lines if engine in one or "both" in one}


def frozen_digests(name: str, engine: str) -> dict[str, str]:
    """The frozen digests of a shared set by key, as one engine gave them."""
    _, *lines = _digests(name).read_text("utf-8").splitlines()
    return {key: found[ENGINES.index(engine) % len(found)] for key, *found in (line.split(" ") for line in lines)}


def differences(part: str, engine: str) -> Iterator[str]:
    """What differs now from what was frozen: the record, the field, and both values."""
    was, now = frozen(part, engine), records(part, engine)
    python = was.get("python", PYTHON) == PYTHON
    for key in dict.fromkeys((*was, *now)):
        if python or not key.startswith("python"):
            where = f"{part}, {engine}: {key}"
            yield from (f"{where}\n    {one}" for one in _differing(was.get(key, MISSING), now.get(key, MISSING)))


def differing_digests(name: str, engine: str, first: int | None = None, dump: Path | None = None) -> list[str]:
    """What differs now from the digests of a shared set; which field, if ``dump`` holds what stood behind them."""
    was, now = frozen_digests(name, engine), dict(_numbered(shared(name, engine, first)))
    if first is None and was.keys() != now.keys():
        return [f"{name}, {engine}: other questions"]
    if first is not None:
        now.pop("summary", None)  # of all the questions: a claim further on may decide the exit code
    changed = [key for key, value in now.items() if key in was and was[key] != digest(value)]
    kept = _dumped(name, engine, dump) if dump and changed else {}
    return [
        f"{name}, {engine}: {key}\n    {one}"
        for key in changed
        for one in (_differing(kept[key], now[key]) if key in kept else [f"{was[key]} is now {digest(now[key])}"])
    ]


def _differing(was: Any, now: Any, path: str = "") -> Iterator[str]:
    """Where two values differ; the order of keys counts, as it is that of the output."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*was, *now)):
            yield from _differing(was.get(key, MISSING), now.get(key, MISSING), f"{path}.{key}")
        if list(was) != list(now) and was.keys() == now.keys():
            yield f"{path}: the order was {list(was)} and is {list(now)}"
    elif isinstance(was, list) and isinstance(now, list):
        for at, (one, other) in enumerate(zip_longest(was, now, fillvalue=MISSING)):
            yield from _differing(one, other, f"{path}[{at}]")
    elif (was, type(was)) != (now, type(now)):
        yield f"{path.lstrip('.')}: was {was!r}\n{' ' * 4}{' ' * len(path.lstrip('.'))}   is {now!r}"


def _freeze(part: str) -> str:
    """Write the golden file of a part; what both engines say alike stands once."""
    found = {engine: records(part, engine) for engine in ENGINES}
    memory, disk = found.values()
    lines = []
    for key in dict.fromkeys((*memory, *disk)):
        alike = key in memory and key in disk and json.dumps(memory[key]) == json.dumps(disk[key])
        values = {"both": memory[key]} if alike else {name: all_[key] for name, all_ in found.items() if key in all_}
        lines.append(json.dumps({"key": key, **values}, ensure_ascii=False, separators=(",", ":")))
    text = "".join(f"{_escaped(line)}\n" for line in lines)
    _path(part).write_text(text, "utf-8", newline="\n")
    return f"{len(lines)} records, {sum('both' not in json.loads(line) for line in lines)} differ between the engines"


def _freeze_digests(name: str, found: Mapping[str, Mapping[str, str]]) -> str:
    """Write the digests of a shared set: one of a record where both engines say the same, two where they do not."""
    memory, disk = (found[engine] for engine in ENGINES)
    lines = [" ".join(dict.fromkeys((key, memory[key], disk[key]))) for key in memory]
    total = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    _digests(name).parent.mkdir(exist_ok=True)
    _digests(name).write_text("\n".join([f"sha256 {total}", *lines, ""]), "utf-8", newline="\n")
    return f"{len(lines)} records, {sum(memory[key] != disk[key] for key in memory)} differ between the engines"


def _digested(name: str, engine: str, dump: Path | None) -> dict[str, str]:
    """The digests of a shared set now; what stands behind them is kept in ``dump``."""
    found = dict(_numbered(shared(name, engine)))
    if dump:
        dump.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps({"key": key, "value": value}) + "\n" for key, value in found.items())
        _dump_path(name, engine, dump).write_text("".join(lines), "utf-8")
    return {key: digest(value) for key, value in found.items()}


def _numbered(found: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Records whose keys hold no text of the shared set: the first word is an id or a number."""
    return ((key.split(" ")[0], value) for key, value in found)


def _dumped(name: str, engine: str, dump: Path) -> dict[str, Any]:
    path = _dump_path(name, engine, dump)
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {one["key"]: one["value"] for one in map(json.loads, lines)}


def _dump_path(name: str, engine: str, dump: Path) -> Path:
    return dump / f"{name.replace(' ', '-')}.{engine}.jsonl"


def _path(part: str) -> Path:
    return HERE / f"{part}.jsonl"


def _digests(name: str) -> Path:
    return HERE / "shared" / f"{name.replace(' ', '-')}.txt"


def _escaped(line: str) -> str:
    """A line of JSON that is one line to every program, and UTF-8."""
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _write(pool: Executor, chosen: Chosen, dump: Path | None) -> int:
    parts, sets = chosen
    for part, told in zip(parts, pool.map(_freeze, parts), strict=True):
        print(f"{part}: {told}, {_path(part).stat().st_size / 1e6:.2f} MB", flush=True)
    if EVAL.is_dir():
        tasks = {(name, engine): pool.submit(_digested, name, engine, dump) for name in sets for engine in ENGINES}
        for name in sets:
            told = _freeze_digests(name, {engine: tasks[name, engine].result() for engine in ENGINES})
            print(f"{name}: {told}", flush=True)
    return 0


def _check(pool: Executor, chosen: Chosen, dump: Path | None) -> int:
    parts, sets = chosen
    tasks = [pool.submit(_list, part, engine) for part in parts for engine in ENGINES]
    tasks += [pool.submit(differing_digests, name, engine, None, dump) for name in sets for engine in ENGINES]
    found = [one for task in tasks for one in task.result()]
    for one in found[:SHOWN]:
        print(one)
    print(f"{len(found)} differences in {', '.join((*parts, *sets))}")
    return int(bool(found))


def _chosen(arguments: argparse.Namespace) -> Chosen:
    sets = SETS if arguments.full or arguments.only or not arguments.check else ()
    return tuple([one for one in all_ if not arguments.only or one in arguments.only] for all_ in (PARTS, sets))


def _list(part: str, engine: str) -> list[str]:
    return list(differences(part, engine))


def run() -> int:
    """Write or check, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("--full", action="store_true", help="check the shared development sets as well")
    parser.add_argument("--dump", type=Path, metavar="DIR", help="where what stands behind the digests is kept")
    parser.add_argument("--only", nargs="+", choices=[*PARTS, *SETS], metavar="NAME", help="of the parts and the sets")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes that work at once (default: 2)")
    arguments = parser.parse_args()
    began = time.monotonic()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        code = (_check if arguments.check else _write)(pool, _chosen(arguments), arguments.dump)
    print(f"{time.monotonic() - began:.0f} s")
    return code


if __name__ == "__main__":
    sys.exit(run())
