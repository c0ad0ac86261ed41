using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tollama.Stats.Tests;

/// <summary>examples/library, as built beside these tests.</summary>
public sealed class LibraryExampleTests
{
    [Fact]
    public async Task The_example_prints_a_forecast_what_auto_chose_and_what_a_method_and_a_network_of_its_own_do()
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = Path.Join(AppContext.BaseDirectory, "..", "..", "ForecastLibrary", configuration, "forecast-library.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, RedirectStandardOutput = true })!;

        string[] lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldStartWith("ETS(");
        lines[1].ShouldMatch("^month 1: 4[0-9][0-9], 80 % between 4[0-9][0-9] and 4[0-9][0-9]");
        lines[4].ShouldStartWith("season of 12: mean of ETS(");
        lines[5].ShouldBe("mstl, seasons of 12: median of 6 values");
        lines[6].ShouldBe("ensemble: mean of median of 6 values, theta");
        lines[7].ShouldMatch($"^{Regex.Escape(lines[4])} \\+ 0\\.[0-9]+ last-year$");
    }
}
