using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Tollama.Daemon.Runners;

/// <summary>Writes a request of the protocol as one line. The parameters are copied as they are, never parsed.</summary>
internal static class RequestLine
{
    private const int MaxIdDigits = 20;

    /// <summary>Writes <c>{"id":"17","method":"forecast","request_id":"…","params":{…}}</c> and a line feed.</summary>
    public static void Write(IBufferWriter<byte> output, long id, string method, ReadOnlySpan<byte> paramsJson, string? requestId)
    {
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
        output.Write(paramsJson);
        output.Write("}\n"u8);
    }
}
