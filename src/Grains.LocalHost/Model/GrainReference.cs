using Consult.Grains.LocalHost;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer. Two references to the same one are equal.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(CallTarget target) => Target = target;

    /// <summary>Who is referred to.</summary>
    public GrainId GrainId => Target.Id;

    internal CallTarget Target { get; }

    /// <summary>The same grain by another of its interfaces.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable =>
        (TGrainInterface)CastTo(typeof(TGrainInterface));

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>The identity, marked as a reference.</summary>
    public sealed override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>Whether both refer to the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Whether they refer to different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) =>
        !(reference1 == reference2);

    internal object CastTo(Type type) =>
        type.IsInstanceOfType(this) ? this : ProxyFactory.Create(type, Target);
}
