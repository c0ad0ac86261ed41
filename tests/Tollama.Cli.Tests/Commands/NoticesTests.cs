using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Commands;

/// <summary>What <c>run</c> says of a forecast, and of a refusal, on standard error.</summary>
public sealed class NoticesTests : CliFixture
{
    private const string Csv = "ds,y\n2025-01-01,1\n2025-01-02,2\n";

    private const string Shown =
        """
        {"name":"auto","model":"auto","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"",
        "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,
        "source":{"type":"builtin"} }
        """;

    [Fact]
    public async Task Notices_of_many_series_are_told_once_a_kind_with_options_as_they_are_typed()
    {
        ForecastResponse response = Samples.Response(series: 5);
        response = response with
        {
            Forecasts = [.. response.Forecasts.Select(forecast => forecast with { Warnings = ["3 of 48 values are missing: interpolated linearly"] })],
            Warnings = ["'a' is forecast, the first of the columns with numbers; if another is meant, say target='my sales'"],
            Errors =
            [
                .. Enumerable.Range(0, 9).Select(number => new SeriesError
                {
                    Id = $"x{number}",
                    Code = "INVALID_REQUEST",
                    Message = $"series 'x{number}': 1 row repeats a time stamp (rows {number} and {number + 1}). Say what becomes of them with duplicates=sum, mean, first, last or max",
                }),
            ],
        };
        Daemon.OnJson("POST /api/show", Shown).OnLines("POST /api/forecast", Samples.DoneLine(response));

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(0);

        Terminal.Errors.ShouldBe(
            """
            Warning: 'a' is forecast, the first of the columns with numbers; if another is meant, say --target 'my sales'
            Warning: 5 series, such as series 'passengers', series 'other-1' and series 'other-2': 3 of 48 values are missing: interpolated linearly
            Error: 9 series alike, such as series 'x0', series 'x1' and series 'x2'; series 'x0' was not forecast: 1 row repeats a time stamp (rows 0 and 1). Say what becomes of them with --duplicates sum, mean, first, last or max

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Hints_of_the_daemon_are_shown_with_the_options_of_the_command_line()
    {
        Daemon.OnJson("POST /api/show", Shown).OnJson(
            "POST /api/forecast",
            """{"error":"series 'y': 30 rows repeat a time stamp","detail":"d","code":"INVALID_REQUEST","hint":"Say day_first=true, future_covariates=promo or id=."}""",
            status: 400);

        (await RunAsync("run", "auto", WriteFile("a.csv", Csv), "--horizon", "12")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldEndWith("Hint: Say --day-first, --future-covariates promo or --id.\n");
    }
}
