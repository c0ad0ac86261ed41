namespace Tollama.Cli.Running;

/// <summary>The example that is inside the program: airline passengers a month, in thousands, from 1949 to 1960 (Box and Jenkins, series G).</summary>
internal static class ExampleTable
{
    private const string Name = "air-passengers.csv";

    /// <summary>The table, a CSV file with the columns <c>month</c> and <c>passengers</c>.</summary>
    public static byte[] Read()
    {
        using Stream resource = typeof(ExampleTable).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"the program was built without {Name}");
        using MemoryStream table = new();
        resource.CopyTo(table);
        return table.ToArray();
    }
}
