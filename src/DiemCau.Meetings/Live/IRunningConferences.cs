namespace DiemCau.Meetings.Live;

/// <summary>What of the conferences concerns the whole server: its figures, and its stopping.</summary>
public interface IRunningConferences
{
    /// <summary>Conferences that have somebody in them.</summary>
    int Attended { get; }

    /// <summary>Rows of conferences that the database refused for good, since the server started.</summary>
    long RowsSetAside { get; }

    /// <summary>Machines connected with sound and picture.</summary>
    int PlacesInUse { get; }

    /// <summary>Those who found no place on the server, since it started.</summary>
    long RefusedFull { get; }

    /// <summary>From now on rooms that are closed stay closed; who is in a conference, or comes back to it, goes on.</summary>
    void OpenNoMore();
}
