using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Tollama.FakeHub;

/// <summary>A request, its response, and what shall go wrong with it.</summary>
internal sealed record Exchange(HttpContext Context, SeenRequest Seen, Fault Fault, bool MayCompress)
{
    public HttpResponse Response => Context.Response;

    public bool IsHead => HttpMethods.IsHead(Seen.Method);

    /// <summary>Where this server is for this client.</summary>
    public string Origin => $"{Context.Request.Scheme}://{Context.Request.Host}";

    /// <summary>What every answer has, and what the fault says instead.</summary>
    public void AddUsualHeaders()
    {
        if (Seen.Kind != RequestKind.Cdn)
        {
            string bucket = Seen.Kind is RequestKind.Resolve or RequestKind.ResolveCache ? "resolvers" : "api";
            Response.Headers["RateLimit"] = $"\"{bucket}\";r=499;t=300";
            Response.Headers["RateLimit-Policy"] = $"\"fixed window\";\"{bucket}\";q=500;w=300";
        }

        Response.OnStarting(() =>
        {
            foreach ((string name, string value) in Fault.Headers)
            {
                Response.Headers[name] = value;
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>The canned answer of the fault, if that is all there is to say.</summary>
    public bool TryAnswerByFault(out Task answer)
    {
        answer = Task.CompletedTask;
        if (Fault.Status is null && Fault.Body is null)
        {
            return false;
        }

        Response.StatusCode = Fault.Status ?? 200;
        if (Fault.LeadsBack)
        {
            Response.Headers.Location = Origin + Seen.Target;
        }

        answer = Fault.ErrorMessage is { } message
            ? RefuseAsync(new Refusal(Response.StatusCode, Fault.ErrorCode, message))
            : TextAsync(Fault.Body ?? "", Fault.Body?.StartsWith('<') == true ? "application/xml" : "application/json; charset=utf-8");
        return true;
    }

    public Task RefuseAsync(Refusal refusal)
    {
        Response.StatusCode = refusal.Status;
        Response.Headers["X-Error-Message"] = refusal.Message;
        if (refusal.Code is { } code)
        {
            Response.Headers["X-Error-Code"] = code;
        }

        if (refusal.Status == 401)
        {
            Response.Headers.WWWAuthenticate = "Bearer realm=\"Authentication required\", charset=\"UTF-8\"";
        }

        return JsonAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("error", refusal.Message);
            json.WriteEndObject();
        });
    }

    public Task RedirectAsync(int status, string location)
    {
        Response.StatusCode = status;
        Response.Headers.Location = location;
        return TextAsync($"Redirecting to {location}", "text/plain; charset=utf-8");
    }

    public Task JsonAsync(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            write(json);
        }

        Response.ContentType = "application/json; charset=utf-8";
        return BodyWriter.WriteAsync(this, Compression.Apply(this, ServedContent.Bytes(buffer.WrittenSpan.ToArray())), null);
    }

    private Task TextAsync(string text, string type)
    {
        Response.ContentType = type;
        return BodyWriter.WriteAsync(this, ServedContent.Bytes(Encoding.UTF8.GetBytes(text)), null);
    }
}
