namespace Tollama.Cli.Verifying.Published;

/// <summary>Forecasts with a model's real weights that somebody published.</summary>
internal abstract class PublishedReference
{
    /// <summary>The hub repository of the weights.</summary>
    public abstract string Model { get; }

    /// <summary>Who computed them, with what.</summary>
    public abstract string Source { get; }

    /// <summary>The GitHub repository and the commit they are taken from: <c>owner/name/commit</c>.</summary>
    public abstract string Snapshot { get; }

    /// <summary>The files they are in.</summary>
    public abstract IReadOnlyList<string> Paths { get; }

    /// <summary>Reads them.</summary>
    /// <param name="files">The contents of the files, in the order of <see cref="Paths"/>.</param>
    /// <exception cref="FormatException">A file is not what it was.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public abstract IReadOnlyList<ReferenceCase> Read(IReadOnlyList<byte[]> files);
}
