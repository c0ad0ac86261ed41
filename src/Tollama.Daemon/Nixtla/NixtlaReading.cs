using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Nixtla;

/// <summary>Reads bodies of Nixtla's clients, and checks what belongs to what is asked for.</summary>
/// <param name="options">The daemon's options. Packed bodies may be larger than others, since they hold nothing but numbers.</param>
internal sealed class NixtlaReading(DaemonOptions options)
{
    private const int BodiesOfUsual = 4;
    private const int PointsOfUsual = 5;

    /// <summary>The most bytes of a packed body after decompression: four times TOLLAMA_MAX_BODY, 256 MiB by default. The client sends up to 200 MiB.</summary>
    internal static long MaxBodyBytesOf(DaemonOptions options) => BodiesOfUsual * options.MaxBodyBytes;

    /// <summary>Reads a body.</summary>
    /// <param name="task">What is asked for.</param>
    /// <param name="body">The JSON text; keep it until the request is answered.</param>
    /// <param name="aborted">Fires when nobody waits any more.</param>
    /// <exception cref="TollamaException">It is faulty; all faults are named.</exception>
    internal NixtlaRequest Read(NixtlaTask task, ReadOnlyMemory<byte> body, CancellationToken aborted)
    {
        FaultList faults = new();
        RequestLimits limits = options.Limits with
        {
            MaxPoints = PointsOfUsual * options.Limits.MaxPoints,
            MaxCovariateValues = PointsOfUsual * options.Limits.MaxCovariateValues,
        };
        NixtlaRequest request = new NixtlaReader(limits, faults, aborted).Read(body);
        if (faults.Count == 0)
        {
            Check(task, request, faults);
        }

        if (faults.Count > 0)
        {
            throw faults.ToException();
        }

        // Nothing is ever fine-tuned here, so there is no such model.
        return request.FinetunedModelId is not { } tuned ? request : throw NoSuchModel(tuned);
    }

    /// <summary>The error of a fine-tuned model, which nobody can have made here.</summary>
    internal static TollamaException NoSuchModel(string id) => new(
        ErrorCode.ModelNotFound, $"there is no fine-tuned model '{Excerpt.Of(id)}': tollama does not fine-tune", "leave finetuned_model_id out; statistical models are fitted to each series anyway");

    private void Check(NixtlaTask task, NixtlaRequest request, FaultList faults)
    {
        bool isOfHistory = task == NixtlaTask.HistoricForecast || (task == NixtlaTask.CrossValidation && request.FullHistory);
        if (!isOfHistory && request.Horizon is null)
        {
            faults.Add("missing", ["h"], "h is required: the number of steps to forecast, at least 1");
        }

        PackedCheck.Report(request.Series, isOfHistory ? null : request.Horizon, options.Limits, faults);
        PackedCheck.ReportPositions(request.Historic ?? new HashSet<int>(), ["hist_exog"], request.Series, faults);
        if (task == NixtlaTask.CrossValidation && !isOfHistory)
        {
            CheckWindows(request, faults);
        }
    }

    private static void CheckWindows(NixtlaRequest request, FaultList faults)
    {
        if (request.Horizon is not { } horizon)
        {
            return;
        }

        long needed = horizon + ((long)(request.StepSize ?? horizon) * ((request.Windows ?? 1) - 1L));
        foreach ((int place, int size) in request.Series.Sizes.Index().Where(pair => pair.Item <= needed))
        {
            faults.Add(
                "length",
                [PackedReader.Name, "sizes", place.ToString(System.Globalization.CultureInfo.InvariantCulture)],
                $"the series has {CountText.Of(size, "value", "values")}, and {request.Windows ?? 1} windows of {horizon} steps need {needed + 1} at least: ask for fewer windows (n_windows), or fewer steps (h)");
        }
    }
}
