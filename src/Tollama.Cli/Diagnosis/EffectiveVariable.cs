namespace Tollama.Cli.Diagnosis;

/// <summary>An environment variable as this process sees it; a secret is replaced by its length.</summary>
internal sealed record EffectiveVariable(string Name, string Value, bool IsDefault);
