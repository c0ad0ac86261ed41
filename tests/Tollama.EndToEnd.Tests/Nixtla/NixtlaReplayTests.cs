using System.Text;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Nixtla;

/// <summary>What Nixtla's client was recorded to send, sent again: the answers have the fields that it needs, as long as it needs them.</summary>
public sealed class NixtlaReplayTests : DaemonTest
{
    // How many values of the history have a fit is the model's affair.
    private static readonly string[] OfHistory = ["mean", "anomaly"];

    [Fact]
    public async Task Every_recorded_request_is_answered_as_the_client_needs_it()
    {
        string? library = Programs.Library;
        Assert.SkipWhen(library is null, "the recordings (../shared/golden/nixtla) are not on this machine");
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        List<string> faults = [];
        int replayed = 0;
        foreach (string file in Directory.GetFiles(Path.Join(library, "golden", "nixtla"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using JsonDocument recording = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            if (IsOurs(recording.RootElement))
            {
                replayed++;
                string name = Path.GetFileName(Path.GetDirectoryName(file)) + "/" + Path.GetFileName(file);
                faults.AddRange((await FaultsOfAsync(raw, recording.RootElement)).Select(fault => $"{name}: {fault}"));
            }
        }

        faults.ShouldBeEmpty();
        replayed.ShouldBeGreaterThan(50);
        daemon.Log.ShouldNotContain("failed unexpectedly");
    }

    // Jobs need an answer before, faults and fine-tuning are the reference server's own.
    private static bool IsOurs(JsonElement recording)
    {
        JsonElement request = recording.GetProperty("request");
        string path = request.Text("path").Split('?')[0];
        return !request.GetProperty("truncated").GetBoolean()
            && !request.GetProperty("body").ToString().Contains("timegpt-fault", StringComparison.Ordinal)
            && !request.GetProperty("headers").ToString().Contains("wrong", StringComparison.OrdinalIgnoreCase)
            && recording.GetProperty("response").GetProperty("status").GetInt32() is 200 or 400 or 404 or 422
            && path is "/v2/forecast" or "/v2/cross_validation" or "/v2/historic_forecast" or "/model_params" or "/usage" or "/v2/models" or "/v2/finetuned_models"
            && !request.GetProperty("body").ToString().Contains("\"finetuned_model_id\":\"", StringComparison.Ordinal)
            && !request.GetProperty("body").ToString().Contains("\"finetuned_model_id\": \"", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> FaultsOfAsync(RawClient raw, JsonElement recording)
    {
        JsonElement request = recording.GetProperty("request");
        JsonElement response = recording.GetProperty("response");
        string path = request.Text("path").TrimStart('/');
        JsonElement sent = request.GetProperty("body");
        byte[]? body = sent.ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(sent.GetRawText());
        Reply reply = await raw.SendAsync(new HttpMethod(request.Text("method")), path, body, "application/json");
        if (response.GetProperty("status").GetInt32() != 200)
        {
            return reply.Status is 400 or 404 or 422 && reply.Json.Has("detail") ? [] : [$"{reply.Status}: {reply.Text}"];
        }

        if (reply.Status != 200)
        {
            return [$"{reply.Status}: {reply.Text}"];
        }

        JsonElement answer = reply.Json;
        return
        [
            .. recording.GetProperty("expect").GetProperty("required").EnumerateArray().Select(field => field.GetString()!)
                .Where(field => !field.Contains(' ', StringComparison.Ordinal) && !field.Contains('.', StringComparison.Ordinal) && !answer.Has(field)).Select(field => $"no {field}"),
            .. path.StartsWith("v2/", StringComparison.Ordinal) ? LengthFaults(answer, response.GetProperty("body")) : [],
        ];
    }

    private static IEnumerable<string> LengthFaults(JsonElement answer, JsonElement recorded)
    {
        if (!recorded.TryGetProperty("mean", out JsonElement mean))
        {
            yield break;
        }

        bool isHistory = recorded.Has("sizes") && !recorded.Has("idxs");
        int length = isHistory ? answer.GetProperty("sizes").EnumerateArray().Sum(size => size.GetInt32()) : mean.GetArrayLength();
        foreach (JsonProperty field in recorded.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Array))
        {
            int wanted = OfHistory.Contains(field.Name) ? length : field.Value.GetArrayLength();
            if (!answer.TryGetProperty(field.Name, out JsonElement got) || got.ValueKind != JsonValueKind.Array || got.GetArrayLength() != wanted)
            {
                yield return $"{field.Name} is not an array of {wanted}";
            }
        }

        if (recorded.TryGetProperty("intervals", out JsonElement intervals) && intervals.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty key in intervals.EnumerateObject())
            {
                if (!answer.GetProperty("intervals").TryGetProperty(key.Name, out JsonElement ends) || ends.GetArrayLength() != length)
                {
                    yield return $"intervals.{key.Name} is not an array of {length}";
                }
            }
        }
    }
}
