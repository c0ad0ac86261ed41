using CsCheck;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

/// <summary>An answer that is sent back as a table is read as what it was.</summary>
public sealed class AnswerRoundTripTests
{
    private static readonly TableOptions Columns = new() { TimeColumns = ["ds"], TargetColumns = ["mean"], IdColumns = ["unique_id"] };

    private static readonly string[] Ids = ["s0", "ü, b", "=1+1", "it's \"x\"", "a;b"];

    public static TheoryData<AnswerFormat> Formats => [AnswerFormat.Csv, AnswerFormat.Tsv, AnswerFormat.Xlsx];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Values_dates_and_ids_come_back_bit_for_bit(AnswerFormat format) =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Bool, Gen.Int[1, 5], Gen.Double[-1e6, 1e6].Array[5, 30]).ForAll((day, isHourly, series, mean) =>
        {
            DateTime first = new DateTime(1990, 1, 1).AddDays(day);
            string[] stamps = [.. mean.Select((_, step) => Timestamp.FromLocal(isHourly ? first.AddHours(step + 1) : first.AddDays(step)).ToString())];
            SeriesForecastData[] forecasts = [.. Ids.Take(series).Select(id => new SeriesForecastData { Id = id, Mean = mean, Timestamps = stamps })];
            AnswerColumns columns = new() { Numbers = ForecastColumns.Of(forecasts), Stamps = StampType.Of(stamps.Select(Timestamp.Parse)) };

            TableContent table = TableTesting.Read(AnswerTable.Bytes(format, columns, forecasts, []), Columns);

            table.Ids().ShouldBe(Ids[..series]);
            foreach (TimeSeries one in table.Series)
            {
                one.Target.Values.ShouldBe(mean);
                one.Times!.Select(time => time.Ticks).ShouldBe(stamps.Select(stamp => Timestamp.Parse(stamp).Ticks));
            }
        });
}
