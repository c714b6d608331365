namespace DiemCau.Meetings.Live;

/// <summary>What a server that is about to stop has to know of its conferences.</summary>
public interface IRunningConferences
{
    /// <summary>Conferences that have somebody in them.</summary>
    int Attended { get; }

    /// <summary>Rows of conferences that the database refused for good, since the server started.</summary>
    long RowsSetAside { get; }

    /// <summary>From now on rooms that are closed stay closed; who is in a conference, or comes back to it, goes on.</summary>
    void OpenNoMore();
}
