using System.Collections.Immutable;
using Consult.Payments;

namespace Consult.Consultations;

/// <summary>One sum of a consultation: the price, or a pack of rounds.</summary>
/// <param name="Payment">Its payment.</param>
/// <param name="Fen">How much.</param>
/// <param name="Rounds">What it buys; 0 for the price.</param>
internal sealed record Charge(PaymentId Payment, long Fen, int Rounds)
{
    public bool IsHeld { get; init; }

    public long RefundedFen { get; init; }

    public long SettledFen { get; init; }

    /// <summary>What can still go either way.</summary>
    public long OpenFen => IsHeld ? Fen - RefundedFen - SettledFen : 0;
}

/// <summary>The sums of a consultation: pure arithmetic, so that held = refunded + settled + open whatever happens.</summary>
internal static class Charges
{
    public static long HeldFen(this ImmutableArray<Charge> charges) => charges.Sum(charge => charge.IsHeld ? charge.Fen : 0);

    public static long RefundedFen(this ImmutableArray<Charge> charges) => charges.Sum(charge => charge.RefundedFen);

    public static long SettledFen(this ImmutableArray<Charge> charges) => charges.Sum(charge => charge.SettledFen);

    public static long OpenFen(this ImmutableArray<Charge> charges) => charges.Sum(charge => charge.OpenFen);

    public static ImmutableArray<Charge> Held(this ImmutableArray<Charge> charges, PaymentId payment) =>
        [.. charges.Select(charge => charge.Payment == payment ? charge with { IsHeld = true } : charge)];

    /// <summary>Takes a sum from what is open, the last charge first: a pack goes back before the price does.</summary>
    public static ImmutableArray<Share> Take(this ImmutableArray<Charge> charges, long fen)
    {
        var shares = ImmutableArray.CreateBuilder<Share>();
        for (var i = charges.Length - 1; i >= 0 && fen > 0; i--)
        {
            var part = Math.Min(fen, charges[i].OpenFen);
            if (part > 0) shares.Add(new(charges[i].Payment, part));
            fen -= part;
        }
        return shares.ToImmutable();
    }

    public static ImmutableArray<Charge> Refunded(this ImmutableArray<Charge> charges, ImmutableArray<Share> shares) =>
        [.. charges.Select(charge => charge with { RefundedFen = charge.RefundedFen + Of(shares, charge) })];

    public static ImmutableArray<Charge> Settled(this ImmutableArray<Charge> charges, ImmutableArray<Share> shares) =>
        [.. charges.Select(charge => charge with { SettledFen = charge.SettledFen + Of(shares, charge) })];

    private static long Of(ImmutableArray<Share> shares, Charge charge) =>
        shares.Where(share => share.Payment == charge.Payment).Sum(share => share.Fen);
}
