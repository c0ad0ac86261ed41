using System.Globalization;
using System.Text;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>A row takes memory for its numbers, not for its text.</summary>
public sealed class TableMemoryLaws
{
    private const int Rows = 400_000;

    /// <summary>
    /// A value of 8 bytes, the place of its series and of its time stamp with 4 each while the table is read, and the value once more in its series; where the rows of a series do not
    /// stand together, also their numbers. A time stamp is 8 bytes in the count of what is held, 16 bytes a row with the value.
    /// </summary>
    [Theory]
    [InlineData(false, 27)]
    [InlineData(true, 31)]
    public void A_row_of_a_long_table_allocates_few_bytes(bool isInterleaved, double most)
    {
        using SpooledTable table = new(Long(series: 400, isInterleaved));
        TableReading reading = new() { Limits = new TableLimits { MaxBytes = long.MaxValue } };
        long before = GC.GetAllocatedBytesForCurrentThread();
        TableContent content = TableReader.Read(table.Input, new TableOptions(), reading, cancellationToken: TestContext.Current.CancellationToken);
        double allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        content.Series.Sum(series => series.Length).ShouldBe(Rows);

        // What the sample of the beginning and the pieces of the text take does not depend on the rows.
        ((allocated - (16 << 20)) / Rows).ShouldBeLessThan(most);
    }

    private static byte[] Long(int series, bool isInterleaved)
    {
        StringBuilder text = new("id,ds,y\n");
        int days = Rows / series;
        for (int row = 0; row < Rows; row++)
        {
            (int one, int day) = isInterleaved ? (row % series, row / series) : (row / days, row % days);
            text.Append(CultureInfo.InvariantCulture, $"s{one},{new DateTime(2020, 1, 1).AddDays(day):yyyy-MM-dd},{(one * 31 % 97) + (day % 7)}.5\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
