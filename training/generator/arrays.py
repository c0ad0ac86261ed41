"""Rows of series: a row is a series, a column a step."""

import numpy as np

f4 = np.float32


def spread(rows):
    """The standard deviation of each row as a column, at least 1e-9."""
    return np.maximum(rows.std(1, keepdims=True), 1e-9)


def standardized(rows):
    """The rows with mean 0 and standard deviation 1."""
    return (rows - rows.mean(1, keepdims=True)) / spread(rows)


def lognormal(rng, count, median, sigma):
    """A column of positive numbers around a median."""
    return (median * np.exp(sigma * rng.standard_normal((count, 1)))).astype(f4)


def exponential(values):
    """exp without overflow: what is beyond 6 would be a series of one peak."""
    return np.exp(np.clip(values, -6, 6))
