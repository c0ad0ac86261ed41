using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/analyze</c>, as the Python tollama has it: what each series is like. Nothing is forecast, and no model is needed.</summary>
internal sealed class AnalyzeEndpoint(ForecastDoor door, AnalyzeOperation operation)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/analyze", HandleAsync);

    private Task HandleAsync(HttpContext context) => door.RunAsync(context, "analyze", AnalysisReader.Shape, AnswerAsync);

    private async Task<int> AnswerAsync(DoorVisit visit)
    {
        AnalysisCall analysis = AnalysisReader.Read(visit.Call);
        AnswerBody body = visit.Answer;
        List<SeriesError> failed = [];
        SeriesNotices told = new();
        int written = 0;
        await operation.RunAsync(analysis, visit.Ticket, visit.Request, async (series, errors) =>
        {
            failed.AddRange(errors);
            foreach (AnalyzedSeries one in series)
            {
                body.Output.Write(written++ == 0 ? "{\"results\":["u8 : ","u8);
                WireJson.Write(body.Output, one, TollamaJsonContext.Default.AnalyzedSeries);
                told.AddRange(one.Id, one.Warnings ?? []);
            }

            if (body.IsMuch(0))
            {
                await body.SendAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        if (written == 0)
        {
            throw AnswerAssembly.AllFailed(failed);
        }

        visit.Request.Enter(RequestState.Answering);
        foreach (SeriesError error in failed)
        {
            told.Add(error.Id, error.Message);
        }

        WarningList warnings = new();
        warnings.AddRange(visit.Call.Warnings);
        warnings.AddRange(told.Items);
        if (visit.Call.Request.ResponseOptions is { Narrative: true } or { Explain: true })
        {
            warnings.Add(StrictShape.NoNarrative);
        }

        WriteWarnings(body.Output, warnings.Items);
        return failed.Count;
    }

    private static void WriteWarnings(IBufferWriter<byte> output, IReadOnlyList<string> warnings)
    {
        output.Write("],\"warnings\":"u8);
        if (warnings.Count == 0)
        {
            output.Write("null}"u8);
            return;
        }

        for (int index = 0; index < warnings.Count; index++)
        {
            output.Write(index == 0 ? "["u8 : ","u8);
            WireJson.Write(output, warnings[index], TollamaJsonContext.Default.String);
        }

        output.Write("]}"u8);
    }
}
