using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Lets a model through whose licence needs no acceptance, or has it.</summary>
internal sealed class LicenseGate(LicenseLedger ledger, IReadOnlyList<string> acceptedForAll)
{
    /// <summary>Refuses a model whose licence was never accepted and is not accepted now.</summary>
    public void Require(RegistryEntry entry, PullOptions options)
    {
        if (!entry.License.NeedsAcceptance || options.AcceptLicense || IsAcceptedForAll(entry) || Remembered(entry))
        {
            return;
        }

        string where = entry.License.Url is null ? "" : $" ({entry.License.Url})";
        throw new TollamaException(
            ErrorCode.LicenseNotAccepted,
            $"the licence of '{entry.Name}' must be accepted before it is pulled: {LicenseTexts.Describe(entry.License.Type)}{where}",
            $"tollama pull {entry.Name} --accept-license");
    }

    /// <summary>Writes down an acceptance, so that the next pull does not ask.</summary>
    public Task RememberAsync(RegistryEntry entry, PullOptions options, CancellationToken cancellationToken) =>
        entry.License.NeedsAcceptance && (options.AcceptLicense || IsAcceptedForAll(entry))
            ? ledger.AcceptAsync(entry.ModelName.Short, entry.License.Type, cancellationToken)
            : Task.CompletedTask;

    private bool Remembered(RegistryEntry entry) => ledger.Find(entry.ModelName.Short, entry.License.Type) is not null;

    private bool IsAcceptedForAll(RegistryEntry entry) =>
        acceptedForAll.Contains(entry.License.Type, StringComparer.OrdinalIgnoreCase)
        || acceptedForAll.Contains(entry.ModelName.Short, StringComparer.OrdinalIgnoreCase);
}
