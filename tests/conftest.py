"""How thoroughly properties are tried: `--hypothesis-profile thorough` is what CI takes."""

from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=400)
settings.load_profile("quick")
