using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests.Fields;

/// <summary>A field with its kind, and where in the request its value is.</summary>
internal sealed class TypedField<T>(
    string name,
    FieldPlaces places,
    string description,
    FieldKind<T> kind,
    Func<ForecastRequest, (bool IsGiven, T Value)> get,
    Func<ForecastRequest, T, ForecastRequest> set) : RequestField(name, places, description)
{
    public override string? TextOf(ForecastRequest request) => get(request) is (true, var value) ? kind.TextOf(value) : null;

    internal override ForecastRequest ReadJson(ref Utf8JsonReader reader, ForecastRequest request, RequestLimits limits, FaultList faults) =>
        reader.TokenType != JsonTokenType.Null && kind.TryRead(ref reader, new FieldReader(faults, Name, limits), out T value) ? set(request, value) : request;

    internal override void Write(Utf8JsonWriter writer, ForecastRequest request)
    {
        if (get(request) is (true, var value))
        {
            writer.WritePropertyName(Name);
            kind.Write(writer, value);
        }
    }

    private protected override string JsonOf(string text) => kind.JsonOf(text);
}
