namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>Tests over the shared daemon. They run one after the other, so that they may load and delete models.</summary>
[CollectionDefinition]
public sealed class SharedDaemonTests : ICollectionFixture<SharedDaemon>;
