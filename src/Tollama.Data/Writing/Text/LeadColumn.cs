namespace Tollama.Data.Writing.Text;

/// <summary>A column that stands before the other numbers.</summary>
/// <param name="Role">What stands in it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Of an id: which.</param>
internal sealed record LeadColumn(LeadRole Role, string Name, int Place = 0);
