using Consult.Consultations;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>A doctor: profile, licence, offerings, desk. Key: the <see cref="DoctorId"/>.</summary>
[Alias("consult.IDoctorGrain")]
public partial interface IDoctorGrain : IFeedGrain
{
    /// <summary>
    /// Accepts a waiting consultation: reserves a place under the cap, lets the consultation decide, and gives the
    /// place back when it refuses. Repeated under the same id it gives the consultation's stored answer; after
    /// <see cref="Codes.ReservationExpired"/> accept again under a new id.
    /// </summary>
    /// <param name="request">
    /// With an <see cref="AcceptConsultation"/> of the doctor; its id has at most 120 characters, as the steps' ids are made of it.
    /// </param>
    /// <param name="cancellationToken">Counts until the consultation decides.</param>
    /// <returns>The consultation's answer with its position; a refusal of the desk has no position.</returns>
    [Alias("Accept")]
    Task<Answer> Accept(Request request, CancellationToken cancellationToken = default);

    /// <summary>The public profile; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("View")]
    Task<Reading<DoctorView>> View(CancellationToken cancellationToken = default);

    /// <summary>The desk; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("Desk")]
    Task<Reading<DeskView>> Desk(CancellationToken cancellationToken = default);

    /// <summary>The free slots to come; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("Slots")]
    Task<Reading<SlotsView>> Slots(CancellationToken cancellationToken = default);

    /// <summary>The figures of the days from one to another, both included; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("Figures")]
    Task<Reading<FiguresView>> Figures(DateOnly from, DateOnly to, CancellationToken cancellationToken = default);

    /// <summary>The saved texts; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("QuickReplies")]
    Task<Reading<QuickRepliesView>> QuickReplies(CancellationToken cancellationToken = default);

    /// <summary>What a consultation of a kind must know; also of a doctor who is not registered.</summary>
    [Alias("Facts")]
    Task<Reading<OfferingFacts>> Facts(ConsultationKind kind, CancellationToken cancellationToken = default);
}
