using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tollama.FakeHub;

/// <summary>A model hub on loopback that speaks as huggingface.co does, faults included.</summary>
/// <remarks>It listens on two ports of 127.0.0.1: the hub, which knows names and tokens, and the CDN, which knows signed links.</remarks>
public sealed class HubServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HubCertificate? _certificate;
    private readonly RequestLog _log = new();
    private readonly FaultScript _script = new();
    private readonly Catalog _catalog = new();
    private readonly Door _door = new();
    private readonly SignedLinks _links;
    private readonly HubAnswer _answer;
    private readonly bool _compresses;

    private HubServer(HubServerOptions options)
    {
        _certificate = options.Https ? HubCertificate.Create() : null;
        _links = new SignedLinks(options.LinkUses);
        _answer = new HubAnswer(_catalog, _door, new ResolveAnswer(_links, () => CdnEndpoint, options.CachesSmallFiles), options.PageSize);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxResponseBufferSize = 1 << 20;
            kestrel.Listen(IPAddress.Loopback, options.Port, Secure);
            kestrel.Listen(IPAddress.Loopback, 0, Secure);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _compresses = options.Compresses;
    }

    /// <summary>What clients take for <c>https://huggingface.co</c>, without a closing slash in its path.</summary>
    public Uri Endpoint => new(_app.Urls.First());

    /// <summary>Where the bytes of files in LFS come from.</summary>
    public Uri CdnEndpoint => new(_app.Urls.Last());

    /// <summary>With <see cref="HubServerOptions.Https"/>: the certificate of the authority, as a PEM file has it.</summary>
    public string CertificateAuthorityPem => Certificate.AuthorityPem;

    /// <summary>With <see cref="HubServerOptions.Https"/>: the certificate of the authority.</summary>
    public X509Certificate2 CertificateAuthority => Certificate.Authority;

    /// <summary>What has been asked, in order of arrival.</summary>
    public IReadOnlyList<SeenRequest> Requests => _log.All;

    /// <summary>How many requests the CDN had under way at once, at most.</summary>
    public int PeakDownloads => _log.PeakDownloads;

    private HubCertificate Certificate => _certificate ?? throw new InvalidOperationException("The hub does not speak TLS.");

    /// <summary>Starts on free ports.</summary>
    public static async Task<HubServer> StartAsync(HubServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        HubServer hub = new(options ?? new HubServerOptions());
        await hub._app.StartAsync(cancellationToken);
        return hub;
    }

    /// <summary>The repository of this name, made empty when there is none.</summary>
    /// <param name="id"><c>owner/name</c>.</param>
    public ServedRepository AddRepository(string id) => _catalog.Add(id);

    /// <summary>Makes a name lead to another by redirects, as after renaming.</summary>
    public void Move(string oldId, string newId) => _catalog.Move(oldId, newId);

    /// <summary>Makes a token known; <see cref="ServedRepository.Allow"/> gives it rights.</summary>
    public void AddToken(string token) => _door.AddToken(token);

    /// <summary>Makes something go wrong.</summary>
    /// <param name="fault">What.</param>
    /// <param name="when">For which requests.</param>
    /// <param name="skip">How many of those go well before, 0 by default.</param>
    /// <param name="times">How many of those go wrong then; all by default.</param>
    public FaultRule Inject(Fault fault, Predicate<SeenRequest> when, int skip = 0, int times = int.MaxValue)
    {
        FaultRule rule = new(fault, when, skip, times);
        _script.Add(rule);
        return rule;
    }

    /// <summary>Forgets all faults; what is under way goes on as it began.</summary>
    public void ClearFaults() => _script.Clear();

    /// <summary>Makes the CDN refuse all links that have been handed out.</summary>
    public void ExpireLinks() => _links.ExpireAll();

    /// <summary>The first (or a later) request that matches, as soon as it has arrived.</summary>
    public Task<SeenRequest> WaitForRequestAsync(Predicate<SeenRequest> when, CancellationToken cancellationToken, int count = 1) =>
        _log.WaitAsync(when, count, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private void Secure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (_certificate is not null)
        {
            listen.UseHttps(_certificate.Server);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        bool isCdn = context.Connection.LocalPort == CdnEndpoint.Port;
        SignedLink? link = isCdn ? _links.Find(RequestReader.Target(context)) : null;
        SeenRequest request = isCdn ? RequestReader.ReadCdn(context, link) : RequestReader.Read(context);
        Fault fault = _script.Pick(request);
        _log.Add(request);
        try
        {
            await AnswerAsync(new Exchange(context, request, fault, _compresses && !isCdn), isCdn, link);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left, or the hub stops.
        }
        finally
        {
            _log.End(request);
            request.Complete(fault.Cut ? 0 : context.Response.StatusCode);
        }
    }

    private async Task AnswerAsync(Exchange exchange, bool isCdn, SignedLink? link)
    {
        if (exchange.Fault.Hold is { } gate)
        {
            await gate.PassAsync(0, exchange.Context.RequestAborted);
        }

        if (exchange.Fault.Cut)
        {
            exchange.Context.Abort();
            return;
        }

        exchange.AddUsualHeaders();
        if (!exchange.TryAnswerByFault(out Task answer))
        {
            answer = isCdn ? CdnAnswer.WriteAsync(exchange, link) : _answer.WriteAsync(exchange);
        }

        await answer;
    }
}
