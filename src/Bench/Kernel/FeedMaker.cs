using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;

namespace Consult.Bench.Kernel;

/// <summary>Makes appends to a feed as its actor does, with the real chain, each with its command.</summary>
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

    /// <summary>The next append of so many events of a patient: inbox notes.</summary>
    public Append Next(int events) => Next(Enumerable.Range(0, events).Select(_ => NextOfPatient()));

    /// <summary>The next append of events without private text. Whoever should be told of them has been.</summary>
    public Append Next(IEnumerable<EventBody> bodies) => Next(bodies.Select(body =>
        (EventCatalogue.NameOf(body), BodyCodec.Encode(body, null, default, (feed, 0, "")))));

    private Append Next(IEnumerable<(string Type, byte[] Body)> events)
    {
        var expected = _position;
        var command = new CommandId($"note-{expected.Seq}");
        ImmutableArray<FeedEvent> made = [.. events.Select(e => Event(command, e.Type, e.Body))];
        return new()
        {
            Feed = feed,
            Expected = expected,
            Events = made,
            WakeAt = null,
            Reacted = _position.Seq,
            Command = new(command, Chain.Read(SHA256.HashData(Encoding.UTF8.GetBytes(command.Value))), _position, null),
        };
    }

    private (string Type, byte[] Body) NextOfPatient() =>
        _position.Seq == 0 && _sealing is { } sealing ? ("patient.registered", Registration(sealing)) : ("inbox.noted", Body);

    private FeedEvent Event(CommandId command, string type, byte[] body)
    {
        var seq = _position.Seq + 1;
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
