using System.Globalization;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Xlsx.Package;
using Tollama.Data.Writing.Xlsx;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>The texts of a workbook: those that its sheets share, and those that stand in their cells.</summary>
internal sealed class BookTexts(HoldBudget budget)
{
    private const int Overhead = 48;

    private readonly ChunkedList<string> _texts = new();
    private readonly Dictionary<string, int> _own = new(StringComparer.Ordinal);
    private int _shared;

    /// <summary>The number of texts.</summary>
    public int Count => _texts.Count;

    public string this[int text] => _texts[text];

    /// <summary>Reads the texts that sheets share; before any other.</summary>
    public void ReadShared(PartXml xml)
    {
        TextBuffer text = new();
        for (int root = xml.EnterRoot("sst"); xml.ReadChild(root);)
        {
            if (xml.Name == "si")
            {
                text.Clear();
                ReadRuns(xml, text);
                Keep(text.Text);
            }
        }

        _shared = _texts.Count;
    }

    /// <summary>Reads a text and its runs of one font each; how it is spoken is left out.</summary>
    public static void ReadRuns(PartXml xml, TextBuffer text)
    {
        for (int item = xml.Enter(); xml.ReadChild(item);)
        {
            if (xml.Name == "t")
            {
                xml.ReadText(text);
            }
            else if (xml.Name == "r")
            {
                for (int run = xml.Enter(); xml.ReadChild(run);)
                {
                    if (xml.Name == "t")
                    {
                        xml.ReadText(text);
                    }
                }
            }
        }
    }

    /// <summary>The place of a shared text that a cell names; -1 if there is none.</summary>
    public int Shared(ReadOnlySpan<char> number) =>
        int.TryParse(number.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < _shared ? place : -1;

    /// <summary>The place of a text that stands in a cell.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        if (_own.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out int place))
        {
            return place;
        }

        budget.Hold(Overhead);
        _own.Add(text.ToString(), _texts.Count);
        Keep(text);
        return _texts.Count - 1;
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        budget.Hold(Overhead + (sizeof(char) * (long)text.Length));
        _texts.Add(text.IsEmpty ? "" : XlsxText.Decode(text.ToString()));
    }
}
