using System.Text;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>The licence of a model on a hub: the registry's word, unless the hub's own page has a stricter one by now.</summary>
internal static class HubLicense
{
    public static LicenseInfo Of(PullTarget target, HubRevision revision, byte[]? text)
    {
        string? ofPage = revision.License is null ? null : LicenseTexts.Spdx(revision.License);
        LicenseInfo license = target.Entry is { } entry && (ofPage is null || ofPage == entry.License.Type || LicenseTexts.IsPermissive(ofPage))
            ? entry.License
            : new LicenseInfo { Type = ofPage ?? "unknown", NeedsAcceptance = ofPage is null || !LicenseTexts.IsPermissive(ofPage), Url = UrlOf(revision) };
        return license.NeedsAcceptance
            ? license with { Digest = BlobDigest.Of(text ?? Encoding.UTF8.GetBytes($"{license.Type} {license.Url}")).ToString() }
            : license;
    }

    private static string? UrlOf(HubRevision revision) =>
        Uri.TryCreate(revision.LicenseUrl, UriKind.Absolute, out Uri? url) && url.Scheme is "https" or "http" ? url.AbsoluteUri : null;
}
