using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Live;

/// <summary>
/// Occasions of one kind, as live conferences see them. The slices that have something to hold a conference for implement it; live
/// conferences know none of them.
/// </summary>
internal interface IOccasions
{
    OccasionKind Kind { get; }

    /// <summary>The terms of its next conference; null when there is no such occasion.</summary>
    Task<ConferenceTerms?> TermsAsync(DiemCauDb db, Guid id, CancellationToken cancellation);

    /// <summary>A conference is being opened for it, in this transaction: a refusal undoes it.</summary>
    Task<Refusal?> OpeningAsync(DiemCauDb db, Guid id, CancellationToken cancellation);

    /// <summary>
    /// Lines of the conference's journal are being written, with its state, in this transaction. May be asked again with the same lines when
    /// an answer of the database was lost.
    /// </summary>
    Task HappenedAsync(DiemCauDb db, ConferenceIdentity conference, IReadOnlyList<JournalLine> lines, CancellationToken cancellation);

    /// <summary>Whether what somebody came with still lets it in: its account, its link, its role.</summary>
    Task<bool> StillAdmitsAsync(DiemCauDb db, Guid id, Newcomer who, CancellationToken cancellation);

    /// <summary>Of some links, appointments and tokens, those that let nobody in any more.</summary>
    Task<IReadOnlyList<Guid>> RevokedAsync(DiemCauDb db, Guid id, IReadOnlyCollection<Guid> passes, CancellationToken cancellation);
}
