using Orleans;

namespace Consult.Grains.LocalHost;

/// <summary>Why an activation ends, and what ends the patience with its own deactivation code.</summary>
internal readonly record struct Departure(DeactivationReason Reason, CancellationToken Cancellation);
