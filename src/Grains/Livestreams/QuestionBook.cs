using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Livestreams;

/// <summary>
/// Every question, as a persistent value. A vote costs the logarithm of how many there are, and the queue is always in
/// order: most votes first, of as many the one that was asked first.
/// </summary>
[JsonConverter(typeof(QuestionBookConverter))]
internal sealed class QuestionBook
{
    public static readonly QuestionBook Empty = new();

    private ImmutableSortedDictionary<long, Question> _all = ImmutableSortedDictionary<long, Question>.Empty;
    private ImmutableSortedSet<Place> _queue = [];

    private QuestionBook()
    {
    }

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>How many are held, open, picked or being answered.</summary>
    public int Unsettled { get; private init; }

    /// <summary>How many votes all of them have together.</summary>
    public int Votes { get; private init; }

    /// <summary>How many wait to be answered.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Those that wait to be answered, in the order in which they should be.</summary>
    public IEnumerable<Question> Queue => _queue.Select(place => _all[place.Question]);

    /// <summary>All, oldest first.</summary>
    public IEnumerable<Question> All => _all.Values;

    /// <summary>The question; null when there is none of that number.</summary>
    public Question? Find(long question) => _all.GetValueOrDefault(question);

    /// <summary>The book with the question as it is now.</summary>
    public QuestionBook With(Question question)
    {
        var before = Find(question.Seq);
        var queue = before is { IsWaiting: true } ? _queue.Remove(before.Place) : _queue;
        return new()
        {
            _all = _all.SetItem(question.Seq, question),
            _queue = question.IsWaiting ? queue.Add(question.Place) : queue,
            Unsettled = Unsettled + One(question.IsUnsettled) - One(before is { IsUnsettled: true }),
            Votes = Votes + question.Votes.Count - (before?.Votes.Count ?? 0),
        };
    }

    /// <summary>The book without the question.</summary>
    public QuestionBook Without(long question) => Find(question) is not { } before ? this : new()
    {
        _all = _all.Remove(question),
        _queue = before.IsWaiting ? _queue.Remove(before.Place) : _queue,
        Unsettled = Unsettled - One(before.IsUnsettled),
        Votes = Votes - before.Votes.Count,
    };

    private static int One(bool condition) => condition ? 1 : 0;

    /// <summary>A place in the queue.</summary>
    internal readonly record struct Place(int Votes, long Question) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            Votes != other.Votes ? other.Votes.CompareTo(Votes) : Question.CompareTo(other.Question);
    }

    /// <summary>In snapshots a book is the list of its questions; everything else follows from it.</summary>
    private sealed class QuestionBookConverter : JsonConverter<QuestionBook>
    {
        public override QuestionBook Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Question[]>(ref reader, options)!.Aggregate(Empty, (book, question) => book.With(question));

        public override void Write(Utf8JsonWriter writer, QuestionBook value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var question in value.All) JsonSerializer.Serialize(writer, question, options);
            writer.WriteEndArray();
        }
    }
}

/// <summary>A question.</summary>
internal sealed record Question
{
    /// <summary>Its number: that of the event with which it was asked.</summary>
    public required long Seq { get; init; }

    public required AccountId Asker { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required QuestionStatus Status { get; init; }

    public required PrivateText Text { get; init; }

    /// <summary>As the viewers see it.</summary>
    public PrivateText Nickname { get; init; }

    public bool IsAnonymous { get; init; }

    /// <summary>The event that shows it.</summary>
    public required long Shown { get; init; }

    /// <summary>Whether a moderator took it off the screens; nothing can be done with it meanwhile.</summary>
    public bool IsHidden { get; init; }

    public ImmutableHashSet<AccountId> Votes { get; init; } = [];

    /// <summary>Whether it is in the queue.</summary>
    [JsonIgnore] public bool IsWaiting => !IsHidden && Status is QuestionStatus.Open or QuestionStatus.Picked;

    [JsonIgnore] public bool IsUnsettled =>
        Status is QuestionStatus.Held or QuestionStatus.Open or QuestionStatus.Picked or QuestionStatus.Answering;

    [JsonIgnore] public QuestionBook.Place Place => new(Votes.Count, Seq);
}
