"""The order in which a page of a PDF is read: from the top down, and column by column where there plainly are some."""

from itertools import accumulate
from statistics import median

from index.documents.formats.pdf_pieces import TextPiece, line_of_pieces, rows

__all__ = ["in_order"]

MOST_COLUMNS_DEEP = 3
"""How often columns are looked for within columns."""

_NARROWEST = 0.7  # of the height of a line: the narrowest gutter
_CROSSING = (0.0, 0.05, 0.1, 0.2, 0.4)  # of all pieces, those that may cross a gutter; the fewest are tried first
_FEWEST = 4  # lines on each side of a gutter
_FILLED = 0.5  # of the width of a column, filled by its middle line at least
_SHORTEST = 14  # characters of the middle line of a column of prose
_STEP = 2.0  # points between the places where a gutter is looked for
_MOST_PLACES = 10_000  # a page of 280 inches


def in_order(found: list[TextPiece], depth: int = 0) -> list[list[TextPiece]]:
    """Return the lines of a page in groups to be read one after the other; each group is a column or a part of one."""
    gutter = _gutter(found) if depth < MOST_COLUMNS_DEEP else None
    if gutter is None:
        lines = [line_of_pieces(row) for row in rows(found)]
        return [lines] if lines else []
    left, right = gutter
    crossing = [one for one in found if one.left < left - 1 and one.right > right + 1]
    beside = [one for one in found if not (one.left < left - 1 and one.right > right + 1)]
    groups: list[list[TextPiece]] = []
    for band in _bands(crossing, beside):
        if band[0] in crossing:
            groups += [[line_of_pieces(row) for row in rows(band)]]
            continue
        for side in ([p for p in band if p.right <= right + 1], [p for p in band if p.right > right + 1]):
            groups += in_order(side, depth + 1)
    return groups


def _bands(crossing: list[TextPiece], beside: list[TextPiece]) -> list[list[TextPiece]]:
    """Part a page from the top down into what crosses a gutter and what stands beside it."""
    bands: list[list[TextPiece]] = []
    crosses = False
    known = set(map(id, crossing))
    for piece in sorted([*crossing, *beside], key=lambda one: -one.middle):
        if not bands or (id(piece) in known) != crosses:
            bands.append([])
            crosses = id(piece) in known
        bands[-1].append(piece)
    return bands


def _gutter(found: list[TextPiece]) -> tuple[float, float] | None:
    """Return the left and the right edge of the widest strip that parts two columns of prose, or None."""
    if len(found) < 2 * _FEWEST:
        return None
    height = median(one.height for one in found)
    begin, end = min(one.left for one in found), max(one.right for one in found)
    covered = _covered(found, begin, end)
    for share in _CROSSING:
        strips = _strips(found, covered, share * len(found), begin)
        for left, right in sorted(strips, key=lambda one: one[0] - one[1]):
            if (
                left > begin
                and right < end
                and right - left >= _NARROWEST * height
                and _parts_prose(found, left, right)
            ):
                return left, right
    return None


def _covered(found: list[TextPiece], begin: float, end: float) -> list[int]:
    """Return how many pieces cover each place of a page from the left to the right."""
    places = int((end - begin) / _STEP) + 1
    if places > _MOST_PLACES:
        return []
    changes = [0] * (places + 2)
    for one in found:
        changes[int((one.left - begin) / _STEP)] += 1
        changes[min(places, int((one.right - begin) / _STEP)) + 1] -= 1
    return list(accumulate(changes))


def _strips(found: list[TextPiece], covered: list[int], most: float, begin: float) -> list[tuple[float, float]]:
    """Return the strips of a page that at most so many pieces cross."""
    strips, opened = [], -1
    for place, pieces in enumerate(covered):
        free = pieces <= most
        if free and opened < 0:
            opened = place
        elif not free and opened >= 0:
            strips.append((begin + opened * _STEP, begin + place * _STEP))
            opened = -1
    return _tightened(found, strips)


def _tightened(found: list[TextPiece], strips: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Widen or narrow strips to the edges of the pieces beside them."""
    tight = []
    for left, right in strips:
        centre = (left + right) / 2
        sides = [one for one in found if one.right <= centre or one.left >= centre]
        edge = max((one.right for one in sides if one.right <= centre), default=left)
        tight.append((edge, min((one.left for one in sides if one.left >= centre), default=right)))
    return tight


def _parts_prose(found: list[TextPiece], left: float, right: float) -> bool:
    """True if there is prose on both sides of a strip, side by side."""
    sides = [one for one in found if one.right <= left + 1], [one for one in found if one.left >= right - 1]
    if min(map(len, sides)) < _FEWEST:
        return False
    tops, bottoms = ([edge(p.middle for p in side) for side in sides] for edge in (max, min))
    low, high = max(bottoms), min(tops)
    for side in sides:
        shared = [one for one in side if low - 1 <= one.middle <= high + 1]
        width = max(p.right for p in side) - min(p.left for p in side)
        if len(shared) < _FEWEST or median(p.right - p.left for p in shared) < _FILLED * width:
            return False
        if median(len(p.text) for p in shared) < _SHORTEST:
            return False
    return True
