using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;
using Orleans.Concurrency;

namespace Consult.Departments;

/// <summary>
/// A department: the pool of quick consultations, and the doctors on duty. Key: the <see cref="DepartmentId"/>.
/// </summary>
[Alias("consult.IDepartmentGrain")]
public interface IDepartmentGrain : IFeedGrain
{
    /// <summary>The department; <see cref="Codes.Forbidden"/> when no doctor was ever on duty in it.</summary>
    [Alias("View")]
    Task<Reading<DepartmentView>> View(CancellationToken cancellationToken = default);

    /// <summary>The pool and who is on duty; <see cref="Codes.Forbidden"/> when there is no such department.</summary>
    [Alias("Pool")]
    Task<Reading<PoolView>> Pool(CancellationToken cancellationToken = default);

    /// <summary>Where a consultation stands; <see cref="Codes.Forbidden"/> when it does not wait here.</summary>
    [Alias("Queue")]
    Task<Reading<QueueView>> Queue(ConsultationId consultation, CancellationToken cancellationToken = default);

    /// <summary>What a consultation must know; also of a department that does not exist.</summary>
    [Alias("Facts")]
    Task<Reading<PoolFacts>> Facts(CancellationToken cancellationToken = default);

    /// <summary>
    /// These accounts have a live connection. A process tells it every <see cref="Pulse.Interval"/>; it is never stored.
    /// </summary>
    [Alias("Present"), AlwaysInterleave]
    Task Present(ImmutableArray<AccountId> accounts);
}

/// <summary>How presence is told.</summary>
public static class Pulse
{
    /// <summary>How often a process tells a department which doctors are connected.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
}
