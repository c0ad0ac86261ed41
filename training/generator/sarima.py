"""Simulations of seasonal ARIMA models."""

import numpy as np

from .arrays import exponential, f4, lognormal, standardized
from .noise import autoregress, white
from .seasons import profile, repeat


def sarima(rng, count, length, period, steady=False):
    """Moving averages and autoregressions, summed once or twice, with seasonal sums where there is a period; a third of them as exponentials."""
    innovations = white(rng, count, length + 60 + 2 * max(period, 1))
    theta = rng.uniform(-0.9, 0.3, (count, 1)).astype(f4)
    moving = innovations.copy()
    moving[:, 1:] += theta * innovations[:, :-1]
    phi = (rng.uniform(-0.3, 0.8, (count, 1)) * (rng.random((count, 1)) < 0.5)).astype(f4)
    moving = autoregress(moving, phi)
    out = seasonal(rng, moving, period) if period > 1 else summed(rng, moving)
    out = out[:, -length:].astype(f4)
    if rng.random() < 0.35:
        out = exponential(standardized(out) * lognormal(rng, count, 0.3, 0.7))
    return out


def seasonal(rng, moving, period):
    count, length = moving.shape
    theta = rng.uniform(-0.95, -0.2, (count, 1)).astype(f4)
    averaged = moving.copy()
    averaged[:, period:] += theta * moving[:, :-period]
    cycles = -(-length // period)
    padded = np.zeros((count, cycles * period), f4)
    padded[:, :length] = averaged
    out = np.cumsum(padded.reshape(count, cycles, period), 1).reshape(count, cycles * period)[:, :length]
    out = out + repeat(profile(rng, count, period), length, rng.integers(0, period, count)) * lognormal(rng, count, 3, 0.8)
    if rng.random() < 0.6:
        if rng.random() < 0.35:
            return np.cumsum(out - out.mean(1, keepdims=True), 1)
        return out + np.cumsum(moving, 1) * lognormal(rng, count, 0.5, 0.7)
    return out


def summed(rng, moving):
    count = len(moving)
    order = rng.random((count, 1))
    drift = rng.standard_normal((count, 1)) * 0.5 * rng.random((count, 1))
    once = np.cumsum(moving + drift, 1)
    twice = np.cumsum(np.cumsum(moving * 0.2, 1) + drift, 1)
    return np.where(order < 0.2, moving, np.where(order < 0.8, once, twice))
