using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Departments;

/// <summary>
/// Who waits, as a persistent value. Every question and every change costs the logarithm of how many wait: there is
/// no scan and no copy in it, so that a grab costs the same at ten thousand waiting as at a thousand.
/// </summary>
[JsonConverter(typeof(PoolConverter))]
internal sealed class Pool
{
    public static readonly Pool Empty = new();

    private ImmutableDictionary<ConsultationId, PoolItem> _items = ImmutableDictionary<ConsultationId, PoolItem>.Empty;
    private ImmutableSortedSet<Place> _line = [];
    private ImmutableSortedSet<Place> _open = [];
    private ImmutableSortedSet<Place> _overdue = [];
    private ImmutableSortedSet<Place> _moments = [];

    private Pool()
    {
    }

    private Pool(Pool other) =>
        (_items, _line, _open, _overdue, _moments) = (other._items, other._line, other._open, other._overdue, other._moments);

    /// <summary>How many wait.</summary>
    public int Count => _line.Count;

    /// <summary>How many wait for the next doctor who can be asked.</summary>
    public int OverdueCount => _overdue.Count;

    /// <summary>Who waits longest, held or not.</summary>
    public PoolItem? Oldest => _line.IsEmpty ? null : _items[_line.Min.Consultation];

    /// <summary>Who waits longest of those whom anybody may take.</summary>
    public PoolItem? OldestOpen => _open.IsEmpty ? null : _items[_open.Min.Consultation];

    /// <summary>When something next happens by itself.</summary>
    public DateTimeOffset? NextMoment => _moments.IsEmpty ? null : _moments.Min.At;

    /// <summary>Everybody, longest first.</summary>
    public IEnumerable<PoolItem> Line => _line.Select(place => _items[place.Consultation]);

    /// <summary>Who is to be offered to the next doctor that can be asked, longest first.</summary>
    public IEnumerable<PoolItem> Overdue => _overdue.Select(place => _items[place.Consultation]);

    /// <summary>With whom something happens up to a moment, in order.</summary>
    public IEnumerable<PoolItem> DueAt(DateTimeOffset moment) =>
        _moments.TakeWhile(place => place.At <= moment).Select(place => _items[place.Consultation]);

    /// <summary>The consultation; null when it does not wait here.</summary>
    public PoolItem? Find(ConsultationId consultation) => _items.GetValueOrDefault(consultation);

    /// <summary>Where it stands: 1 for who waits longest.</summary>
    public int PositionOf(PoolItem item) => _line.IndexOf(item.Place) + 1;

    /// <summary>The pool with the item as it is now.</summary>
    public Pool With(PoolItem item)
    {
        var next = Without(item.Consultation);
        next._items = next._items.SetItem(item.Consultation, item);
        next._line = next._line.Add(item.Place);
        if (item.Hold is null) next._open = next._open.Add(item.Place);
        if (item.IsOverdue) next._overdue = next._overdue.Add(item.Place);
        if (item.NextMoment is { } moment) next._moments = next._moments.Add(new(moment, item.Consultation));
        return next;
    }

    /// <summary>The pool without the consultation.</summary>
    public Pool Without(ConsultationId consultation)
    {
        var next = new Pool(this);
        if (Find(consultation) is not { } item) return next;
        next._items = _items.Remove(consultation);
        next._line = _line.Remove(item.Place);
        next._open = _open.Remove(item.Place);
        next._overdue = _overdue.Remove(item.Place);
        if (item.NextMoment is { } moment) next._moments = _moments.Remove(new(moment, consultation));
        return next;
    }

    /// <summary>A moment of a consultation; two at the same moment are in the order of their keys.</summary>
    internal readonly record struct Place(DateTimeOffset At, ConsultationId Consultation) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(Consultation.Value, other.Consultation.Value);
    }

    /// <summary>In snapshots a pool is the list of those who wait; everything else follows from it.</summary>
    private sealed class PoolConverter : JsonConverter<Pool>
    {
        public override Pool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<PoolItem[]>(ref reader, options)!.Aggregate(Empty, (pool, item) => pool.With(item));

        public override void Write(Utf8JsonWriter writer, Pool value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value.Line) JsonSerializer.Serialize(writer, item, options);
            writer.WriteEndArray();
        }
    }
}

/// <summary>One who waits.</summary>
internal sealed record PoolItem
{
    public required ConsultationId Consultation { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset AcceptBy { get; init; }

    /// <summary>When it is offered to a doctor; null: as soon as there is one who can be asked.</summary>
    public DateTimeOffset? PushAt { get; init; }

    /// <summary>Set while one doctor alone may take it.</summary>
    public Hold? Hold { get; init; }

    /// <summary>Who was asked and did not take it, since everybody was last asked.</summary>
    public ImmutableArray<DoctorId> Asked { get; init; } = [];

    [JsonIgnore] public bool IsOverdue => Hold is null && PushAt is null;

    [JsonIgnore] public DateTimeOffset? NextMoment => Hold?.Until ?? PushAt;

    [JsonIgnore] public Pool.Place Place => new(RequestedAt, Consultation);
}

/// <summary>For whom a consultation is held, and how long.</summary>
/// <param name="Doctor">Who alone may take it.</param>
/// <param name="Until">When it is back in the pool by itself.</param>
/// <param name="IsClaim">Whether the doctor is taking it; otherwise it was offered.</param>
internal sealed record Hold(DoctorId Doctor, DateTimeOffset Until, bool IsClaim);
