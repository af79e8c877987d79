using System.Collections.Concurrent;
using System.Threading.Channels;
using Consult.Payments;

namespace Consult.Hosted;

/// <summary>
/// A gateway that carries out, and whose first answer to each order is lost on the way. It counts what really moved, by
/// the order's key, as the port asks of a gateway.
/// </summary>
internal sealed class FlakyGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<string, GatewayOrder> _moved = [];
    private readonly Channel<string> _lost = Channel.CreateUnbounded<string>();

    /// <summary>The keys of orders whose answer has just been lost.</summary>
    public ChannelReader<string> Lost => _lost.Reader;

    public IEnumerable<GatewayOrder> Moved => _moved.Values;

    public Task<GatewayOutcome> CarryOutAsync(GatewayOrder order, CancellationToken cancellationToken)
    {
        if (!_moved.TryAdd(order.Key, order)) return Task.FromResult(new GatewayOutcome("ref", null));
        _lost.Writer.TryWrite(order.Key);
        throw new HttpRequestException("The answer was lost.");
    }
}
