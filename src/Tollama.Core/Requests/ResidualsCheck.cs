using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>Refuses a law of the errors that is said by a field and by an option, and differently: which of the two counts is nothing that their sender could know.</summary>
internal static class ResidualsCheck
{
    /// <summary>Adds a fault when the field and the option of its name differ.</summary>
    public static void Report(ForecastRequest request, FaultList faults)
    {
        string name = RequestFields.Residuals.Name;
        if (RequestFields.Residuals.TextOf(request) is not { } law || OptionText.Find(request.Options, name) is not { } option)
        {
            return;
        }

        string other = option.ValueKind == JsonValueKind.String ? option.GetString()! : option.GetRawText();
        if (!string.Equals(law, other, StringComparison.OrdinalIgnoreCase))
        {
            string path = RequestFields.OptionPrefix + name;
            faults.Add("value", [name], $"{name} and {path} are two names of one thing, and differ: '{law}' and '{Excerpt.Of(other)}'; send one of them");
        }
    }
}
