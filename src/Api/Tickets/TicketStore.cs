using System.Buffers.Text;
using System.Security.Cryptography;
using Consult.Api.SignIn;

namespace Consult.Api.Tickets;

/// <summary>A ticket as its owner gets it.</summary>
internal sealed record IssuedTicket(string Ticket, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the ticket itself.</summary>
    public override string ToString() => "(ticket)";
}

/// <summary>
/// Tickets with which a browser opens its WebSocket: one use, 30 seconds, in the memory of this process. A WebSocket
/// cannot carry a header from a browser, and what stands in a URL ends up in logs: there a ticket is worth nothing.
/// </summary>
internal sealed class TicketStore(TimeProvider clock)
{
    /// <summary>How many tickets may be outstanding; one more and the oldest is dropped, its owner asks again.</summary>
    public const int Capacity = 10_000;

    /// <summary>How long a ticket can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int Size = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Outstanding>> _byTicket = new(StringComparer.Ordinal);
    private readonly LinkedList<Outstanding> _oldestFirst = [];

    /// <summary>A fresh ticket for somebody who is signed in.</summary>
    public IssuedTicket Issue(SignedIn who)
    {
        Span<byte> random = stackalloc byte[Size];
        RandomNumberGenerator.Fill(random);
        var issued = new IssuedTicket(Base64Url.EncodeToString(random), clock.GetUtcNow() + Lifetime);
        lock (_gate)
        {
            while (_oldestFirst.First is { } oldest && (_byTicket.Count >= Capacity || oldest.Value.IsOver(clock)))
                Remove(oldest);
            _byTicket.Add(issued.Ticket, _oldestFirst.AddLast(new Outstanding(issued, who)));
        }
        return issued;
    }

    /// <summary>Uses a ticket up. Null when it is unknown, used or expired.</summary>
    public SignedIn? Redeem(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket)) return null;
        lock (_gate)
        {
            if (!_byTicket.TryGetValue(ticket, out var found)) return null;
            Remove(found);
            return found.Value.IsOver(clock) ? null : found.Value.Who;
        }
    }

    private void Remove(LinkedListNode<Outstanding> node)
    {
        _oldestFirst.Remove(node);
        _byTicket.Remove(node.Value.Issued.Ticket);
    }

    private readonly record struct Outstanding(IssuedTicket Issued, SignedIn Who)
    {
        public bool IsOver(TimeProvider clock) => clock.GetUtcNow() >= Issued.ExpiresAt;
    }
}
