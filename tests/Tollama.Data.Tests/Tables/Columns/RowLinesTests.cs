using CsCheck;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tests.Tables.Columns;

public sealed class RowLinesTests
{
    [Fact]
    public void It_holds_the_lines_that_were_added() => Gen.OneOf(1, 1, 1, 1, 2, 2, 7).Array[0, 100].ForAll(
        steps =>
        {
            RowLines lines = new();
            List<int> expected = [];
            int line = 2;
            foreach (int step in steps)
            {
                lines.Add(line);
                expected.Add(line);
                line += step;
            }

            lines.Count.ShouldBe(expected.Count);
            lines.ShouldBe(expected);
            Enumerable.Range(0, expected.Count).Where(row => lines[row] != expected[row]).ShouldBeEmpty();
        },
        cases: 2000);

    [Fact]
    public void A_million_even_lines_take_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        RowLines lines = new();
        for (int row = 0; row < 1_000_000; row++)
        {
            lines.Add(2 + (2 * row));
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
        lines[999_999].ShouldBe(2_000_000);
        Should.Throw<ArgumentOutOfRangeException>(() => lines[1_000_000]);
    }
}
