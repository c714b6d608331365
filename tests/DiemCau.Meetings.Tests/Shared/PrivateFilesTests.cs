using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Tests.Shared;

/// <summary>What a power cut may leave of a file: the old one or the new one, whole.</summary>
public sealed class PrivateFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diemcau-files-");

    private string Finished => Path.Combine(_folder.FullName, "paper");

    private string Unfinished => Finished + ".part";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_on_the_disk_before_it_has_its_name_and_its_name_before_anybody_is_told()
    {
        File.WriteAllText(Unfinished, "mới");
        List<string> steps = [];
        var real = PrivateFiles.DiskSteps.Real;

        PrivateFiles.Publish(Unfinished, Finished, new(
            file =>
            {
                steps.Add($"flush {Path.GetFileName(file)}, finished: {File.Exists(Finished)}");
                real.FlushFile(file);
            },
            (from, to) =>
            {
                steps.Add("rename");
                real.Rename(from, to);
            },
            folder =>
            {
                steps.Add($"flush folder {folder == _folder.FullName}, finished: {File.Exists(Finished)}");
                real.FlushFolder(folder);
            }));

        Assert.Equal(["flush paper.part, finished: False", "rename", "flush folder True, finished: True"], steps);
        Assert.Equal("mới", File.ReadAllText(Finished));
        Assert.False(File.Exists(Unfinished));
    }

    [Fact]
    public void What_does_not_get_to_the_disk_does_not_take_the_place_of_what_was_there()
    {
        File.WriteAllText(Finished, "cũ");
        File.WriteAllText(Unfinished, "mới");
        var real = PrivateFiles.DiskSteps.Real;

        Assert.Throws<IOException>(() => PrivateFiles.Publish(
            Unfinished, Finished, real with { FlushFile = _ => throw new IOException("No space left on device") }));

        Assert.Equal("cũ", File.ReadAllText(Finished));
    }

    [Fact]
    public void A_small_file_is_written_whole_for_its_owner_alone_and_leaves_nothing_beside_it()
    {
        File.WriteAllText(Finished, "cũ và dài hơn");
        File.WriteAllText(Unfinished, "của một lần trước bị ngắt");

        PrivateFiles.Write(Finished, "mới"u8);

        Assert.Equal("mới", File.ReadAllText(Finished));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Finished));
        Assert.Equal([Finished], Directory.GetFileSystemEntries(_folder.FullName));
    }
}
