using System.Collections.Concurrent;

namespace Tollama.FakeHub;

/// <summary>The repositories by name.</summary>
internal sealed class Catalog
{
    private readonly ConcurrentDictionary<string, ServedRepository> _repositories = new();
    private readonly ConcurrentDictionary<string, string> _newNames = new();

    public ServedRepository Add(string id)
    {
        if (id.Count(letter => letter == '/') != 1)
        {
            throw new ArgumentException($"A repository is OWNER/NAME, not {id}.", nameof(id));
        }

        return _repositories.GetOrAdd(id, name => new ServedRepository(name));
    }

    public void Move(string oldId, string newId) => _newNames[oldId] = newId;

    public ServedRepository? Find(string id) => _repositories.GetValueOrDefault(id);

    public string? NewNameOf(string id) => _newNames.GetValueOrDefault(id);
}
