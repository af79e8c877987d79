namespace Consult.Api.OpenApi;

/// <summary>Says of which shape the entries of a list are, which are passed on as their feeds wrote them.</summary>
/// <param name="type">The shape, an <see cref="Feeds.IDirectoryEntry"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EntriesOfAttribute(Type type) : Attribute
{
    /// <summary>The shape.</summary>
    public Type Type => type;
}
