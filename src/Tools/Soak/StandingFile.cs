using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Soak;

/// <summary>
/// Where every consultation of a soak stood when it was compared, in a temporary file: what was there then must be
/// there at the end, however many kills came between. A file, because a soak may run for days.
/// </summary>
internal sealed class StandingFile : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    /// <summary>Keeps what a round left.</summary>
    public void Add(IEnumerable<Standing> standings) => File.AppendAllLines(
        _path, standings.Select(one => $"{one.Patient} {one.Consultation} {one.Position}"));

    /// <summary>Everything kept, in that order.</summary>
    public IEnumerable<Standing> Read()
    {
        foreach (var line in File.ReadLines(_path))
        {
            var parts = line.Split(' ');
            if (!FeedPosition.TryParse(parts[2], out var position))
                throw new InvalidDataException("The file of positions was damaged.");
            yield return new(parts[0], parts[1], position);
        }
    }

    public void Dispose() => File.Delete(_path);
}
