namespace DiemCau.Meetings.Shared;

/// <summary>The room on the disk of the data folder, which the database shares with everything that is uploaded.</summary>
internal class DataDisk(InstallationOptions installation)
{
    /// <summary>Bytes. PostgreSQL keeps up to 1 GB of write-ahead log; with less than this left a busy day can fill the disk.</summary>
    public const long Little = 1L << 30;

    public virtual long Free => new DriveInfo(installation.DataFolder).AvailableFreeSpace;

    /// <summary>Whether as much as this may still be put there: the last gigabyte is the database's.</summary>
    public bool HasRoomFor(long bytes) => Free - bytes >= Little;
}
