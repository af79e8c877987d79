namespace Consult.Silo.Storage;

/// <summary>The bounds of group commit. Beyond the first three an append is answered with busy.</summary>
internal sealed record GroupCommitLimits
{
    public static readonly GroupCommitLimits Default = new();

    /// <summary>Appends of one feed that wait or are being written.</summary>
    public int InFlightPerFeed { get; init; } = 256;

    /// <summary>Appends of all feeds that wait or are being written: about half a second of writing.</summary>
    public int InFlight { get; init; } = 16_384;

    /// <summary>Bytes of all appends that wait or are being written.</summary>
    public long InFlightBytes { get; init; } = 64 << 20;

    /// <summary>Appends in one transaction; beyond a few hundred a larger one gains little and answers later.</summary>
    public int Batch { get; init; } = 512;

    /// <summary>Bytes in one transaction, so also the largest append that is taken at all.</summary>
    public long BatchBytes { get; init; } = 4 << 20;

    /// <summary>Appends of one feed in one transaction, so that a flooding feed leaves room for others.</summary>
    public int BatchPerFeed { get; init; } = 64;

    /// <summary>How long the fate of a failed commit is searched before the answer is unknown.</summary>
    public TimeSpan FindTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two attempts to find it.</summary>
    public TimeSpan FindInterval { get; init; } = TimeSpan.FromMilliseconds(250);
}
