using Tollama.Core.Api;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests.Provenance;

/// <summary>A damaged model is repaired from where its files came, not from a hub that never had it.</summary>
public sealed class RepairTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    public static TheoryData<ModelOrigin, string> Origins => new()
    {
        { new ModelOrigin { How = "pulled", Endpoint = "https://hub" }, "tollama pull bolt --force" },
        { new ModelOrigin { How = "built_in" }, "tollama pull bolt --force" },
        { new ModelOrigin { How = "unknown" }, "tollama pull bolt --force" },
        { new ModelOrigin { How = "created", Model = "chronos-bolt:tiny", Of = new ModelOrigin { How = "pulled", Endpoint = "https://hub" } }, "tollama pull chronos-bolt:tiny --force" },
        { new ModelOrigin { How = "copied", Model = "theta", Of = new ModelOrigin { How = "built_in" } }, "tollama pull theta --force" },
        { new ModelOrigin { How = "created" }, "tollama rm bolt, then tollama create bolt -f Modelfile" },
        { new ModelOrigin { How = "imported" }, "tollama rm bolt, then tollama import FILE bolt" },
        { new ModelOrigin { How = "copied", Model = "other", Of = new ModelOrigin { How = "imported" } }, "tollama rm bolt, then tollama import FILE bolt" },
    };

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task The_command_fits_how_the_model_came_here(ModelOrigin origin, string command)
    {
        InstalledModel model = await _temporary.InstallAsync("bolt", File("weights", "abc"));

        Repair.Of(model with { Manifest = model.Manifest with { Origin = origin } }).ShouldContain(command);
    }
}
