namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>The parts of a workbook and how they belong together (ECMA-376 part 2).</summary>
/// <remarks>Relations are followed from the workbook to its sheets and from a sheet to its tables, never further: they can go in no circle.</remarks>
internal sealed class BookPackage
{
    private const int MaxRelations = 10_000;

    private readonly TableInput _input;
    private readonly UnpackBudget _budget;
    private readonly IReadOnlyDictionary<string, ZipPart> _parts;

    /// <param name="input">The file.</param>
    /// <param name="budget">Counts what is unpacked.</param>
    /// <exception cref="Core.Errors.TollamaException">It is damaged.</exception>
    public BookPackage(TableInput input, UnpackBudget budget)
    {
        _input = input;
        _budget = budget;
        using Stream file = input.Open();
        _parts = ZipDirectory.Read(file);
    }

    /// <summary>The names of all parts.</summary>
    public IEnumerable<string> Names => _parts.Keys;

    /// <summary>Whether there is a part.</summary>
    public bool Has(string path) => _parts.ContainsKey(path);

    /// <summary>The beginning of a part as text.</summary>
    public string Beginning(string path, int length)
    {
        using Stream part = OpenPart(path);
        byte[] bytes = new byte[length];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, part.ReadAtLeast(bytes, length, throwOnEndOfStream: false));
    }

    /// <summary>A part as XML.</summary>
    /// <exception cref="Core.Errors.TollamaException">It is missing or damaged.</exception>
    public PartXml Open(string path) => new(OpenPart(path), _budget.Cancellation);

    /// <summary>What a part needs; nothing if it does not say so.</summary>
    /// <param name="path">The part; empty for the archive as a whole.</param>
    public IReadOnlyList<Relation> RelationsOf(string path)
    {
        int slash = path.LastIndexOf('/') + 1;
        string list = $"{path[..slash]}_rels/{path[slash..]}.rels";
        if (!Has(list))
        {
            return [];
        }

        List<Relation> relations = [];
        using PartXml xml = Open(list);
        for (int root = xml.EnterRoot("Relationships"); xml.ReadChild(root);)
        {
            if (xml.Attribute("TargetMode") == "External" || xml.Attribute("Id") is not { } id || xml.Attribute("Type") is not { } type || xml.Attribute("Target") is not { } target)
            {
                continue;
            }

            relations.Add(new Relation(id, type[(type.LastIndexOf('/') + 1)..], Resolve(path[..slash], target)));
            if (relations.Count > MaxRelations)
            {
                throw BookError.Damaged($"a part needs more than {MaxRelations} others");
            }
        }

        return relations;
    }

    private PartStream OpenPart(string path)
    {
        if (!_parts.TryGetValue(path, out ZipPart? part))
        {
            throw BookError.Damaged($"the part {Core.Errors.Excerpt.Of(path)} is missing");
        }

        Stream file = _input.Open();
        try
        {
            return new PartStream(ZipDirectory.Open(file, part), part, _budget);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A path beside another one: <c>../tables/table1.xml</c> in <c>xl/worksheets/</c> is <c>xl/tables/table1.xml</c>.</summary>
    private static string Resolve(string folder, string target)
    {
        List<string> path = [];
        foreach (string step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (step is not (".." or "."))
            {
                path.Add(step);
            }
        }

        return string.Join('/', path);
    }
}
