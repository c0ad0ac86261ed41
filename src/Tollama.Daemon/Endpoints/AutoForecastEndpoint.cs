using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/auto-forecast</c>, as the Python tollama has it: a forecast by the model that the daemon chooses, and why.</summary>
internal sealed class AutoForecastEndpoint(ForecastDoor door, ModelStore store, ModelPuller puller)
{
    private const string Strategy = "strategy";
    private const string Mode = "mode";

    // Our auto is a combination of methods already: how many are combined and how is not the client's to say.
    private static readonly RequestShape Shape = new([Strategy, Mode, "allow_fallback", "ensemble_top_k", "ensemble_method"], NeedsModel: false)
    {
        Check = static (extras, _, faults) =>
        {
            Word(extras, Strategy, AutoStrategies.Models.Keys, AutoStrategies.Usual, faults);
            Word(extras, Mode, AutoStrategies.Modes.Keys, AutoStrategies.UsualMode, faults);
        },
    };

    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/auto-forecast", HandleAsync);

    private Task HandleAsync(HttpContext context) =>
        door.RunAsync(context, "auto-forecast", Shape, (call, forecasts) => AnswerAsync(call, forecasts, context.RequestAborted));

    private async Task AnswerAsync(ForecastCall call, NestedForecasts forecasts, CancellationToken cancellationToken)
    {
        string strategy = Word(call.Request.Extras, Strategy, AutoStrategies.Models.Keys, AutoStrategies.Usual, new FaultList());
        string mode = Word(call.Request.Extras, Mode, AutoStrategies.Modes.Keys, AutoStrategies.UsualMode, new FaultList());
        string name = ModelOf(call.Request.Model, strategy, mode);
        if (call.Request.Model is null && await InstallAsync(ModelName.Parse(name), cancellationToken).ConfigureAwait(false))
        {
            call = call with { Warnings = [.. call.Warnings, $"'{name}' was not installed; it is part of tollama, and is installed now"] };
        }

        InstalledModel model = call.Model ?? store.Get(ModelName.Parse(name));
        forecasts.Write("{\"strategy\":"u8);
        forecasts.Write(strategy);
        forecasts.Write(",\"response\":"u8);
        StrictShape shape = await forecasts.WriteAsync(call with { Request = call.Request with { Model = name }, Model = model }).ConfigureAwait(false);
        forecasts.Write(",\"selection\":"u8);
        forecasts.Write(SelectionOf(strategy, shape, model), TollamaJsonContext.Default.AutoSelection);
        forecasts.Write("}"u8);
    }

    // What is usual says nothing, for the Python client sends it where nobody said anything. All that was said has to mean one model.
    private static string ModelOf(string? model, string strategy, string mode)
    {
        List<(string Said, ModelName Model)> said = [];
        if (model is not null)
        {
            said.Add(($"model '{Excerpt.Of(model)}'", ModelName.Parse(model)));
        }

        if (strategy != AutoStrategies.Usual)
        {
            said.Add(($"strategy '{strategy}'", ModelName.Parse(AutoStrategies.Models[strategy])));
        }

        if (mode != AutoStrategies.UsualMode)
        {
            said.Add(($"mode '{mode}'", ModelName.Parse(AutoStrategies.Modes[mode])));
        }

        ModelName[] models = [.. said.Select(one => one.Model).Distinct()];
        return models.Length <= 1
            ? model ?? models.FirstOrDefault()?.Short ?? AutoStrategies.Models[AutoStrategies.Usual]
            : throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{string.Join(" and ", said.Select(one => one.Said))} mean different models: {string.Join(" and ", models.Select(one => one.Short))}",
                "send one of them");
    }

    // These models are built in: installing one costs nothing, so nobody has to do it first, but it is told.
    private async Task<bool> InstallAsync(ModelName name, CancellationToken cancellationToken)
    {
        if (store.Find(name) is not null)
        {
            return false;
        }

        await foreach (PullProgress line in puller.PullAsync(name, new PullOptions(), cancellationToken).ConfigureAwait(false))
        {
            _ = line;
        }

        return true;
    }

    private AutoSelection SelectionOf(string strategy, StrictShape shape, InstalledModel asked)
    {
        string answered = shape.Model ?? asked.Name.Short;
        InstalledModel model = ModelName.TryParse(answered, out ModelName? found) ? store.Find(found) ?? asked : asked;
        IReadOnlyList<string> reasons = shape.Methods.Count > 0 ? shape.Methods : [$"{answered} was asked for"];
        return new AutoSelection
        {
            Strategy = strategy,
            ChosenModel = answered,
            SelectedModels = [answered],
            Candidates = [new AutoCandidate { Model = answered, Family = model.Manifest.Family, Rank = 1, Score = 1, Reasons = reasons }],
            Rationale = reasons,
        };
    }

    private static string Word(IReadOnlyDictionary<string, JsonElement> extras, string field, IEnumerable<string> words, string usual, FaultList faults)
    {
        if (!extras.TryGetValue(field, out JsonElement sent) || sent.ValueKind == JsonValueKind.Null)
        {
            return usual;
        }

        if (sent.ValueKind == JsonValueKind.String && words.Contains(sent.GetString()))
        {
            return sent.GetString()!;
        }

        faults.Add("value", [field], $"{field} must be {string.Join(" or ", words)}, not {Excerpt.Of(sent.GetRawText())}");
        return usual;
    }
}
