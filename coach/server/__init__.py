"""Files for other devices to fetch: a few, under a token, from one address, until it is over."""

from coach.server.address import LOOPBACK, authority, listening, network_address
from coach.server.offer import Offer, Offered, guarded, new_token
from coach.server.serving import Serving

__all__ = [
    "LOOPBACK",
    "Offer",
    "Offered",
    "Serving",
    "authority",
    "guarded",
    "listening",
    "network_address",
    "new_token",
]
