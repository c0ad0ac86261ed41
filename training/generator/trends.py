"""Trends of nine kinds."""

import numpy as np

from .arrays import f4, lognormal, spread, standardized
from .noise import autoregress, white

TURN = 6.283


def trend(rng, count, length):
    """Trends with mean 0 and standard deviation 1, each row of one of the kinds of KINDS."""
    time = np.linspace(0, 1, length, dtype=f4)[None, :]
    out = np.zeros((count, length), f4)
    kind = rng.choice(len(KINDS), count, p=[share for _, share in KINDS])
    for number, (draw, _) in enumerate(KINDS):
        rows = np.where(kind == number)[0]
        if len(rows):
            out[rows] = draw(rng, time, len(rows), length)
    return standardized(out)


def line(rng, time, count, length):
    """A straight line, more often up than down."""
    return rng.choice([-1, 1, 1, 1], (count, 1)) * time


def broken_line(rng, time, count, length):
    """A line whose slope changes one to four times."""
    out = time * rng.standard_normal((count, 1))
    for _ in range(rng.integers(1, 5)):
        out = out + np.maximum(time - rng.random((count, 1)), 0) * rng.standard_normal((count, 1)) * 2
    return out


def random_walk(rng, time, count, length):
    """A random walk with drift."""
    return np.cumsum(
        white(rng, count, length)
        + rng.standard_normal((count, 1)) * np.abs(rng.standard_normal((count, 1))) * 0.35
        + (rng.random((count, 1)) < 0.4) * 0.2,
        1)


def local_trend(rng, time, count, length):
    """A slope that wanders and returns, and a little of a random walk."""
    phi = rng.choice([0.8, 0.9, 0.95, 0.98, 1.0], (count, 1)).astype(f4)
    slope = autoregress(rng.standard_normal((count, length), dtype=f4), phi) + (
        rng.standard_normal((count, 1)) * 3 * rng.random((count, 1))).astype(f4)
    out = np.cumsum(slope, 1)
    return out / spread(out) + np.cumsum(rng.standard_normal((count, length), dtype=f4), 1) * lognormal(rng, count, 0.02, 1)


def growth(rng, time, count, length):
    """Exponential growth, or decay in three of ten."""
    rate = rng.uniform(0.5, 4, (count, 1))
    out = np.exp(rate * time) * rng.choice([1, 1, 1, -1], (count, 1))
    falls = rng.random((count, 1)) < 0.3
    return np.where(falls, np.exp(-rate * 1.5 * time), out)


def saturation(rng, time, count, length):
    """A logistic curve, or two on top of each other."""
    out = np.tanh((time - rng.uniform(-0.2, 1.2, (count, 1))) * rng.uniform(1.5, 12, (count, 1))) * rng.choice([1, 1, -1], (count, 1))
    return out + (rng.random((count, 1)) < 0.4) * np.tanh(
        (time - rng.random((count, 1))) * rng.uniform(2, 15, (count, 1))) * rng.standard_normal((count, 1))


def slow_cycles(rng, time, count, length):
    """Three sines of a third of a turn to six turns."""
    out = 0
    for _ in range(3):
        out = out + rng.standard_normal((count, 1)) * np.sin(
            TURN * (time * rng.uniform(0.3, 6, (count, 1)) + rng.random((count, 1))))
    return out


def mean_reverting(rng, time, count, length):
    """Autoregressions of the second order."""
    phi = rng.uniform(0.8, 0.99, (count, 1)).astype(f4)
    return autoregress(
        autoregress(rng.standard_normal((count, length), dtype=f4), phi), (rng.uniform(0, 0.9, (count, 1))).astype(f4))


def steps(rng, time, count, length):
    """A level that jumps now and then."""
    return np.cumsum(
        (rng.random((count, length)) < rng.uniform(0.5, 6, (count, 1)) / length) * rng.standard_normal((count, length)), 1)


KINDS = [
    (line, 0.14), (broken_line, 0.12), (random_walk, 0.22), (local_trend, 0.17), (growth, 0.08),
    (saturation, 0.08), (slow_cycles, 0.07), (mean_reverting, 0.07), (steps, 0.05),
]
