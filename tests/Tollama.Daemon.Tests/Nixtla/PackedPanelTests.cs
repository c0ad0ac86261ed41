using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Tests.Nixtla;

public sealed class PackedPanelTests
{
    [Theory]
    [InlineData("D", "2024-02-28", "2024-02-28 2024-02-29 2024-03-01", "2024-03-02 2024-03-03")]
    [InlineData("1MS", "2024-01-01", "2024-01-01 2024-02-01 2024-03-01", "2024-04-01 2024-05-01")]
    [InlineData("ME", "2024-01-31", "2024-01-31 2024-02-29 2024-03-31", "2024-04-30 2024-05-31")]
    [InlineData("h", "2024-01-01T22:00", "2024-01-01T22:00 2024-01-01T23:00 2024-01-02T00:00", "2024-01-02T01:00 2024-01-02T02:00")]
    [InlineData("D", "2025-04-03T00:00:00+09:00", "2025-04-03T00:00:00+09:00 2025-04-04T00:00:00+09:00 2025-04-05T00:00:00+09:00", "2025-04-06T00:00:00+09:00 2025-04-07T00:00:00+09:00")]
    [InlineData("B", "2024-01-05", "2024-01-05 2024-01-08 2024-01-09", "2024-01-10 2024-01-11")]
    public void A_start_and_a_frequency_are_all_time_stamps(string freq, string start, string times, string future)
    {
        (TimeSeries[] series, PackedPanel panel) = Make($$"""{"series":{"y":[1,2,3],"sizes":[3],"start_datetime":["{{start}}"]},"freq":"{{freq}}"}""", 2);

        string.Join(' ', series[0].Times!).ShouldBe(times);
        string.Join(' ', series[0].FutureTimes!).ShouldBe(future);
        panel.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("XYZ-1", "2024-01-01", "freq 'XYZ-1' is not known")]
    [InlineData("B", "2024-01-06", "no time stamps begin at")]
    [InlineData("YS", "9998-01-01", "no time stamps begin at")]
    public void What_cannot_be_counted_on_is_numbered_with_a_warning(string freq, string start, string warning)
    {
        (TimeSeries[] series, PackedPanel panel) = Make($$"""{"series":{"y":[1,2,3],"sizes":[3],"start_datetime":["{{start}}"]},"freq":"{{freq}}"}""", 2);

        series[0].Times.ShouldBeNull();
        panel.Warnings.ShouldHaveSingleItem().ShouldContain(warning);
    }

    [Fact]
    public void A_start_that_is_no_time_is_a_fault()
    {
        FaultList faults = new();
        Make("""{"series":{"y":[1,2,3],"sizes":[3],"start_datetime":["soon"]},"freq":"D"}""", 2, faults: faults);

        faults.Items.ShouldHaveSingleItem().Path.ShouldBe("series.start_datetime[0]");
    }

    [Fact]
    public void First_rows_are_known_in_the_future_and_others_are_not()
    {
        (TimeSeries[] series, _) = Make("""{"series":{"y":[1,2,3,4],"sizes":[3,1],"X":[[1,2,3,4],[5,6,7,8]],"X_future":[[10,20,30,40]]},"freq":"D"}""", 2);

        series.Select(one => one.Id).ShouldBe(["0", "1"]);
        series[1].Covariates.Select(one => one.Name).ShouldBe(["X[0]", "X[1]"]);
        ((NumberColumn)series[0].Covariates[0].Future!).Values.ShouldBe([10, 20]);
        ((NumberColumn)series[1].Covariates[0].Future!).Values.ShouldBe([30, 40]);
        ((NumberColumn)series[1].Covariates[1].Past!).Values.ShouldBe([8]);
        series[0].Covariates[1].Future.ShouldBeNull();
    }

    [Fact]
    public void Where_windows_are_cut_rows_are_known_that_are_not_historic()
    {
        (TimeSeries[] series, _) = Make("""{"series":{"y":[1,2,3],"sizes":[3],"X":[[1,2,3],["a","b","a"],[7,8,9]]},"freq":"D","hist_exog":[2]}""", 1, cuts: true);

        series[0].Covariates.Select(one => one.Future is not null).ShouldBe([true, true, false]);
        TimeSeries cut = CutSeries.Of(series[0], 2, 1, "0");
        ((NumberColumn)cut.Covariates[0].Future!).Values.ShouldBe([2]);
        ((CategoryColumn)cut.Covariates[1].Future!).ToTexts().ShouldBe(["b"]);
    }

    private static (TimeSeries[] Series, PackedPanel Panel) Make(string body, int horizon, bool cuts = false, FaultList? faults = null)
    {
        faults ??= new FaultList();
        NixtlaRequest request = new NixtlaReader(new RequestLimits(), faults, CancellationToken.None).Read(Encoding.UTF8.GetBytes(body));
        faults.Items.ShouldBeEmpty();
        PackedPanel panel = new(request, horizon, faults);
        return (panel.Make(CancellationToken.None, cuts), panel);
    }
}
