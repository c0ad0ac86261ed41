using System.Xml;

namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>A part of a workbook as XML, element by element. Only names without their namespaces count: there are two sets of namespaces for the same elements.</summary>
internal sealed class PartXml : IDisposable
{
    private const int MaxDepth = 64;
    private const int CancellationInterval = 1024;

    private readonly XmlReader _reader;
    private readonly CancellationToken _cancellationToken;
    private readonly char[] _chunk = new char[1024];
    private int _nodes;

    /// <param name="part">The bytes; they are closed with the reader.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public PartXml(Stream part, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _reader = XmlReader.Create(part, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new BoundedNames(),
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
    }

    /// <summary>The name of the element.</summary>
    public string Name => _reader.LocalName;

    /// <summary>Goes to the outermost element.</summary>
    /// <param name="name">What it must be called.</param>
    /// <returns>What <see cref="Enter"/> returns.</returns>
    public int EnterRoot(string name)
    {
        while (Read())
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                return Name == name ? Enter() : throw BookError.Damaged($"a part is a <{Core.Errors.Excerpt.Of(Name)}> where a <{name}> should be");
            }
        }

        throw BookError.Damaged($"a part has no <{name}>");
    }

    /// <summary>Goes into an element.</summary>
    /// <returns>Where it is, for <see cref="ReadChild"/>.</returns>
    public int Enter() => _reader.IsEmptyElement ? -1 : _reader.Depth;

    /// <summary>Goes to the next element directly in another one.</summary>
    /// <param name="parent">What <see cref="Enter"/> returned for the other one.</param>
    /// <returns><see langword="false"/> at its end.</returns>
    public bool ReadChild(int parent)
    {
        if (parent < 0)
        {
            return false;
        }

        while (Read())
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.Depth == parent + 1)
            {
                return true;
            }

            if (_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == parent)
            {
                break;
            }
        }

        // What stands behind the outermost element is read, too: the check sum is that of the whole part.
        while (parent == 0 && Read())
        {
        }

        return false;
    }

    /// <summary>An attribute of the element, whatever its namespace; <see langword="null"/> if there is none.</summary>
    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>An attribute by its name without the namespace, such as the id of a relationship.</summary>
    public string? AnyAttribute(string name)
    {
        string? value = null;
        while (_reader.MoveToNextAttribute())
        {
            value = _reader.LocalName == name && _reader.NamespaceURI.Length > 0 ? _reader.Value : value;
        }

        _reader.MoveToElement();
        return value;
    }

    /// <summary>An attribute that is yes or no.</summary>
    public bool Flag(string name) => Attribute(name) is "1" or "true" or "on";

    /// <summary>Reads the text of the element, behind what was read before.</summary>
    public void ReadText(TextBuffer text)
    {
        int parent = Enter();
        if (parent < 0)
        {
            return;
        }

        while (Read() && _reader.Depth > parent)
        {
            if (_reader.Depth == parent + 1 && _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                for (int count = _reader.ReadValueChunk(_chunk, 0, _chunk.Length); count > 0; count = _reader.ReadValueChunk(_chunk, 0, _chunk.Length))
                {
                    text.Add(_chunk.AsSpan(0, count));
                }
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private bool Read()
    {
        if (++_nodes % CancellationInterval == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }

        return _reader.Read() && (_reader.Depth <= MaxDepth ? true : throw BookError.Damaged($"its elements lie in each other more than {MaxDepth} times"));
    }
}
