namespace Consult.Tools.Replay;

/// <summary>A place at a doctor's desk, from before the acceptance to the end of the consultation; given back when disposed.</summary>
internal sealed class Seat(Doctor doctor) : IDisposable
{
    /// <summary>Whose.</summary>
    public Doctor Doctor { get; } = doctor;

    public void Dispose() => Doctor.Free.Release();
}
