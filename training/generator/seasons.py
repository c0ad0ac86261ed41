"""Seasonal patterns."""

import numpy as np

from .arrays import f4, lognormal, spread, standardized
from .trends import TURN, trend


def profile(rng, count, period):
    """One cycle a row, mean 0 and standard deviation 1: sums of harmonics 45 %, rough 35 %, spiky 15 %, with sharper peaks 10 %."""
    kind = rng.random(count)
    out = np.zeros((count, period), f4)
    place = np.arange(period) / period
    harmonics = np.arange(1, min(max(1, period // 2), 12) + 1)
    decay = rng.uniform(0.3, 2.2, (count, 1))
    amplitude = rng.standard_normal((count, len(harmonics))) * harmonics[None, :] ** -decay
    phase = rng.random((count, len(harmonics)))
    out[:] = (amplitude[:, :, None] * np.sin(TURN * (harmonics[None, :, None] * place + phase[:, :, None]))).sum(1)
    out = standardized(out)
    rows = np.where(kind < 0.35)[0]
    if len(rows):
        out[rows] = standardized(rng.standard_normal((len(rows), period)) + out[rows] * rng.random((len(rows), 1)))
    rows = np.where(kind > 0.85)[0]
    if len(rows):  # December, one weekday, peak hours
        spikes = (rng.random((len(rows), period)) < 1.5 / max(period, 2)) * rng.standard_gamma(2, (len(rows), period))
        spikes[np.arange(len(rows)), rng.integers(0, period, len(rows))] += 2
        out[rows] = standardized(spikes * rng.choice([1, 1, -1], (len(rows), 1)) + 0.15 * out[rows])
    rows = np.where((kind > 0.35) & (kind < 0.45))[0]
    if len(rows):
        out[rows] = standardized(np.exp(out[rows]))
    return out


def repeat(cycle, length, offset):
    """Cycles repeated to a length, each row from its own place of the cycle on."""
    return np.take_along_axis(cycle, (np.arange(length)[None, :] + offset[:, None]) % cycle.shape[1], 1)


def season(rng, count, length, period):
    """A seasonal pattern of standard deviation 1. In 45 % it changes from cycle to cycle; hours have weekdays, days have a year and months."""
    offset = rng.integers(0, period, count)
    cycle = profile(rng, count, period)
    out = evolving(rng, cycle, length, offset)
    if period in (24, 48):
        out = with_weekdays(rng, out, period, offset)
    if period == 7:
        out = with_year_and_months(rng, out)
    rows = np.where(rng.random(count) < 0.15)[0]
    if len(rows):
        out[rows] *= np.exp(0.5 * trend(rng, len(rows), length))
    return (out / spread(out)).astype(f4)


def evolving(rng, cycle, length, offset):
    count, period = cycle.shape
    cycles = length // period + 3
    strength = (rng.random((count, 1, 1)) < 0.45) * np.exp(rng.standard_normal((count, 1, 1)) * 0.7 - 2.0)
    if period * 4 >= length:
        return repeat(cycle, length, offset)
    change = rng.standard_normal((count, cycles, period), dtype=f4) * strength * 0.7 + (
        rng.standard_normal((count, cycles, 1), dtype=f4) * strength * 0.3) * cycle[:, None, :]
    if rng.random() < 0.5:  # changes that are smooth over the cycle
        change = (change + np.roll(change, 1, 2) + np.roll(change, -1, 2)) * 0.6
    whole = (cycle[:, None, :] + np.cumsum(change, 1)).reshape(count, cycles * period).astype(f4)
    return np.take_along_axis(whole, np.arange(length)[None, :] + offset[:, None], 1)


def with_weekdays(rng, hours, period, offset):
    """In 55 % the days of a week have levels of their own, and weekends a profile of their own."""
    count, length = hours.shape
    days = repeat(np.repeat(rng.standard_normal((count, 7)) * 0.3, period, 1).astype(f4), length, offset)
    weekend = np.zeros((count, 7 * period), f4)
    weekend[:, 5 * period:] = 1
    weekend = repeat(weekend, length, offset + period * rng.integers(0, 7, count))
    chosen = rng.random((count, 1)) < 0.55
    other = repeat(profile(rng, count, period), length, offset)
    mix = lognormal(rng, count, 0.4, 0.7).clip(0, 1)
    return np.where(
        chosen,
        hours * (1 - weekend * mix) + other * weekend * mix * 0.7
        + days * lognormal(rng, count, 0.6, 0.8) - weekend * lognormal(rng, count, 0.4, 1),
        hours)


def with_year_and_months(rng, days):
    """In 40 % a yearly pattern, in 10 % a step at the beginning of every thirtieth day."""
    count, length = days.shape
    year = repeat(profile(rng, count, 365)[:, :], length, rng.integers(0, 365, count))
    out = days + (rng.random((count, 1)) < 0.4) * year * lognormal(rng, count, 0.6, 0.6)
    month = np.zeros((count, 30), f4)
    month[:, :2] = 1
    return out + (rng.random((count, 1)) < 0.1) * repeat(month, length, rng.integers(0, 30, count)) * rng.standard_normal((count, 1)) * 1.5
