"""Draws of Gaussian processes with random compositions of kernels."""

import numpy as np

from .arrays import exponential, f4, lognormal, standardized
from .structural import structural

BLOCK = 64  # rows that share a kernel: its decomposition costs more than the draws


def gaussian_process(rng, count, length, period, steady=False):
    """Blocks of 64 rows with one kernel each; three of ten as exponentials."""
    out = np.empty((count, length), f4)
    for first in range(0, count, BLOCK):
        number = min(BLOCK, count - first)
        try:
            root = np.linalg.cholesky(kernel(rng, length, period).astype(f4) + np.eye(length, dtype=f4) * f4(2e-4))
        except np.linalg.LinAlgError:
            out[first:first + number] = structural(rng, number, length, period, steady)
            continue
        out[first:first + number] = (root @ rng.standard_normal((length, number), dtype=f4)).T
    rows = np.where(rng.random(count) < 0.3)[0]
    if len(rows):
        out[rows] = exponential(standardized(out[rows]) * lognormal(rng, len(rows), 0.4, 0.5))
    return out


def kernel(rng, length, period):
    """One to four kernels, added or multiplied, with an average variance of 1, and noise."""
    place = np.arange(length, dtype=np.float64)
    distance = np.abs(place[:, None] - place[None, :])
    periods = [period] * 3 + [2 * period] if period > 1 else [rng.uniform(8, 60)]
    out = None
    for _ in range(rng.integers(1, 5)):
        part = elementary(rng, place, distance, period, periods) * rng.uniform(0.2, 2)
        out = part if out is None else (out + part if rng.random() < 0.65 else out * part)
    return out / np.mean(np.diag(out)) + np.eye(length) * np.exp(rng.uniform(-7, 0.0))


def elementary(rng, place, distance, period, periods):
    length = len(place)
    kind = rng.random()
    if kind < 0.30 and (period > 1 or rng.random() < 0.3):  # periodic, in four of ten with a memory that ends
        cycle = periods[rng.integers(len(periods))]
        out = np.exp(-2 * np.sin(np.pi * distance / cycle) ** 2 / rng.choice([0.2, 0.5, 1.0, 2.0]) ** 2)
        return out * np.exp(-0.5 * (distance / (rng.uniform(2, 20) * cycle)) ** 2) if rng.random() < 0.4 else out
    if kind < 0.5:  # smooth
        return np.exp(-0.5 * (distance / (length * rng.choice([0.02, 0.05, 0.1, 0.3, 1.0]))) ** 2)
    if kind < 0.65:  # smooth at several scales
        alpha = rng.choice([0.1, 1.0, 5.0])
        return (1 + (distance / (length * 0.1)) ** 2 / (2 * alpha)) ** -alpha
    if kind < 0.8:  # a line
        centered = (place - rng.uniform(-0.5, 1) * length) / length
        return np.outer(centered, centered) * rng.uniform(0.5, 4) + rng.choice([0, 1])
    if kind < 0.9:  # an autoregression
        return np.exp(-distance / (length * rng.choice([0.02, 0.1, 0.5])))
    return np.minimum(place[:, None], place[None, :]) / length * 3  # a random walk
