namespace Tollama.Page.Tests.Browsing;

/// <summary>Tests in the browser. They run one after the other, each in a window of its own.</summary>
[CollectionDefinition]
public sealed class BrowserTests : ICollectionFixture<Browser>;
