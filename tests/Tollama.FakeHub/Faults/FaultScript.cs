namespace Tollama.FakeHub;

/// <summary>The rules in the order in which they were made; the first that applies decides.</summary>
internal sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<FaultRule> _rules = [];

    public void Add(FaultRule rule)
    {
        lock (_lock)
        {
            _rules.Add(rule);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    public Fault Pick(SeenRequest request)
    {
        lock (_lock)
        {
            return _rules.Select(rule => rule.Take(request)).FirstOrDefault(fault => fault is not null) ?? Fault.None;
        }
    }
}
