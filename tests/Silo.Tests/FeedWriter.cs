using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Silo.Tests;

/// <summary>Makes appends to one feed as an actor does: real chain, state ahead of the disk.</summary>
internal sealed class FeedWriter(FeedId feed, ReadOnlyMemory<byte> key, Position start = default)
{
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public FeedId Feed => feed;

    /// <summary>Where the next append goes.</summary>
    public Position Position { get; private set; } = start;

    /// <summary>Another writer that stands where this one does.</summary>
    public FeedWriter Fork() => new(feed, key, Position);

    /// <summary>An append of events with these texts; none makes one without events.</summary>
    public Append Next(params string[] texts)
    {
        var expected = Position;
        var events = texts.Select(Event).ToImmutableArray();
        return new() { Feed = feed, Expected = expected, Events = events, WakeAt = null, Reacted = 0 };
    }

    /// <summary>An append of one event that a command caused.</summary>
    public Append Accept(string commandId, string text = "text", string? value = null)
    {
        var append = Next(text);
        return append with { Command = new(new(commandId), DigestOf(commandId), append.Next, value) };
    }

    public static Tag DigestOf(string commandId) => Chain.Read(SHA256.HashData(Encoding.UTF8.GetBytes(commandId)));

    private FeedEvent Event(string text)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}""");
        var digest = Chain.Digest(key.Span, body);
        var seq = Position.Seq + 1;
        var at = Epoch.AddSeconds(seq);
        var by = new Author(new("a-1"), Role.Patient, new PatientId("p-1"));
        var tag = Chain.Next(key.Span, Position.Tag, feed, seq, "message.posted", at, by, Audience.Staff, new("c-1"), digest);
        Position = new(seq, tag);
        return new()
        {
            Envelope = new()
            {
                Feed = feed,
                Seq = seq,
                Type = "message.posted",
                At = at,
                By = by,
                Audience = Audience.Staff,
                Command = new("c-1"),
                Tag = tag,
            },
            Body = [.. body],
            Digest = [.. digest],
        };
    }
}
