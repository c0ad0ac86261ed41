namespace Tollama.Runner.Sdk;

/// <summary>Who comes next of those who wait: the smallest, but the one that has waited longest is passed over a limited number of times only.</summary>
/// <param name="maxOvertakings">How often that one is passed over. So nobody waits for ever.</param>
/// <remarks>Not thread-safe: its owner calls it under its own lock.</remarks>
internal sealed class Turns<T>(int maxOvertakings)
    where T : class
{
    private readonly List<(T Waiting, long Size)> _inOrder = [];
    private int _overtakings;

    /// <summary>Those who wait, in order of arrival.</summary>
    public IEnumerable<T> InOrder => _inOrder.Select(entry => entry.Waiting);

    /// <summary>Adds one.</summary>
    public void Add(T waiting, long size) => _inOrder.Add((waiting, size));

    /// <summary>Who comes next; it stays until it is removed. <see langword="null"/> when nobody waits.</summary>
    public T? Next()
    {
        if (_inOrder.Count == 0)
        {
            return null;
        }

        (T oldest, _) = _inOrder[0];
        T smallest = _inOrder.MinBy(entry => entry.Size).Waiting;
        if (smallest == oldest || _overtakings == maxOvertakings)
        {
            return oldest;
        }

        _overtakings++;
        return smallest;
    }

    /// <summary>Takes all out for whom the condition holds.</summary>
    public bool Remove(Predicate<T> condition)
    {
        T? oldest = _inOrder.Count > 0 ? _inOrder[0].Waiting : null;
        bool any = _inOrder.RemoveAll(entry => condition(entry.Waiting)) > 0;
        if (_inOrder.Count == 0 || _inOrder[0].Waiting != oldest)
        {
            _overtakings = 0;
        }

        return any;
    }
}
