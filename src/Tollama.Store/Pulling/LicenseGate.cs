using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Lets a model through whose licence needs no acceptance, or has it.</summary>
internal sealed class LicenseGate(LicenseLedger ledger, IReadOnlyList<string> acceptedForAll)
{
    /// <summary>Refuses a model whose licence was never accepted and is not accepted now.</summary>
    /// <param name="name">The model.</param>
    /// <param name="license">Its licence; with the digest of its text, an acceptance of another text does not count.</param>
    /// <param name="options">Whether it is accepted now.</param>
    public void Require(ModelName name, LicenseInfo license, PullOptions options)
    {
        if (!license.NeedsAcceptance || options.AcceptLicense || IsAcceptedForAll(name, license) || ledger.Find(name.Short, license.Type, license.Digest) is not null)
        {
            return;
        }

        string where = license.Url is null ? "" : $" ({license.Url})";
        string again = ledger.Find(name.Short, license.Type) is { } earlier ? $"; its text is not the one that was accepted at {earlier.AcceptedAt}" : "";
        string distrust = ledger.Distrust is { } fault ? $"; what was accepted before does not count, because {fault}" : "";
        throw new TollamaException(
            ErrorCode.LicenseNotAccepted,
            $"the licence of '{name}' must be accepted before it is pulled: {LicenseTexts.Describe(license.Type)}{where}{again}{distrust}",
            $"tollama pull {name} --accept-license");
    }

    /// <summary>Writes down an acceptance, so that the next pull does not ask.</summary>
    public Task RememberAsync(ModelName name, LicenseInfo license, PullOptions options, CancellationToken cancellationToken) =>
        license.NeedsAcceptance && (options.AcceptLicense || IsAcceptedForAll(name, license))
            ? ledger.AcceptAsync(name.Short, license.Type, license.Digest, cancellationToken)
            : Task.CompletedTask;

    private bool IsAcceptedForAll(ModelName name, LicenseInfo license) =>
        acceptedForAll.Contains(license.Type, StringComparer.OrdinalIgnoreCase) || acceptedForAll.Contains(name.Short, StringComparer.OrdinalIgnoreCase);
}
