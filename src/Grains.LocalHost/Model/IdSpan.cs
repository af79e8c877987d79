namespace Orleans.Runtime;

/// <summary>A part of an identity: text that is compared by its characters.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? _value;
    private readonly int _hash;

    private IdSpan(string value)
    {
        _value = value;
        _hash = StableHash(value);
    }

    /// <summary>Whether nothing was given.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_value);

    /// <summary>Makes a part from its text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <inheritdoc/>
    public bool Equals(IdSpan obj) => _hash == obj._hash && ToString() == obj.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The text.</summary>
    public override string ToString() => _value ?? "";

    /// <summary>Whether both hold the same text.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    // FNV-1a. String.GetHashCode differs from run to run, and with it the order of a dictionary: a simulation
    // could not be replayed.
    private static int StableHash(string value)
    {
        var hash = 2166136261u;
        foreach (var character in value)
            hash = (hash ^ character) * 16777619u;
        return unchecked((int)hash);
    }
}
