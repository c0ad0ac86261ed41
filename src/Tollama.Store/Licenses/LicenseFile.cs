namespace Tollama.Store;

/// <summary>The file of accepted licences.</summary>
internal sealed record LicenseFile
{
    public IReadOnlyList<AcceptedLicense> Licenses { get => field ?? []; init; }
}
