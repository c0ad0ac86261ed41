using Tollama.FakeHub;
using HubFault = Tollama.FakeHub.Fault;

namespace Tollama.Soak.Faults;

/// <summary>A hub that refuses, breaks off, stalls or lies.</summary>
internal static class HubFaults
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMilliseconds(1500);

    public static IReadOnlyList<Fault> All(HubServer hub) =>
    [
        For("hub answers 503", hub, _ => hub.Inject(HubFault.Of(503), When.Any)),
        For("hub asks to wait", hub, _ => hub.Inject(HubFault.TooManyRequests(), When.Any, times: 5)),
        For("hub cuts connections", hub, _ => hub.Inject(new HubFault { Cut = true }, When.Any)),
        For("hub closes in the middle", hub, random => hub.Inject(new HubFault { CloseAfter = random.Next(1, 60_000) }, When.Cdn())),
        For("hub flips bits", hub, random => hub.Inject(new HubFault { CorruptAt = random.Next(30_000, 60_000) }, When.Cdn())),
        For("hub lets links expire", hub, _ => hub.ExpireLinks()),
        new("hub is slow", async (random, token) =>
        {
            Gate gate = new(random.Next(1, 20_000));
            hub.Inject(new HubFault { Pace = gate }, When.Any);
            await Task.Delay(Lasting, CancellationToken.None);
            hub.ClearFaults();
            gate.Open();
        }),
    ];

    private static Fault For(string name, HubServer hub, Action<Random> begin) => new(name, async (random, _) =>
    {
        begin(random);
        await Task.Delay(Lasting, CancellationToken.None);
        hub.ClearFaults();
    });
}
