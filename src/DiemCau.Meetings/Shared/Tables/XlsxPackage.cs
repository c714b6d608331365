using System.IO.Compression;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>The parts of a workbook (ECMA-376 part 2), found by their relationships and unpacked while they are read.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int MostParts = 2_000;

    private readonly ZipArchive _zip;
    private readonly XlsxBudget _budget;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream file, XlsxBudget budget)
    {
        _budget = budget;
        _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (_zip.Entries.Count > MostParts)
        {
            throw new TableTooLargeException();
        }

        foreach (var entry in _zip.Entries)
        {
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    /// <returns>Null: there is no such part.</returns>
    public XmlSteps? Open(string? path) => path is not null && _parts.TryGetValue(path, out var entry) ? new(new Counted(entry.Open(), _budget), _budget) : null;

    /// <summary>The parts that one refers to: type's last word, id and path.</summary>
    public IReadOnlyList<(string Type, string Id, string Path)> RelationsOf(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        var relations = new List<(string, string, string)>();
        using var steps = Open($"{folder}_rels/{part[(slash + 1)..]}.rels");
        while (steps?.Next() == true)
        {
            if (steps.IsStart && steps.Name == "Relationship" && steps.Attribute("Target") is { } target && steps.Attribute("TargetMode") != "External")
            {
                relations.Add(((steps.Attribute("Type") ?? "").Split('/')[^1], steps.Attribute("Id") ?? "", PathOf(folder, target)));
            }
        }

        return relations;
    }

    public void Dispose() => _zip.Dispose();

    private static string PathOf(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        var way = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                if (way.Count > 0)
                {
                    way.RemoveAt(way.Count - 1);
                }
            }
            else if (step != ".")
            {
                way.Add(step);
            }
        }

        return string.Join('/', way);
    }

    /// <summary>What a package says of its sizes is as untrue as it likes: what is unpacked is counted.</summary>
    private sealed class Counted(Stream part, XlsxBudget budget) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = part.Read(buffer);
            budget.SpendBytes(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                part.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
