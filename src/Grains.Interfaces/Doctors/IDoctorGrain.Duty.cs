using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

// What a doctor does on duty in a department, or as the host of a clinic.
public partial interface IDoctorGrain
{
    /// <summary>
    /// Grabs a waiting consultation: claims it in the pool, reserves a place under the cap, lets the consultation decide,
    /// and gives both back when it refuses. Repeated under the same id it gives the consultation's stored answer.
    /// </summary>
    /// <param name="request">
    /// With a <see cref="GrabConsultation"/> or <see cref="GrabAtClinic"/> of the doctor; its id has at most 120 characters, as the steps' ids are made of it.
    /// </param>
    /// <param name="cancellationToken">Counts until the consultation decides.</param>
    /// <returns>The consultation's answer, with the consultation as its value; a refusal of pool or desk has no position.</returns>
    [Alias("Grab")]
    Task<Answer> Grab(Request request, CancellationToken cancellationToken = default);

    /// <summary>What a department must know; <see cref="Codes.Forbidden"/> when not registered.</summary>
    [Alias("DutyFacts")]
    Task<Reading<DutyFacts>> DutyFacts(CancellationToken cancellationToken = default);
}
