namespace Tollama.Core.Requests;

/// <summary>Compares names of models as texts: whatever their case, and with or without the parts that a name need not have.</summary>
/// <remarks>The catalog reads names; here it is only asked whether two of them can be one.</remarks>
internal static class ModelNameText
{
    private const string DefaultTag = ":latest";

    private static readonly string[] DefaultOwners = ["tollama/library/", "library/"];

    public static bool AreOne(string first, string second) => string.Equals(Short(first), Short(second), StringComparison.OrdinalIgnoreCase);

    private static string Short(string name)
    {
        string owner = DefaultOwners.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ?? "";
        name = name[owner.Length..];
        return name.EndsWith(DefaultTag, StringComparison.OrdinalIgnoreCase) ? name[..^DefaultTag.Length] : name;
    }
}
