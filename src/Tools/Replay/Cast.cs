using Consult.Tools.Replay.Courses;

namespace Consult.Tools.Replay;

/// <summary>
/// The doctors of a run, as many per department as may be needed at once, all on duty where anything is grabbed, and the
/// operators and pharmacists.
/// </summary>
internal sealed class Cast : IAsyncDisposable
{
    /// <summary>Visits at once for which one operator or pharmacist does; an account may send 20 commands a second.</summary>
    private const int VisitsPerPerson = 4;

    private readonly Participant[] _operators;
    private readonly Participant[] _pharmacists;
    private readonly Dictionary<string, Doctor[]> _doctors;
    private readonly Dictionary<string, Ward> _wards = [];
    private readonly Dictionary<(string Department, Kind Kind), int> _chosen = [];

    private Cast(HttpClient http, ReplayOptions options, Dictionary<string, Doctor[]> doctors, Participant[] operators)
    {
        (_doctors, _operators) = (doctors, operators);
        _pharmacists = Staff(http, $"{options.Run}-pharmacist", "pharmacist", options);
    }

    public IEnumerable<Doctor> Doctors => _doctors.Values.SelectMany(doctors => doctors);

    /// <summary>When the first department takes quick consultations again that takes none now; null when all do.</summary>
    public DateTimeOffset? QuickOpensAt => _wards.Values.Min(ward => ward.OpensAt);

    public static async Task<Cast> SetUpAsync(
        HttpClient http, IReadOnlyList<Consultation> input, ReplayOptions options, CancellationToken cancellationToken)
    {
        var operators = Staff(http, options.Operator, "operator", options);
        var departments = input.CountBy(one => one.Department).SelectMany(
            department => Enumerable.Repeat(department.Key, DoctorsFor(department.Value, options.Parallel)));
        var doctors = new Doctor[departments.Count()];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(departments.Index(), parallel, async (one, cancelled) =>
        {
            var self = new Participant(http, $"{options.Run}-doctor-{one.Index + 1}", "doctor", options);
            doctors[one.Index] = await Doctor.SetUpAsync(
                self, operators[one.Index % operators.Length], one.Item, options.Kinds, cancelled);
        });
        var cast = new Cast(
            http,
            options,
            departments.Zip(doctors)
                .GroupBy(pair => pair.First, pair => pair.Second)
                .ToDictionary(pair => pair.Key, pair => pair.ToArray()),
            operators);
        if (options.Kinds.Contains(Kind.Quick))
            await cast.GoOnDutyAsync(cancellationToken);
        return cast;
    }

    /// <summary>Who plays with the n-th patient.</summary>
    public Company CompanyFor(string department, Kind kind, int n)
    {
        // Each kind goes round by itself, so that no doctor has all the calls.
        var turn = _chosen[(department, kind)] = _chosen.GetValueOrDefault((department, kind)) + 1;
        var doctors = _doctors[department];
        return new(
            doctors[turn % doctors.Length],
            _wards.GetValueOrDefault(department),
            _operators[n % _operators.Length],
            _pharmacists[n % _pharmacists.Length]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ward in _wards.Values)
            await ward.DisposeAsync();
        foreach (var doctor in Doctors)
            await doctor.DisposeAsync();
    }

    private static Participant[] Staff(HttpClient http, string name, string role, ReplayOptions options) =>
    [
        .. Enumerable.Range(1, 1 + (options.Parallel / VisitsPerPerson))
            .Select(n => new Participant(http, $"{name}-{n}", role, options)),
    ];

    private async Task GoOnDutyAsync(CancellationToken cancellationToken)
    {
        foreach (var (department, doctors) in _doctors)
            _wards[department] = await Ward.OpenAsync(doctors, cancellationToken);
    }

    // As many as are needed at once, and as are needed in one day.
    private static int DoctorsFor(int consultations, int atOnce) => Math.Max(
        Quotient(Math.Min(consultations, atOnce), Doctor.Places), Quotient(consultations, Doctor.PerDay));

    private static int Quotient(int all, int each) => (all + each - 1) / each;
}
