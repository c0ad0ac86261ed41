"""Series of a regime: a mixture of families, with the disturbances that real series have."""

import numpy as np

from .arrays import f4, spread, standardized
from .counts import counts
from .gaussian import gaussian_process
from .sarima import sarima
from .smoothing import smoothing
from .structural import structural

FAMILIES = [(structural, 0.42), (smoothing, 0.22), (sarima, 0.13), (gaussian_process, 0.15), (counts, 0.08)]

COUNTS = 4  # the place of counts among them: no disturbance is added to counts

LIMIT = 1e6


def generate(regime, count, rng):
    """Series of a regime, as float32 with mean 0 and standard deviation 1, a row each.

    All of them have one seasonal period, drawn for the call: call often, for some hundred series each."""
    period = int(rng.choice([period for period, _ in regime.periods], p=[share for _, share in regime.periods]))
    if period == 0:
        rows = of_any_period(rng, count, regime.length, regime.steady)
    else:
        rows = mixture(rng, count, regime.length, period, regime.steady)
    rows = np.nan_to_num(rows.astype(np.float64), nan=0, posinf=LIMIT, neginf=-LIMIT)
    rows = standardized(np.clip(rows, -LIMIT, LIMIT))
    useless = ~np.isfinite(rows).all(1) | (rows.std(1) < 0.5)
    rows[useless] = rng.standard_normal((useless.sum(), regime.length))
    return rows.astype(f4)


def of_any_period(rng, count, length, steady):
    """Blocks of 64 series, each block with a period of its own."""
    out = np.empty((count, length), f4)
    for first in range(0, count, 64):
        number = min(64, count - first)
        period = int(rng.choice([1, 1, 5, 6, 8, 10, 13, 14, 20, 26, 28, 30, 36, 60, 96, rng.integers(2, 120)]))
        out[first:first + number] = mixture(rng, number, length, period, steady, joins=False)
    return out


def mixture(rng, count, length, period, steady, joins=True):
    """Series of all families, 15 % of them (without counts) weighted means of two where joins is True; then disturbed."""
    family = rng.choice(len(FAMILIES), count, p=[share for _, share in FAMILIES])
    rows = np.zeros((count, length), f4)
    for number, (draw, _) in enumerate(FAMILIES):
        of_family = np.where(family == number)[0]
        if len(of_family):
            rows[of_family] = draw(rng, len(of_family), length, period, steady)
    if joins:
        first = np.where((rng.random(count) < 0.15) & (family != COUNTS))[0]
        second = rng.permutation(first)
        weight = rng.uniform(0.2, 0.8, (len(first), 1))
        rows[first] = weight * standardized(rows[first]) + (1 - weight) * standardized(rows[second])
    return disturbed(rng, rows, family != COUNTS)


def disturbed(rng, rows, may):
    """Outliers (10 %), shifts of the level (8 %), floors (3 %), coarse rounding (5 %). Only rows that may get outliers and shifts."""
    count, length = rows.shape
    rows = np.nan_to_num(rows, nan=0, posinf=LIMIT, neginf=-LIMIT)
    step = spread(np.diff(rows, axis=1)) * 1.0
    some = np.where((rng.random(count) < 0.10) & may)[0]
    if len(some):
        rare = rng.random((len(some), length)) < rng.uniform(0.003, 0.03, (len(some), 1))
        rows[some] += step[some] * rare * rng.standard_normal((len(some), length)) * 5
    some = np.where((rng.random(count) < 0.08) & may)[0]
    if len(some):
        shifts = (rng.random((len(some), length)) < 1.5 / length) * rng.standard_normal((len(some), length)) * 1.5
        rows[some] += spread(rows[some]) * np.cumsum(shifts, 1)
    some = np.where(rng.random(count) < 0.03)[0]
    if len(some):
        rows[some] = np.maximum(rows[some], np.quantile(rows[some], rng.uniform(0.02, 0.3), axis=1, keepdims=True))
    some = np.where(rng.random(count) < 0.05)[0]
    if len(some):
        unit = spread(rows[some]) * rng.uniform(0.1, 1, (len(some), 1))
        rows[some] = np.round(rows[some] / unit) * unit
    return rows
