namespace Tollama.Cli.Importing;

/// <summary>The one line of a Modelfile that the command line must understand: its <c>FROM</c> may name what only this machine has.</summary>
internal static class ModelfileText
{
    private const string Keyword = "FROM";
    private const string Fence = "\"\"\"";

    /// <summary>What the first <c>FROM</c> names, without quotes; <see langword="null"/> when there is none.</summary>
    public static string? FindFrom(string modelfile)
    {
        bool isInText = false;
        foreach (string line in modelfile.Split('\n').Select(line => line.Trim()))
        {
            if (!isInText && line.StartsWith(Keyword, StringComparison.OrdinalIgnoreCase) && line.Length > Keyword.Length && char.IsWhiteSpace(line[Keyword.Length]))
            {
                return line[Keyword.Length..].Trim().Trim('"');
            }

            // A licence between triple quotes may have lines that begin with anything.
            bool hasOddFences = line.Split(Fence).Length % 2 == 0;
            isInText ^= hasOddFences;
        }

        return null;
    }
}
