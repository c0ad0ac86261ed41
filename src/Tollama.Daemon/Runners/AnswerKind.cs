namespace Tollama.Daemon.Runners;

/// <summary>What a runner's line seems to be, before it is parsed.</summary>
internal enum AnswerKind
{
    /// <summary>Ends a request: a result, an error, or something broken that carries the request's id.</summary>
    Final,

    /// <summary>Says how far a request is.</summary>
    Progress,
}
