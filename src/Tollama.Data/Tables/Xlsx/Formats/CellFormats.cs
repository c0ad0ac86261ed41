using System.Globalization;
using Tollama.Data.Tables.Xlsx.Package;

namespace Tollama.Data.Tables.Xlsx.Formats;

/// <summary>What numbers are by the styles of their cells.</summary>
internal sealed class CellFormats
{
    private const int MaxStyles = 100_000;

    private readonly List<(CellFormat Format, int Digits)> _byStyle = [];

    /// <summary>The format of a style; a number for one that the workbook does not have.</summary>
    public CellFormat this[int style] => style >= 0 && style < _byStyle.Count ? _byStyle[style].Format : CellFormat.Number;

    /// <summary>How many digits a style fills up with zeros; 0 where it does not.</summary>
    public int DigitsOf(int style) => style >= 0 && style < _byStyle.Count ? _byStyle[style].Digits : 0;

    /// <summary>Reads the styles of a workbook.</summary>
    /// <param name="xml">The part with the styles.</param>
    public static CellFormats Read(PartXml xml)
    {
        CellFormats formats = new();
        Dictionary<int, (CellFormat Format, int Digits)> own = [];
        for (int root = xml.EnterRoot("styleSheet"); xml.ReadChild(root);)
        {
            if (xml.Name == "numFmts")
            {
                ReadCodes(xml, own);
            }
            else if (xml.Name == "cellXfs")
            {
                formats.ReadStyles(xml, own);
            }
        }

        return formats;
    }

    private static void ReadCodes(PartXml xml, Dictionary<int, (CellFormat Format, int Digits)> own)
    {
        for (int list = xml.Enter(); xml.ReadChild(list);)
        {
            if (xml.Name == "numFmt" && IdOf(xml) is { } id && xml.Attribute("formatCode") is { } code && own.Count < MaxStyles)
            {
                own[id] = (FormatCode.Of(code), FormatCode.DigitsOf(code));
            }
        }
    }

    private void ReadStyles(PartXml xml, Dictionary<int, (CellFormat Format, int Digits)> own)
    {
        for (int list = xml.Enter(); xml.ReadChild(list);)
        {
            if (xml.Name != "xf")
            {
                continue;
            }

            int id = IdOf(xml) ?? 0;
            _byStyle.Add(own.TryGetValue(id, out (CellFormat Format, int Digits) format) ? format : (FormatCode.Of(id), 0));
            if (_byStyle.Count > MaxStyles)
            {
                throw BookError.Damaged($"it has more than {MaxStyles} styles");
            }
        }
    }

    private static int? IdOf(PartXml xml) =>
        int.TryParse(xml.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
}
