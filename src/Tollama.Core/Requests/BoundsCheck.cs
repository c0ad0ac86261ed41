using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Refuses bounds between which there is no value.</summary>
internal static class BoundsCheck
{
    /// <summary>
    /// Adds a fault when the lower bound is not below the upper one, no whole number lies between them where whole numbers are asked for, or the upper one lies below 0 where
    /// no value shall.
    /// </summary>
    public static void Report(ForecastRequest request, FaultList faults)
    {
        if (request.Upper is { } top and < 0 && OptionText.Find(request.Options, RequestFields.NonNegative.Name) is { ValueKind: JsonValueKind.True })
        {
            string said = string.Create(CultureInfo.InvariantCulture, $"{RequestFields.Upper.Name}={top}");
            faults.Add("value", [RequestFields.Upper.Name], $"{said} and {RequestFields.NonNegative.With("true")} leave no value: {RequestFields.Upper.Name} must be 0 or more there");
        }

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
