using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Registration;

/// <summary>
/// The contents of papers: a folder for each meeting in the data folder, a file without an ending for each paper. Only the server's own user
/// reads them.
/// </summary>
internal sealed class PaperStore(InstallationOptions installation)
{
    private string Root => Path.Combine(installation.DataFolder, "papers");

    public string PathOf(Guid meetingId, Guid paperId) => Path.Combine(Root, meetingId.ToString("N"), paperId.ToString("N"));

    /// <summary>Writes a content under another name first: what lies under its own name is whole, also after a power cut.</summary>
    /// <param name="most">In bytes; null is returned when there is more, and nothing stays.</param>
    /// <returns>How many bytes it has, and its first ones.</returns>
    public async Task<(long Size, byte[] Head)?> WriteAsync(Guid meetingId, Guid paperId, Stream content, long most, CancellationToken cancellation)
    {
        var path = PathOf(meetingId, paperId);
        var root = PrivateFiles.Folder(Root);
        PrivateFiles.Folder(Path.GetDirectoryName(path)!);
        PrivateFiles.FlushFolder(root.FullName);
        var unfinished = path + ".part";
        try
        {
            var (size, head, buffer) = (0L, new byte[PaperType.HeadLength], new byte[64 * 1024]);
            await using (var file = PrivateFiles.Open(unfinished, FileMode.Create))
            {
                int read;
                while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
                {
                    if (size < head.Length)
                    {
                        buffer.AsSpan(0, (int)Math.Min(read, head.Length - size)).CopyTo(head.AsSpan((int)size));
                    }

                    size += read;
                    if (size > most)
                    {
                        return null;
                    }

                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }

            PrivateFiles.Publish(unfinished, path);
            return (size, head[..(int)Math.Min(size, head.Length)]);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public void Remove(Guid meetingId, Guid paperId) => File.Delete(PathOf(meetingId, paperId));

    public void RemoveAll(Guid meetingId)
    {
        var folder = Path.GetDirectoryName(PathOf(meetingId, Guid.Empty))!;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
