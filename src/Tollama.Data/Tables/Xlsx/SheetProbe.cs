using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Xlsx.Package;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>Tells sheets with data from those with words only, such as a page of explanations.</summary>
internal static class SheetProbe
{
    private const int MostLookedAt = 5000;

    /// <summary>Whether one of the first cells is a number or a date, also as a text.</summary>
    public static bool HasData(PartXml xml, BookTexts texts)
    {
        TextBuffer text = new();
        int cells = 0;
        for (int root = xml.EnterRoot("worksheet"); xml.ReadChild(root);)
        {
            for (int data = xml.Name == "sheetData" ? xml.Enter() : -1; xml.ReadChild(data);)
            {
                for (int row = xml.Enter(); xml.ReadChild(row);)
                {
                    if (xml.Name == "c" && ++cells > MostLookedAt)
                    {
                        return false;
                    }

                    if (xml.Name == "c" && IsData(xml, texts, text))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool IsData(PartXml xml, BookTexts texts, TextBuffer text)
    {
        string type = xml.Attribute("t") ?? "n";
        text.Clear();
        for (int cell = xml.Enter(); xml.ReadChild(cell);)
        {
            if (xml.Name == "v")
            {
                xml.ReadText(text);
            }
            else if (xml.Name == "is")
            {
                BookTexts.ReadRuns(xml, text);
            }
        }

        return !text.Text.Trim().IsEmpty && type switch
        {
            "n" or "d" => true,
            "s" => texts.Shared(text.Text) is >= 0 and var place && CsvSample.IsNumberOrTime(texts[place].Trim()),
            "str" or "inlineStr" => CsvSample.IsNumberOrTime(text.Text.Trim().ToString()),
            _ => false,
        };
    }
}
