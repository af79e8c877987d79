using Consult.Feeds;

namespace Consult.Payments;

/// <summary>
/// What the gateway said to an order. It never crosses a boundary, so nobody but the shell can make it up.
/// </summary>
internal sealed record RecordOutcome(long Order, GatewayOutcome Outcome) : Command;
