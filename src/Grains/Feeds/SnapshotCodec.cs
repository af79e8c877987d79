using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Consult.Feeds.Storage;

namespace Consult.Feeds;

/// <summary>States between records and the bytes of a <see cref="FeedSnapshot"/>.</summary>
internal static class SnapshotCodec
{
    /// <summary>
    /// Makes a snapshot: always a new one, as a load may be reading the last one. Null when the subject's key was
    /// destroyed and nothing may be kept.
    /// </summary>
    public static async Task<FeedSnapshot?> MakeAsync<TState>(
        FeedId feed, FeedModel<TState> model, TState state, Position position, DateTimeOffset lastAt,
        IKeyRing keys, CancellationToken cancellationToken) where TState : class
    {
        var person = model.SubjectOf(state);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, FeedJson.Options);
        if (person is not null)
        {
            if (await keys.GetAsync(person, cancellationToken) is not { } key) return null;
            bytes = SealedBox.Seal(bytes, key.Span, Context(feed, position));
        }
        return new()
        {
            Position = position,
            FoldVersion = model.FoldVersion,
            LastAt = lastAt.ToUnixTimeMilliseconds(),
            Person = person,
            State = bytes,
        };
    }

    /// <summary>The state of a snapshot; null when it is of another fold, of another past, or cannot be opened.</summary>
    public static async Task<TState?> OpenAsync<TState>(
        FeedSnapshot snapshot, FeedId feed, FeedModel<TState> model, FeedServices services, CancellationToken cancellationToken)
        where TState : class
    {
        if (snapshot.State is not { } bytes || snapshot.FoldVersion != model.FoldVersion || snapshot.Position.Seq == 0) return null;
        var last = await services.Store.ReadAsync(feed, snapshot.Position.Seq - 1, 1, cancellationToken);
        if (last.IsEmpty || last[0].Envelope.Position != snapshot.Position) return null;
        try
        {
            if (snapshot.Person is { } person)
            {
                if (await services.Keys.GetAsync(person, cancellationToken) is not { } key) return null;
                bytes = SealedBox.Open(bytes, key.Span, Context(feed, snapshot.Position));
            }
            return JsonSerializer.Deserialize<TState>(bytes, FeedJson.Options);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            services.Log.SnapshotIgnored(feed, e.GetType().Name);
            return null;
        }
    }

    private static byte[] Context(FeedId feed, Position position) => Encoding.UTF8.GetBytes($"snapshot|{feed}|{position}");
}
