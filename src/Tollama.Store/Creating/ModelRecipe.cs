using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>A request to create a model, read and checked: its fields over those of its Modelfile.</summary>
internal sealed record ModelRecipe
{
    public required ModelName Name { get; init; }

    /// <summary>The model it is made of; <see langword="null"/> if it is made of <see cref="Files"/>.</summary>
    public ModelName? From { get; init; }

    /// <summary>Uploaded files by name; empty if it is made of <see cref="From"/>.</summary>
    public IReadOnlyDictionary<string, BlobDigest> Files { get; init; } = new Dictionary<string, BlobDigest>();

    public required JsonObject Parameters { get; init; }

    public string? License { get; init; }

    public string? Description { get; init; }

    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.InvalidName"/>.</exception>
    public static ModelRecipe Read(CreateRequest request)
    {
        try
        {
            return ReadTexts(request);
        }
        catch (InvalidOperationException fault)
        {
            // JSON nodes turn their texts into strings when they are looked at, and half a surrogate pair cannot be.
            throw new TollamaException(ErrorCode.InvalidRequest, "a text in parameters or license is not valid Unicode", innerException: fault);
        }
    }

    private static ModelRecipe ReadTexts(CreateRequest request)
    {
        Modelfile? file = request.Modelfile is null ? null : Modelfile.Parse(request.Modelfile);
        string? from = request.From ?? (request.Files is null ? file?.From : null);
        if (from is null == request.Files is not { Count: > 0 })
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                from is null ? "nothing says what the model is made of" : $"the model is made of '{ModelNameGrammar.Printable(from)}' or of files, not of both",
                "send either from (or a Modelfile with FROM), or files");
        }

        return new ModelRecipe
        {
            Name = ModelName.OfEither(request.Model, request.Name) ?? ModelName.Parse(null),
            From = from is null ? null : ModelName.Parse(from),
            Files = (request.Files ?? new Dictionary<string, string>()).ToDictionary(pair => RequireFileName(pair.Key), pair => RequireDigest(pair.Key, pair.Value)),
            Parameters = Merge(file?.Parameters, request.Parameters),
            License = ReadLicense(request.License) ?? file?.License,
            Description = request.Description ?? file?.Description,
        };
    }

    private static JsonObject Merge(JsonObject? defaults, JsonObject? own)
    {
        JsonObject merged = (JsonObject?)defaults?.DeepClone() ?? [];
        foreach ((string key, JsonNode? value) in own ?? [])
        {
            merged[key] = ModelParameters.Read(key, value);
        }

        return merged;
    }

    private static string RequireFileName(string name) => ModelNameGrammar.IsPart(name) ? name : throw new TollamaException(
        ErrorCode.InvalidRequest, $"'{ModelNameGrammar.Printable(name)}' is not a file name that a model can have", "use plain names, as config.json and model.safetensors");

    private static BlobDigest RequireDigest(string name, string text) => BlobDigest.TryParse(text, out BlobDigest? digest) ? digest : throw new TollamaException(
        ErrorCode.InvalidRequest, $"'{ModelNameGrammar.Printable(text)}' of the file '{name}' is not a digest: expected sha256: and 64 hexadecimal digits in lower case");

    private static string? ReadLicense(JsonNode? node) => node switch
    {
        null => null,
        JsonArray texts => string.Join("\n\n", texts.Select(Text)),
        _ => Text(node),
    };

    private static string Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String
        ? node.GetValue<string>()
        : throw new TollamaException(ErrorCode.InvalidRequest, "license is a text, or a list of texts");
}
