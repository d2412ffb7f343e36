"""The sources that are looked at: plain, Markdown, long, from right to left, hostile, and one that changes."""

from pathlib import Path

HOSTILE = 'x" onmouseover="alert(1)\' <b>&amp; #1?%2e%2e.md'
TITLE = "<script>alert('title')</script>"
WORDS = "The keeper <script>alert(1)</script> <img src=x onerror=alert(2)> wrote the zanzibar log."
ARABIC, HEBREW = "تاريخ المنارة.md", "hebrew.txt"
GUIDE = """# The harbour guide

The harbour of Oslo opened a new ferry line in May 2021.

## Who runs it

Mayor Anna Berg cut the ribbon on 3 May 2021.

> The ferry is late, as ever.

## How to board

To board the ferry:

1. Buy a ticket at the kiosk.
2. Wait at the green pier.
3. Show the ticket to the captain.

| Day | Departs | Fare |
|-----|---------|------|
| Saturday | 09:15 | 4 euros |
| Sunday | 10:30 | 5 euros |

```sh
ferry --book saturday --seats 2
```
"""
FILES = {
    "library.txt": (
        "Home | News | Contact\n"
        "A library for Riverside\n\n"
        "Mayor Ada Brown opened the new Riverside library on 4 March 2020. She said that it cost 12 million dollars.\n"
        "The library holds 80,000 books and a reading room for children.\n\n"
        "Click here to subscribe to our newsletter\n"
        "Copyright © 2020 The Riverside Paper. All rights reserved.\n"
    ),
    "guide.md": GUIDE,
    "folder/with space.txt": "The lighthouse of Skagen is 46 metres tall.\n",
    "long.txt": "".join(
        f"Keeper number {number} lit the lamp of tower {number} at dusk.\n" for number in range(1, 4001)
    ),
    "one-line.txt": " ".join(f"Pilot number {number} landed the plane at noon." for number in range(1, 400)) + "\n",
    "changing.txt": "The old bridge was painted green in 1998.\nIt carries two lanes.\n",
    ARABIC: (
        "# تاريخ المنارة\n\nبنيت المنارة في عام 1887 على يد المهندس يوسف.\n\n"
        "- الأولى: برج من الحجر.\n- الثانية: مصباح.\n\n| التذكرة | السعر |\n|---|---|\n| بالغ | 20 |\n"
    ),
    HEBREW: "המגדלור נבנה בשנת 1934 על ידי המהנדס כהן.\n",
    HOSTILE: (
        f"# {TITLE}\n\n{WORDS}\n\n"
        "[click me](javascript:alert(3)) and ![an image](https://tracker.example/pixel.png) of the archive.\n\n"
        "<iframe src='https://evil.example/'></iframe>\n\n<style>body{display:none}</style>\n\n"
        "Turned \u202egnp.exe\u202c around in the zanzibar vault.\n"
    ),
    "sources.toml": (
        '["library.txt"]\ntitle = "A library for Riverside"\npublisher = "The Riverside Paper"\ndate = 2020-03-05\n'
        'url = "https://riverside.example/library"\n'
    ),
}


def write_sources(folder: Path) -> None:
    """Write the sources into a new folder."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
