namespace Tollama.Soak.Operations;

/// <summary>Everything that clients do, and how often.</summary>
internal static class AllOperations
{
    private static readonly IReadOnlyList<Operation> List =
    [
        .. ForecastOperations.All, .. LookingOperations.All, .. LoadOperations.All, .. StoreOperations.All, .. PullOperations.All, .. BlobOperations.All,
        .. MalformedOperations.All, .. RudeOperations.All,
    ];

    private static readonly int TotalWeight = List.Sum(operation => operation.Weight);

    /// <summary>One of them by weight.</summary>
    public static Operation Choose(Random random)
    {
        int chosen = random.Next(TotalWeight);
        foreach (Operation operation in List)
        {
            chosen -= operation.Weight;
            if (chosen < 0)
            {
                return operation;
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }
}
