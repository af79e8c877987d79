namespace Consult.Tools.Replay;

/// <summary>The doctors of a run, as many per department as may be needed at once, and the operators.</summary>
internal sealed class Cast : IAsyncDisposable
{
    /// <summary>Visits at once that one operator verifies; an account may send 20 commands a second.</summary>
    private const int VisitsPerOperator = 4;

    private readonly Participant[] _operators;
    private readonly Dictionary<string, Doctor[]> _doctors;

    private Cast(Participant[] operators, Dictionary<string, Doctor[]> doctors) => (_operators, _doctors) = (operators, doctors);

    public IEnumerable<Doctor> Doctors => _doctors.Values.SelectMany(doctors => doctors);

    public static async Task<Cast> SetUpAsync(
        HttpClient http, IReadOnlyList<Consultation> input, ReplayOptions options, CancellationToken cancellationToken)
    {
        Participant[] operators =
        [
            .. Enumerable.Range(1, 1 + (options.Parallel / VisitsPerOperator))
                .Select(n => new Participant(http, $"{options.Operator}-{n}", "operator", options)),
        ];
        var departments = input.CountBy(one => one.Department).SelectMany(
            department => Enumerable.Repeat(department.Key, DoctorsFor(department.Value, options.Parallel)));
        var doctors = new Doctor[departments.Count()];
        await Parallel.ForEachAsync(
            departments.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
            async (one, cancelled) =>
            {
                var self = new Participant(http, $"{options.Run}-doctor-{one.Index + 1}", "doctor", options);
                doctors[one.Index] = await Doctor.SetUpAsync(self, operators[one.Index % operators.Length], one.Item, cancelled);
            });
        return new(operators, departments.Zip(doctors)
            .GroupBy(pair => pair.First, pair => pair.Second)
            .ToDictionary(pair => pair.Key, pair => pair.ToArray()));
    }

    /// <summary>The doctor of the n-th consultation.</summary>
    public Doctor DoctorFor(string department, int n) => _doctors[department][n % _doctors[department].Length];

    /// <summary>The operator of the n-th consultation.</summary>
    public Participant OperatorFor(int n) => _operators[n % _operators.Length];

    public async ValueTask DisposeAsync()
    {
        foreach (var doctor in Doctors)
            await doctor.DisposeAsync();
    }

    // As many as are needed at once, and as are needed in one day.
    private static int DoctorsFor(int consultations, int atOnce) => Math.Max(
        Quotient(Math.Min(consultations, atOnce), Doctor.Places), Quotient(consultations, Doctor.PerDay));

    private static int Quotient(int all, int each) => (all + each - 1) / each;
}
