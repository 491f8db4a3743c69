"""What makes a site one that can be installed, and played without a network."""

import json

from coach.site.model import Site

MANIFEST_PATH = "manifest.webmanifest"
WORKER_PATH = "sw.js"
_GROUND = "#10181f"
"""The ground of the dark page, as in player.css."""
_COVER_PIXELS, _THUMBNAIL_PIXELS = 1400, 400
"""Of the pictures that serve as icons; exporter.squares makes them."""


def manifest_json(site: Site) -> bytes:
    """The web application's manifest of a site; its icons are the first workout's covers."""
    first = site.episodes[0]
    icons = [
        {"src": first.thumbnail_path, "sizes": f"{_THUMBNAIL_PIXELS}x{_THUMBNAIL_PIXELS}", "type": "image/webp"},
        {"src": first.cover_path, "sizes": f"{_COVER_PIXELS}x{_COVER_PIXELS}", "type": "image/png"},
    ]
    manifest = {
        "name": site.title,
        "short_name": site.title[:12],
        "description": site.description,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": _GROUND,
        "theme_color": _GROUND,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode()
