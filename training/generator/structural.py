"""Sums and products of trend, season and noise."""

import numpy as np

from .arrays import exponential, f4, lognormal, spread
from .noise import colored
from .seasons import season
from .trends import trend

HOURLY = (24, 48)


def structural(rng, count, length, period, steady=False):
    """Trend, season and noise added (45 %), added as logarithms (30 %), or multiplied (25 %).

    steady: in half of the quarterly and monthly series the season is more than twice as strong and the noise smaller."""
    level, rest = trend(rng, count, length), colored(rng, count, length)
    wave = season(rng, count, length, period) if period > 1 else np.zeros((count, length), f4)
    hourly = period in HOURLY
    of_level = lognormal(rng, count, 0.6 if hourly else 1.0, 0.8) * (rng.random((count, 1)) < 0.88)
    of_rest = lognormal(rng, count, 0.2 if hourly else 0.3, 0.9)
    has_wave = rng.random((count, 1)) < (0.93 if hourly else 0.8)
    of_wave = lognormal(rng, count, 2.0 if hourly else 0.9 if period == 7 else 0.7, 0.9) * has_wave
    if steady and period in (4, 12):
        half = rng.random((count, 1)) < 0.5
        of_wave = np.where(half, of_wave * 2.2, of_wave)
        of_rest = np.where(half, of_rest * 0.6, of_rest)
    out = np.empty((count, length), f4)
    kind = rng.random(count)
    rows = kind < 0.45
    out[rows] = (of_level * level + of_wave * wave + of_rest * rest)[rows]
    rows = (kind >= 0.45) & (kind < 0.75)
    if rows.any():
        logarithm = (of_level * level + of_wave * wave + of_rest * rest)[rows]
        logarithm = logarithm / spread(logarithm)
        out[rows] = exponential(logarithm * lognormal(rng, rows.sum(), 0.35, 0.7))
    rows = kind >= 0.75
    if rows.any():
        number = rows.sum()
        positive = level[rows] - level[rows].min(1, keepdims=True) + lognormal(rng, number, 1.0, 1.0)
        out[rows] = (
            positive
            * np.maximum(1 + lognormal(rng, number, 0.25, 0.8) * wave[rows] * has_wave[rows], 0.02)
            * np.maximum(1 + lognormal(rng, number, 0.08, 0.9) * rest[rows], 0.05))
    return out
