namespace Consult.Grains.LocalHost;

/// <summary>
/// Carries requests from a reference to what it refers to. Without one they are there at once; a test that plays several
/// processes puts its wires here.
/// </summary>
internal interface ICarrier
{
    /// <summary>
    /// Lets a request be taken by its target, or by one that stands for it elsewhere. Whatever else becomes of it, it is
    /// finished or refused once at most. Never throws.
    /// </summary>
    void Carry(CallTarget target, GrainMethod method, Request request);
}
