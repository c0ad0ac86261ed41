using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>A runner answers every series once.</summary>
public sealed class AnsweredSeriesTests
{
    [Theory]
    [InlineData("a", "a b", "series 'a' has a forecast and an error")]
    [InlineData("a a b", "", "series 'a' has two forecasts")]
    [InlineData("a", "b b", "series 'b' has two errors")]
    [InlineData("a", "", "series 'b' has neither a forecast nor an error")]
    [InlineData("", "", "series 'a' has neither a forecast nor an error")]
    [InlineData("a b c", "", "series 'c' was not asked for")]
    [InlineData("a", "b c", "series 'c' was not asked for")]
    public void Anything_else_is_not_believed(string forecasts, string errors, string fault)
    {
        TollamaException error = Should.Throw<TollamaException>(() => Require(forecasts, errors));

        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldBe($"Runner 'fake' answered 'forecast' with something that is not the protocol: {fault}.");
    }

    [Theory]
    [InlineData("a b", "")]
    [InlineData("b a", "")]
    [InlineData("b", "a")]
    [InlineData("", "b a")]
    public void Once_each_in_any_order_is_right(string forecasts, string errors) => Should.NotThrow(() => Require(forecasts, errors));

    private static void Require(string forecasts, string errors)
    {
        ForecastResult result = new()
        {
            Forecasts = [.. Names(forecasts).Select(id => new SeriesForecastData { Id = id, Mean = [1] })],
            Errors = [.. Names(errors).Select(id => new SeriesError { Id = id, Code = "RUNNER_FAILED", Message = "no luck" })],
        };
        AnsweredSeries.Require(new Panel([Samples.Daily("a", 1), Samples.Daily("b", 2)], 1), new ForecastReply(result, "fake", TimeSpan.Zero));
    }

    private static string[] Names(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
