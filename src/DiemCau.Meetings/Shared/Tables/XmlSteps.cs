using System.Xml;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>
/// Reads XML of strangers node by node, without a document in memory: 200,000 nested elements pack into 4 kB and would be 200,000 calls deep
/// in whatever builds a tree of them.
/// </summary>
internal sealed class XmlSteps : IDisposable
{
    /// <summary>A cell's text is nine deep; extensions of spreadsheet programs go to some fifteen.</summary>
    private const int MostDepth = 32;

    private readonly XmlReader _reader;
    private readonly XlsxBudget _budget;

    public XmlSteps(Stream part, XlsxBudget budget)
    {
        _budget = budget;
        _reader = XmlReader.Create(part, new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            // U+0001 written as a reference is no XML, but some programs write it: the cell is refused, not the file.
            CheckCharacters = false,
            MaxCharactersInDocument = XlsxBudget.LargestUnpacked,
        });
    }

    public bool IsStart => _reader.NodeType == XmlNodeType.Element;

    /// <summary>An element without content has no end of its own.</summary>
    public bool IsEmpty => _reader.IsEmptyElement;

    public bool IsEnd => _reader.NodeType == XmlNodeType.EndElement;

    public bool IsText => _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    /// <summary>Without namespace: there are a transitional and a strict one, with the same names in them.</summary>
    public string Name => _reader.LocalName;

    public string Text => _reader.Value;

    public bool Next()
    {
        if (!_reader.Read())
        {
            return false;
        }

        _budget.SpendNode();
        return _reader.Depth <= MostDepth ? true : throw new TableTooLargeException();
    }

    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>An attribute whose namespace differs between the forms of the format, such as <c>r:id</c>.</summary>
    public string? AttributeOfAnyNamespace(string name)
    {
        string? found = null;
        while (_reader.MoveToNextAttribute())
        {
            found = _reader.LocalName == name && _reader.Prefix.Length > 0 ? _reader.Value : found;
        }

        _reader.MoveToElement();
        return found;
    }

    public bool IsTrue(string attribute) => Attribute(attribute) is "1" or "true";

    public void Dispose() => _reader.Dispose();
}
