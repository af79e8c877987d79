using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;

namespace Consult.Bench.Kernel;

/// <summary>Makes appends to one patient's feed as its actor does: inbox notes with the real chain, each with its command.</summary>
internal sealed class FeedMaker(FeedId feed, ReadOnlyMemory<byte> key)
{
    private static readonly byte[] Body = """{"about":"consultation/c-1","kind":"consultation.accepted"}"""u8.ToArray();
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Position _position;
    private ReadOnlyMemory<byte>? _sealing;

    /// <summary>One whose first event registers the patient, with the name sealed.</summary>
    public static async Task<FeedMaker> OfPatientAsync(ActorHost host, string key)
    {
        var feed = new FeedId(FeedKinds.Patient, key);
        return new(feed, host.Keys.IntegrityKey) { _sealing = await host.Keys.GetAsync(feed.Value, CancellationToken.None) };
    }

    /// <summary>The next append of so many events.</summary>
    public Append Next(int events)
    {
        var expected = _position;
        var command = new CommandId($"note-{expected.Seq}");
        var made = ImmutableArray.CreateBuilder<FeedEvent>(events);
        for (var n = 0; n < events; n++) made.Add(Event(command));
        return new()
        {
            Feed = feed,
            Expected = expected,
            Events = made.MoveToImmutable(),
            WakeAt = null,
            Reacted = _position.Seq,
            Command = new(command, Chain.Read(SHA256.HashData(Encoding.UTF8.GetBytes(command.Value))), _position, null),
        };
    }

    private FeedEvent Event(CommandId command)
    {
        var seq = _position.Seq + 1;
        var (type, body) = seq == 1 && _sealing is { } sealing ? ("patient.registered", Registration(sealing)) : ("inbox.noted", Body);
        var digest = Chain.Digest(key.Span, body);
        var tag = Chain.Next(key.Span, _position.Tag, feed, seq, type, At, Author.System, default, command, digest);
        _position = new(seq, tag);
        return new()
        {
            Envelope = new()
            {
                Feed = feed,
                Seq = seq,
                Type = type,
                At = At,
                By = Author.System,
                Audience = default,
                Command = command,
                Tag = tag,
            },
            Body = [.. body],
            Digest = [.. digest],
        };
    }

    private byte[] Registration(ReadOnlyMemory<byte> sealing)
    {
        var registered = new PatientRegistered
        {
            Account = new("a-1"),
            Relation = Relation.Self,
            Name = "林小满",
            BirthDate = "1990-04-01",
        };
        return BodyCodec.Encode(registered, feed.Value, sealing.Span, (feed, 1, "patient.registered"));
    }
}
