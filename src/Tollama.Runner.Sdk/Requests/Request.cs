using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>A request line: who asks for what. Its parameters are read later, by those who know their type.</summary>
internal sealed class Request
{
    /// <summary>The id of an answer to a line whose id cannot be read.</summary>
    public const string UnknownId = "unknown";

    private readonly byte[] _line;
    private JsonReaderState _stateAtParams;
    private int _params;

    private Request(byte[] line) => _line = line;

    /// <summary>The id to answer to.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What to do.</summary>
    public string Method { get; private set; } = "";

    /// <summary>The id of the user's request, for logs.</summary>
    public string? RequestId { get; private set; }

    /// <summary>Reads id and method. With both before <c>params</c>, as the daemon writes them, the parameters are not even looked at.</summary>
    /// <exception cref="ProtocolException">The line is no request.</exception>
    public static Request Parse(byte[] line)
    {
        Request request = new(line);
        try
        {
            request.ReadEnvelope();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidRequest, "the line is not a JSON object", error.Message);
        }

        if (request.Id.Length == 0 || request.Method.Length == 0)
        {
            throw new ProtocolException(
                RunnerErrorCodes.InvalidRequest, "the line is not a request: it needs \"id\" and \"method\", two strings that are not empty");
        }

        return request;
    }

    /// <summary>A reader that stands before the parameters' first token.</summary>
    public Utf8JsonReader ParamsReader() => _params > 0
        ? new Utf8JsonReader(ParamsText, isFinalBlock: true, _stateAtParams)
        : new Utf8JsonReader(ParamsText);

    /// <summary>The text of the parameters, and what follows it on the line.</summary>
    public ReadOnlySpan<byte> ParamsText => _params > 0 ? _line.AsSpan(_params) : "{}"u8;

    /// <summary>The parameters as one object.</summary>
    /// <exception cref="ProtocolException">They are not of that form.</exception>
    public T Params<T>(JsonTypeInfo<T> type)
    {
        try
        {
            Utf8JsonReader reader = ParamsReader();
            return JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("params is null");
        }
        catch (JsonException error)
        {
            throw new ProtocolException(RunnerErrorCodes.InvalidParams, $"invalid params of {Method}", error.Message);
        }
    }

    private void ReadEnvelope()
    {
        Utf8JsonReader reader = new(_line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = reader.ValueTextEquals("id"u8);
            bool isMethod = reader.ValueTextEquals("method"u8);
            bool isRequestId = reader.ValueTextEquals("request_id"u8);
            if (reader.ValueTextEquals("params"u8))
            {
                (_params, _stateAtParams) = ((int)reader.BytesConsumed, reader.CurrentState);
                if (Id.Length > 0 && Method.Length > 0)
                {
                    return;
                }
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                Id = isId ? reader.GetString()! : Id;
                Method = isMethod ? reader.GetString()! : Method;
                RequestId = isRequestId ? reader.GetString() : RequestId;
            }

            reader.Skip();
        }

        if (reader.Read())
        {
            throw new JsonException("more than one value");
        }
    }
}
