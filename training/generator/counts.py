"""Counts and intermittent demand."""

import numpy as np

from .arrays import f4, lognormal
from .seasons import season
from .trends import trend


def counts(rng, count, length, period, steady=False):
    """Poisson counts, 55 % of them with more spread; in half of the rows many steps have no demand."""
    level = trend(rng, count, length)
    wave = season(rng, count, length, period) if period > 1 else 0
    rate = np.exp(np.clip(
        np.log(lognormal(rng, count, 2.0, 1.6)) + lognormal(rng, count, 0.35, 0.6) * level + lognormal(rng, count, 0.3, 0.9) * wave,
        -5, 7))
    kind = rng.random((count, 1))
    shape = lognormal(rng, count, 1.5, 1.0).clip(0.1, 30)
    rate = np.where(kind < 0.55, rate * rng.standard_gamma(np.broadcast_to(shape, (count, length))) / shape, rate)
    out = rng.poisson(rate).astype(f4)
    kind = rng.random((count, 1))
    occurs = rng.random((count, length)) < np.where(kind < 0.5, 1.0, rng.uniform(0.1, 0.9, (count, 1)))
    return out * occurs
