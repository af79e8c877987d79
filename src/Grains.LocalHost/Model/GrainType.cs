namespace Orleans.Runtime;

/// <summary>The name of a kind of grain, the first half of a <see cref="GrainId"/>.</summary>
public readonly struct GrainType : IEquatable<GrainType>
{
    /// <summary>Makes a type from its name.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>The name.</summary>
    public IdSpan Value { get; }

    /// <summary>Whether no name was given.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Makes a type from its name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The name.</summary>
    public override string ToString() => Value.ToString();

    /// <summary>Whether both are the same kind.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether the kinds differ.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
