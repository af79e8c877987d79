using System.Collections.Immutable;
using Consult.Privacy;

namespace Consult.Groups;

/// <summary>
/// How texts are masked. A pair of functions instead of <see cref="PrivacyMask"/> itself, because what a membership does
/// when they fail must be tested.
/// </summary>
internal sealed record GroupMask
{
    /// <summary>Masks one text; the flag says that the group's staff wrote it.</summary>
    public Func<string, MaskLevel, bool, MaskedText> One { get; init; } = PrivacyMask.Mask;

    /// <summary>Masks consecutive texts of one author, oldest first; null when nothing private crosses from one to the next.</summary>
    public Func<ImmutableArray<string>, MaskLevel, ImmutableArray<string>?> Several { get; init; } = PrivacyMask.MaskSplit;
}
