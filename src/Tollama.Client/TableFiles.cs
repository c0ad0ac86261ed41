namespace Tollama.Client;

/// <summary>Several tables as the files of a form.</summary>
internal sealed class TableFiles : MultipartFormDataContent, IReadFault
{
    public IOException? SourceFault => this.OfType<TableContent>().Select(file => file.SourceFault).FirstOrDefault(fault => fault is not null);
}
