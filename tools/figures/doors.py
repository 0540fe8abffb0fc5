"""The paths of the demo's doors, for whoever visits it. Run beside a played demo."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit

from passerelle.config.starting import start


def main() -> None:
    start()
    from passerelle.config.demo_links import doors

    json.dump({door.persona: urlsplit(door.url).path for door in doors()}, sys.stdout)


if __name__ == "__main__":
    main()
