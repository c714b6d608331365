using System.Net;

namespace DiemCau.Media;

/// <summary>Receives the engine's events, one at a time, off the packet threads.</summary>
public interface IMediaEvents
{
    void TransportChanged(Guid conference, Guid participant, TransportState state);

    /// <summary>
    /// By which way and from where a client is reached: once it is known to receive there, and whenever that changes (another network, an
    /// ICE restart).
    /// </summary>
    /// <param name="address">That it sends from; null behind the relay, which hides it.</param>
    void PathChanged(Guid conference, Guid participant, MediaWay way, IPAddress? address);

    void ActiveSpeakerChanged(Guid conference, Guid? participant);

    void SlotsChanged(Guid conference, Guid participant, IReadOnlyList<SlotState> slots);

    /// <summary>
    /// Another source has begun to flow in a receiver's slot of a feed, or a voice in one of its voice slots: once for each that the
    /// programme puts there, however its layers change.
    /// </summary>
    void SourceReached(Guid conference, Guid receiver, SourceArrival arrival);

    /// <summary>
    /// What comes of a microphone has changed, or whether it sends back somebody else's voice: of each microphone once a second at most. It
    /// is told of all that send, whether or not they may be heard.
    /// </summary>
    void MicrophoneChanged(Guid conference, Guid participant, MicrophoneReport report);

    /// <summary>
    /// What comes of a camera or screen has changed, of each once a second at most. The engine does not know whether a camera was switched
    /// off: then it is frozen, too.
    /// </summary>
    void PictureChanged(Guid conference, Guid participant, SourceKind source, PictureReport report);

    /// <summary>Of a participant's simulcast layers only these (by rid) are received by anybody; the others need not be sent.</summary>
    void LayersWanted(Guid conference, Guid participant, SourceKind source, IReadOnlyList<string> rids);

    void QualityMeasured(Guid conference, Guid participant, LineQuality quality);
}

/// <param name="Since">When that began, on the engine's clock.</param>
/// <param name="EchoOf">Whose voice it is suspected to send back, with a loudspeaker in its room; null: nobody's.</param>
/// <param name="EchoDelay">By how much later.</param>
/// <param name="Level">When it was told (RFC 6464): 0 loudest, 127 silence.</param>
public sealed record MicrophoneReport(MicrophoneState State, TimeSpan Since, int Level, Guid? EchoOf, TimeSpan? EchoDelay);

/// <summary>
/// Speaking: sounds of speech. Quiet: none at the moment. Silent: nothing above its room's noise for ten seconds. NoSignal: not even noise
/// for three: switched off, or a cable is out. Missing: no packet for three.
/// </summary>
public enum MicrophoneState { Speaking, Quiet, Silent, NoSignal, Missing }

/// <param name="Since">When that began, on the engine's clock.</param>
public sealed record PictureReport(PictureState State, TimeSpan Since);

/// <summary>
/// Still: frames come, and nothing in them has changed for eight seconds. Uniform: and it is of one colour, such as black. Frozen: no frame
/// has come for three. Only a camera is still or frozen; slides may stand as long as they like.
/// </summary>
public enum PictureState { Moving, Still, Uniform, Frozen }

/// <summary>The first packet of a source was sent to a receiver. Times are the engine's (<see cref="MediaServer.Clock"/>).</summary>
/// <param name="Feed">By its name in the programme; null: a voice.</param>
/// <param name="ParticipantId">Whose source it is.</param>
/// <param name="GrantedAt">
/// When the programme put it behind the feed, or let it be heard; that may be before its owner or the receiver came.
/// </param>
/// <param name="At">When the packet was sent: a picture's is the first of a key frame.</param>
public sealed record SourceArrival(string? Feed, Guid ParticipantId, SourceKind Source, TimeSpan GrantedAt, TimeSpan At);
