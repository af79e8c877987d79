using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be asked of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain that can be handed to others.</summary>
    /// <exception cref="ArgumentException">This is neither a grain nor a reference to one.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)Reference(grain).CastTo(typeof(TGrainInterface));

    /// <summary>The same grain by another of its interfaces.</summary>
    /// <exception cref="ArgumentException">This is neither a grain nor a reference to one.</exception>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain.AsReference<TGrainInterface>();

    /// <summary>Who the grain is.</summary>
    /// <exception cref="ArgumentException">This is neither a grain nor a reference to one.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => Reference(grain).GrainId;

    /// <summary>The key of the grain.</summary>
    /// <exception cref="ArgumentException">This is neither a grain nor a reference to one.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference Reference(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase activated => activated.GrainContext.GrainReference,
            _ => throw new ArgumentException(
                $"{grain.GetType()} is neither a grain nor a reference: an observer needs CreateObjectReference.",
                nameof(grain)),
        };
    }
}
