using System.Collections.Concurrent;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Reports;

/// <summary>What was counted: requests by operation and outcome, faults by name, violations.</summary>
internal sealed class Tally(int seed)
{
    private const int ViolationsShown = 50;

    private readonly ConcurrentDictionary<(string Operation, string Outcome), int> _requests = new();
    private readonly ConcurrentDictionary<string, int> _faults = new();
    private readonly ConcurrentDictionary<string, TimeSpan> _longest = new();
    private int _requestCount;
    private int _violationCount;

    public int Requests => Volatile.Read(ref _requestCount);

    public int Faults => _faults.Values.Sum();

    public int Violations => Volatile.Read(ref _violationCount);

    public IEnumerable<(string Name, int Count)> FaultsByName => _faults.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));

    /// <summary>Each operation with its number of requests, its outcomes, and the longest time to an answer.</summary>
    public IEnumerable<(string Operation, int Count, string Outcomes, TimeSpan Longest)> Operations =>
        _requests.GroupBy(pair => pair.Key.Operation, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (
            group.Key,
            group.Sum(pair => pair.Value),
            string.Join(", ", group.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key.Outcome}: {pair.Value}")),
            _longest.GetValueOrDefault(group.Key)));

    public void Count(SoakRequest request, string outcome, TimeSpan time)
    {
        Interlocked.Increment(ref _requestCount);
        _requests.AddOrUpdate((request.Operation, outcome), 1, (_, count) => count + 1);
        _longest.AddOrUpdate(request.Operation, time, (_, longest) => longest > time ? longest : time);
    }

    public void CountFault(string name) => _faults.AddOrUpdate(name, 1, (_, count) => count + 1);

    /// <summary>Tells of a broken rule at once.</summary>
    /// <param name="where">The request with its id, or the check.</param>
    /// <param name="what">What was seen.</param>
    public void Violate(string where, string what)
    {
        int count = Interlocked.Increment(ref _violationCount);
        if (count <= ViolationsShown)
        {
            Console.Out.WriteLine($"VIOLATION (seed {seed}) {where}: {what}");
        }
    }
}
