namespace Tollama.Cli.Importing;

/// <summary>Which files of a model's folder are safe and of use: weights as safetensors, settings as JSON, and the texts that must stay with them.</summary>
internal static class FileKinds
{
    private static readonly string[] Texts = ["LICENSE", "LICENCE", "NOTICE", "README"];
    private static readonly string[] TextExtensions = ["", ".txt", ".md", ".rst"];
    private static readonly string[] PickleExtensions = [".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib"];

    /// <summary>Whether the file is sent to the daemon.</summary>
    public static bool IsTaken(string name) => IsSafetensors(name) || HasExtension(name, ".json") || IsText(name);

    /// <summary>Whether it holds weights.</summary>
    public static bool IsSafetensors(string name) => HasExtension(name, ".safetensors");

    /// <summary>Whether it is weights in Python's pickle format: reading such a file runs what code it brings.</summary>
    public static bool IsPickle(string name) => Array.Exists(PickleExtensions, extension => HasExtension(name, extension));

    private static bool IsText(string name) =>
        Array.Exists(Texts, text => name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        && Array.Exists(TextExtensions, extension => string.Equals(Path.GetExtension(name), extension, StringComparison.OrdinalIgnoreCase));

    private static bool HasExtension(string name, string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
