using System.Buffers;
using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;
using Tollama.Data.Writing;

namespace Tollama.Daemon.Endpoints;

/// <summary>What the table of an answer looks like: settled before anything is forecast.</summary>
internal sealed class TableAnswer
{
    private readonly AnswerFormat _format;
    private readonly AnswerColumns _columns;
    private readonly InputForm? _form;

    private TableAnswer(AnswerFormat format, ForecastCall call, AnswerColumns columns, InputForm? form) => (_format, Call, _columns, _form) = (format, call, columns, form);

    /// <summary>The call; its warnings tell what of the table's own form cannot be written.</summary>
    internal ForecastCall Call { get; }

    /// <summary>The value of <c>Content-Type</c>.</summary>
    internal string ContentType => AnswerFormats.MediaTypeOf(_format) + (_format is AnswerFormat.Csv or AnswerFormat.Tsv ? "; charset=utf-8" : "");

    /// <summary>Settles the table of an answer.</summary>
    /// <exception cref="TollamaException">The format cannot hold it, or what was asked of it says nothing there.</exception>
    internal static TableAnswer Of(AnswerFormat format, ForecastCall call)
    {
        RefuseLikeInput(format, call);
        RefuseHistory(format, call);
        RefuseInsight(format, call);
        RefuseTooMany(format, call);
        ForecastColumns numbers = ForecastColumns.Of(call.Request);
        IReadOnlyList<string> ids = SeriesKeys.ColumnsOf(call.Panel.Series.Select(series => series.Keys));
        StepLabels[] steps = [.. call.Panel.Series.Select(series => new StepLabels(series, call.Steps, call.Gap))];
        AnswerColumns columns = new()
        {
            IdColumns = ids.Intersect(numbers.Names).Any() ? [] : ids,
            Numbers = numbers,
            IsOneSeries = call.Form is not null && ids.Count == 0 && call.Form.TargetColumn is not null && call.Panel.Series.Count == 1,
            Stamps = AnswerFormats.IsText(format) ? new StampType(StampKind.Text) : StampType.Of(steps.SelectMany(Stamps), ZoneOf(call)),
        };
        if (call.Request.LikeInput != true)
        {
            return new TableAnswer(format, call, columns, form: null);
        }

        if (call.Form is not { } form)
        {
            return new TableAnswer(format, WithWarning(call, "several tables were sent, which may be written in several ways: the answer is written as without like_input"), columns, form: null);
        }

        return WritesAll(form, steps)
            ? new TableAnswer(format, call, columns, form)
            : new TableAnswer(
                format,
                WithWarning(call, $"the time stamps are written in ISO form: that of the table ({form.StampExample ?? "several columns"}) cannot be written back for these steps"),
                columns,
                form with { Stamps = null });
    }

    /// <summary>Refuses to be told how CSV is written where the answer is none.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    internal static void RefuseLikeInput(AnswerFormat format, ForecastCall call)
    {
        if (call.Request.LikeInput == true && format is not (AnswerFormat.Csv or AnswerFormat.Tsv))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"{RequestFields.LikeInput.Name}=true says how an answer as CSV is written, not one as {AnswerFormats.NameOf(format)}", "accept text/csv, or leave it out");
        }
    }

    /// <summary>The writer of the answer.</summary>
    internal TableForecastWriter WriterTo(IBufferWriter<byte> output) => new(AnswerWriter.Of(_format, output, _form), _columns);

    // JSON lines have an object a series, with its history in it.
    private static void RefuseHistory(AnswerFormat format, ForecastCall call)
    {
        if (call.Request.IncludeHistory == true && format != AnswerFormat.Ndjson)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{RequestFields.IncludeHistory.With("true")} has no place in an answer as {AnswerFormats.NameOf(format)}: a row of it is a step of the forecast",
                "accept application/json, or leave it out");
        }
    }

    private static void RefuseInsight(AnswerFormat format, ForecastCall call)
    {
        if (call.Request.Include is { Count: > 0 } && format != AnswerFormat.Ndjson)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{RequestFields.Include.With(RequestFields.Include.TextOf(call.Request)!)} has no place in an answer as {AnswerFormats.NameOf(format)}: a row of it is a step of the forecast",
                "accept application/json, or leave it out");
        }
    }

    private static void RefuseTooMany(AnswerFormat format, ForecastCall call)
    {
        long rows = ((long)call.Panel.Series.Count * (call.Request.Sum == SumPeriod.All ? 1 : call.Steps)) + call.Errors.Count;
        if (rows > AnswerWriter.MaxRowsOf(format))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                string.Create(CultureInfo.InvariantCulture, $"the answer has {rows} rows, and {AnswerFormats.NameOf(format)} holds {AnswerWriter.MaxRowsOf(format)}"),
                "ask for Parquet or CSV");
        }
    }

    private static ForecastCall WithWarning(ForecastCall call, string warning) => call with { Warnings = [.. call.Warnings, warning] };

    private static string? ZoneOf(ForecastCall call) => call.Request.TimeZone is { } zone ? ZoneText.Canonical(zone) : null;

    private static bool WritesAll(InputForm form, StepLabels[] steps) =>
        form.HasIsoStamps || (form.Stamps is { } words && words.CanWrite(steps.Select(Stamps)));

    private static IEnumerable<Timestamp> Stamps(StepLabels steps) => Enumerable.Range(0, steps.Count).Select(steps.StampAt);
}
