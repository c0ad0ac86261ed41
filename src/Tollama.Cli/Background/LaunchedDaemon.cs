namespace Tollama.Cli.Background;

/// <summary>A daemon that was started in the background.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="LogPath">The file that its output goes to.</param>
public sealed record LaunchedDaemon(int ProcessId, string LogPath);
