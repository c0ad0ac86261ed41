namespace Tollama.Store;

/// <summary>A hub sent a whole file where a range was asked for.</summary>
internal sealed class RangesIgnoredException : Exception;
