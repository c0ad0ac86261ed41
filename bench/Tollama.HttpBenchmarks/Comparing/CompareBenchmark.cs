using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>Two program folders side by side in one run.</summary>
/// <remarks>Numbers of different hours on a shared machine say little about each other.</remarks>
internal static class CompareBenchmark
{
    internal static async Task<string> RunAsync(Comparison comparison)
    {
        StringBuilder page = new();
        page.AppendLine("# Daemon: before and after");
        page.AppendLine();
        page.AppendLine("Two folders of programs in one run, in turns; who begins changes from round to round.");
        page.AppendLine("The client runs on the same cores.");
        page.AppendLine();
        page.AppendLine("```bash");
        page.AppendLine("dotnet run -c Release --project bench/Tollama.HttpBenchmarks -- --compare BEFORE AFTER --results FILE");
        page.AppendLine("```");
        page.AppendLine();
        page.AppendLine(MachineDescription.Text);
        await AddAsync(page, "Throughput of `mock`", ThroughputComparison.RunAsync(comparison));
        await AddAsync(page, "Memory of one large table", TableMemoryComparison.RunAsync(comparison));
        await AddAsync(page, "A thousand series through `auto`", PanelComparison.RunAsync(comparison));
        await AddAsync(page, "What a refused request costs", OverloadComparison.RunAsync(comparison));
        return page.ToString();
    }

    private static async Task AddAsync(StringBuilder page, string title, Task<string> section)
    {
        string text = await section;
        page.AppendLine(CultureInfo.InvariantCulture, $"\n## {title}\n\n{text.TrimEnd()}");
    }
}
