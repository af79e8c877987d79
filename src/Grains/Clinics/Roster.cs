using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Consult.Feeds;

namespace Consult.Clinics;

/// <summary>
/// Who has a place, who stands on the reserve list and who waits for a host, as a persistent value. Every question and
/// every change costs the logarithm of how many there are: one more try does not copy those who came before.
/// </summary>
[JsonConverter(typeof(RosterConverter))]
internal sealed class Roster
{
    public static readonly Roster Empty = new();

    private ImmutableSortedDictionary<int, Seat> _seats = ImmutableSortedDictionary<int, Seat>.Empty;
    private ImmutableDictionary<PatientId, int> _byPatient = ImmutableDictionary<PatientId, int>.Empty;
    private ImmutableDictionary<ConsultationId, int> _byConsultation = ImmutableDictionary<ConsultationId, int>.Empty;
    private ImmutableSortedSet<int> _reserve = [];
    private ImmutableSortedSet<Moment> _open = [];
    private ImmutableSortedSet<Moment> _claims = [];

    private Roster()
    {
    }

    private Roster(Roster other) =>
        (_seats, _byPatient, _byConsultation, _reserve, _open, _claims) =
            (other._seats, other._byPatient, other._byConsultation, other._reserve, other._open, other._claims);

    /// <summary>How many places are taken.</summary>
    public int Taken => _seats.Count - _reserve.Count;

    /// <summary>How many stand on the reserve list.</summary>
    public int InReserve => _reserve.Count;

    /// <summary>How many wait for a host, claimed or not.</summary>
    public int Waiting => _open.Count + _claims.Count;

    /// <summary>Everybody, in the order of the numbers.</summary>
    public IEnumerable<Seat> All => _seats.Values;

    /// <summary>Who is next on the reserve list.</summary>
    public Seat? FirstInReserve => _reserve.IsEmpty ? null : _seats[_reserve.Min];

    /// <summary>Who waits longest for a host and is not claimed.</summary>
    public Seat? OldestOpen => _open.IsEmpty ? null : _seats[_open.Min.Place];

    /// <summary>Who waits for a host and is not claimed, longest first.</summary>
    public IEnumerable<Seat> Open => _open.Select(moment => _seats[moment.Place]);

    /// <summary>When the next claim lapses.</summary>
    public DateTimeOffset? NextLapse => _claims.IsEmpty ? null : _claims.Min.At;

    /// <summary>Whose claims lapse up to a moment, in order.</summary>
    public IEnumerable<Seat> LapsedAt(DateTimeOffset now) =>
        _claims.TakeWhile(moment => moment.At <= now).Select(moment => _seats[moment.Place]);

    /// <summary>The seat of that number.</summary>
    public Seat? Find(int place) => _seats.GetValueOrDefault(place);

    /// <summary>The patient's seat.</summary>
    public Seat? Find(PatientId patient) => _byPatient.TryGetValue(patient, out var place) ? _seats[place] : null;

    /// <summary>The seat that was used for a consultation.</summary>
    public Seat? Find(ConsultationId consultation) => _byConsultation.TryGetValue(consultation, out var place) ? _seats[place] : null;

    /// <summary>1 for who is next on the reserve list; null for who is not there.</summary>
    public int? LineOf(Seat seat) => seat.IsInReserve ? _reserve.IndexOf(seat.Place) + 1 : null;

    /// <summary>The roster with the seat as it is now.</summary>
    public Roster With(Seat seat)
    {
        var next = Without(seat.Place);
        next._seats = next._seats.Add(seat.Place, seat);
        next._byPatient = next._byPatient.Add(seat.Patient, seat.Place);
        if (seat.Use is { } use) next._byConsultation = next._byConsultation.Add(use.Consultation, seat.Place);
        if (seat.IsInReserve) next._reserve = next._reserve.Add(seat.Place);
        if (seat.OpenSince is { } since) next._open = next._open.Add(new(since, seat.Place));
        if (seat.Use?.Claim is { } claim) next._claims = next._claims.Add(new(claim.Until, seat.Place));
        return next;
    }

    /// <summary>The roster without a seat.</summary>
    public Roster Without(int place)
    {
        var next = new Roster(this);
        if (Find(place) is not { } seat) return next;
        next._seats = _seats.Remove(place);
        next._byPatient = _byPatient.Remove(seat.Patient);
        if (seat.Use is { } use) next._byConsultation = _byConsultation.Remove(use.Consultation);
        if (seat.IsInReserve) next._reserve = _reserve.Remove(place);
        if (seat.OpenSince is { } since) next._open = _open.Remove(new(since, place));
        if (seat.Use?.Claim is { } claim) next._claims = _claims.Remove(new(claim.Until, place));
        return next;
    }

    private readonly record struct Moment(DateTimeOffset At, int Place) : IComparable<Moment>
    {
        public int CompareTo(Moment other) => At != other.At ? At.CompareTo(other.At) : Place.CompareTo(other.Place);
    }

    /// <summary>In snapshots a roster is the list of its seats; everything else follows from it.</summary>
    private sealed class RosterConverter : JsonConverter<Roster>
    {
        public override Roster Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Seat[]>(ref reader, options)!.Aggregate(Empty, (roster, seat) => roster.With(seat));

        public override void Write(Utf8JsonWriter writer, Roster value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var seat in value.All) JsonSerializer.Serialize(writer, seat, options);
            writer.WriteEndArray();
        }
    }
}

/// <summary>A patient's place, or place on the reserve list.</summary>
/// <param name="Place">Its number.</param>
/// <param name="Patient">Whose.</param>
/// <param name="Account">Who took it for the patient.</param>
internal sealed record Seat(int Place, PatientId Patient, AccountId Account)
{
    public bool IsInReserve { get; init; }

    /// <summary>Set once a consultation exists for it.</summary>
    public Use? Use { get; init; }

    /// <summary>Set while its consultation waits for a host and is not claimed.</summary>
    [JsonIgnore] public DateTimeOffset? OpenSince => Use is { Claim: null, TakenBy: null } use ? use.RequestedAt : null;
}

/// <summary>What a place was used for.</summary>
internal sealed record Use(ConsultationId Consultation, DateTimeOffset RequestedAt, DateTimeOffset AcceptBy)
{
    /// <summary>Set while a host is taking it.</summary>
    public Claim? Claim { get; init; }

    /// <summary>The host who accepted it.</summary>
    public DoctorId? TakenBy { get; init; }
}

/// <summary>A host who is taking a consultation, and until when it is held.</summary>
internal sealed record Claim(DoctorId Doctor, DateTimeOffset Until);
