using Tollama.Core.Api;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Daemon.Execution;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>Paths that are all the mean; a threshold that is passed at the second step, by the lowest level.</summary>
internal sealed class FakeSampler : ISampler
{
    /// <summary>The orders so far.</summary>
    public List<SampleOrder> Orders { get; } = [];

    /// <summary>The series of which no paths can be drawn.</summary>
    public string? Failing { get; set; }

    public string ProcessOf(bool isLarge) => "small";

    public Task<SampleResult> SampleAsync(SampleOrder order, CancellationToken cancellationToken)
    {
        Orders.Add(order);
        ILookup<bool, SampleSource> byFailing = order.Parameters.Series.ToLookup(source => source.Id == Failing);
        return Task.FromResult(new SampleResult
        {
            Samples = [.. byFailing[false].Select(source => Of(source, order.Parameters.Settings))],
            Errors = [.. byFailing[true].Select(source => new SeriesError { Id = source.Id, Code = "INVALID_REQUEST", Message = "no paths" })],
        });
    }

    private static SeriesSample Of(SampleSource source, SampleSettings settings)
    {
        SampledPassage passage = new()
        {
            Chance = new double[source.Mean.Length],
            Ever = 0.2,
            First = new double[source.Mean.Length],
            Steps = settings.Levels.ToDictionary(QuantileLevel.KeyOf, level => level == settings.Levels[0] ? 2 : (int?)null),
        };
        return new SeriesSample
        {
            Id = source.Id,
            Paths = settings.Included > 0 ? [.. Enumerable.Repeat(source.Mean, settings.Included)] : null,
            Sums = source.SumSteps is { } steps
                ? new SampledSums { Mean = new double[steps.Length], Quantiles = settings.Levels.ToDictionary(QuantileLevel.KeyOf, _ => new double[steps.Length]) }
                : null,
            Above = passage,
            Below = passage,
        };
    }
}
