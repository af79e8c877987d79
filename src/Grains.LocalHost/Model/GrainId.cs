namespace Orleans.Runtime;

/// <summary>Who a grain is: its kind and its key, written <c>type/key</c>.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    /// <summary>Makes an identity from its two halves.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
    }

    /// <summary>The kind of grain.</summary>
    public GrainType Type { get; }

    /// <summary>The key among grains of that kind.</summary>
    public IdSpan Key { get; }

    /// <summary>Whether this names no grain.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>Makes an identity from its two halves.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>Makes an identity from its two halves.</summary>
    /// <exception cref="ArgumentNullException">The key is null, empty or blank.</exception>
    public static GrainId Create(GrainType type, string key)
    {
        if (string.IsNullOrWhiteSpace(key))
            throw new ArgumentNullException(nameof(key));
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>Makes an identity from its two halves.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    // Not HashCode.Combine, which is seeded anew in every process: a simulation could not be replayed.
    public override int GetHashCode() => unchecked((Type.GetHashCode() * 397) ^ Key.GetHashCode());

    /// <summary>The identity as <c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether they name different grains.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
