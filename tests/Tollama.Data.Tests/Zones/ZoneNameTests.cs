using NodaTime;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;

namespace Tollama.Data.Tests.Zones;

public sealed class ZoneNameTests
{
    [Fact]
    public void Every_zone_of_the_database_has_a_name_that_is_read() =>
        DateTimeZoneProviders.Tzdb.Ids.Where(id => ZoneText.Canonical(id) != id).ShouldBeEmpty("src/Tollama.Core/Frequencies/ZoneIds.cs has the names of the database that NodaTime brings");

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("UTC", "UTC")]
    [InlineData("Z", "UTC")]
    [InlineData("+00:00", "UTC")]
    [InlineData("+02:00", "UTC+02")]
    [InlineData(" 02:00", "UTC+02")]
    [InlineData("-0330", "UTC-03:30")]
    [InlineData("UTC+2", "UTC+02")]
    [InlineData("GMT-5", "UTC-05")]
    [InlineData("+05:45", "UTC+05:45")]
    public void A_zone_is_read_in_the_ways_people_write_it(string text, string zone)
    {
        ZoneText.Canonical(text).ShouldBe(zone);
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone).ShouldNotBeNull();
        RequestFields.TimeZone.Name.ShouldBe("timezone");
    }

    [Theory]
    [InlineData("Europe/Berln", "did you mean 'Europe/Berlin'?")]
    [InlineData("Berlin", "did you mean 'Europe/Berlin'?")]
    [InlineData("new york", "did you mean 'America/New_York'?")]
    [InlineData("+25:00", "IANA name such as Europe/Berlin")]
    [InlineData("+2:0", "IANA name such as Europe/Berlin")]
    [InlineData("local time", "IANA name such as Europe/Berlin")]
    public void Another_text_is_refused_with_the_nearest_zone(string text, string help)
    {
        ZoneText.Canonical(text).ShouldBeNull();
        ZoneText.FaultOf(text)!.ShouldContain(help);
    }
}
