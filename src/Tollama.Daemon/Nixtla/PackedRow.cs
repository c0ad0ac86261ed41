using Tollama.Core.Series;

namespace Tollama.Daemon.Nixtla;

/// <summary>A row of <c>X</c> or <c>X_future</c>: the values of one feature beside all series, one series behind the other.</summary>
internal sealed class PackedRow
{
    private readonly PackedNumbers? _numbers;
    private readonly CategoryColumn? _categories;

    internal PackedRow(PackedNumbers numbers) => _numbers = numbers;

    internal PackedRow(CategoryColumn categories) => _categories = categories;

    /// <summary>How many values it has, missing ones included.</summary>
    internal int Length => _numbers?.Length ?? _categories!.Length;

    /// <summary>Whether it holds texts or truth values.</summary>
    internal bool HasTexts => _categories is not null;

    /// <summary>The values beside each series.</summary>
    /// <param name="sizes">How many each has; <see cref="Length"/> in all.</param>
    /// <param name="areCategories">Whether numbers stand for categories.</param>
    internal Column[] Split(IReadOnlyList<int> sizes, bool areCategories)
    {
        if (_numbers is not null)
        {
            NumberColumn[] pieces = _numbers.Split(sizes);
            return areCategories ? Array.ConvertAll<NumberColumn, Column>(pieces, CategoryColumn.From) : pieces;
        }

        Column[] columns = new Column[sizes.Count];
        int start = 0;
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = _categories!.Slice(start, sizes[i]);
            start += sizes[i];
        }

        return columns;
    }
}
