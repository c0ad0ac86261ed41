using System.Text;
using System.Text.Json;
using Tollama.Soak.Wire;

namespace Tollama.Soak.References;

/// <summary>A forecast whose right answer is known to the last digit: the one that a quiet daemon gave.</summary>
/// <param name="model">The model.</param>
/// <param name="panel">What it forecasts.</param>
/// <param name="form">How it is asked and answered.</param>
internal sealed class ReferenceCase(string model, Panel panel, Form form)
{
    public const int Horizon = 7;

    private const string Place = "@";

    private string? _right;
    private string? _fallback;
    private string? _validation;

    public string Model { get; } = model;

    public Panel Panel { get; } = panel;

    public Form Form { get; } = form;

    // The fake runner knows no quantiles.
    private string Levels => Model == "fake" ? "" : "0.1,0.5,0.9";

    public string Name => $"{Model}, {Panel.Name}, {Form}";

    /// <summary>The request; its answer is compared with the right one as soon as that is known.</summary>
    /// <param name="id">What stands in the ids of the series.</param>
    /// <param name="model">Another name of the same model.</param>
    /// <param name="more">More fields of a JSON request, with a comma before each.</param>
    public SoakRequest Request(string id, string? model = null, string more = "")
    {
        SoakRequest request = Unchecked(id, model ?? Model, more, "forecast");
        return request with
        {
            Operation = "forecast " + Form switch
            {
                Form.Whole => "json",
                Form.Stream => "stream",
                Form.TableToJson => "csv to json",
                Form.TableToTable => "csv",
                _ => "json to csv",
            },
            Area = Area.Forecasts,
            Check = answer => Compare(answer, Forecasts(answer).Replace(id, Place, StringComparison.Ordinal)),
        };
    }

    /// <summary>The same request, to be checked only.</summary>
    public SoakRequest Validation(string id)
    {
        SoakRequest request = Unchecked(id, Model, "", "validate");
        return request with
        {
            Operation = "validate",
            Check = answer => _validation is null ? null : Difference(_validation, answer.Text.Replace(id, Place, StringComparison.Ordinal)),
        };
    }

    /// <summary>Keeps an answer as the right one.</summary>
    public void Learn(string id, Answer forecast, Answer validation)
    {
        _right = Forecasts(forecast).Replace(id, Place, StringComparison.Ordinal);
        _validation = validation.Text.Replace(id, Place, StringComparison.Ordinal);
        if (!_right.Contains(Place, StringComparison.Ordinal) || _right.Length < Horizon)
        {
            throw new InvalidOperationException($"the reference answer of {Name} has no forecast: {_right}");
        }
    }

    /// <summary>
    /// Keeps an answer that is right, too, where it says why: <c>auto</c> answers by itself when the foundation model that it would take cannot be loaded.
    /// </summary>
    public void LearnFallback(string id, Answer forecast) => _fallback = Forecasts(forecast).Replace(id, Place, StringComparison.Ordinal);

    private SoakRequest Unchecked(string id, string model, string more, string verb)
    {
        bool table = Form is Form.TableToJson or Form.TableToTable;
        bool streams = Form == Form.Stream && verb == "forecast";
        string path = verb == "validate" ? "/api/validate" : streams ? "/api/forecast" : "/v1/forecast";
        string text = table
            ? Panel.Table ?? throw new InvalidOperationException($"{Panel.Name} is not a table")
            : $$"""{"model":"{{model}}","horizon":{{Horizon}},"quantiles":[{{Levels}}],"series":{{Panel.Json}}{{more}}}""";
        return new SoakRequest
        {
            Operation = verb,
            Method = "POST",
            Path = table ? $"{path}?model={model}&horizon={Horizon}&quantiles={Levels}" : path,
            Body = Encoding.UTF8.GetBytes(text.Replace(Place, id, StringComparison.Ordinal)),
            Headers = [.. table ? ["Content-Type: text/csv"] : Array.Empty<string>(), .. verb == "forecast" && Form is Form.TableToTable or Form.JsonToTable ? ["Accept: text/csv"] : Array.Empty<string>()],
        };
    }

    // What the answer says of the series; times and counts differ from answer to answer.
    private string Forecasts(Answer answer)
    {
        if (Form is Form.TableToTable or Form.JsonToTable)
        {
            return answer.Text;
        }

        using JsonDocument json = JsonDocument.Parse(Form == Form.Stream ? answer.Lines[^1] : answer.Text);
        JsonElement response = Form == Form.Stream ? json.RootElement.GetProperty("response") : json.RootElement;
        string errors = response.TryGetProperty("errors", out JsonElement list) ? list.GetRawText() : "";
        return response.GetProperty("forecasts").GetRawText() + errors;
    }

    private string? Compare(Answer answer, string seen) =>
        _right is null || (seen == _fallback && SaysWhy(answer)) ? null : Difference(_right, seen);

    // A table has no place for the sentence; its head counts it.
    private static bool SaysWhy(Answer answer) =>
        answer.Headers.ContainsKey("X-Tollama-Warnings") || answer.Text.Contains("could not be loaded", StringComparison.Ordinal);

    private string? Difference(string right, string seen)
    {
        if (right == seen)
        {
            return null;
        }

        int at = right.Zip(seen).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{Name}: not the answer of a quiet daemon, from character {at} on: '{Excerpt(seen, at)}' instead of '{Excerpt(right, at)}'";
    }

    private static string Excerpt(string text, int at) => text.Substring(Math.Max(0, at - 40), Math.Min(4000, text.Length - Math.Max(0, at - 40)));
}
