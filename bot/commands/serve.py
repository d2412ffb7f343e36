"""``pullquote serve``: serves the website over the sources."""

import argparse
import os
from typing import Any

from bot.commands.shared import OVERRIDES, answerer, scope
from bot.settings.loading import load
from bot.settings.model import Settings
from bot.web import serve
from bot.wording.grammar import number

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Serve the website until a signal stops it; return 0, raises SettingsError if the address cannot be had."""
    chosen, part = _settings(arguments), scope(arguments)
    made = answerer(chosen, part)
    count = number(len(made.sources()), "source")

    def say(address: str) -> None:
        public = f", for others at {chosen.web.public_address}" if chosen.web.public_address else ""
        print(f"Serving {count} at {address}/{public} (Ctrl-C ends it)", flush=True)

    serve(made, chosen, part or None, say)
    return 0


def _settings(arguments: argparse.Namespace) -> Settings:
    """Load the settings with those of the command line, among them the host and the port."""
    given: dict[str, Any] = {name: getattr(arguments, name, None) for name in OVERRIDES}
    web = {name: getattr(arguments, name) for name in ("host", "port") if getattr(arguments, name) is not None}
    return load(arguments.config, os.environ, given | ({"web": web} if web else {}))
