"""Simulations of exponential smoothing."""

import numpy as np

from .arrays import f4
from .noise import white
from .seasons import profile


def smoothing(rng, count, length, period, steady=False):
    """Innovations state space models: additive or multiplicative errors, a trend that may be damped, a season."""
    cycle = max(period, 1)
    alpha = np.where(rng.random(count) < 0.25, rng.uniform(0, 0.15, count), rng.random(count) ** 1.2).astype(f4)
    beta = (alpha * rng.random(count) ** 2 * 0.5 * (rng.random(count) < 0.7)).astype(f4)
    gamma = ((1 - alpha) * rng.random(count) ** 2 * 0.5 * (period > 1)).astype(f4)
    phi = rng.choice([0.8, 0.9, 0.95, 0.98, 1.0, 1.0], count).astype(f4)
    sigma = np.exp(rng.normal(-3.2, 0.9, count)).astype(f4).clip(0.002, 0.4)
    slope = (rng.normal(0, 1, count) * sigma * 0.5 + (rng.random(count) < 0.3) * sigma * 0.3).astype(f4) * (rng.random(count) < 0.7)
    if period > 1:
        seasons = profile(rng, count, cycle).T.copy() * (np.exp(rng.normal(-2, 0.8, count)) * (period > 1)).astype(f4)
    else:
        seasons = np.zeros((1, count), f4)
    one = np.ones(count, f4)
    level = np.ones(count, f4)
    innovations = white(rng, count, length).T * sigma
    out = np.empty((length, count), f4)
    multiplies = rng.random(count) < 0.4
    for step in range(length):
        place = step % cycle
        expected_level = level + phi * slope
        scale = np.where(multiplies, np.maximum(np.abs(expected_level), 0.05), one)
        expected = expected_level + seasons[place] * scale
        error = innovations[step] * np.where(multiplies, np.maximum(np.abs(expected), 0.05), one)
        out[step] = expected + error
        level = expected_level + alpha * error
        slope = phi * slope + beta * error
        seasons[place] += gamma * error / scale
    return np.ascontiguousarray(out.T)
