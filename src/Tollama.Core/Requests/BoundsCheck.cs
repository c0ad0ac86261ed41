using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Refuses bounds between which there is no value.</summary>
internal static class BoundsCheck
{
    /// <summary>Adds a fault when the lower bound is not below the upper one, or no whole number lies between them where whole numbers are asked for.</summary>
    public static void Report(ForecastRequest request, FaultList faults)
    {
        if (request is not { Lower: { } lower, Upper: { } upper })
        {
            return;
        }

        string both = string.Create(CultureInfo.InvariantCulture, $"{RequestFields.Lower.Name}={lower}, {RequestFields.Upper.Name}={upper}");
        if (lower >= upper)
        {
            faults.Add("value", [RequestFields.Lower.Name], $"{RequestFields.Lower.Name} must be below {RequestFields.Upper.Name}: {both}");
        }
        else if (request.Integer == true && Math.Ceiling(lower) > Math.Floor(upper))
        {
            faults.Add("value", [RequestFields.Integer.Name], $"{RequestFields.Integer.With("true")} needs a whole number between the bounds: {both}");
        }
    }
}
