using Tollama.Daemon.Http;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>A request that was read and is to be answered.</summary>
/// <param name="Task">What is asked for.</param>
/// <param name="Request">What was read.</param>
/// <param name="Answer">Computes the answer.</param>
/// <param name="Body">The bytes that the request refers to.</param>
internal sealed record NixtlaWork(NixtlaTask Task, NixtlaRequest Request, Func<NixtlaVisit, Task<NixtlaAnswer>> Answer, RequestBody Body);
