using System.Globalization;
using System.Text;

namespace Tollama.Soak.References;

/// <summary>Series to forecast. In place of each id stands <c>@</c> and a number: requests put their own id there, so that no two answers are alike.</summary>
/// <param name="name">What it is like.</param>
/// <param name="json">The value of <c>series</c>.</param>
/// <param name="table">The same as CSV; <see langword="null"/> where a table would say less.</param>
internal sealed class Panel(string name, string json, string? table)
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    public string Name { get; } = name;

    public string Json { get; } = json;

    public string? Table { get; } = table;

    /// <summary>Panels of all kinds.</summary>
    public static IReadOnlyList<Panel> All(int seed)
    {
        Random random = new(seed);
        return
        [
            Numbered("short", 1, 24, random),
            Numbered("long", 1, 1500, random),
            Dated("dated", 1, 90, random, holes: false),
            Dated("many series", 40, 36, random, holes: false),
            Dated("holes", 3, 60, random, holes: true),
            WithCovariates("covariates", 2, 60, random),
        ];
    }

    private static Panel Numbered(string name, int count, int length, Random random)
    {
        IEnumerable<string> series = Enumerable.Range(0, count).Select(index => $$"""{"id":"@-{{index}}","target":[{{string.Join(',', Values(length, random))}}]}""");
        return new Panel(name, $"[{string.Join(',', series)}]", table: null);
    }

    private static Panel Dated(string name, int count, int length, Random random, bool holes)
    {
        StringBuilder table = new("unique_id,ds,y\n");
        List<string> series = [];
        for (int index = 0; index < count; index++)
        {
            string[] values = Values(length, random);
            int[] days = [.. Enumerable.Range(0, length).Where(day => !holes || day % 9 != 4 || day == length - 1)];
            series.Add($$"""{"id":"@-{{index}}","timestamps":[{{string.Join(',', days.Select(day => $"\"{Date(day)}\""))}}],"target":[{{string.Join(',', days.Select(day => values[day]))}}]}""");
            foreach (int day in days)
            {
                table.Append(CultureInfo.InvariantCulture, $"@-{index},{Date(day)},{values[day]}\n");
            }
        }

        return new Panel(name, $"[{string.Join(',', series)}]", table.ToString());
    }

    private static Panel WithCovariates(string name, int count, int length, Random random)
    {
        IEnumerable<string> series = Enumerable.Range(0, count).Select(index => $$"""
            {"id":"@-{{index}}","target":[{{string.Join(',', Values(length, random))}}],
            "past_covariates":{"visits":[{{string.Join(',', Values(length, random))}}]},
            "future_covariates":{"price":[{{string.Join(',', Values(length + ReferenceCase.Horizon, random))}}]} }
            """);
        return new Panel(name, $"[{string.Join(',', series)}]", table: null);
    }

    private static string Date(int day) => Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Values(int length, Random random)
    {
        double level = random.Next(20, 2000);
        double phase = random.NextDouble();
        return [.. Enumerable.Range(0, length).Select(step =>
            (level + (0.1 * step) + (level / 5 * Math.Sin((step + phase) * Math.Tau / 7)) + (level / 20 * random.NextDouble())).ToString("F3", CultureInfo.InvariantCulture))];
    }
}
