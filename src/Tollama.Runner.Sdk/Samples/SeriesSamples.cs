using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Sampling;

namespace Tollama.Runner.Sdk;

/// <summary>Draws the paths of the series of a request, on all cores; each alone, so one that fails does not disturb the others.</summary>
internal static class SeriesSamples
{
    /// <summary>The samples, in the order of the request.</summary>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static SampleResult Of(SampleParams parameters, ISeriesSampler sampler, CancellationToken cancellationToken)
    {
        SeriesSample?[] samples = new SeriesSample?[parameters.Series.Count];
        SeriesError?[] errors = new SeriesError?[parameters.Series.Count];

        void SampleOne(int index)
        {
            try
            {
                samples[index] = sampler.Sample(parameters.Series[index], parameters.Settings, cancellationToken);
            }
            catch (TollamaException error)
            {
                errors[index] = Failures.Of(parameters.Series[index].Id, error);
            }
        }

        ParallelOptions parallel = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, samples.Length, parallel, SampleOne);
        SeriesError[] failed = [.. errors.OfType<SeriesError>()];
        return new SampleResult { Samples = [.. samples.OfType<SeriesSample>()], Errors = failed.Length == 0 ? null : failed };
    }
}
