using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Daemon.Anomalies;

namespace Tollama.Daemon.Nixtla;

/// <summary>Finds what is wrong with a request for anomalies.</summary>
internal static class DetectionCheck
{
    /// <summary>The values of a field: each series by itself.</summary>
    internal const string Univariate = "univariate";

    /// <summary>All series together.</summary>
    internal const string Multivariate = "multivariate";

    /// <summary>Adds all faults.</summary>
    internal static void Report(NixtlaTask task, NixtlaRequest request, FaultList faults)
    {
        if (request.Levels.Count > 1 || request.Levels is [{ Percent: 0 }])
        {
            faults.Add("range", ["level"], "level of anomalies is one number above 0 and below 100: so many of a hundred usual values lie in the interval; 99 unless it is said");
        }

        if (task == NixtlaTask.OnlineAnomalyDetection)
        {
            ReportOnline(request, faults);
        }
    }

    private static void ReportOnline(NixtlaRequest request, FaultList faults)
    {
        if (request.ThresholdMethod is not (null or Univariate or Multivariate))
        {
            faults.Add("value", ["threshold_method"], $"threshold_method must be {Univariate} or {Multivariate}", request.ThresholdMethod);
        }

        if (request.DetectionSize is not { } size)
        {
            faults.Add("missing", ["detection_size"], "detection_size is required: how many values at the end of each series are judged, at least 1");
            return;
        }

        foreach ((int place, int length) in request.Series.Sizes.Index().Where(pair => pair.Item < (long)size + Detection.LeastValues))
        {
            faults.Add(
                "length",
                [PackedReader.Name, "sizes", place.ToString(CultureInfo.InvariantCulture)],
                $"the series has {CountText.Of(length, "value", "values")}, and a detection_size of {size} needs {(long)size + Detection.LeastValues}: {Detection.LeastValues} before them tell what is usual");
        }
    }
}
