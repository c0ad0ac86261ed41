using System.Net;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Http;

public sealed class ErrorBodiesTests
{
    private static readonly RunnerLaunch Launch = new() { Name = "neural", FileName = "/srv/app/tollama-runner", Arguments = ["--secret", "x"] };

    private static readonly RunnerLostException Loss = new("Runner 'neural' exited with code 3", "Traceback in /home/anna/model.py", LossCause.Crashed);

    public static TheoryData<TollamaException> Errors =>
    [
        RunnerFaults.NotStarted(Launch, new FileNotFoundException("An error occurred trying to start process '/srv/app/tollama-runner' in '/home/anna'.")),
        RunnerFaults.NoHello(Launch, TimeSpan.FromSeconds(1), "no licence in /home/anna"),
        RunnerFaults.NoHello(Launch, TimeSpan.FromSeconds(1), ""),
        RunnerFaults.WrongProtocol("neural", new HelloResult { Name = "n", Version = "1", Protocol = 9 }),
        RunnerFaults.Lost(Loss, 2),
        RunnerFaults.Paused("neural", TimeSpan.FromSeconds(1), RunnerFaults.Describe(Loss)),
        RunnerFaults.FromRunner("neural", "m", new RunnerError { Code = RunnerErrorCodes.ModelUnavailable, Message = "cannot read /home/anna/blobs/sha256-1: permission denied" }),
        RunnerFaults.FromRunner("neural", "m", new RunnerError { Code = -32000, Message = "open(/home/anna/x)" }),
        new TollamaException(ErrorCode.StoreUnavailable, "the store cannot be written: user 'anna' may not enter '/home/anna/my models'", "give '/home/anna/my models' to user 'anna'"),
        new TollamaException(ErrorCode.InsufficientStorage, "'m' needs 3 GB on the disk of '/home/anna/models', and 1 GB are free"),
        new TollamaException(ErrorCode.InvalidModelFile, "/home/anna/blobs/sha256-2 is cut off"),
    ];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Who_is_elsewhere_or_has_a_key_learns_nothing_of_the_machine(TollamaException error)
    {
        foreach (HttpContext context in (HttpContext[])[Request("203.0.113.7"), Request("127.0.0.1", asksForKeys: true), Request("::1", proxy: "203.0.113.7"), new DefaultHttpContext()])
        {
            ErrorBody body = ErrorBodies.Of(context, error, "r1");
            string told = $"{body.Error} {body.Hint} {body.Detail}";
            foreach (string secret in (string[])["anna", "/srv", "/home", "--secret", "Traceback", "my models"])
            {
                told.ShouldNotContain(secret);
            }

            body.Error.ShouldNotBeNullOrWhiteSpace();
            body.Code.ShouldBe(error.Code.ToWireName());
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Who_is_here_and_needs_no_key_learns_all(TollamaException error)
    {
        ErrorBody body = ErrorBodies.Of(Request("127.0.0.1"), error, "r1");
        (body.Error, body.Hint).ShouldBe((error.Message, error.Hint));
    }

    [Theory]
    [InlineData("no route GET /api/x; POST /api/forecast, GET /v1/models and /health/live are some")]
    [InlineData("fetch https://hub.example.org/a/b and http://localhost:80/x")]
    [InlineData("2/3 of team/model at 5 km/h")]
    public void What_is_no_path_of_a_file_stays(string text) => PrivateText.Hide(text).ShouldBe(text);

    [Theory]
    [InlineData("open:/home/anna/x", "open:(path)")]
    [InlineData("file:///home/anna/x failed", "(path) failed")]
    [InlineData("cannot open \"/home/a b/c\"", "cannot open '(path)'")]
    [InlineData("at C:\\Users\\anna in x", "at (path) in x")]
    [InlineData("(see /srv/a, /srv/b)", "(see (path), (path))")]
    public void A_path_of_a_file_goes(string text, string told) => PrivateText.Hide(text).ShouldBe(told);

    private static DefaultHttpContext Request(string address, bool asksForKeys = false, string? proxy = null)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (proxy is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = proxy;
        }

        ClientPlace.Note(context, asksForKeys, TrustedProxies.None);
        return context;
    }
}
