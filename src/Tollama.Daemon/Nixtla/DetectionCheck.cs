using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Nixtla;

/// <summary>Finds what is wrong with a request for anomalies, and does not belong to its series.</summary>
internal static class DetectionCheck
{
    private static readonly string[] Methods = ["univariate", "multivariate"];

    /// <summary>Whether values are judged by the scores of all series together.</summary>
    internal static bool IsJoint(NixtlaRequest request) => request.ThresholdMethod == Methods[1];

    /// <summary>Adds all faults.</summary>
    internal static void Report(NixtlaTask task, NixtlaRequest request, FaultList faults)
    {
        if (request.Levels.Count > 1 || request.Levels is [{ Percent: 0 }])
        {
            faults.Add("value", ["level"], "level must be one number above 0 and below 100 here: so many of a hundred usual values lie in the interval");
        }

        if (task != NixtlaTask.OnlineDetection)
        {
            return;
        }

        if (request.ThresholdMethod is { } method && !Methods.Contains(method))
        {
            faults.Add("value", ["threshold_method"], $"threshold_method must be {string.Join(" or ", Methods)}", method);
        }

        if (request.DetectionSize is not { } size)
        {
            faults.Add("missing", ["detection_size"], "detection_size is required: how many values at the end of each series are judged, at least 1");
            return;
        }

        foreach ((int place, int values) in request.Series.Sizes.Index().Where(pair => pair.Item <= size))
        {
            faults.Add(
                "length",
                [PackedReader.Name, "sizes", place.ToString(CultureInfo.InvariantCulture)],
                $"the series has {CountText.Of(values, "value", "values")}, and a detection_size of {size} needs {size + 1} at least");
        }
    }
}
