using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

public sealed class UglyDateProperties
{
    /// <summary>Said in a warning, a reading may be another than was meant.</summary>
    private static readonly string[] Doubts = ["to be sure"];

    [Fact]
    public void Stamps_are_read_as_what_was_written_or_refused_or_told()
    {
        UglyDates.Generator.ForAll(
            ugly =>
            {
                TableContent table;
                try
                {
                    table = TableTesting.Read(ugly.Text, new TableOptions { IdColumns = ["id"], TargetColumns = ["y"] });
                }
                catch (TollamaException error)
                {
                    error.Code.ShouldBe(ErrorCode.InvalidTable);
                    return;
                }

                if (table.Warnings.Any(warning => Doubts.Any(doubt => warning.Contains(doubt, StringComparison.Ordinal))))
                {
                    return;
                }

                foreach (var series in table.Series)
                {
                    DateTime[] truth = ugly.Times[series.Id];
                    series.Times!.Select(stamp => stamp.IsIndex ? default : stamp.Local.AddMilliseconds(-stamp.Local.Millisecond)).ShouldBe(truth, ugly.Notation);
                }
            },
            cases: 3000,
            print: ugly => ugly.Notation + "\n" + ugly.Text[..Math.Min(ugly.Text.Length, 600)]);
    }
}
