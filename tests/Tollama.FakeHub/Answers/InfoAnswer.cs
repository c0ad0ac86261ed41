using System.Globalization;
using System.Text.Json;

namespace Tollama.FakeHub;

/// <summary><c>/api/models/OWNER/NAME</c>: the facts of a model at a revision.</summary>
internal static class InfoAnswer
{
    public static Task WriteAsync(Exchange exchange, ServedRepository repository, ServedCommit commit) =>
        exchange.JsonAsync(json => Write(json, exchange, repository, commit));

    private static void Write(Utf8JsonWriter json, Exchange exchange, ServedRepository repository, ServedCommit commit)
    {
        json.WriteStartObject();
        json.WriteString("_id", commit.Sha[..24]);
        json.WriteString("id", repository.Id);
        json.WriteString("modelId", repository.Id);
        json.WriteString("author", repository.Id.Split('/')[0]);
        json.WriteString("sha", commit.Sha);
        json.WriteString("lastModified", repository.LastModified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteBoolean("private", repository.IsPrivate);
        json.WriteBoolean("disabled", false);
        WriteGated(json, repository.Gated);
        WriteCard(json, repository.License);
        WriteFiles(json, exchange, commit);
        json.WriteEndObject();
    }

    private static void WriteGated(Utf8JsonWriter json, string? gated)
    {
        json.WritePropertyName("gated");
        if (gated is null)
        {
            json.WriteBooleanValue(false);
        }
        else
        {
            json.WriteStringValue(gated);
        }
    }

    private static void WriteCard(Utf8JsonWriter json, string? license)
    {
        json.WriteStartArray("tags");
        json.WriteStringValue("time-series-forecasting");
        if (license is not null)
        {
            json.WriteStringValue("license:" + license);
        }

        json.WriteEndArray();
        json.WriteStartObject("cardData");
        if (license is not null)
        {
            json.WriteString("license", license);
        }

        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, Exchange exchange, ServedCommit commit)
    {
        bool withBlobs = exchange.Context.Request.Query["blobs"].ToString() is "true" or "True" or "1";
        json.WriteStartArray("siblings");
        foreach (ListedFile file in Listings.Files(commit.Files.Values, exchange.Fault))
        {
            json.WriteStartObject();
            json.WriteString("rfilename", file.Path);
            if (withBlobs)
            {
                json.WriteString("blobId", file.BlobId);
                json.WriteNumber("size", file.Size);
                Listings.WriteLfs(json, file, "sha256");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
