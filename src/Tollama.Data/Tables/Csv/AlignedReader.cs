namespace Tollama.Data.Tables.Csv;

/// <summary>Puts tabs between cells that blanks set apart, line by line.</summary>
/// <param name="source">The text as it is, all of whose lines have as many cells.</param>
/// <param name="blanks">At least so many blanks stand between two cells.</param>
/// <param name="cells">How many cells a line has.</param>
/// <param name="longest">The most characters of a line.</param>
internal sealed class AlignedReader(TextReader source, int blanks, int cells, int longest) : RewritingReader(source)
{
    private readonly LineReader _lines = new(source, longest);

    protected override ReadOnlyMemory<char> Next() => _lines.Read() is not { } line ? default
        : AlignedText.IsPassedOver(line) ? "\n".AsMemory()
        : (string.Join('\t', AlignedText.Split(line.Trim(), blanks, cells)) + "\n").AsMemory();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }
}
