using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tests.Tables.Columns;

public sealed class ChunkedListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(32_768)]
    [InlineData(32_769)]
    [InlineData(100_000)]
    public void It_holds_what_was_added_in_order(int count)
    {
        ChunkedList<int> list = new();
        for (int item = 0; item < count; item++)
        {
            list.Add(item * 3);
        }

        list.Count.ShouldBe(count);
        list.ShouldBe(Enumerable.Range(0, count).Select(item => item * 3));
        Enumerable.Range(0, count).Where(place => list[place] != place * 3).ShouldBeEmpty();
    }
}
