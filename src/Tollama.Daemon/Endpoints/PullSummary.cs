using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Daemon.Endpoints;

/// <summary>The answer to a pull without a stream: the manifest's fields, as the first tollama's clients expect, with Ollama's <c>status</c> among them.</summary>
internal static class PullSummary
{
    internal static byte[] Write(PullProgress last)
    {
        JsonObject summary = last.Manifest is null
            ? []
            : JsonSerializer.SerializeToNode(last.Manifest, TollamaJsonContext.Default.ModelManifest)!.AsObject();
        summary["status"] = last.Status;
        summary["model"] = last.Model;
        summary["digest"] = last.Digest;
        summary["size"] = last.Manifest?.Layers.Sum(layer => layer.Size) ?? 0;
        summary["done"] = true;
        return JsonSerializer.SerializeToUtf8Bytes(summary, TollamaJsonContext.Default.JsonObject);
    }
}
