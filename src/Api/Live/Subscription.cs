using Consult.Api.Access;

namespace Consult.Api.Live;

/// <summary>One connection watching one feed. Guarded by its <see cref="FeedWatch"/>.</summary>
internal sealed class Subscription(LiveConnection connection, FeedAccess access, long cursor)
{
    /// <summary>Who receives.</summary>
    public LiveConnection Connection { get; } = connection;

    /// <summary>In which capacity; decides which events are shown.</summary>
    public FeedAccess Access { get; } = access;

    /// <summary>The last event that was queued for the connection, or passed over as not for it.</summary>
    public long Cursor { get; set; } = cursor;

    /// <summary>Whether it has left the watch.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether the client was told that signals were lost, and has received none since.</summary>
    private bool _isToldOfLoss;

    /// <summary>Sends a signal, or when the connection is behind, once, that signals were lost.</summary>
    /// <param name="message">The signal.</param>
    /// <param name="whenLost">What is sent in its place; null when nobody misses it.</param>
    public void SendSignal(OutgoingMessage message, OutgoingMessage? whenLost)
    {
        if (Connection.TrySendSignal(message)) _isToldOfLoss = false;
        else if (whenLost is { } notice && !_isToldOfLoss)
        {
            _isToldOfLoss = true;
            Connection.Send(notice);
        }
    }

    /// <summary>Which of at most 64 events this reader may see.</summary>
    public ulong Visible(ReadOnlySpan<EncodedEvent> events)
    {
        var mask = 0UL;
        for (var i = 0; i < events.Length; i++)
            if (events[i].Audience.Admits(Connection.Who.Account, Access.Role))
                mask |= 1UL << i;
        return mask;
    }
}
