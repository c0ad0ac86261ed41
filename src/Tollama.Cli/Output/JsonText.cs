using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Json;

namespace Tollama.Cli.Output;

/// <summary>JSON as the CLI prints it: the daemon's names, indented for listings, unescaped where JSON allows.</summary>
internal static class JsonText
{
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The wire types, indented by two.</summary>
    public static TollamaJsonContext Indented { get; } =
        new(new JsonSerializerOptions(TollamaJsonContext.Default.Options) { WriteIndented = true, Encoder = Readable });

    /// <summary>The wire types, one line each.</summary>
    public static TollamaJsonContext Compact { get; } =
        new(new JsonSerializerOptions(TollamaJsonContext.Default.Options) { Encoder = Readable });

    public static void WriteLine<T>(TextWriter writer, T value, JsonTypeInfo<T> type) => writer.WriteLine(JsonSerializer.Serialize(value, type));
}
