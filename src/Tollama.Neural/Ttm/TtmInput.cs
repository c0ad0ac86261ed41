namespace Tollama.Neural;

/// <summary>A series as TinyTimeMixer takes it: exactly as long as the context.</summary>
/// <param name="Values">The values; 0 where there is none.</param>
/// <param name="Observed">Which of them count for the scale.</param>
/// <param name="Frequency">The frequency's number in the table of those models that have one; 0 for an unknown one.</param>
internal sealed record TtmInput(double[] Values, bool[] Observed, int Frequency);
