"""Errors of forecasts, as the competitions define them."""

import numpy as np


def smape(actual, forecast):
    """Symmetric mean absolute percentage error, 0 to 200; a step at which both are 0 has no error."""
    actual, forecast = np.asarray(actual), np.asarray(forecast)
    size = np.abs(actual) + np.abs(forecast)
    return np.where(size == 0, 0, 200 * np.abs(actual - forecast) / np.where(size == 0, 1, size)).mean()


def mase(history, actual, forecast, period):
    """Mean absolute error in units of the seasonal naive forecast's within the history; NaN where that has none."""
    history, actual, forecast = np.asarray(history), np.asarray(actual), np.asarray(forecast)
    unit = np.abs(history[period:] - history[:-period]).sum() / max(1, len(history) - period)
    return np.abs(actual - forecast).mean() / unit if unit else np.nan


def seasonal_naive(history, steps, period):
    """The last cycle again and again; the last value where there is no whole cycle."""
    if len(history) < period:
        return np.full(steps, history[-1])
    return np.asarray(history[-period:])[np.arange(steps) % period]
