"""What must hold of generated series and of the samples that are cut from them. Run by hand: python -m unittest discover training/tests"""

import builtins
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True
TRAINING = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TRAINING))

import numpy as np

import metrics
import samples
from generator import LONG_REGIMES, REGIMES, generate
from generator import counts, gaussian, noise, seasons, smoothing


def rng(seed=1):
    return np.random.default_rng(seed)


class RegimeTests(unittest.TestCase):
    def test_the_shares_are_a_whole(self):
        self.assertAlmostEqual(sum(regime.share for regime in REGIMES.values()), 1)
        for regime in REGIMES.values():
            self.assertAlmostEqual(sum(share for _, share in regime.periods), 1)

    def test_series_are_standardized_float32_of_the_length_of_their_regime(self):
        for regimes in (REGIMES, LONG_REGIMES):
            for regime in regimes.values():
                rows = generate(regime, 70, rng())
                self.assertEqual(rows.shape, (70, regime.length), regime.name)
                self.assertEqual(rows.dtype, np.float32)
                self.assertTrue(np.isfinite(rows).all(), regime.name)
                np.testing.assert_allclose(rows.mean(1), 0, atol=0.2, err_msg=regime.name)
                np.testing.assert_allclose(rows.std(1), 1, atol=0.2, err_msg=regime.name)

    def test_a_seed_gives_the_same_bits_and_another_seed_others(self):
        for regime in REGIMES.values():
            first = generate(regime, 20, rng(5))
            self.assertEqual(first.tobytes(), generate(regime, 20, rng(5)).tobytes(), regime.name)
            self.assertNotEqual(first.tobytes(), generate(regime, 20, rng(6)).tobytes(), regime.name)

    def test_nothing_is_read_from_anywhere(self):
        def refuse(*_, **__):
            raise AssertionError("a file was opened")

        with mock.patch.object(builtins, "open", refuse), mock.patch.object(np, "load", refuse), mock.patch.object(np, "fromfile", refuse):
            generate(REGIMES["monthly"], 8, rng())

    def test_hours_look_like_hours(self):
        rows = generate(REGIMES["hourly"], 200, rng(3))
        change = np.diff(rows, axis=1)

        def correlation(lag):
            first, second = change[:, lag:], change[:, :-lag]
            return np.median((first * second).mean(1) / change.var(1))

        # A call has one period for all of its series, 24 or 48: what comes after two days is alike in either case.
        self.assertGreater(correlation(48), correlation(17) + 0.1)

    def test_long_regimes_differ_in_months_alone_by_length(self):
        longer = [name for name in REGIMES if LONG_REGIMES[name].length > REGIMES[name].length]
        self.assertEqual(longer, ["monthly"])
        self.assertTrue(all(regime.steady for regime in LONG_REGIMES.values()))

    def test_the_program_writes_a_file_for_each_regime(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-B", "-m", "generator", f"{folder}/x", "100", "7"], cwd=TRAINING, check=True, stdout=subprocess.DEVNULL)
            for regime in REGIMES.values():
                rows = np.load(f"{folder}/x_{regime.name}.npy")
                self.assertEqual(rows.shape, (int(100 * regime.share), regime.length))
                self.assertTrue(rows.std(1).all())


class PartTests(unittest.TestCase):
    def test_an_autoregression_is_the_recursion(self):
        innovations = rng().standard_normal((3, 40), dtype=np.float32)
        phi = np.array([[0.5], [-0.3], [0.9]], np.float32)
        theta = np.array([[0.2], [0.0], [-0.4]], np.float32)
        out = noise.autoregress(innovations.copy(), phi, theta)
        for row in range(3):
            last, before = 0.0, 0.0
            for step in range(40):
                last = float(phi[row, 0]) * last + float(innovations[row, step]) + float(theta[row, 0]) * before
                before = float(innovations[row, step])
                self.assertAlmostEqual(out[row, step], last, places=4)

    def test_a_profile_is_one_standardized_cycle(self):
        cycle = seasons.profile(rng(), 50, 12)
        np.testing.assert_allclose(cycle.mean(1), 0, atol=1e-4)
        np.testing.assert_allclose(cycle.std(1), 1, atol=1e-3)

    def test_repeated_cycles_have_their_period_and_begin_at_their_offset(self):
        cycle = np.arange(10.0).reshape(2, 5)
        out = seasons.repeat(cycle, 12, np.array([0, 3]))
        self.assertEqual(out[0].tolist(), [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1])
        self.assertEqual(out[1].tolist(), [8, 9, 5, 6, 7, 8, 9, 5, 6, 7, 8, 9])

    def test_counts_are_whole_and_not_negative_and_often_zero(self):
        out = counts.counts(rng(), 200, 100, 12)
        self.assertTrue((out >= 0).all() and (out == np.round(out)).all())
        self.assertGreater((out == 0).mean(), 0.1)
        self.assertLess((out == 0).mean(), 0.9)

    def test_a_kernel_is_symmetric_and_has_no_negative_eigenvalue(self):
        for seed in range(20):
            matrix = gaussian.kernel(rng(seed), 60, 12)
            np.testing.assert_allclose(matrix, matrix.T)
            self.assertGreater(np.linalg.eigvalsh(matrix).min(), 0)

    def test_smoothing_without_a_period_has_no_season(self):
        self.assertEqual(smoothing.smoothing(rng(), 5, 30, 1).shape, (5, 30))


class SampleTests(unittest.TestCase):
    CONTEXT = 516

    @classmethod
    def setUpClass(cls):
        cls.data = {name: np.cumsum(rng(9).standard_normal((40, regime.length)), 1).astype(np.float32) for name, regime in REGIMES.items()}

    def test_a_sample_is_a_stretch_of_a_series_and_what_follows_it(self):
        counting = np.arange(5 * 320, dtype=np.float32).reshape(5, 320)
        past_lengths, steps, end = samples.places(rng(), "monthly", 500, 320, self.CONTEXT)
        self.assertTrue((past_lengths >= 12).all() and (end - past_lengths >= 0).all() and (end + steps <= 320).all())
        past, future, _, lengths = samples.cut(counting, rng(2), "monthly", 300, self.CONTEXT)
        for row in range(300):
            seen, next_values = past[row][-lengths[row]:], future[row][np.isfinite(future[row])]
            self.assertTrue(np.isnan(past[row][:-lengths[row]]).all())
            whole = np.concatenate([seen, next_values])
            step = np.nanmedian(np.diff(whole))
            places = np.arange(len(whole))
            known = np.isfinite(whole)
            np.testing.assert_allclose(whole[known], (whole[known][0] + (places - places[known][0]) * step)[known], atol=1e-2)

    def test_histories_are_standardized_and_weights_are_within_their_bounds(self):
        past, future, weights, lengths = samples.pool(self.data, rng(4), 1000, self.CONTEXT)
        self.assertEqual(len(past), sum(int(round(1000 * share)) for share in samples.SHARES.values()))
        np.testing.assert_allclose(np.nanmean(past, 1), 0, atol=0.3)
        self.assertTrue(((weights >= 1 / 2.0) & (weights <= 1 / 0.12 + 1e-5)).all())
        self.assertLessEqual(np.nanmax(np.abs(future)), 25)
        self.assertEqual(past.shape[1], self.CONTEXT)
        self.assertLessEqual(lengths.max(), 512)

    def test_a_constant_series_has_no_weight(self):
        flat = np.ones((10, 128), np.float32)
        _, _, weight, _ = samples.cut(flat, rng(), "yearly", 20, self.CONTEXT)
        self.assertEqual(weight.tolist(), [0.0] * 20)

    def test_batches_have_one_width_that_is_a_number_of_patches(self):
        for past, future, weight in samples.batches(self.data, rng(), 512, self.CONTEXT, 12, 64):
            self.assertEqual(past.shape[1] % 12, 0)
            self.assertEqual((len(past), len(future), len(weight)), (64, 64, 64))


class MetricTests(unittest.TestCase):
    def test_errors_of_an_example(self):
        self.assertAlmostEqual(metrics.smape([1, 0, 2], [3, 0, 2]), 200 * 2 / 4 / 3)
        self.assertAlmostEqual(metrics.mase([1, 2, 4, 8], [10, 10], [9, 7], 1), 2 / (7 / 3))
        self.assertTrue(np.isnan(metrics.mase([5, 5, 5], [5], [6], 1)))
        self.assertEqual(metrics.seasonal_naive([1, 2, 3], 4, 2).tolist(), [2, 3, 2, 3])
        self.assertEqual(metrics.seasonal_naive([1, 2], 2, 4).tolist(), [2, 2])


if __name__ == "__main__":
    unittest.main()
