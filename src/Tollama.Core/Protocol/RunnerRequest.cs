using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollama.Core.Protocol;

/// <summary>A request line: who asks for what. Its parameters are read later, by those who know their type.</summary>
public sealed class RunnerRequest
{
    private const int MaxIdDigits = 20;

    private readonly byte[] _line;
    private JsonReaderState _stateAtParams;
    private int _params;

    private RunnerRequest(byte[] line) => _line = line;

    /// <summary>The id to answer to.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What to do: one of <see cref="RunnerMethods"/>.</summary>
    public string Method { get; private set; } = "";

    /// <summary>The id of the user's request, for logs.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The text of the parameters, and what follows it on the line.</summary>
    public ReadOnlyMemory<byte> ParamsText => _params > 0 ? _line.AsMemory(_params) : "{}"u8.ToArray();

    /// <summary>Writes <c>{"id":"17","method":"forecast","request_id":"…","params":</c>; <see cref="WriteEnd"/> closes the line behind the parameters.</summary>
    public static void WriteStart(IBufferWriter<byte> output, long id, string method, string? requestId)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"id\":\""u8);
        Utf8Formatter.TryFormat(id, output.GetSpan(MaxIdDigits), out int digits);
        output.Advance(digits);
        output.Write("\",\"method\":\""u8);
        Encoding.UTF8.GetBytes(method, output);
        if (requestId is not null)
        {
            output.Write("\",\"request_id\":\""u8);
            output.Write(JsonEncodedText.Encode(requestId).EncodedUtf8Bytes);
        }

        output.Write("\",\"params\":"u8);
    }

    /// <summary>Ends the line.</summary>
    public static void WriteEnd(IBufferWriter<byte> output) => output.Write("}\n"u8);

    /// <summary>Reads id and method. With both before <c>params</c>, as the daemon writes them, the parameters are not even looked at.</summary>
    /// <param name="line">The line without its end; the request keeps it.</param>
    /// <exception cref="JsonException">The line is no request.</exception>
    public static RunnerRequest Parse(byte[] line)
    {
        RunnerRequest request = new(line);
        try
        {
            request.ReadEnvelope();
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException(error.Message, error);
        }

        return request;
    }

    /// <summary>A reader that stands before the parameters' first token.</summary>
    public Utf8JsonReader ParamsReader() => _params > 0
        ? new Utf8JsonReader(ParamsText.Span, isFinalBlock: true, _stateAtParams)
        : new Utf8JsonReader(ParamsText.Span);

    /// <summary>The parameters as one object.</summary>
    /// <exception cref="JsonException">They are not of that form; the message is a sentence that names the field.</exception>
    public T Params<T>(JsonTypeInfo<T> type)
        where T : class => MessageShapes.Read(ParamsReader(), _params > 0 ? _line : ParamsText.Span, "params", type);

    /// <summary>What the parameters are instead of an object, as a sentence; <see langword="null"/> when they are one, or are absent.</summary>
    public string? FaultOfParams()
    {
        ReadOnlySpan<byte> text = ParamsText.Span.TrimStart(" \t:"u8);
        if (text.IsEmpty || text[0] is (byte)'{' or (byte)'n')
        {
            return null;
        }

        string what = text[0] switch { (byte)'[' => "an array", (byte)'"' => "a text", (byte)'t' or (byte)'f' => "true or false", _ => "a number" };
        return $"params is {what}; it must be an object";
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
