using System.Buffers;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Daemon.Http;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Endpoints;

/// <summary>A forecast as CSV, for clients that accept <c>text/csv</c>.</summary>
internal static class ForecastCsvReply
{
    private const string Type = "text/csv";

    internal static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains(Type, StringComparison.OrdinalIgnoreCase);

    internal static Task WriteAsync(HttpContext context, ForecastResponse response)
    {
        ArrayBufferWriter<byte> buffer = new();
        ForecastCsv.Write(buffer, response, new ForecastCsvOptions());
        return Replies.BytesAsync(context, buffer.WrittenMemory, "text/csv; charset=utf-8", StatusCodes.Status200OK);
    }
}
