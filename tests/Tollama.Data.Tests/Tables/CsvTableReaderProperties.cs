using System.Text;
using CsCheck;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class CsvTableReaderProperties
{
    [Fact]
    public void An_ugly_legal_table_is_read_as_what_was_written() =>
        UglyTable.Generator.ForAll(
            ugly =>
            {
                TableContent table = TableTesting.Read(ugly.Bytes);
                table.Ids().ShouldBe(ugly.Series.Keys);
                foreach (var series in table.Series)
                {
                    series.Target.ShouldBe(ugly.Series[series.Id]);
                    series.Stamps()[0].ShouldBe("2024-01-01");
                }
            },
            cases: 2000,
            print: ugly => Encoding.UTF8.GetString(ugly.Bytes));

    [Fact]
    public void Any_text_is_read_or_refused_with_a_reason() =>
        Gen.OneOf("\",;\n\r\t|#-.0159aé$% ".ToCharArray()).Array[0, 60].Select(characters => new string(characters)).ForAll(
            text =>
            {
                try
                {
                    TableTesting.Read(text).Series.ShouldAllBe(series => series.Length == series.Times!.Count && series.Target.Length > 0);
                }
                catch (Core.Errors.TollamaException error)
                {
                    error.Message.ShouldNotBeEmpty();
                }
            },
            cases: 5000);
}
