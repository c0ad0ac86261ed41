namespace Tollama.FakeHub;

/// <summary>Bytes for those who hold a link that is still good.</summary>
internal static class CdnAnswer
{
    public static Task WriteAsync(Exchange exchange, SignedLink? link)
    {
        if (link?.Use() != true)
        {
            Exchange denied = exchange with { Fault = exchange.Fault with { Status = 403, Body = SignedLinks.Denied } };
            denied.TryAnswerByFault(out Task answer);
            return answer;
        }

        return FileAnswer.WriteAsync(exchange, link.File.Content, link.File.CdnEtag);
    }
}
