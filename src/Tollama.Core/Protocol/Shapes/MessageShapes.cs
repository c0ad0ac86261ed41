using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Protocol;

/// <summary>What each message has to be, and the way to read one. Nothing that an exception of a reader says reaches anybody.</summary>
internal static class MessageShapes
{
    /// <summary>Why a request was not done.</summary>
    internal static readonly Shape Error = new ObjectShape(
        new ShapeField("code", Shape.Code, IsRequired: true), new ShapeField("message", Shape.Text, IsRequired: true), new ShapeField("data", Shape.Anything));

    private const int ExcerptLength = 20;

    private static readonly Shape Texts = new ListShape(Shape.Text);

    private static readonly Shape Numbers = new ListShape(Shape.Number);

    private static readonly Shape Usage = new ObjectShape(
        new ShapeField("runner", Shape.Text),
        new ShapeField("device", Shape.Text),
        new ShapeField("series_count", Shape.Count),
        new ShapeField(RequestFields.Horizon.Name, Shape.Count),
        new ShapeField("context_used", Shape.LongCount),
        new ShapeField("context_available", Shape.LongCount),
        new ShapeField("context_truncated", Shape.Truth));

    private static readonly Shape Components = new ObjectShape(
        new ShapeField("trend", Numbers, IsRequired: true),
        new ShapeField("seasonal", ObjectShape.MapOf(Numbers), IsRequired: true),
        new ShapeField("remainder", Numbers, IsRequired: true),
        new ShapeField("multiplicative", Shape.Truth),
        new ShapeField("method", Shape.Text, IsRequired: true));

    private static readonly Shape Effect = new ObjectShape(
        new ShapeField("coefficient", Shape.Finite),
        new ShapeField("history", Numbers),
        new ShapeField("forecast", Numbers),
        new ShapeField("method", Shape.Text, IsRequired: true));

    private static readonly Shape Forecast = new ObjectShape(
        new ShapeField("id", Shape.Text, IsRequired: true),
        new ShapeField("mean", Numbers, IsRequired: true),
        new ShapeField(RequestFields.Quantiles.Name, ObjectShape.MapOf(new NullableShape(Numbers))),
        new ShapeField("method", Shape.Text),
        new ShapeField("error_weights", Numbers),
        new ShapeField("fitted", Numbers),
        new ShapeField(RequestFields.Residuals.Name, Numbers),
        new ShapeField("components", Components),
        new ShapeField(RequestFields.Parameters.Name, ObjectShape.MapOf(Shape.Finite)),
        new ShapeField("effects", ObjectShape.MapOf(Effect)),
        new ShapeField("warnings", Texts));

    private static readonly Shape SampleSource = new ObjectShape(
        new ShapeField("id", Shape.Text, IsRequired: true),
        new ShapeField("mean", Numbers, IsRequired: true),
        new ShapeField(RequestFields.Quantiles.Name, ObjectShape.MapOf(Numbers), IsRequired: true),
        new ShapeField("error_weights", Numbers),
        new ShapeField("sum_steps", new ListShape(Shape.Count)));

    private static readonly Shape SampleSettings = new ObjectShape(
        new ShapeField(RequestFields.Paths.Name, Shape.Count),
        new ShapeField(RequestFields.Seed.Name, Shape.Whole),
        new ShapeField("included", Shape.Count),
        new ShapeField(RequestFields.Gap.Name, Shape.Count),
        new ShapeField("levels", Numbers),
        new ShapeField(RequestFields.Threshold.Name, Shape.Number),
        new ShapeField(RequestFields.Lower.Name, Shape.Number),
        new ShapeField(RequestFields.Upper.Name, Shape.Number),
        new ShapeField(RequestFields.Integer.Name, Shape.Truth));

    private static readonly Shape Passage = new ObjectShape(
        new ShapeField("chance", Numbers, IsRequired: true),
        new ShapeField("ever", Shape.Finite, IsRequired: true),
        new ShapeField("first", Numbers, IsRequired: true),
        new ShapeField("steps", ObjectShape.MapOf(new NullableShape(Shape.Count))));

    private static readonly Shape Sample = new ObjectShape(
        new ShapeField("id", Shape.Text, IsRequired: true),
        new ShapeField(RequestFields.Paths.Name, new ListShape(Numbers)),
        new ShapeField("sums", new ObjectShape(
            new ShapeField("mean", Numbers, IsRequired: true), new ShapeField(RequestFields.Quantiles.Name, ObjectShape.MapOf(Numbers)))),
        new ShapeField("above", Passage),
        new ShapeField("below", Passage));

    private static readonly Shape SeriesError = new ObjectShape(
        new ShapeField("id", Shape.Text, IsRequired: true), new ShapeField("code", Shape.Text, IsRequired: true), new ShapeField("message", Shape.Text, IsRequired: true));

    private static readonly Dictionary<Type, Shape> Shapes = new()
    {
        [typeof(HelloParams)] = new ObjectShape(new ShapeField("protocol", Shape.Integer)),
        [typeof(HelloResult)] = new ObjectShape(
            new ShapeField("name", Shape.Text, IsRequired: true),
            new ShapeField("version", Shape.Text, IsRequired: true),
            new ShapeField("protocol", Shape.Integer),
            new ShapeField("families", Texts),
            new ShapeField("capabilities", Texts)),
        [typeof(LoadParams)] = new ObjectShape(
            new ShapeField("model", Shape.Text, IsRequired: true),
            new ShapeField("family", Shape.Text, IsRequired: true),
            new ShapeField("variant", Shape.Text),
            new ShapeField("files", ObjectShape.MapOf(Shape.Text)),
            new ShapeField(RequestFields.Options.Name, new ObjectShape())),
        [typeof(LoadResult)] = new ObjectShape(
            new ShapeField("model", Shape.Text, IsRequired: true),
            new ShapeField("resident_bytes", Shape.LongCount),
            new ShapeField("context_length", Shape.Count),
            new ShapeField("max_horizon", Shape.Count),
            new ShapeField("uses_past_covariates", Shape.Truth),
            new ShapeField("uses_future_covariates", Shape.Truth),
            new ShapeField("uses_static_covariates", Shape.Truth)),
        [typeof(UnloadParams)] = new ObjectShape(new ShapeField("model", Shape.Text, IsRequired: true)),
        [typeof(CancelParams)] = new ObjectShape(new ShapeField("target", Shape.Text, IsRequired: true)),
        [typeof(ForecastResult)] = new ObjectShape(
            new ShapeField("forecasts", new ListShape(Forecast)),
            new ShapeField("errors", new ListShape(SeriesError)),
            new ShapeField("warnings", Texts),
            new ShapeField("usage", Usage),
            new ShapeField("model", Shape.Text)),
        [typeof(SampleParams)] = new ObjectShape(
            new ShapeField("settings", SampleSettings), new ShapeField("series", new ListShape(SampleSource), IsRequired: true)),
        [typeof(SampleResult)] = new ObjectShape(
            new ShapeField("samples", new ListShape(Sample)), new ShapeField("errors", new ListShape(SeriesError))),
        [typeof(ProgressNotice)] = new ObjectShape(
            new ShapeField("completed", Shape.Count, IsRequired: true), new ShapeField("total", Shape.Count, IsRequired: true)),
    };

    /// <summary>Reads a part of a message.</summary>
    /// <param name="reader">A reader before it.</param>
    /// <param name="line">The text that the reader reads, from its beginning.</param>
    /// <param name="place">What it is called: <c>result</c>, <c>params</c>.</param>
    /// <param name="type">Its type, one of those of the protocol.</param>
    /// <exception cref="JsonException">It is not what it has to be; the message is a sentence that names the field.</exception>
    internal static T Read<T>(Utf8JsonReader reader, ReadOnlySpan<byte> line, string place, JsonTypeInfo<T> type)
        where T : class
    {
        Utf8JsonReader ahead = reader;
        ShapeFault? fault;
        T? value;
        try
        {
            ahead.Read();
            fault = Shapes[typeof(T)].FaultOf(ref ahead);
            value = fault is null ? JsonSerializer.Deserialize(ref reader, type) : null;
        }
        catch (JsonException error)
        {
            throw NotJson(line, error);
        }

        return value ?? throw new JsonException(fault?.Within(place).ToString() ?? $"{place} is null; it must be an object");
    }

    /// <summary>The fault of a text that is no JSON, told without the words of the reader that found it.</summary>
    internal static JsonException NotJson(ReadOnlySpan<byte> text, JsonException cause)
    {
        int position = (int)Math.Min(cause.BytePositionInLine ?? 0, text.Length);
        string rest = new([.. Encoding.UTF8.GetString(text[position..Math.Min(text.Length, position + (4 * ExcerptLength))]).Where(letter => !char.IsControl(letter))]);
        string what = rest.Length == 0 ? "it ends too early" : $"at byte {position + 1} stands '{Excerpt.Of(rest, ExcerptLength)}'";
        bool isNoNumber = rest.TrimStart('-').StartsWith("NaN", StringComparison.Ordinal) || rest.TrimStart('-').StartsWith("Infinity", StringComparison.Ordinal);
        return new JsonException($"the line is no JSON: {what}{(isNoNumber ? ", and JSON has no NaN and no Infinity" : "")}", cause);
    }

    /// <summary>A value of a shape, or null.</summary>
    private sealed class NullableShape(Shape inner) : Shape
    {
        internal override ShapeFault? FaultOf(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : inner.FaultOf(ref reader);
    }
}
