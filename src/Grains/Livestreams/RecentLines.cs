using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>
/// What viewers wrote in the last two minutes, as a persistent value: for the rules about repeating oneself, about
/// writing too much, and about private information in pieces.
/// </summary>
[JsonConverter(typeof(RecentLinesConverter))]
internal sealed class RecentLines
{
    public static readonly RecentLines Empty = new();

    /// <summary>How long lines are remembered.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>The most lines that are remembered; where more are written in two minutes, the time is shorter.</summary>
    private const int MaxLines = 10_000;

    private ImmutableDictionary<AccountId, ImmutableArray<RecentLine>> _byAuthor =
        ImmutableDictionary<AccountId, ImmutableArray<RecentLine>>.Empty;

    private ImmutableQueue<(AccountId Author, long Seq, DateTimeOffset At)> _oldest = [];
    private int _count;

    private RecentLines()
    {
    }

    private RecentLines(RecentLines other) => (_byAuthor, _oldest, _count) = (other._byAuthor, other._oldest, other._count);

    /// <summary>The lines of an author since a moment, oldest first.</summary>
    public IEnumerable<RecentLine> Of(AccountId author, DateTimeOffset since) =>
        _byAuthor.GetValueOrDefault(author, []).Where(line => line.At > since);

    /// <summary>With a line more, and without what is too old by now.</summary>
    public RecentLines With(AccountId author, RecentLine line)
    {
        var next = new RecentLines(this);
        next._byAuthor = _byAuthor.SetItem(author, _byAuthor.GetValueOrDefault(author, []).Add(line));
        next._oldest = _oldest.Enqueue((author, line.Seq, line.At));
        next._count++;
        while (next._count > MaxLines || next._oldest.Peek().At <= line.At - Window) next.DropOldest();
        return next;
    }

    /// <summary>With a line shown in other words, by another event.</summary>
    public RecentLines Remasked(AccountId author, long line, long shown, PrivateText text)
    {
        var lines = _byAuthor.GetValueOrDefault(author, []);
        return lines.FirstOrDefault(known => known.Seq == line) is not { } before
            ? this
            : new(this) { _byAuthor = _byAuthor.SetItem(author, lines.Replace(before, new(before.Seq, shown, before.At, text))) };
    }

    /// <summary>Without anything of an author.</summary>
    public RecentLines Without(AccountId author) => new(this) { _byAuthor = _byAuthor.Remove(author) };

    private void DropOldest()
    {
        _oldest = _oldest.Dequeue(out var gone);
        _count--;
        if (!_byAuthor.TryGetValue(gone.Author, out var lines)) return;
        var left = lines.RemoveAll(line => line.Seq <= gone.Seq);
        _byAuthor = left.IsEmpty ? _byAuthor.Remove(gone.Author) : _byAuthor.SetItem(gone.Author, left);
    }

    private sealed record Written(AccountId Author, RecentLine Line);

    /// <summary>In snapshots: the list of the lines, oldest first.</summary>
    private sealed class RecentLinesConverter : JsonConverter<RecentLines>
    {
        public override RecentLines Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Written[]>(ref reader, options)!
                .Aggregate(Empty, (lines, written) => lines.With(written.Author, written.Line));

        public override void Write(Utf8JsonWriter writer, RecentLines value, JsonSerializerOptions options)
        {
            var lines = value._byAuthor.SelectMany(by => by.Value.Select(line => new Written(by.Key, line)));
            JsonSerializer.Serialize(writer, lines.OrderBy(written => written.Line.Seq), options);
        }
    }
}

/// <summary>A line of the last two minutes.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Shown">The event that shows it; 0 while nobody but the staff sees it.</param>
/// <param name="At">When it was written.</param>
/// <param name="Text">As it is shown.</param>
internal sealed record RecentLine(long Seq, long Shown, DateTimeOffset At, PrivateText Text)
{
    /// <summary>What it says; kept, because each further line of the author is held against it.</summary>
    [JsonIgnore] public string Says { get; } = Essence.Of(Text);
}
