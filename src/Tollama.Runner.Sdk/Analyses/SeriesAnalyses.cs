using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Describes the series of a request, on all cores; each alone, so one that fails does not disturb the others.</summary>
internal static class SeriesAnalyses
{
    /// <summary>The descriptions, in the order of the request.</summary>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static AnalyzeResult Of(AnalyzeParams parameters, ISeriesAnalyzer analyzer, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        SeriesAnalysis?[] analyses = new SeriesAnalysis?[parameters.Series.Count];
        SeriesError?[] errors = new SeriesError?[parameters.Series.Count];
        int completed = 0;

        void AnalyzeOne(int index)
        {
            try
            {
                analyses[index] = analyzer.Analyze(parameters.Series[index], parameters.Settings, cancellationToken);
            }
            catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
            {
                errors[index] = Failures.Of(parameters.Series[index].Id, error);
            }

            progress?.Report(Interlocked.Increment(ref completed));
        }

        if (analyses.Length == 1)
        {
            AnalyzeOne(0);
        }
        else
        {
            ParallelOptions parallel = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, analyses.Length, parallel, AnalyzeOne);
        }

        SeriesError[] failed = [.. errors.OfType<SeriesError>()];
        return new AnalyzeResult { Analyses = [.. analyses.OfType<SeriesAnalysis>()], Errors = failed.Length == 0 ? null : failed };
    }
}
