using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>The written side of a conference: the latest messages, for those who come later.</summary>
internal sealed class Chat(Changes changes)
{
    public const int MaximumLength = 2_000;

    /// <summary>What a late joiner is shown; older ones stay in the database.</summary>
    public const int Kept = 500;

    private readonly Queue<ChatMessage> _latest = new();

    /// <summary>The messages already told by deltas: those still pending follow in the next one and must not arrive twice.</summary>
    public IReadOnlyList<ChatMessage> Told => [.. _latest.Take(_latest.Count - Math.Min(_latest.Count, changes.Chat.Count))];

    public void Restore(IEnumerable<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            Keep(message);
        }
    }

    public Refusal? Send(ChatMessage message)
    {
        if (string.IsNullOrWhiteSpace(message.Text) || message.Text.Length > MaximumLength)
        {
            return LiveRefusals.ChatTextInvalid;
        }

        if (Find(message.Id) is not null)
        {
            // A name that is another's: whoever said it first has it.
            return Refusals.Forbidden;
        }

        Keep(message);
        changes.Of(message);
        return null;
    }

    /// <summary>Among the latest; null: not said, or so long ago that nobody waits for its answer.</summary>
    public ChatMessage? Find(Guid messageId) => _latest.FirstOrDefault(message => message.Id == messageId);

    private void Keep(ChatMessage message)
    {
        _latest.Enqueue(message);
        if (_latest.Count > Kept)
        {
            _latest.Dequeue();
        }
    }
}

internal sealed record ChatMessage(Guid Id, Guid ParticipantId, string DisplayName, string Text, DateTimeOffset At);
