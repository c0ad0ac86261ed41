using System.Xml;

namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>The names of elements and attributes that a reader of XML keeps; a workbook has few.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int Most = 10_000;

    private int _count;

    public override string Add(string key)
    {
        Count(Get(key));
        return base.Add(key);
    }

    public override string Add(char[] key, int start, int len)
    {
        Count(Get(key, start, len));
        return base.Add(key, start, len);
    }

    private void Count(string? known)
    {
        if (known is null && ++_count > Most)
        {
            throw BookError.Damaged($"it has more than {Most} different names of elements");
        }
    }
}
