using DiemCau.Media;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Certificates;
using DiemCau.Server.Health;
using DiemCau.Server.MediaPlane;

namespace DiemCau.Server.Telemetry;

/// <summary>Reads everything that is measured; asks nobody who could hang.</summary>
internal sealed class ServerReadings(
    MediaServer engine, HalfOpenConnections connections, ConnectionShares shares, ServerCertificate certificate, DataDisk disk, DatabaseHealth database,
    MailFigures mails,
    IRunningConferences conferences)
{
    public Readings Take() => new(engine.Statistics(), ProcessReadings.Take())
    {
        HalfOpen = connections.Count,
        Refused = connections.Refused,
        OverShare = shares.Refused,
        DiskFree = disk.Free,
        CertificateEnds = certificate.Ends,
        PlacesInUse = conferences.PlacesInUse,
        PlacesRefused = conferences.RefusedFull,
        RowsSetAside = conferences.RowsSetAside,
        DatabaseAnswers = database.Answers,
        Mails = mails.Now,
    };
}
