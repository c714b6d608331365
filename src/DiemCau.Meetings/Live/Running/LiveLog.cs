using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Running;

internal static partial class LiveLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Conference {ConferenceId} of {Kind} {OccasionId} opened")]
    public static partial void Opened(ILogger log, Guid conferenceId, OccasionKind kind, Guid occasionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Conference {ConferenceId} goes on with {Participants} participants after a restart")]
    public static partial void GoesOn(ILogger log, Guid conferenceId, int participants);

    [LoggerMessage(Level = LogLevel.Information, Message = "Conference {ConferenceId} ended")]
    public static partial void Ended(ILogger log, Guid conferenceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conference {ConferenceId} could not be written; it goes on in memory")]
    public static partial void NotWritten(ILogger log, Exception failure, Guid conferenceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A row of conference {ConferenceId} is refused by the database for good; it was set aside")]
    public static partial void SetAside(ILogger log, Exception refused, Guid conferenceId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Conference {ConferenceId} is written again")]
    public static partial void WritingAgain(ILogger log, Guid conferenceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work in conference {ConferenceId} failed")]
    public static partial void WorkFailed(ILogger log, Exception bug, Guid conferenceId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A message to a client of conference {ConferenceId} could not be sent")]
    public static partial void NotSent(ILogger log, Exception failure, Guid conferenceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live conferences could not be found yet; they are looked for when somebody comes back")]
    public static partial void NotResumed(ILogger log, Exception failure);
}
