"""Workouts as a static site with a podcast feed: what is wished for, what is made anew, and where it goes."""

from coach.publisher.catalogue import Catalogue, Variant, catalogue_of, read_catalogue
from coach.publisher.pool import cluster_pool, local_pool
from coach.publisher.publishing import Planned, Published, checked_url, plan, publish
from coach.publisher.store import Store, open_store

__all__ = [
    "Catalogue",
    "Planned",
    "Published",
    "Store",
    "Variant",
    "catalogue_of",
    "checked_url",
    "cluster_pool",
    "local_pool",
    "open_store",
    "plan",
    "publish",
    "read_catalogue",
]
