using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

public sealed class LicenseTests : DaemonTest
{
    [Fact]
    public async Task A_licence_is_asked_for_once_and_remembered_over_restarts()
    {
        DaemonProcess daemon = await StartAsync(new TestHome().WithLicensedModel("licensed"));
        using RawClient raw = daemon.Connect();

        JsonElement error = (await raw.PostAsync("api/pull", """{"name":"licensed"}""")).ShouldBeError(409, "LICENSE_NOT_ACCEPTED");
        error.Text("error").ShouldContain("licence");
        error.Text("hint").ShouldContain("--accept-license");
        (await raw.PostAsync("api/pull", """{"name":"licensed","accept_license":true}""")).ShouldBeSuccess();
        (await raw.DeleteAsync("api/delete", """{"name":"licensed"}""")).ShouldBeSuccess();
        (await raw.PostAsync("api/pull", """{"name":"licensed"}""")).ShouldBeSuccess();

        JsonElement shown = (await raw.PostAsync("api/show", """{"name":"licensed"}""")).ShouldBeSuccess().Json;
        shown.GetProperty("license_info").GetProperty("accepted").GetBoolean().ShouldBeTrue();
        shown.GetProperty("license_info").Has("accepted_at").ShouldBeTrue();
    }

    [Fact]
    public async Task A_licence_can_be_accepted_by_the_environment()
    {
        DaemonProcess daemon = await StartAsync(new TestHome().WithLicensedModel("licensed"), ("TOLLAMA_ACCEPT_LICENSES", "Research-Only"));
        using RawClient raw = daemon.Connect();

        (await raw.PostAsync("api/pull", """{"name":"licensed","stream":false}""")).ShouldBeSuccess();
    }
}
