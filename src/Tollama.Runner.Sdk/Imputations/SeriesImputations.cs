using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Fills the series of a request, on all cores; each alone, so one that fails does not disturb the others.</summary>
internal static class SeriesImputations
{
    /// <summary>What was filled, in the order of the request.</summary>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static ImputeResult Of(ImputeParams parameters, ISeriesImputer imputer, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        SeriesImputation?[] imputations = new SeriesImputation?[parameters.Series.Count];
        SeriesError?[] errors = new SeriesError?[parameters.Series.Count];
        int completed = 0;

        void ImputeOne(int index)
        {
            try
            {
                imputations[index] = imputer.Impute(parameters.Series[index], parameters.Settings, cancellationToken);
            }
            catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
            {
                errors[index] = Failures.Of(parameters.Series[index].Id, error);
            }

            progress?.Report(Interlocked.Increment(ref completed));
        }

        if (imputations.Length == 1)
        {
            ImputeOne(0);
        }
        else
        {
            ParallelOptions parallel = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, imputations.Length, parallel, ImputeOne);
        }

        SeriesError[] failed = [.. errors.OfType<SeriesError>()];
        return new ImputeResult { Imputations = [.. imputations.OfType<SeriesImputation>()], Errors = failed.Length == 0 ? null : failed };
    }
}
