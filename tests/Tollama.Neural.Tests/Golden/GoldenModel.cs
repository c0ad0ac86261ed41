using System.Text.Json;

namespace Tollama.Neural.Tests.Golden;

/// <summary>One of the models of tests/golden/tsfm: its files, and what the reference said; provenance.md says how that came about.</summary>
/// <param name="name">The folder with the cases.</param>
/// <param name="weights">The folder with the model; the same by default.</param>
internal sealed class GoldenModel(string name, string? weights = null)
{
    private const double Tolerance = 1e-4;

    public ModelFiles Files { get; } = ModelFiles.InFolder(PathOf(weights ?? name));

    public JsonElement Golden { get; } = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(PathOf(name), "golden.json"))).RootElement;

    public JsonElement Case(string caseName) =>
        Golden.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == caseName);

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", name);

    /// <summary>The numbers of a list; null is NaN.</summary>
    public static double[] Numbers(JsonElement list) =>
        [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble())];

    public static double[][] Rows(JsonElement list) => [.. list.EnumerateArray().Select(Numbers)];

    public static TheoryData<string> CaseNames(string model) =>
        [.. new GoldenModel(model).Golden.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    /// <summary>Compares by |a - b| &lt;= 1e-4 scale + 1e-4 |b|, where the scale is the largest expected magnitude, and prints the largest error relative to the scale.</summary>
    public static void ShouldAgree(double[][] actual, double[][] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        double scale = expected.SelectMany(row => row).Max(Math.Abs);
        double worst = 0;
        for (int row = 0; row < expected.Length; row++)
        {
            actual[row].Length.ShouldBe(expected[row].Length);
            for (int i = 0; i < expected[row].Length; i++)
            {
                double error = Math.Abs(actual[row][i] - expected[row][i]);
                worst = Math.Max(worst, error / Math.Max(scale, 1e-300));
                error.ShouldBeLessThanOrEqualTo((Tolerance * scale) + (Tolerance * Math.Abs(expected[row][i])), $"row {row}, step {i}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"largest error {worst:e1} of the scale");
    }
}
