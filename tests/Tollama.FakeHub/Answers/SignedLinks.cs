using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tollama.FakeHub;

/// <summary>The links to the CDN that have been handed out.</summary>
internal sealed class SignedLinks(int usesOfEach)
{
    public const string Denied = """<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>""";

    private readonly ConcurrentDictionary<string, SignedLink> _links = new();
    private int _issued;

    /// <summary>A new link to a file: path and query.</summary>
    public string Issue(string repository, ServedFile file)
    {
        string number = Interlocked.Increment(ref _issued).ToString(CultureInfo.InvariantCulture);
        string signature = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(number)));
        string name = Uri.EscapeDataString($"inline; filename=\"{file.Path.Split('/')[^1]}\";");
        string target = $"/repos/{Uri.EscapeDataString(repository)}/{file.Content.Sha256}"
            + $"?response-content-disposition={name}&Expires=4102444800&Signature={signature}&Key-Pair-Id=KFAKEHUB";
        _links[target] = new SignedLink(repository, file, usesOfEach);
        return target;
    }

    public SignedLink? Find(string target) => _links.GetValueOrDefault(target);

    public void ExpireAll()
    {
        foreach (SignedLink link in _links.Values)
        {
            link.Expire();
        }
    }
}
