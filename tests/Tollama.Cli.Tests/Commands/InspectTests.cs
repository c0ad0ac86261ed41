using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class InspectTests : CliFixture
{
    [Fact]
    public async Task Steps_are_in_words_and_options_as_they_are_typed()
    {
        InspectResponse found = new()
        {
            Input = "time: t, target: y, id: none, freq: 33 ms",
            Series = [new InspectedSeries { Id = "y", Length = 90, Freq = "33333333ns", SeasonLength = 1, Missing = 0, Zeros = 0 }],
            SeriesCount = 1,
            Horizon = 1,
            HorizonReason = "usual for steps of 33 ms",
            Model = "auto",
            Options = new Dictionary<string, string> { ["aggregate=W"] = "often zero: a longer step, with duplicates=sum, may be forecast better" },
            Warnings = ["column 'y': say decimal=',' if that is wrong"],
            Errors = [.. Enumerable.Range(0, 9).Select(number => new SeriesError { Id = $"x{number}", Code = "INVALID_REQUEST", Message = "needs duplicates=sum" })],
            TollamaVersion = "0.1.0",
        };
        Daemon.OnJson("GET /api/version", """{"version":"0.1.0","name":"tollama"}""")
            .OnJson("POST /api/inspect", JsonSerializer.Serialize(found, TollamaJsonContext.Default.InspectResponse));
        string file = WriteFile("my table.csv", "t,y\n1,2\n");

        (await RunAsync("inspect", file, "--duplicates", "sum", "--day-first", "--time", "year,month", "--delimiter", ";", "--horizon", "1")).ShouldBe(0);

        Terminal.Output.ShouldContain("STEP     SEASON");
        Terminal.Output.ShouldContain(" 33 ms    1 ");
        Terminal.Output.ShouldContain("suggestion  --aggregate W: often zero: a longer step, with --duplicates sum, may be forecast better\n");
        Terminal.Output.ShouldContain("warning     column 'y': say --decimal ',' if that is wrong\n");
        Terminal.Output.ShouldContain("error       9 series, such as series 'x0', series 'x1' and series 'x2': needs --duplicates sum\n");
        Terminal.Output.ShouldContain($"next        tollama run auto '{file}' --duplicates sum --time year,month --delimiter ';' --day-first --horizon 1   (1 step: usual for steps of 33 ms)\n");
        Terminal.Output.ShouldNotContain("ns");
    }
}
