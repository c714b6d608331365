namespace DiemCau.Media;

/// <summary>
/// Something that happened in a conference, as a follower is told (<see cref="MediaServer.Follow"/>). Private words are not among it.
/// </summary>
/// <param name="Number">
/// Rises by one with each; of what a follower is told of the time before it came, those that are over are left out.
/// </param>
/// <param name="At">When, on the engine's clock (<see cref="MediaServer.Clock"/>).</param>
public abstract record ConferenceEvent(long Number, TimeSpan At);

/// <summary>Somebody was given a seat.</summary>
public sealed record ParticipantSeated(TimeSpan At, Guid ParticipantId) : ConferenceEvent(0, At);

/// <summary>Somebody's seat was taken; their sources have ended before.</summary>
public sealed record ParticipantLeft(TimeSpan At, Guid ParticipantId) : ConferenceEvent(0, At);

/// <summary>A source sends, or sends in another codec from now on.</summary>
/// <param name="At">Of the first packet.</param>
/// <param name="Codec">Such as VP8 or opus.</param>
public sealed record SourceBegan(TimeSpan At, Guid ParticipantId, SourceKind Source, string Codec) : ConferenceEvent(0, At);

/// <summary>A source sends nothing any more.</summary>
/// <param name="At">Of the last packet, a second before this is known.</param>
public sealed record SourceEnded(TimeSpan At, Guid ParticipantId, SourceKind Source) : ConferenceEvent(0, At);

/// <summary>The programme put another source behind a feed.</summary>
/// <param name="ParticipantId">Null: nobody, or there is no such feed any more.</param>
public sealed record FeedShows(TimeSpan At, string Feed, Guid? ParticipantId, SourceKind Source) : ConferenceEvent(0, At);

/// <param name="ParticipantId">Null: after a long silence nobody is.</param>
public sealed record ActiveSpeaker(TimeSpan At, Guid? ParticipantId) : ConferenceEvent(0, At);

/// <summary>The last that there is.</summary>
public sealed record ConferenceClosed(TimeSpan At) : ConferenceEvent(0, At);
