"""How often a check says what is true of a claim, by the verdict that is right.

The claims are those of ``../shared/eval/check-dev``, made about the sources of ``community-dev``: words as a reader of
the rendered page copies them, words that were altered, and words that stand nowhere, some of them beside a citation. A
claim counts as right if the verdict is, and if the first place that is named is within a line of the true one:

    python -m tests.benchmarks.claims
"""

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

from index.library.library import Library
from index.library.verification import Verification
from tests.benchmarks.development import FOLDER
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["Claim", "main"]

CLAIMS = FOLDER.with_name("check-dev") / "claims.jsonl"
SOURCES = FOLDER.with_name("community-dev") / "sources"
NEAR = 1
"""Lines by which a place may be named wrongly."""

TEXT = "A check of each claim on its own, over all sources; what is counted is the verdict and the first place named."
_PLACE = re.compile(r"(.+?):(\d+)")


@dataclass(frozen=True)
class Claim:
    """Words to check, the kind of verdict that is right, and the places ("NAME:LINE") that are to be named."""

    id: str
    claim: str
    verdict: str
    where: list[str]

    def is_right(self, check: Verification) -> bool:
        """Whether a check says what is true of the claim."""
        return check.verdict.value == self.verdict and self._names(check)

    def _names(self, check: Verification) -> bool:
        found = _PLACE.match(check.matches[0].place.citation) if check.matches else None
        wanted = [_PLACE.fullmatch(one) for one in self.where]
        return not wanted or any(
            found and one and found[1] == one[1] and abs(int(found[2]) - int(one[2])) <= NEAR for one in wanted
        )


def main() -> None:
    """Measure, keep and print; the claims that were judged wrongly are printed alone."""
    if not (CLAIMS.is_file() and SOURCES.is_dir()):
        print(f"{CLAIMS} is not there: what a check says of claims cannot be measured without it", file=sys.stderr)
        return
    claims = [Claim(**json.loads(line)) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    right: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    with Library(SOURCES) as library:
        for one in claims:
            check = library.check(one.claim)
            right[one.verdict].append(one.is_right(check))
            if not right[one.verdict][-1]:
                places = [match.place.citation for match in check.matches[:1]]
                wrong.append(f"{one.id} ({one.verdict}, {one.where}): {check.verdict}, {places}")
    rows: list[Row] = [[kind, f"{sum(some)} of {len(some)}"] for kind, some in right.items()]
    rows.append(["all", f"{sum(map(sum, right.values()))} of {len(claims)}"])
    title = ", ".join(f"{count} {kind}" for kind, count in Counter(one.verdict for one in claims).items())
    table = Table(title=title, head=["what is true of the claim", "right"], rows=rows)
    publish(Run(name="claims", title="Checking claims", text=TEXT, provenance=provenance([]), tables=[table]))
    print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
