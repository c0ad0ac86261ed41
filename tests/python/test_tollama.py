"""Tests of examples/python/tollama.py against a real daemon, whose address is in TOLLAMA_HOST. What needs pandas is skipped where it is not installed."""

import math
import os
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "examples" / "python"))

import tollama  # noqa: E402

try:
    import pandas
except ImportError:
    pandas = None

EXAMPLE = REPOSITORY / "examples" / "air-passengers.csv"
MONTHS = [f"{2015 + month // 12}-{month % 12 + 1:02}-01" for month in range(72)]
VALUES = [100 + month + 10 * math.sin(month * math.pi / 6) for month in range(72)]


class TestTollama(unittest.TestCase):
    def setUp(self):
        self.client = tollama.Tollama()
        for model in ("auto", "theta", "seasonal-naive"):
            self.client.pull(model)

    def test_a_file_gives_a_table(self):
        table = self.client.forecast(EXAMPLE, horizon=3, level=[80, 95.5])
        self.assertEqual(list(table), ["unique_id", "ds", "mean", "lo-80", "hi-80", "lo-95.5", "hi-95.5"])
        self.assertEqual(len(table["mean"]), 3)
        for row in table.rows():
            self.assertLess(row["lo-95.5"], row["lo-80"])
            self.assertLess(row["hi-80"], row["hi-95.5"])

    def test_columns_lists_and_json_give_the_same_numbers(self):
        columns = self.client.forecast({"ds": MONTHS, "y": VALUES}, "theta", 4, quantiles=[0.1])
        numbers = self.client.forecast(VALUES, "theta", 4, quantiles=[0.1], options={"season_length": 12})
        self.assertEqual(columns["mean"], numbers["mean"])
        self.assertEqual(columns["q0.1"], numbers["q0.1"])
        self.assertEqual(columns["ds"][0], "2021-01-01")

    def test_ids_keep_their_zeros_and_columns_their_names(self):
        data = {"store": ["007"] * 24 + ["008"] * 24, "ds": MONTHS[:24] * 2, "sales": [float(i % 12) for i in range(48)]}
        table = self.client.forecast(data, "seasonal-naive", 2)
        self.assertEqual(table["store"], ["007", "007", "008", "008"])
        self.assertEqual(list(table), ["store", "ds", "mean"])

    def test_what_is_wrong_is_an_error_with_its_hint(self):
        with self.assertRaises(tollama.TollamaError) as caught:
            self.client.forecast(VALUES, "no-such-model", 3)
        self.assertEqual((caught.exception.status, caught.exception.code), (404, "MODEL_NOT_FOUND"))
        with self.assertRaises(tollama.TollamaError) as caught:
            self.client.forecast({"ds": MONTHS, "y": VALUES}, "theta", 3, horizn=3)
        self.assertIn("horizon", str(caught.exception))
        with self.assertRaises(ValueError):
            self.client.forecast({"ds": MONTHS, "y": VALUES[:-1]}, "theta", 3)
        with self.assertRaises(tollama.TollamaError):
            tollama.Tollama("http://127.0.0.1:9", retries=0).models()

    def test_a_series_that_fails_is_a_warning(self):
        data = {"unique_id": ["a"] * 24 + ["b"] * 24, "ds": MONTHS[:24] * 2, "y": VALUES[:24] + [None] * 24}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            table = self.client.forecast(data, "theta", 2)
        self.assertEqual(set(table["unique_id"]), {"a"})
        self.assertTrue(any("'b'" in str(one.message) for one in caught if one.category is tollama.TollamaWarning), [str(one.message) for one in caught])

    def test_progress_is_told(self):
        told = []
        table = self.client.forecast({"ds": MONTHS, "y": VALUES}, "theta", 2, progress=lambda *what: told.append(what))
        self.assertEqual(len(table["mean"]), 2)
        self.assertTrue(told)

    def test_a_table_is_written(self):
        table = self.client.forecast({"ds": MONTHS, "y": VALUES}, "theta", 2)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "out.csv")
            table.to_csv(path)
            again = Path(path).read_text(encoding="utf-8").splitlines()
        self.assertEqual(again[0], "unique_id,ds,mean")
        self.assertEqual(float(again[1].split(",")[2]), table["mean"][0])

    def test_a_backtest_orders_models(self):
        result = self.client.backtest(EXAMPLE, ["theta", "seasonal-naive"], 6, windows=2, include="forecasts")
        self.assertIn(result.best, ("theta", "seasonal-naive"))
        self.assertEqual(result.table["model"][0], result.best)
        self.assertLessEqual(result.table["mase"][0], result.table["mase"][1])
        self.assertEqual(len(result.forecasts["y"]), 2 * 2 * 6)

    def test_an_anomaly_is_found(self):
        values = list(VALUES)
        values[60] += 80
        found = self.client.anomalies({"ds": MONTHS, "y": values}, level=99)
        self.assertIn("2020-01-01", found.table["ds"])
        self.assertGreater(found.checked, 0)

    def test_missing_values_are_filled(self):
        values = list(VALUES)
        values[30] = None
        table = self.client.impute({"ds": MONTHS, "y": values})
        self.assertEqual([index for index, filled in enumerate(table["filled"]) if filled], [30])
        self.assertLess(abs(table["y"][30] - VALUES[30]), 10)

    def test_the_page_is_right(self):
        page = (REPOSITORY / "docs" / "python-programs.md").read_text(encoding="utf-8")
        code = [block.split("```")[0] for block in page.split("```python\n")[1:]]
        self.assertEqual(len(code), 2)
        names = {"print": lambda *_: None}
        before = os.getcwd()
        os.chdir(REPOSITORY)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(compile("\n".join(code), "docs/python-programs.md", "exec"), names)
        finally:
            os.chdir(before)
        self.assertEqual(len(names["table"]["mean"]), 12)
        self.assertEqual(names["best"]["shop"], ["north"] * 6)
        self.assertIn("2022-09-01", names["found"].table["ds"])
        self.assertEqual(names["filled"]["filled"].index(True), 20)

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_a_frame_gives_a_frame(self):
        frame = pandas.DataFrame({"unique_id": "a", "ds": pandas.to_datetime(MONTHS), "y": VALUES})
        out = self.client.forecast(frame, "theta", 3, level=80)
        self.assertIsInstance(out, pandas.DataFrame)
        self.assertEqual(list(out["ds"]), list(pandas.date_range("2021-01-01", periods=3, freq="MS")))
        self.assertEqual(list(out.columns), ["unique_id", "ds", "mean", "lo-80", "hi-80"])
        self.assertTrue(all(dtype.kind == "f" for dtype in out.dtypes.iloc[2:]))
        self.assertIsInstance(self.client.backtest(frame, "theta", 3).table, pandas.DataFrame)

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_missing_cells_of_a_frame_are_missing(self):
        frame = pandas.DataFrame({"ds": pandas.to_datetime(MONTHS), "y": pandas.array([None] + VALUES[1:], dtype="Float64")})
        numbers = self.client.forecast([None] + VALUES[1:], "theta", 3, options={"season_length": 12})
        self.assertEqual(list(self.client.forecast(frame, "theta", 3)["mean"]), numbers["mean"])


if __name__ == "__main__":
    unittest.main()
