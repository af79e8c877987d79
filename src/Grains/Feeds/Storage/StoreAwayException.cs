using Orleans;

namespace Consult.Feeds.Storage;

/// <summary>
/// The database does not answer now: it is down, starts, or hangs. Whoever asked may ask again; the code for clients is
/// <c>busy</c>. Appends never throw it, they have an outcome.
/// </summary>
/// <param name="cause">What the driver said.</param>
[GenerateSerializer, Alias("consult.StoreAwayException")]
public sealed class StoreAwayException(Exception cause) : Exception("The database does not answer now.", cause);
