using System.Diagnostics;

namespace Tollama.Stats.Tests;

/// <summary>examples/library, as built beside these tests.</summary>
public sealed class LibraryExampleTests
{
    [Fact]
    public async Task The_example_prints_a_forecast_and_what_auto_chose()
    {
        string program = Path.Join(AppContext.BaseDirectory, "..", "..", "ForecastLibrary", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "forecast-library.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program]) { UseShellExecute = false, RedirectStandardOutput = true })!;

        string[] lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldStartWith("ETS(");
        lines[1].ShouldMatch("^month 1: 4[0-9][0-9], 80 % between 4[0-9][0-9] and 4[0-9][0-9]");
        lines[^1].ShouldStartWith("season of 12: mean of ETS(");
    }
}
