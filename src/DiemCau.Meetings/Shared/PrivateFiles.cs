using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DiemCau.Meetings.Shared;

/// <summary>Files of the data folder that nobody but the server's own user reads, and that a power cut leaves whole or not at all.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const int OpenDirectory = 0x10000; // O_RDONLY | O_DIRECTORY of Linux

    /// <summary>A folder that is closed to others, also when it was there and open.</summary>
    public static DirectoryInfo Folder(string path)
    {
        var folder = Directory.CreateDirectory(path, OwnerOnlyFolder);
        if (folder.UnixFileMode != OwnerOnlyFolder)
        {
            folder.UnixFileMode = OwnerOnlyFolder;
        }

        return folder;
    }

    /// <summary>Closes a folder and all that lies in it already; nothing when it is not there.</summary>
    public static void CloseExisting(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        foreach (var below in Folder(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(below => below.LinkTarget is null))
        {
            var mode = below is DirectoryInfo ? OwnerOnlyFolder : OwnerOnly;
            if (below.UnixFileMode != mode)
            {
                below.UnixFileMode = mode;
            }
        }
    }

    /// <summary>Opens for writing; what is made has its mode from the first moment on.</summary>
    public static FileStream Open(string path, FileMode mode) => new(path, new FileStreamOptions
    {
        Mode = mode,
        Access = FileAccess.Write,
        UnixCreateMode = OwnerOnly,
        Options = FileOptions.Asynchronous,
    });

    /// <summary>
    /// Gives a written file its name: its content is on the disk before, and its name when this returns, so that a row of the database may
    /// point to it. The only place that renames files.
    /// </summary>
    public static void Publish(string unfinished, string path) => Publish(unfinished, path, DiskSteps.Real);

    /// <param name="disk">What is done to the disk, in order; of tests.</param>
    public static void Publish(string unfinished, string path, DiskSteps disk)
    {
        disk.FlushFile(unfinished);
        disk.Rename(unfinished, path);
        disk.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes a whole small file in place of the one that is there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + ".part";
        try
        {
            File.Delete(unfinished); // of another mode, perhaps
            using (var file = Open(unfinished, FileMode.CreateNew))
            {
                file.Write(content);
            }

            Publish(unfinished, path);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>A folder is a file of names: without this they may be gone after a power cut.</summary>
    public static void FlushFolder(string path)
    {
        // .NET opens no folders.
        using var folder = new SafeFileHandle(Native.Open(Encoding.UTF8.GetBytes(path + '\0'), OpenDirectory), ownsHandle: true);
        if (!folder.IsInvalid)
        {
            _ = Native.Flush((int)folder.DangerousGetHandle());
        }
    }

    private static void FlushFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>The steps by which a file gets its name.</summary>
    internal sealed record DiskSteps(Action<string> FlushFile, Action<string, string> Rename, Action<string> FlushFolder)
    {
        public static DiskSteps Real { get; } = new(
            PrivateFiles.FlushFile, (unfinished, path) => File.Move(unfinished, path, overwrite: true), PrivateFiles.FlushFolder);
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Flush(int descriptor);
    }
}
